/** The pipelines whose first failed run wakes somebody. */
export const WATCHED_PIPELINES: readonly string[] = [
  "forecast-run",
  "run-watch",
  "apply-schema",
  "approve-model",
  "clean-up",
];
