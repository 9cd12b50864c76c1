import { parseSettings } from "../../config/parse";
import {
  AWS,
  configErrorOf,
  FORECASTS,
  forecast,
  linesOf,
  stack,
  stackOf,
  type Values,
} from "./example";

const F0 = `${FORECASTS}[0]`;
const GUID = "00000000-0000-0000-0000-000000000000";
const SHARED = `/subscriptions/${GUID}/resourceGroups/shared/providers`;

describe("a forecast", () => {
  const cases: [string, Values, string][] = [
    [
      "a name with a capital",
      { name: "Demand" },
      `[CONFIG_FORMAT] ${F0}.name: must be 2 to 31 lower-case letters, digits and hyphens, a letter first, got "Demand"; did you mean "demand"?`,
    ],
    [
      "a name of 32",
      { name: "a".repeat(32) },
      `[CONFIG_FORMAT] ${F0}.name: must be 2 to 31 lower-case letters, digits and hyphens, a letter first, got "${"a".repeat(32)}"; write it like name: demand`,
    ],
    [
      "a name that is a number",
      { name: 7 },
      `[CONFIG_TYPE] ${F0}.name: must be text, got the number 7; put it in quotes, such as name: "demand"`,
    ],
    [
      "a misspelt backend",
      { backend: "amazn-forecast" },
      `[CONFIG_VALUE] ${F0}.backend: must be one of "amazon-forecast", "sagemaker-automl", "random-forest", got "amazn-forecast"; did you mean "amazon-forecast"?`,
    ],
    [
      "a backend like no other",
      { backend: "prophet" },
      `[CONFIG_VALUE] ${F0}.backend: must be one of "amazon-forecast", "sagemaker-automl", "random-forest", got "prophet"; write it like backend: random-forest`,
    ],
    [
      "an empty backend",
      { backend: null },
      `[CONFIG_MISSING] ${F0}.backend: is empty; add it, such as backend: random-forest`,
    ],
    [
      "a word for a frequency",
      { frequency: "Daily" },
      `[CONFIG_VALUE] ${F0}.frequency: must be one of "H", "D", "W", "M", got "Daily"; did you mean "D"?`,
    ],
    [
      "no horizon",
      { horizon: undefined },
      `[CONFIG_MISSING] ${F0}.horizon: is missing; add it, such as horizon: 14`,
    ],
    [
      "half a step",
      { horizon: 1.5 },
      `[CONFIG_TYPE] ${F0}.horizon: must be a whole number, got 1.5; write it like horizon: 14`,
    ],
    [
      "a horizon of 0",
      { horizon: 0 },
      `[CONFIG_RANGE] ${F0}.horizon: must be at least 1, got 0; write it like horizon: 14`,
    ],
    [
      "a horizon in quotes",
      { horizon: "14" },
      `[CONFIG_TYPE] ${F0}.horizon: must be a number, got "14"; write it like horizon: 14`,
    ],
    [
      "a horizon in words",
      { horizon: "two weeks" },
      `[CONFIG_TYPE] ${F0}.horizon: must be a number, got "two weeks"; write it like horizon: 14`,
    ],
    [
      "a horizon beyond our own limit",
      { horizon: 1001 },
      `[CONFIG_RANGE] ${F0}.horizon: must be at most 1000 for random-forest, got 1001; lower it, or choose a coarser frequency`,
    ],
    [
      "no quantile",
      { quantiles: [] },
      `[CONFIG_RANGE] ${F0}.quantiles: must have at least 1 entry, got an empty list; write it like quantiles: [0.1, 0.5, 0.9]`,
    ],
    [
      "a quantile of 1",
      { quantiles: [0.5, 1] },
      `[CONFIG_RANGE] ${F0}.quantiles[1]: must be at most 0.99, got 1; write it like 0.5`,
    ],
    [
      "a quantile of 0",
      { quantiles: [0] },
      `[CONFIG_RANGE] ${F0}.quantiles[0]: must be at least 0.01, got 0; write it like 0.5`,
    ],
    [
      "a quantile of three decimals",
      { quantiles: [0.125] },
      `[CONFIG_FORMAT] ${F0}.quantiles[0]: must have at most two decimals, got 0.125; write it like 0.5`,
    ],
    [
      "falling quantiles",
      { quantiles: [0.9, 0.1] },
      `[CONFIG_VALUE] ${F0}.quantiles: must rise from one entry to the next; write it like quantiles: [0.1, 0.5, 0.9]`,
    ],
    [
      "equal quantiles",
      { quantiles: [0.5, 0.5] },
      `[CONFIG_VALUE] ${F0}.quantiles: must rise from one entry to the next; write it like quantiles: [0.1, 0.5, 0.9]`,
    ],
    [
      "a misspelt key",
      { horizonn: 1 },
      `[CONFIG_UNKNOWN_KEY] ${F0}.horizonn: is not a setting; did you mean "horizon"?`,
    ],
    [
      "an unknown key",
      { "x y": "sentinel" },
      `[CONFIG_UNKNOWN_KEY] ${F0}["x y"]: is not a setting; remove it; allowed are "name", "backend", "frequency", "horizon", "quantiles", "schedule", "deadline", "retrainAfter", "input", "country" and 1 more`,
    ],
    [
      "a country in small letters",
      { country: "kr" },
      `[CONFIG_FORMAT] ${F0}.country: must be an ISO 3166-1 code of two capital letters, got "kr"; did you mean "KR"?`,
    ],
    [
      "a country that is none",
      { country: "XX" },
      `[CONFIG_FORMAT] ${F0}.country: must be an ISO 3166-1 code of two capital letters, got "XX"; write it like country: KR`,
    ],
    [
      "a short duration",
      { deadline: "12h" },
      `[CONFIG_FORMAT] ${F0}.deadline: must be a duration such as "90 minutes", "12 hours" or "7 days", got "12h"; did you mean "12 hours"?`,
    ],
    [
      "a deadline past the Until's limit",
      { deadline: "90 days" },
      `[CONFIG_RANGE] ${F0}.deadline: must be at most 89 days, got "90 days"; write it like deadline: 12 hours`,
    ],
    [
      "an unknown container",
      { input: "/currated/demand" },
      `[CONFIG_FORMAT] ${F0}.input: must be a path in the lake such as "curated/demand", its first part one of raw, curated, forecasts, models, got "/currated/demand"; did you mean "curated/demand"?`,
    ],
    [
      "a schedule that is text",
      { schedule: "fridays" },
      `[CONFIG_TYPE] ${F0}.schedule: must be a map, got "fridays"; write it like schedule: { days: [Friday], time: "18:00", timeZone: Korea Standard Time }`,
    ],
  ];

  it.each(cases)("rejects %s", (_title, changes, line) => {
    expect(linesOf(stackOf(changes))).toStrictEqual([line]);
  });

  it.each([
    "../raw",
    "raw/../x",
    "raw//x",
    "raw/",
    "",
    "raw\\x",
    "raw/é",
    `raw/${"x".repeat(400)}`,
  ])("rejects the input %j", (input) => {
    const error = configErrorOf(() => parseSettings("dev", stackOf({ input })));

    expect([error.code, error.path]).toStrictEqual(["CONFIG_FORMAT", `${F0}.input`]);
  });

  it("rejects a horizon and more quantiles than its AWS backend takes", () => {
    const quantiles = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
    const values = { ...stackOf({ backend: "amazon-forecast", horizon: 900, quantiles }), ...AWS };

    expect(linesOf(values)).toStrictEqual([
      `[CONFIG_RANGE] ${F0}.horizon: must be at most 500 for amazon-forecast, got 900; lower it, or choose random-forest or a coarser frequency`,
      `[CONFIG_RANGE] ${F0}.quantiles: must have at most 5 entries for amazon-forecast, got 6; keep the quantiles that someone reads`,
    ]);
  });

  it("rejects a name that another has, whatever its case", () => {
    const lines = linesOf(
      stack({ [FORECASTS]: [forecast(), forecast(), forecast({ name: "DEMAND" })] }),
    );

    expect(lines[0]).toBe(
      `[CONFIG_DUPLICATE] ${FORECASTS}[1].name: must be unique, got "demand" which forecasts[0] has; give one of the two another name`,
    );
    expect(lines.at(-1) ?? "").toContain(`${FORECASTS}[2].name: must be unique`);
  });

  it.each<[string, Values, string]>([
    [
      "a day shortened",
      { days: ["Fri"] },
      `[CONFIG_VALUE] ${F0}.schedule.days[0]: must be one of "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", got "Fri"; did you mean "Friday"?`,
    ],
    [
      "a day twice",
      { days: ["Friday", "Friday"] },
      `[CONFIG_DUPLICATE] ${F0}.schedule.days: must not name an entry twice; write it like days: [Friday]`,
    ],
    [
      "a time of one digit",
      { time: "8:00" },
      `[CONFIG_FORMAT] ${F0}.schedule.time: must be a time of day from 00:00 to 23:59, got "8:00"; did you mean "08:00"?`,
    ],
    [
      "a time past midnight",
      { time: "24:00" },
      `[CONFIG_FORMAT] ${F0}.schedule.time: must be a time of day from 00:00 to 23:59, got "24:00"; write it like time: "18:00"`,
    ],
    [
      "an IANA time zone",
      { timeZone: "Asia/Seoul" },
      `[CONFIG_VALUE] ${F0}.schedule.timeZone: must be a Windows time zone id, got "Asia/Seoul"; did you mean "Korea Standard Time"?`,
    ],
  ])("rejects %s", (_title, changes, line) => {
    const schedule = { days: ["Friday"], time: "18:00", timeZone: "UTC", ...changes };

    expect(linesOf(stackOf({ schedule }))).toStrictEqual([line]);
  });
});

