// Settings files that a person may have written wrongly, each with what the preview says of it.

/** The lines of a settings file, each under a name, so that a case can change or drop one. */
const LINES = {
  open: "config:",
  location: "  azure-native:location: eastus",
  region: "  aws:region: us-east-1",
  forecasts: "  forecast-platform:forecasts:",
  name: "    - name: demand",
  backend: "      backend: amazon-forecast",
  frequency: "      frequency: D",
  horizon: "      horizon: 14",
  quantiles: "      quantiles: [0.1, 0.5, 0.9]",
  schedule: '      schedule: { days: [Friday], time: "18:00", timeZone: Korea Standard Time }',
  input: "      input: curated/demand",
  databricks: "  forecast-platform:databricks: { accountId: 00000000-0000-0000-0000-000000000000 }",
  aws: '  forecast-platform:aws: { accountId: "000000000000" }',
  more: "",
};

/** A settings file of `dev`, with some lines changed; an empty line is left out. */
export function settingsText(changes: Partial<typeof LINES> = {}): string {
  const lines = Object.values({ ...LINES, ...changes }).filter((line) => line !== "");
  return `${lines.join("\n")}\n`;
}

const SECOND = [
  "    - name: demand",
  "      backend: random-forest",
  "      frequency: H",
  "      horizon: 48",
  '      schedule: { days: [Monday], time: "05:00", timeZone: UTC }',
  "      input: curated/load",
].join("\n");

/** A kind of mistake, the file that has it, and a pattern for each line of the answer. */
export type WrongSettings = readonly [mistake: string, text: string, lines: readonly RegExp[]];

/** One mistake each. */
export const WRONG_SETTINGS: readonly WrongSettings[] = [
  [
    "a misspelt key",
    settingsText({ location: "  azure-native:locaton: eastus" }),
    [/^\[CONFIG_MISSING\] \S+ azure-native:location: .*azure-native:locaton looks like it/],
  ],
  [
    "a misspelt key of a forecast",
    settingsText({ horizon: "      horizn: 14" }),
    [/^\[CONFIG_UNKNOWN_KEY\] Pulumi\.dev\.yaml:8 \S+\[0\]\.horizn: .*did you mean "?horizon"?\?$/],
  ],
  [
    "a missing key",
    settingsText({ databricks: "" }),
    [/^\[CONFIG_MISSING\] \S+ forecast-platform:databricks: is missing; add it/],
  ],
  [
    "a value of the wrong type",
    settingsText({ horizon: "      horizon: two weeks" }),
    [/^\[CONFIG_TYPE\] Pulumi\.dev\.yaml:8 \S+\.horizon: must be a number, got "two weeks"/],
  ],
  [
    "an unknown backend",
    settingsText({ backend: "      backend: prophet" }),
    [
      /^\[CONFIG_VALUE\] Pulumi\.dev\.yaml:6 \S+\.backend: must be one of "amazon-forecast", .*got "prophet"/,
    ],
  ],
  [
    "two forecasts of one name",
    settingsText({ input: `      input: curated/demand\n${SECOND}` }),
    [/^\[CONFIG_DUPLICATE\] Pulumi\.dev\.yaml:12 \S+\[1\]\.name: must be unique, got "demand"/],
  ],
  [
    "a horizon of 501 for amazon-forecast",
    settingsText({ horizon: "      horizon: 501" }),
    [
      /^\[CONFIG_RANGE\] Pulumi\.dev\.yaml:8 \S+\.horizon: must be at most 500 for amazon-forecast, got 501/,
    ],
  ],
  [
    "a quantile of 0.995",
    settingsText({ quantiles: "      quantiles: [0.5, 0.995]" }),
    [
      /^\[CONFIG_RANGE\] Pulumi\.dev\.yaml:9 \S+\.quantiles\[1\]: must be at most 0\.99, got 0\.995/,
    ],
  ],
  [
    "an unknown time zone",
    settingsText({
      schedule: '      schedule: { days: [Friday], time: "18:00", timeZone: Korea Time }',
    }),
    [
      /^\[CONFIG_VALUE\] Pulumi\.dev\.yaml:10 \S+\.timeZone: must be a Windows time zone id, got "Korea Time"/,
    ],
  ],
  [
    "broken YAML",
    settingsText({ quantiles: "      quantiles: [0.1, 0.5" }),
    [/^\[CONFIG_SYNTAX\] Pulumi\.dev\.yaml:\d+:\d+: .+; correct the text there$/],
  ],
  ["an empty file", "", [/^\[CONFIG_MISSING\] Pulumi\.dev\.yaml:1: the file is empty; .+$/]],
];

/** All of the mistakes that can stand in one file. */
export const MANY_MISTAKES: string = settingsText({
  location: "  azure-native:locaton: eastus",
  horizon: "      horizon: 501",
  quantiles: "      quantiles: [0.5, 0.995]",
  schedule: '      schedule: { days: [Friday], time: "18:00", timeZone: Korea Time }',
  input: `      input: curated/demand\n${SECOND.replace("random-forest", "prophet").replace("48", "two days")}`,
  databricks: "",
});

/** What stands in {@link FILE_WITH_SECRETS} and must not be printed. */
export const SECRET = "s3ntinel";

/** Credentials, in plain and encrypted, in our namespace and in a provider's. */
export const FILE_WITH_SECRETS: string = settingsText({
  more: [
    `  forecast-platform:sqlPassword: ${SECRET}-plain`,
    `  azure-native:clientSecret: { secure: "v1:${SECRET}-sealed" }`,
    `  azure-native:tenantId: { secure: "v1:${SECRET}-sealed" }`,
  ].join("\n"),
});
