/**
 * The words that the run log, the pipelines and the jobs share.
 *
 * A run has a status (how it stands), a stage (how far its backend has come) and, at each decision,
 * an action (what to do next).
 */

/** How a run stands. */
export const STATUSES = [
  "queued",
  "running",
  "waiting",
  "succeeded",
  "failed",
  "cancelled",
] as const;

/** What to do next; `stop` also when there is nothing to do. */
export const ACTIONS = ["advance", "wait", "load", "stop"] as const;

/** The stages of each backend, in order. */
export const STAGES = {
  "amazon-forecast": ["import", "train", "forecast", "export", "collect", "load"],
  "sagemaker-automl": ["stage-data", "train", "predict", "collect", "load"],
  "random-forest": ["train", "validate", "predict", "load"],
} as const;

/** An engine that makes forecasts. */
export type Backend = keyof typeof STAGES;

/** The one parameter of a job: the JSON document of its step. */
export const JOB_PARAMETER = "parameters";
