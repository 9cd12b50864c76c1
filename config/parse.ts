import { refuse, throwProblems } from "./config-error";
import {
  ENVIRONMENT_NAMES,
  ENVIRONMENTS,
  type Environment,
  isEnvironmentName,
} from "./environments";
import { explain } from "./explain";
import { findUnknownKeys, missingKey } from "./keys";
import { didYouMean, nearest } from "./nearest";
import { type Draft, type Locate, pathText } from "./problem";
import { applyRules, type RawValues } from "./rules";
import { type StackValues, stackSchema } from "./schema";
import { findSecrets } from "./secrets";
import { type AwsSettings, SETTINGS_DEFAULTS, type Settings } from "./settings";
import { showAllowed, showText } from "./show";

// Settings are four levels deep; what lies deeper is wrong anyway, and must not exhaust the stack.
const MAX_DEPTH = 8;

/**
 * Checks the values of a stack and completes them with the defaults of its environment.
 *
 * @param stack - The name of the stack, which is that of its environment.
 * @param values - Values by full key (`forecast-platform:forecasts`): plain ones, or the texts that
 *   Pulumi's runtime holds, lists and maps as JSON.
 * @param locate - Finds where a value is written, so that a problem names file and line.
 * @throws ConfigError with every problem at once.
 */
export function parseSettings(
  stack: string,
  values: Readonly<Record<string, unknown>>,
  locate?: Locate,
): Settings {
  const environment = environmentOf(stack, ENVIRONMENT_NAMES);
  const raw = decodeAll(values);
  const checked = stackSchema.safeParse(raw);
  const schemaProblems = checked.error?.issues.flatMap((issue) => explain(issue, raw)) ?? [];
  const drafts = [
    ...findSecrets(raw),
    ...findUnknownKeys(Object.keys(raw)),
    ...schemaProblems.map((draft) => withLookalike(draft, raw)),
    ...applyRules(raw, environment),
  ];
  throwProblems(oneForEachMistake(drafts), locate);
  // The schema's own problems are among the drafts, so that nothing is left to throw here but a bug.
  return complete(environment, checked.data ?? stackSchema.parse(raw));
}

/**
 * Finds the environment of a stack.
 *
 * @param existing - The stacks that are listed to a person who names another.
 * @throws ConfigError CONFIG_NO_STACK when the name is not an environment's.
 */
export function environmentOf(stack: string, existing: readonly string[]): Environment {
  if (isEnvironmentName(stack)) return ENVIRONMENTS[stack];
  const meant = nearest(stack, ENVIRONMENT_NAMES);
  const choices = existing.length > 0 ? existing : ENVIRONMENT_NAMES;
  refuse({
    code: "CONFIG_NO_STACK",
    path: ["stack"],
    message: `must be one of ${showAllowed(choices)}, got ${showText(stack)}`,
    repair: meant ? didYouMean(meant) : "choose one of these: a stack is an environment",
  });
}

function complete(environment: Environment, values: StackValues): Settings {
  const aws = values["forecast-platform:aws"];
  const region = values["aws:region"];
  const operators = values["forecast-platform:operators"];
  const alerts = values["forecast-platform:alerts"];
  const budget = values["forecast-platform:budget"];
  const adopt = values["forecast-platform:adopt"];
  const watch = values["forecast-platform:watch"] ?? environment.watch;
  return {
    environment,
    location: values["azure-native:location"],
    forecasts: values["forecast-platform:forecasts"],
    compute: values["forecast-platform:compute"] ?? SETTINGS_DEFAULTS.compute,
    approval: values["forecast-platform:approval"] ?? environment.approval,
    databricks: values["forecast-platform:databricks"],
    watch: watch === "off" ? null : watch,
    ...(operators !== undefined && { operators }),
    ...(aws && region !== undefined && { aws: awsSettings(aws, region) }),
    ...(alerts && { alerts }),
    ...(budget && { budget }),
    ...(adopt && { adopt }),
  };
}

function awsSettings(
  { accountId, oidcProviderArn }: NonNullable<StackValues["forecast-platform:aws"]>,
  region: string,
): AwsSettings {
  return { accountId, region, ...(oidcProviderArn && { oidcProviderArn }) };
}

function withLookalike(draft: Draft, raw: RawValues): Draft {
  const [key] = draft.path;
  const isTop = draft.path.length === 1 && typeof key === "string";
  return isTop && draft.message === "is missing" ? missingKey(key, Object.keys(raw)) : draft;
}

// One mistake, one problem: a misspelt key is not also missing, and of a secret nothing else is said.
function oneForEachMistake(drafts: readonly Draft[]): Draft[] {
  const secret = new Set<string>();
  const meant = new Set<string>();
  for (const draft of drafts) {
    if (draft.code === "CONFIG_SECRET") secret.add(pathText(draft.path));
    if (draft.meant) meant.add(pathText(draft.meant));
  }
  return drafts.filter(({ code, path }) => {
    if (code === "CONFIG_SECRET") return true;
    return !secret.has(pathText(path)) && !(code === "CONFIG_MISSING" && meant.has(pathText(path)));
  });
}

function decodeAll(values: Readonly<Record<string, unknown>>): RawValues {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, decode(value, 0)]));
}

function decode(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) return null;
  if (typeof value === "string") return depth === 0 ? decodeText(value) : value;
  if (Array.isArray(value)) return value.map((entry) => decode(entry, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, decode(entry, depth + 1)]);
  return Object.fromEntries(entries);
}

// Pulumi's runtime holds lists and maps as JSON; no setting that is text begins with a bracket.
function decodeText(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return decode(JSON.parse(text), 1);
  } catch {
    return text;
  }
}
