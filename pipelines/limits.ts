/** How long things may take, and how often they are tried again. */
import type { ActivityPolicy } from "../adf/builder";
import type { Backend } from "../run-log/contract";

/**
 * Minutes that the job of one step may run, by backend.
 *
 * The AWS backends only make calls and copy files; the random forest trains on the node itself.
 */
export const STEP_JOB_MINUTES = {
  "amazon-forecast": 30,
  "sagemaker-automl": 30,
  "random-forest": 120,
} as const satisfies Readonly<Record<Backend, number>>;

/** Minutes that a job may wait in the queue and for its cluster before its activity gives up. */
const START_MINUTES = 30;

/** Minutes that `forecast-run` goes on after the longest deadline, so that a run ends by itself. */
const AFTER_DEADLINE_MINUTES = 90;

/**
 * Days that the forecasting services keep what a run made: four weekly runs, to look back at.
 *
 * A forecast a day is 30 of the 100 that Amazon Forecast allows.
 *
 * @see https://docs.aws.amazon.com/forecast/latest/dg/limits.html
 */
export const RETENTION_DAYS = 30;

/** A statement or a lookup: short, and tried again. */
export const SHORT_POLICY: ActivityPolicy = {
  timeout: "0.00:10:00",
  retry: 2,
  retryIntervalInSeconds: 30,
};

/** Loading results: longer, and tried again, since an upsert may be repeated. */
export const LOAD_POLICY: ActivityPolicy = {
  timeout: "0.01:00:00",
  retry: 2,
  retryIntervalInSeconds: 60,
};

/**
 * Data integration units of loading results, the least that a copy takes.
 *
 * @see https://learn.microsoft.com/azure/data-factory/copy-activity-performance-features
 */
export const LOAD_DATA_INTEGRATION_UNITS = 4;

/** Minutes that the activity of a step's job may take: longer than any job, which ends by itself. */
export const JOB_ACTIVITY_MINUTES: number =
  Math.max(...Object.values(STEP_JOB_MINUTES)) + START_MINUTES;

/** A job: its activity outlasts it, and the run log decides whether to try again. */
export const JOB_POLICY: ActivityPolicy = {
  timeout: minutesToTimespan(JOB_ACTIVITY_MINUTES),
  retry: 0,
};

/**
 * How long the loop of `forecast-run` may take.
 *
 * @param longestDeadlineMinutes - of all forecasts of the environment
 * @returns a timespan, `d.hh:mm:ss`
 */
export function loopTimeout(longestDeadlineMinutes: number): string {
  return minutesToTimespan(longestDeadlineMinutes + AFTER_DEADLINE_MINUTES);
}

function minutesToTimespan(minutes: number): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(minutes / 60);
  return `${Math.floor(hours / 24)}.${pad(hours % 24)}:${pad(minutes % 60)}:00`;
}
