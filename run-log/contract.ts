/**
 * The words that the run log, the pipelines and the jobs share.
 *
 * A run has a status (how it stands), a stage (how far its backend has come) and, at each decision,
 * an action (what to do next). The database's checks and the Python package hold to what stands here:
 * `contract-data.json` is this file as data.
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

/** How a run stands. */
export type Status = (typeof STATUSES)[number];

/** The statuses in which a run holds its forecast: there is at most one such run of a forecast. */
export const ACTIVE_STATUSES = ["queued", "running", "waiting"] as const satisfies Status[];

/**
 * Which status may follow which: `queued` is due, `running` has a step begun, `waiting` has a time
 * before which nothing is due. A take-over keeps the status.
 */
export const STATUS_TRANSITIONS = {
  queued: ["queued", "running", "failed", "cancelled"],
  running: ["running", "queued", "waiting", "succeeded", "failed", "cancelled"],
  waiting: ["waiting", "running", "failed", "cancelled"],
  succeeded: [],
  failed: ["queued"],
  cancelled: ["queued"],
} as const satisfies Readonly<Record<Status, readonly Status[]>>;

/** The status that a run begins with. */
export const FIRST_STATUS = "queued" satisfies Status;

/** What to do next; `stop` also when there is nothing to do. */
export const ACTIONS = ["advance", "wait", "load", "stop"] as const;

/**
 * The stages of each backend, in order. A run goes forward, and may skip stages; only a restart goes
 * back. Into `load` it comes by an answer `succeeded` alone.
 */
export const STAGES = {
  "amazon-forecast": ["import", "train", "forecast", "export", "collect", "load"],
  "sagemaker-automl": ["stage-data", "train", "predict", "collect", "load"],
  "random-forest": ["train", "validate", "predict", "load"],
} as const;

/** An engine that makes forecasts. */
export type Backend = keyof typeof STAGES;

/**
 * What a job answers about its step: come back later, come back at once, the results lie in the lake,
 * or it failed.
 */
export const ANSWER_STATUSES = ["waiting", "advance", "succeeded", "failed"] as const;

/** Whether and how soon a failed step is worth another try. */
export const RETRIES = ["never", "soon", "quota"] as const;

/** The fields of a job's answer that say what a run was made of; the run log has a column for each. */
export const ANSWER_LINEAGE = [
  "databricks_run_id",
  "mlflow_run_id",
  "model_version",
  "dataset_import_arn",
  "predictor_arn",
  "forecast_arn",
  "export_arn",
  "input_checksum",
  "git_commit",
] as const;

/** The fields of a job's answer, which is one flat JSON document. */
export const ANSWER_FIELDS = {
  /** In every answer. */
  always: ["stage", "status"],
  /** Unless it failed: JSON text that belongs to the backend, at most 4000 characters. */
  unlessFailed: ["state"],
  /** When it failed. */
  whenFailed: ["error_code", "retry"],
  /** Seconds as whole numbers, and texts; null or absent where nothing is known. */
  optional: ["wait_seconds", "stage_seconds", "error_message", ...ANSWER_LINEAGE],
} as const;

/** The fields of the JSON document that *decide* gives to a job. */
export const JOB_PARAMETER_FIELDS = [
  "run_id",
  "step_id",
  "now",
  "forecast",
  "backend",
  "stage",
  "period",
  "scheduled_at",
  "deadline_at",
  "frequency",
  "retrain_after_minutes",
  "approval",
  "attempt",
  "state",
] as const;

/** The one parameter of a job: the JSON document of its step. */
export const JOB_PARAMETER = "parameters";

/** @returns the contract as data, for what is not written in TypeScript. */
export function contractData(): Readonly<Record<string, unknown>> {
  return {
    statuses: STATUSES,
    active_statuses: ACTIVE_STATUSES,
    first_status: FIRST_STATUS,
    status_transitions: STATUS_TRANSITIONS,
    actions: ACTIONS,
    stages: STAGES,
    answer_statuses: ANSWER_STATUSES,
    retries: RETRIES,
    answer_fields: ANSWER_FIELDS,
    job_parameter: JOB_PARAMETER,
    job_parameter_fields: JOB_PARAMETER_FIELDS,
  };
}
