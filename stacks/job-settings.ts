/** What the notebooks are told of the stack: the same in every run, without a secret. */
import { findIana } from "windows-iana";
import type { Backend } from "../config/backends";
import type { Settings } from "../config/settings";
import type { JobAws } from "./job-aws";

/** Where the jobs work. */
export interface JobPlaces {
  /** The AWS half, where a forecast runs there. */
  readonly aws?: JobAws;
  /** The folder of the volumes, below which a path in the lake is a file. */
  readonly lake: string;
  /** Where the registered models are. @format `<catalog>.<schema>` */
  readonly modelSchema: string;
}

/**
 * @param backends - those whose forecasts the job is for
 * @returns the notebook's parameter `settings`: the places and the forecasts. @format JSON
 */
export function jobSettings(
  { forecasts }: Pick<Settings, "forecasts">,
  backends: readonly Backend[],
  { aws, lake, modelSchema }: JobPlaces,
): string {
  return JSON.stringify({
    lake,
    modelSchema,
    ...(aws && { aws }),
    forecasts: forecasts
      .filter(({ backend }) => backends.includes(backend))
      .map(({ schedule, name, backend, frequency, horizon, quantiles, input, ...forecast }) => ({
        name,
        backend,
        frequency,
        horizon,
        quantiles,
        input,
        // Python knows the zones of the IANA database, Data Factory those of Windows.
        timeZone: findIana(schedule.timeZone)[0],
        country: forecast.country,
        allowNegative: forecast.allowNegative,
      })),
  });
}
