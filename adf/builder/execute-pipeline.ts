// The ExecutePipeline activity: a run of another pipeline of the factory.

import { type Activity, activity, type CommonOptions } from "./activity";
import type { ArgumentsOf, ParameterSpecs } from "./parameters";
import type { Pipeline } from "./pipeline";
import { isPlainObject, type Name, type ValueRecord } from "./value";

/** What is common to both ways of naming a pipeline. */
export interface ExecuteOptions extends CommonOptions {
  /**
   * Whether the activity ends with the run it starts, or at once; required and always written,
   * since documentation and specification name opposite defaults.
   */
  readonly waitOnCompletion: boolean;
  /** Keeps the input out of the run's log. @default none */
  readonly policy?: { readonly secureInput: boolean };
}

/** A pipeline by its value: its parameters are checked against what it declares. */
export interface ExecuteValueOptions<P extends ParameterSpecs> extends ExecuteOptions {
  readonly pipeline: Pipeline<string, P>;
  readonly parameters: NoInfer<ArgumentsOf<P>>;
}

/** A pipeline by its name: its parameters are not checked. */
export interface ExecuteNameOptions extends ExecuteOptions {
  readonly pipeline: Name;
  /** @default the defaults of the pipeline */
  readonly parameters?: ValueRecord;
}

/**
 * A run of another pipeline.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-execute-pipeline-activity
 */
export function executePipeline<const N extends string, P extends ParameterSpecs>(
  name: N,
  options: ExecuteValueOptions<P>,
): Activity<N, "ExecutePipeline", never>;
export function executePipeline<const N extends string>(
  name: N,
  options: ExecuteNameOptions,
): Activity<N, "ExecutePipeline", never>;
export function executePipeline<const N extends string>(
  name: N,
  options: ExecuteNameOptions | ExecuteValueOptions<ParameterSpecs>,
): Activity<N, "ExecutePipeline", never> {
  const { pipeline, parameters, policy, waitOnCompletion } = options;
  const referenceName = isPipeline(pipeline) ? pipeline.name : pipeline;
  return activity(name, "ExecutePipeline", options, {
    type: "ExecutePipeline",
    policy,
    typeProperties: {
      pipeline: { referenceName, type: "PipelineReference" },
      parameters: parameters === undefined ? undefined : { ...parameters },
      waitOnCompletion,
    },
  });
}

function isPipeline(given: Name | Pipeline): given is Pipeline {
  return isPlainObject(given) && "activities" in given;
}
