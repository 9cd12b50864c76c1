import type { CustomResourceOptions, Input, Output } from "@pulumi/pulumi";
import { DynamicResource } from "./dynamic-resource";

/** Arguments of {@link PipelineRun}. */
export interface PipelineRunArgs {
  /** A checksum of what the run would do; the deployment runs it again only when this changes. */
  readonly content: Input<string>;
  /**
   * The values of the pipeline's parameters; a change of them alone starts nothing.
   *
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, Input<string>>>;
  /** The pipeline's ARM id. */
  readonly pipelineId: Output<string>;
}

/**
 * One run of a pipeline in the course of a deployment, waited for.
 *
 * Its create refuses for now, with the code `PIPELINE_RUN_NOT_BUILT`.
 *
 * @see https://learn.microsoft.com/rest/api/datafactory/pipelines/create-run
 */
export class PipelineRun extends DynamicResource {
  constructor(name: string, args: PipelineRunArgs, options: CustomResourceOptions) {
    super(["PipelineRun", "pipeline-run-provider.js"], name, { ...args }, options);
  }
}
