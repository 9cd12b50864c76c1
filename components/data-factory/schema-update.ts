/**
 * The run log's schema, brought up to date by the deployment.
 *
 *   SchemaUpdate
 *   └─ PipelineRun           runs `apply-schema` when its content has changed
 *
 * SQL is reached from Data Factory only, never from a laptop or a CI runner.
 */
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { childOptions } from "../shared/child-options";
import { PipelineRun } from "./pipeline-run";

/** Arguments of {@link SchemaUpdate}. */
export interface SchemaUpdateArgs {
  /** A checksum of the migrations and of the rows that they keep. */
  readonly content: string;
  /** The ARM id of the pipeline `apply-schema`. */
  readonly pipelineId: Output<string>;
}

/**
 * A run of `apply-schema`.
 *
 * Child: `<name>-run`.
 *
 * @example new SchemaUpdate("schema", { pipelineId: applySchema.id, content: checksum })
 */
export class SchemaUpdate extends ComponentResource {
  constructor(name: string, args: SchemaUpdateArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:data-factory:SchemaUpdate", name, { content: args.content }, options);
    new PipelineRun(`${name}-run`, args, childOptions(this));
    this.registerOutputs({});
  }
}
