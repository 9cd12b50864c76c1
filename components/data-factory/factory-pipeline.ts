/**
 * A pipeline in the factory.
 *
 *   FactoryPipeline
 *   └─ Pipeline
 *
 * The pipeline itself is a value of the kit in `adf/`, where it is checked.
 * https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities
 */
import { Pipeline as PipelineResource } from "@pulumi/azure-native/datafactory";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import type { Pipeline } from "../../adf/builder";
import { toAzureNative } from "../../adf/wire";
import { childOptions } from "../shared/child-options";
import type { FactoryPlace } from "./data-factory";

/** Arguments of {@link FactoryPipeline}. */
export interface FactoryPipelineArgs {
  readonly factory: FactoryPlace;
  readonly pipeline: Pipeline;
  /** What the definition names: the service refuses a reference to what does not exist. */
  readonly references: readonly Resource[];
}

/**
 * One pipeline.
 *
 * Child: `<name>-pipeline`.
 *
 * @example new FactoryPipeline("forecast-run", { factory, pipeline, references: [datasets] })
 */
export class FactoryPipeline extends ComponentResource {
  /** The ARM id. */
  readonly id: Output<string>;
  readonly pipelineName: Output<string>;

  constructor(name: string, args: FactoryPipelineArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:data-factory:FactoryPipeline", name, {}, options);
    const { factory, pipeline, references } = args;

    const resource = new PipelineResource(
      `${name}-pipeline`,
      {
        ...toAzureNative(pipeline),
        factoryName: factory.factoryName,
        resourceGroupName: factory.resourceGroupName,
      },
      childOptions(this, { dependsOn: [...references] }),
    );

    this.id = resource.id;
    this.pipelineName = resource.name;
    this.registerOutputs({ id: this.id, pipelineName: this.pipelineName });
  }
}
