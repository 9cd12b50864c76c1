/** What the pipelines call the factory's linked services and datasets. */

/** Linked services by what they reach. */
export const LINKED_SERVICES = {
  databricks: "databricks",
  lake: "lake",
  runLog: "run_log",
  runLogSchema: "run_log_schema",
} as const;

/** Datasets by what they hold. */
export const DATASETS = {
  forecastFiles: "forecast_files",
  forecastResult: "forecast_result",
  runLogQuery: "run_log_query",
  stepAnswer: "step_answer",
} as const;
