/** The pipelines whose first failed run wakes somebody; the names of those to come are among them. */
export const WATCHED_PIPELINES: readonly string[] = [
  "forecast-run",
  "run-watch",
  "apply-schema",
  "approve-model",
];
