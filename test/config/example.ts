import { ConfigError } from "../../config/config-error";
import { parseSettings } from "../../config/parse";

/** Values by full key, as they may be given to `parseSettings`. */
export type Values = Record<string, unknown>;

/** The place of the forecasts in a stack's values. */
export const FORECASTS = "forecast-platform:forecasts";

/** A forecast that needs nothing but Databricks, every field that has a default left out. */
export function forecast(changes: Values = {}): Values {
  return {
    name: "demand",
    backend: "random-forest",
    frequency: "D",
    horizon: 14,
    schedule: { days: ["Friday"], time: "18:00", timeZone: "Korea Standard Time" },
    input: "curated/demand",
    ...changes,
  };
}

/** The fewest values that are valid in every environment. */
export function stack(changes: Values = {}): Values {
  return {
    "azure-native:location": "eastus",
    [FORECASTS]: [forecast()],
    "forecast-platform:operators": "11111111-2222-3333-4444-555555555555",
    "forecast-platform:databricks": { accountId: "00000000-0000-0000-0000-000000000000" },
    "forecast-platform:alerts": { email: "mlops@example.com" },
    ...changes,
  };
}

/** {@link stack} with one forecast that is changed. */
export function stackOf(changes: Values): Values {
  return stack({ [FORECASTS]: [forecast(changes)] });
}

/** The settings of an AWS account, to be spread into {@link stack}. */
export const AWS: Readonly<Values> = Object.freeze({
  "aws:region": "us-east-1",
  "forecast-platform:aws": Object.freeze({ accountId: "012345678901" }),
});

/** Returns the ConfigError that a call throws; fails when it throws none, or another error. */
export function configErrorOf(call: () => unknown): ConfigError {
  try {
    call();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("expected a ConfigError, and nothing was thrown");
}

/** The lines of the message that these values are refused with. */
export function linesOf(values: Values, environment = "dev"): string[] {
  return configErrorOf(() => parseSettings(environment, values)).message.split("\n");
}
