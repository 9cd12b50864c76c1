/** The environments that the laws are held against: the three stacks, and `dev` with other settings. */

import type { Backend } from "../../config/backends";
import type { EnvironmentName } from "../../config/environments";
import type { Change } from "../support/record";

/** An environment under test. */
export interface Case {
  readonly title: string;
  readonly stack: EnvironmentName;
  readonly change: Change;
}

/** A setting of forecasts, all on one backend. */
export function forecastsOn(backend: Backend, ...names: readonly string[]): Change {
  return {
    "forecast-platform:forecasts": names.map((name) => ({
      name,
      backend,
      frequency: "D",
      horizon: 14,
      schedule: { days: ["Friday"], time: "18:00", timeZone: "Korea Standard Time" },
      input: `curated/${name}`,
    })),
  };
}

/** `dev` without job clusters. */
export const SERVERLESS: Change = { "forecast-platform:compute": "serverless" };

/** Thirty names of forecasts. */
const THIRTY = Array.from({ length: 30 }, (_, index) => `forecast-${index}`);

/** Every environment under test. */
export const CASES: readonly Case[] = [
  { title: "dev", stack: "dev", change: {} },
  { title: "staging", stack: "staging", change: {} },
  { title: "prod", stack: "prod", change: {} },
  { title: "dev on serverless", stack: "dev", change: SERVERLESS },
  { title: "dev on SageMaker", stack: "dev", change: forecastsOn("sagemaker-automl", "sales") },
  { title: "dev on Databricks alone", stack: "dev", change: forecastsOn("random-forest", "load") },
  { title: "dev on Amazon Forecast", stack: "dev", change: forecastsOn("amazon-forecast", "tide") },
  {
    title: "dev with thirty forecasts",
    stack: "dev",
    change: forecastsOn("random-forest", ...THIRTY),
  },
];
