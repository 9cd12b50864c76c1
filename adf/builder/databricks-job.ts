// The DatabricksJob activity: one run of a job that exists in the workspace.

import {
  type Activity,
  type ActivityPolicy,
  activity,
  type CommonOptions,
  linkedServiceReference,
} from "./activity";
import type { Name, Value } from "./value";

/** Which job runs, and with what. */
export interface DatabricksJobOptions extends CommonOptions {
  /** The linked service of the workspace. */
  readonly linkedService: Name;
  readonly jobId: Value<"string">;
  /** The job parameters that this run overrides, by name. @default the job's own defaults */
  readonly jobParameters?: Readonly<Record<string, Value<"string">>>;
  readonly policy: ActivityPolicy;
}

/**
 * One run of a Databricks job, on the compute that the job itself names.
 *
 * Its answer is not documented as an output of the activity: have the job write a file, and look
 * that up.
 *
 * @see https://learn.microsoft.com/azure/data-factory/transform-data-databricks-job
 */
export function databricksJob<const N extends string>(
  name: N,
  options: DatabricksJobOptions,
): Activity<N, "DatabricksJob", never> {
  const { linkedService, jobId, jobParameters, policy } = options;
  return activity(name, "DatabricksJob", options, {
    type: "DatabricksJob",
    policy,
    linkedServiceName: linkedServiceReference(linkedService),
    typeProperties: { jobId, jobParameters },
  });
}
