/** The settings of an environment, and changes of them. */
import type { EnvironmentName } from "../../../config/environments";
import { loadSettings } from "../../../config/read";
import { PROJECT_DIRECTORY } from "../../../tools/root";

/** A stack's configuration, by full key. */
export type Config = Readonly<Record<string, unknown>>;

type Forecast = Readonly<Record<string, unknown>>;

const FORECASTS = "forecast-platform:forecasts";

/** The configuration of an environment, as its file has it. */
export function configOf(environment: EnvironmentName): Config {
  return loadSettings(PROJECT_DIRECTORY, environment).config;
}

/** The configuration with one forecast at another time. */
export function atAnotherTime(config: Config, name: string): Config {
  return withForecasts(config, (forecasts) =>
    forecasts.map((forecast) =>
      forecast["name"] === name
        ? { ...forecast, schedule: { ...(forecast["schedule"] as Forecast), time: "19:30" } }
        : forecast,
    ),
  );
}

/** The configuration with one more forecast, on Databricks. */
export function withForecast(config: Config, name: string): Config {
  return withForecasts(config, (forecasts) => [
    ...forecasts,
    {
      name,
      backend: "random-forest",
      frequency: "D",
      horizon: 7,
      schedule: { days: ["Monday"], time: "06:00", timeZone: "Korea Standard Time" },
      input: `curated/${name}`,
    },
  ]);
}

/** In a configuration, a list is JSON text. */
function withForecasts(
  config: Config,
  change: (forecasts: readonly Forecast[]) => readonly Forecast[],
): Config {
  const forecasts: readonly Forecast[] = JSON.parse(String(config[FORECASTS]));
  return { ...config, [FORECASTS]: JSON.stringify(change(forecasts)) };
}
