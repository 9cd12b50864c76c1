/**
 * Deletes what the forecasting services hold longer than anybody needs it.
 *
 *   Clean up
 *
 * Amazon Forecast allows 100 forecasts and 500 predictors in an account: without this, a run stops on
 * the quota after some weeks. A job that fails lets the pipeline fail, so that the alert fires.
 */
import {
  concat,
  databricksJob,
  definePipeline,
  formatDateTime,
  type Pipeline,
  pipelineInfo,
  type Value,
} from "../adf/builder";
import { JOB_PARAMETER } from "../run-log/contract";
import { LINKED_SERVICES } from "./connections";
import { JOB_POLICY, RETENTION_DAYS } from "./limits";

/** What {@link cleanUp} is built of. */
export interface CleanUpOptions {
  /** The Databricks job that deletes; its id is known once the job exists. */
  readonly jobId: Value<"string">;
}

/** Builds the pipeline `clean-up`. */
export function cleanUp({ jobId }: CleanUpOptions): Pipeline<"clean-up"> {
  const p = definePipeline({
    name: "clean-up",
    description: "Deletes what the forecasting services hold longer than anybody needs it",
    // Two at once would delete the same things and fail on each other.
    concurrency: 1,
  });
  const now = formatDateTime(pipelineInfo.triggerTime, "yyyy-MM-ddTHH:mm:ssZ");
  const parameters = concat('{"now":"', now, `","retention_days":${RETENTION_DAYS}}`);
  p.add(
    databricksJob("Clean up", {
      linkedService: LINKED_SERVICES.databricks,
      jobId,
      jobParameters: { [JOB_PARAMETER]: parameters },
      policy: JOB_POLICY,
    }),
  );
  return p.build();
}
