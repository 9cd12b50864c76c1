/** What the cost of an environment is computed from: its graph, its settings, and a run log. */
import { durationToMinutes } from "../config/duration";
import { FORECAST_DEFAULTS, type Forecast } from "../config/forecast";
import type { Settings } from "../config/settings";
import { runtimesIn } from "../cost/meters/runtimes";
import type { Regions } from "../cost/prices/price-book";
import type { Environment, PlannedForecast } from "../cost/runs";
import type { Platform } from "../cost/simulation/platform-night";
import type { Graph } from "../graph/graph";
import { pipelinesOf } from "../rehearsal/deployed-pipelines";
import { InMemoryNight } from "../rehearsal/in-memory-night";
import type { ForecastRow } from "../run-log/statements";
import { forecastRows } from "../stacks/forecast-rows";

/** A forecast for what is of none: the yardstick of designs, and pipelines such as the clean-up. */
const YARDSTICK: Forecast = {
  ...FORECAST_DEFAULTS,
  name: "yardstick",
  backend: "amazon-forecast",
  frequency: "D",
  horizon: 14,
  schedule: { days: ["Friday"], time: "18:00", timeZone: "Korea Standard Time" },
  input: "curated/yardstick",
};

/** The recorded environment, as its cost is computed from it. */
export function costEnvironment(graph: Graph, settings: Settings): Environment {
  const definitions = pipelinesOf(graph).map(({ definition }) => definition);
  const runtimeOf = runtimesIn(graph);
  const platform = (planned?: PlannedForecast): Platform => {
    const forecast = settings.forecasts.find(({ name }) => name === planned?.name) ?? YARDSTICK;
    const row = rowOf(forecast, settings);
    return {
      pipelines: definitions,
      runtimeOf,
      runLog: (history) => new InMemoryNight({ forecast: row, history }),
    };
  };
  return { graph, platform, forecasts: settings.forecasts.map(plannedOf) };
}

/** Where an environment is priced. */
export function regionsOf({ aws, location }: Settings): Regions {
  return { azure: location, ...(aws === undefined ? {} : { aws: aws.region }) };
}

function rowOf(forecast: Forecast, { approval }: Settings): ForecastRow {
  const [row] = forecastRows({ approval, forecasts: [forecast] }, {});
  if (row === undefined) throw new TypeError(`${forecast.name} has no row in the run log`);
  return row;
}

function plannedOf(forecast: Forecast): PlannedForecast {
  const { name, backend, deadline, horizon, quantiles, retrainAfter } = forecast;
  return {
    name,
    backend,
    horizon,
    quantiles: quantiles.length,
    deadlineMinutes: durationToMinutes(deadline),
    retrainAfterMinutes: durationToMinutes(retrainAfter),
  };
}
