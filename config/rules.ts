/**
 * Rules that look at more than one setting.
 *
 * They run beside the schema and not after it, so that every problem is told at once; hence they
 * read values that may be wrong, and are silent about a value that is not of its type.
 */
import { AMAZON_FORECAST_REGIONS, BACKEND_LIMITS, isBackend } from "./backends";
import type { Environment } from "./environments";
import { missingKey } from "./keys";
import { didYouMean, nearest } from "./nearest";
import type { Draft, Path } from "./problem";
import { showAllowed, showText } from "./show";

/** Values by full key, JSON texts decoded, not yet checked. */
export type RawValues = Readonly<Record<string, unknown>>;

const FORECASTS = "forecast-platform:forecasts";
const AWS = "forecast-platform:aws";
const ALERTS = "forecast-platform:alerts";
const ADOPT = "forecast-platform:adopt";
const BUDGET = "forecast-platform:budget";
const GUARDED_KEYS: readonly string[] = ["forecast-platform:operators", ALERTS];

/** Applies every rule that looks at more than one setting. */
export function applyRules(values: RawValues, environment: Environment): Draft[] {
  const forecasts = entriesOf(values[FORECASTS]);
  return [
    ...repeatedNames(forecasts),
    ...forecasts.flatMap((forecast, index) => beyondBackend(forecast, [FORECASTS, index])),
    ...awsNeeds(values, forecasts),
    ...foreignOidcProvider(values),
    ...guardedNeeds(values, environment),
    ...foreignCurrency(values, forecasts),
    ...foreignModels(values, forecasts),
  ];
}

function repeatedNames(forecasts: readonly RawValues[]): Draft[] {
  const first = new Map<string, number>();
  return forecasts.flatMap(({ name }, index): Draft[] => {
    if (typeof name !== "string") return [];
    const earlier = first.get(name.toLowerCase());
    if (earlier === undefined) {
      first.set(name.toLowerCase(), index);
      return [];
    }
    const message = `must be unique, got ${showText(name)} which forecasts[${earlier}] has`;
    const repair = "give one of the two another name";
    return [{ code: "CONFIG_DUPLICATE", path: [FORECASTS, index, "name"], message, repair }];
  });
}

function beyondBackend(forecast: RawValues, path: Path): Draft[] {
  const { backend, horizon, quantiles } = forecast;
  if (!isBackend(backend)) return [];
  const limits = BACKEND_LIMITS[backend];
  const steps = typeof horizon === "number" ? horizon : Number.NaN;
  const count = Array.isArray(quantiles) ? quantiles.length : 0;
  const problems: Draft[] = [];
  if (Number.isInteger(steps) && steps > limits.horizon) {
    const message = `must be at most ${limits.horizon} for ${backend}, got ${steps}`;
    const repair = furtherBackend(steps);
    problems.push({ code: "CONFIG_RANGE", path: [...path, "horizon"], message, repair });
  }
  if (count > limits.quantiles) {
    const message = `must have at most ${limits.quantiles} entries for ${backend}, got ${count}`;
    const repair = "keep the quantiles that someone reads";
    problems.push({ code: "CONFIG_RANGE", path: [...path, "quantiles"], message, repair });
  }
  return problems;
}

function furtherBackend(steps: number): string {
  return steps <= BACKEND_LIMITS["random-forest"].horizon
    ? "lower it, or choose random-forest or a coarser frequency"
    : "lower it, or choose a coarser frequency";
}

function awsNeeds(values: RawValues, forecasts: readonly RawValues[]): Draft[] {
  const user = forecasts.find(
    ({ backend }) => isBackend(backend) && BACKEND_LIMITS[backend].needsAws,
  );
  const keys = Object.keys(values);
  const problems: Draft[] = [];
  if (user && values[AWS] === undefined) {
    problems.push(missingKey(AWS, keys, `and ${String(user["backend"])} runs in an AWS account`));
  }
  const region = values["aws:region"];
  if (region === undefined && (user || values[AWS] !== undefined)) {
    problems.push(missingKey("aws:region", keys, "and an AWS account is used"));
  }
  return [...problems, ...regionWithoutForecast(region, forecasts)];
}

