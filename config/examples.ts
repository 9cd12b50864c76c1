import { type Path, pathText } from "./problem";

/** A resource group in the examples of ids. */
const SHARED =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shared/providers";

/**
 * One example of every setting, by its path with `[]` for a list entry, written as YAML.
 *
 * Repairs quote them, and the keys below a path are the keys that are allowed there.
 */
export const EXAMPLES: Readonly<Record<string, string>> = Object.freeze({
  "azure-native:location": "eastus",
  "aws:region": "us-east-1",
  "forecast-platform:forecasts": "[{ name: demand, backend: random-forest, ... }]",
  "forecast-platform:forecasts[]": "{ name: demand, backend: random-forest, ... }",
  "forecast-platform:forecasts[].name": "demand",
  "forecast-platform:forecasts[].backend": "random-forest",
  "forecast-platform:forecasts[].frequency": "D",
  "forecast-platform:forecasts[].horizon": "14",
  "forecast-platform:forecasts[].quantiles": "[0.1, 0.5, 0.9]",
  "forecast-platform:forecasts[].quantiles[]": "0.5",
  "forecast-platform:forecasts[].schedule":
    '{ days: [Friday], time: "18:00", timeZone: Korea Standard Time }',
  "forecast-platform:forecasts[].schedule.days": "[Friday]",
  "forecast-platform:forecasts[].schedule.days[]": "Friday",
  "forecast-platform:forecasts[].schedule.time": '"18:00"',
  "forecast-platform:forecasts[].schedule.timeZone": "Korea Standard Time",
  "forecast-platform:forecasts[].deadline": "12 hours",
  "forecast-platform:forecasts[].retrainAfter": "7 days",
  "forecast-platform:forecasts[].input": "curated/demand",
  "forecast-platform:forecasts[].country": "KR",
  "forecast-platform:forecasts[].allowNegative": "false",
  "forecast-platform:compute": "job-cluster",
  "forecast-platform:approval": "none",
  "forecast-platform:operators": "00000000-0000-0000-0000-000000000000",
  "forecast-platform:databricks": "{ accountId: 00000000-0000-0000-0000-000000000000 }",
  "forecast-platform:databricks.accountId": "00000000-0000-0000-0000-000000000000",
  "forecast-platform:aws": '{ accountId: "012345678901" }',
  "forecast-platform:aws.accountId": '"012345678901"',
  "forecast-platform:aws.oidcProviderArn": '""',
  "forecast-platform:adopt": `{ dataFactory: ${SHARED}/Microsoft.DataFactory/factories/ours }`,
  "forecast-platform:adopt.dataFactory": `${SHARED}/Microsoft.DataFactory/factories/ours`,
  "forecast-platform:adopt.databricksWorkspace": `${SHARED}/Microsoft.Databricks/workspaces/ours`,
  "forecast-platform:adopt.logWorkspace": `${SHARED}/Microsoft.OperationalInsights/workspaces/ours`,
  "forecast-platform:adopt.models": "[demand]",
  "forecast-platform:adopt.models[]": "demand",
  "forecast-platform:adopt.storageAccount": `${SHARED}/Microsoft.Storage/storageAccounts/ours`,
  "forecast-platform:watch": "1 hour",
  "forecast-platform:alerts": "{ email: mlops@example.com }",
  "forecast-platform:alerts.email": "mlops@example.com",
  "forecast-platform:budget": "{ monthly: 50, currency: USD, from: 2026-12 }",
  "forecast-platform:budget.monthly": "50",
  "forecast-platform:budget.currency": "USD",
  "forecast-platform:budget.from": "2026-12",
});

/** The full keys that the program reads, in the order in which they are listed to a person. */
export const TOP_KEYS: readonly string[] = Object.freeze(
  Object.keys(EXAMPLES).filter((pattern) => /^[a-z-]+:[a-z]+$/.test(pattern)),
);

/** Words an example of the setting at a path: `horizon: 14`, or the value alone for a list entry. */
export function exampleAt(path: Path): string {
  const example = EXAMPLES[patternOf(path)] ?? "a value";
  const last = path.at(-1);
  return typeof last === "string" ? `${last}: ${example}` : example;
}

/** The keys that are allowed in the map at a path. */
export function keysBelow(path: Path): string[] {
  const prefix = `${patternOf(path)}.`;
  return Object.keys(EXAMPLES)
    .filter((pattern) => pattern.startsWith(prefix))
    .map((pattern) => pattern.slice(prefix.length))
    .filter((key) => /^[A-Za-z]+$/.test(key));
}

function patternOf(path: Path): string {
  return pathText(path).replaceAll(/\[[0-9]+\]/g, "[]");
}
