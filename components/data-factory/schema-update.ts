/**
 * The run log's schema, brought up to date by the deployment.
 *
 *   SchemaUpdate
 *   └─ PipelineRun           runs `apply-schema` when its content has changed
 *
 * SQL is reached from Data Factory only, never from a laptop or a CI runner.
 */
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
} from "@pulumi/pulumi";
import { childOptions } from "../shared/child-options";
import { PipelineRun } from "./pipeline-run";

/** Arguments of {@link SchemaUpdate}. */
export interface SchemaUpdateArgs {
  /** A checksum of the migrations and of the rows that they keep. */
  readonly content: Input<string>;
  /** The values of the parameters of `apply-schema`. */
  readonly parameters: Readonly<Record<string, Input<string>>>;
  /** The ARM id of the pipeline `apply-schema`. */
  readonly pipelineId: Output<string>;
}

/**
 * A run of `apply-schema`.
 *
 * Child: `<name>-run`.
 *
 * @example new SchemaUpdate("schema", { pipelineId, content: checksum, parameters: { forecasts } })
 */
export class SchemaUpdate extends ComponentResource {
  constructor(name: string, args: SchemaUpdateArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:data-factory:SchemaUpdate", name, {}, options);
    new PipelineRun(`${name}-run`, args, childOptions(this));
    this.registerOutputs({});
  }
}