function regionWithoutForecast(region: unknown, forecasts: readonly RawValues[]): Draft[] {
  const needed = forecasts.some(({ backend }) => backend === "amazon-forecast");
  if (!needed || typeof region !== "string" || AMAZON_FORECAST_REGIONS.includes(region)) return [];
  const meant = nearest(region, AMAZON_FORECAST_REGIONS);
  const allowed = showAllowed(AMAZON_FORECAST_REGIONS);
  const message = `must be a region with Amazon Forecast, one of ${allowed}, got ${showText(region)}`;
  const repair = meant ? didYouMean(meant) : "choose one of these, or another backend";
  return [{ code: "CONFIG_VALUE", path: ["aws:region"], message, repair }];
}

function foreignOidcProvider(values: RawValues): Draft[] {
  const { accountId, oidcProviderArn } = recordOf(values[AWS]);
  if (typeof accountId !== "string" || typeof oidcProviderArn !== "string") return [];
  const [owner] = /(?<=:iam::)[0-9]{12}(?=:oidc-provider\/)/.exec(oidcProviderArn) ?? [];
  if (owner === undefined || owner === accountId || !/^[0-9]{12}$/.test(accountId)) return [];
  const message = `must be a provider of account ${showText(accountId)}, got one of ${showText(owner)}`;
  const repair = "give the provider of that account, or leave it empty to have one made";
  return [{ code: "CONFIG_VALUE", path: [AWS, "oidcProviderArn"], message, repair }];
}

// Where nothing is guarded nobody else needs access, and an alert that reaches nobody does no harm.
function guardedNeeds(values: RawValues, { guarded, name }: Environment): Draft[] {
  const keys = Object.keys(values);
  const why = guarded ? `and ${name} needs it` : "and a budget tells someone";
  const needed = guarded ? GUARDED_KEYS : alertsOfBudget(values);
  return needed.filter((key) => values[key] === undefined).map((key) => missingKey(key, keys, why));
}

function alertsOfBudget(values: RawValues): readonly string[] {
  return values[BUDGET] === undefined ? [] : [ALERTS];
}

// AWS takes a budget in the currency that it bills in.
function foreignCurrency(values: RawValues, forecasts: readonly RawValues[]): Draft[] {
  const { currency } = recordOf(values[BUDGET]);
  const needed = forecasts.some(
    ({ backend }) => isBackend(backend) && BACKEND_LIMITS[backend].needsAws,
  );
  if (!needed || typeof currency !== "string" || currency === "USD") return [];
  if (!/^[A-Z]{3}$/.test(currency)) return [];
  const message = `must be "USD" where a forecast runs on AWS, got ${showText(currency)}`;
  const repair = "give the amount in US dollars";
  return [{ code: "CONFIG_VALUE", path: [BUDGET, "currency"], message, repair }];
}

// Only these have a registered model that could be there already.
function foreignModels(values: RawValues, forecasts: readonly RawValues[]): Draft[] {
  const { models } = recordOf(values[ADOPT]);
  const known = forecasts
    .filter(({ backend }) => backend === "random-forest")
    .map(({ name }) => String(name));
  return (Array.isArray(models) ? models : []).flatMap((model, index): Draft[] => {
    if (typeof model !== "string" || known.includes(model)) return [];
    const meant = nearest(model, known);
    const message = `must be a forecast on random-forest, got ${showText(model)}`;
    const repair = meant ? didYouMean(meant) : "remove it: no other forecast has a model";
    return [{ code: "CONFIG_VALUE", path: [ADOPT, "models", index], message, repair }];
  });
}

function entriesOf(value: unknown): RawValues[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

function recordOf(value: unknown): RawValues {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
