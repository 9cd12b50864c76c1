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
  /**
   * How long the run may take, in seconds.
   *
   * @default 3600 seconds
   */
  readonly timeoutSeconds?: number;
}

const DEFAULT_TIMEOUT_SECONDS = 3600;

/**
 * One run of a pipeline in the course of a deployment, waited for.
 *
 * A run that fails makes the deployment fail, with the error of the activity that failed.
 *
 * @see https://learn.microsoft.com/rest/api/datafactory/pipelines/create-run
 */
export class PipelineRun extends DynamicResource {
  constructor(name: string, args: PipelineRunArgs, options: CustomResourceOptions) {
    const inputs = { timeoutSeconds: DEFAULT_TIMEOUT_SECONDS, ...args };
    super(["PipelineRun", "pipeline-run-provider.js"], name, inputs, options);
  }
}