describe("a stack", () => {
  it.each<[string, Values, string]>([
    [
      "a region in words",
      { "azure-native:location": "East US" },
      `[CONFIG_FORMAT] azure-native:location: must be an Azure region's name in lower-case letters and digits, got "East US"; did you mean "eastus"?`,
    ],
    [
      "no forecasts",
      { [FORECASTS]: undefined },
      `[CONFIG_MISSING] ${FORECASTS}: is missing; add it, such as ${FORECASTS}: [{ name: demand, backend: random-forest, ... }]`,
    ],
    [
      "an empty list of forecasts",
      { [FORECASTS]: [] },
      `[CONFIG_RANGE] ${FORECASTS}: must have at least 1 entry, got an empty list; write it like ${FORECASTS}: [{ name: demand, backend: random-forest, ... }]`,
    ],
    [
      "forecasts that are a map",
      { [FORECASTS]: { a: 1 } },
      `[CONFIG_TYPE] ${FORECASTS}: must be a list, got a map; write it like ${FORECASTS}: [{ name: demand, backend: random-forest, ... }]`,
    ],
    [
      "an account id that is no GUID",
      { "forecast-platform:databricks": { accountId: "x" } },
      `[CONFIG_FORMAT] forecast-platform:databricks.accountId: must be a GUID, got "x"; write it like accountId: ${GUID}`,
    ],
    [
      "a watch too often",
      { "forecast-platform:watch": "1 minute" },
      `[CONFIG_FORMAT] forecast-platform:watch: must be a duration from "5 minutes" to "1 day", or "off", got "1 minute"; write it like forecast-platform:watch: 1 hour`,
    ],
    [
      "alerts to nobody",
      { "forecast-platform:alerts": { email: "mlops" } },
      `[CONFIG_FORMAT] forecast-platform:alerts.email: must be one mail address, got "mlops"; write it like email: mlops@example.com`,
    ],
    [
      "an existing factory that is a workspace",
      {
        "forecast-platform:adopt": {
          dataFactory: `${SHARED}/Microsoft.Databricks/workspaces/ours`,
        },
      },
      `[CONFIG_FORMAT] forecast-platform:adopt.dataFactory: must be the ARM id of a data factory, /subscriptions/…/resourceGroups/…/providers/Microsoft.DataFactory/factories/…, got "${SHARED.slice(0, 77)}…"; write it like dataFactory: ${SHARED}/Microsoft.DataFactory/factories/ours`,
    ],
    [
      "an existing factory as the portal's address",
      {
        "forecast-platform:adopt": {
          dataFactory: `https://portal.azure.com/#/resource${SHARED}/Microsoft.DataFactory/factories/ours/overview`,
        },
      },
      expect.stringMatching(
        /CONFIG_FORMAT.*did you mean "\/subscriptions\/.*\/factories\/ours"\?$/,
      ),
    ],
    [
      "an existing factory by its name",
      { "forecast-platform:adopt": { dataFactory: "ours" } },
      expect.stringMatching(
        /CONFIG_FORMAT.*got "ours"; write it like dataFactory: \/subscriptions/,
      ),
    ],
    [
      "an existing resource that is never made here",
      { "forecast-platform:adopt": { keyVault: "x" } },
      expect.stringMatching(/CONFIG_UNKNOWN_KEY.*adopt.keyVault: is not a setting; remove it/),
    ],
    [
      "an existing model of no forecast",
      { "forecast-platform:adopt": { models: ["demnd"] } },
      `[CONFIG_VALUE] forecast-platform:adopt.models[0]: must be a forecast on random-forest, got "demnd"; did you mean "demand"?`,
    ],
    [
      "a budget of nothing",
      { "forecast-platform:budget": { monthly: 0, currency: "USD", from: "2026-12" } },
      "[CONFIG_RANGE] forecast-platform:budget.monthly: must be more than 0, got 0; write it like monthly: 50",
    ],
    [
      "a budget from a day",
      { "forecast-platform:budget": { monthly: 1, currency: "USD", from: "2026-12-01" } },
      `[CONFIG_FORMAT] forecast-platform:budget.from: must be a month as yyyy-MM, got "2026-12-01"; did you mean "2026-12"?`,
    ],
    [
      "a currency in small letters",
      { "forecast-platform:budget": { monthly: 1, currency: "usd", from: "2026-12" } },
      `[CONFIG_FORMAT] forecast-platform:budget.currency: must be an ISO 4217 code of three capital letters, got "usd"; did you mean "USD"?`,
    ],
    [
      "a misspelt key",
      { "forecast-platform:wach": "1 hour" },
      `[CONFIG_UNKNOWN_KEY] forecast-platform:wach: is not a setting; did you mean "forecast-platform:watch"?`,
    ],
    [
      "a misspelt namespace",
      { "forecast-platfrom:watch": "1 hour" },
      `[CONFIG_UNKNOWN_KEY] forecast-platfrom:watch: is not a setting; did you mean "forecast-platform:watch"?`,
    ],
    [
      "a key of no namespace",
      { watch: "1 hour" },
      `[CONFIG_UNKNOWN_KEY] watch: has no namespace; did you mean "forecast-platform:watch"?`,
    ],
  ])("rejects %s", (_title, changes, line) => {
    expect(linesOf(stack(changes))).toStrictEqual([line]);
  });

  it("rejects a missing key and names the one that looks like it", () => {
    const values = stack({ "azure-native:location": undefined, "azure-native:locaton": "eastus" });

    expect(linesOf(values)).toStrictEqual([
      "[CONFIG_MISSING] azure-native:location: is missing; azure-native:locaton looks like it; rename that to azure-native:location",
    ]);
  });

  it("rejects a misspelt key once, and not also as missing", () => {
    const values = stack({ [FORECASTS]: undefined, "forecast-platform:forcasts": [forecast()] });

    expect(linesOf(values)).toStrictEqual([
      `[CONFIG_UNKNOWN_KEY] forecast-platform:forcasts: is not a setting; did you mean "${FORECASTS}"?`,
    ]);
  });

  it.each(["amazon-forecast", "sagemaker-automl"])(
    "rejects %s without an AWS account",
    (backend) => {
      expect(linesOf(stackOf({ backend }))).toStrictEqual([
        "[CONFIG_MISSING] aws:region: is missing, and an AWS account is used; add it, such as aws:region: us-east-1",
        `[CONFIG_MISSING] forecast-platform:aws: is missing, and ${backend} runs in an AWS account; add it, such as forecast-platform:aws: { accountId: "012345678901" }`,
      ]);
    },
  );

  it("rejects a budget in another currency than AWS bills in", () => {
    const budget = { monthly: 50, currency: "EUR", from: "2026-12" };
    const values = {
      ...AWS,
      "forecast-platform:alerts": { email: "mlops@example.com" },
      "forecast-platform:budget": budget,
    };

    expect(linesOf({ ...stackOf({ backend: "amazon-forecast" }), ...values })).toStrictEqual([
      '[CONFIG_VALUE] forecast-platform:budget.currency: must be "USD" where a forecast runs on AWS, got "EUR"; give the amount in US dollars',
    ]);
    expect(
      parseSettings("dev", { ...stackOf({ backend: "random-forest" }), ...values }).budget
        ?.currency,
    ).toBe("EUR");
  });

  it("rejects Amazon Forecast in a region without it, which SageMaker may use", () => {
    const elsewhere = { ...AWS, "aws:region": "eu-north-1" };

    expect(linesOf({ ...stackOf({ backend: "amazon-forecast" }), ...elsewhere })).toStrictEqual([
      '[CONFIG_VALUE] aws:region: must be a region with Amazon Forecast, one of "us-east-1", "us-east-2", "us-west-2", "ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-southeast-1", "ap-southeast-2", "eu-central-1", "eu-west-1", got "eu-north-1"; choose one of these, or another backend',
    ]);
    expect(
      parseSettings("dev", { ...stackOf({ backend: "sagemaker-automl" }), ...elsewhere }).aws
        ?.region,
    ).toBe("eu-north-1");
  });

  it("rejects an account id that YAML made a number, and asks for quotes", () => {
    expect(linesOf(stack({ ...AWS, "forecast-platform:aws": { accountId: 0 } }))).toStrictEqual([
      '[CONFIG_TYPE] forecast-platform:aws.accountId: must be text, got the number 0; put it in quotes, such as accountId: "012345678901"',
    ]);
  });

  it("rejects an OIDC provider of another account", () => {
    const oidcProviderArn = "arn:aws:iam::999999999999:oidc-provider/sts.windows.net/t/";
    const aws = { accountId: "012345678901", oidcProviderArn };

    expect(linesOf(stack({ ...AWS, "forecast-platform:aws": aws }))).toStrictEqual([
      '[CONFIG_VALUE] forecast-platform:aws.oidcProviderArn: must be a provider of account "012345678901", got one of "999999999999"; give the provider of that account, or leave it empty to have one made',
    ]);
  });

  it.each(["staging", "prod"])("rejects %s without operators and alerts", (name) => {
    const values = stack();
    delete values["forecast-platform:operators"];
    delete values["forecast-platform:alerts"];

    expect(linesOf(values, name)).toStrictEqual([
      `[CONFIG_MISSING] forecast-platform:alerts: is missing, and ${name} needs it; add it, such as forecast-platform:alerts: { email: mlops@example.com }`,
      `[CONFIG_MISSING] forecast-platform:operators: is missing, and ${name} needs it; add it, such as forecast-platform:operators: ${GUID}`,
    ]);
  });

  it("rejects a budget that tells nobody", () => {
    const budget = { monthly: 50, currency: "USD", from: "2026-12" };
    const values = stack({
      "forecast-platform:budget": budget,
      "forecast-platform:alerts": undefined,
    });

    expect(linesOf(values)[0]).toContain(
      "forecast-platform:alerts: is missing, and a budget tells someone",
    );
  });

  it.each([
    ["prd", '; did you mean "prod"?'],
    ["__proto__", "; choose one of these: a stack is an environment"],
  ])("rejects the stack %s", (name, repair) => {
    expect(linesOf(stack(), name)).toStrictEqual([
      `[CONFIG_NO_STACK] stack: must be one of "dev", "staging", "prod", got "${name}"${repair}`,
    ]);
  });
});
