// A pipeline as a value, and what one declares of itself.

import type { PlacedActivity } from "./activity";
import type { ParameterSpecs, VariableSpecs } from "./parameters";

/** What a pipeline declares of itself. */
export interface PipelineOptions<
  N extends string = string,
  P extends ParameterSpecs = ParameterSpecs,
  V extends VariableSpecs = VariableSpecs,
> {
  /**
   * The name: 1 to 140 characters, beginning with a letter, digit or underscore, none of
   * `. + ? / < > * % & : \ #`.
   *
   * @see https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities#pipeline-json
   */
  readonly name: N;
  /** @default no description */
  readonly description?: string;
  /** The folder it is shown in. @default the root */
  readonly folder?: string;
  /** How many runs of it may be active at once, from 1; more are queued. @default unlimited */
  readonly concurrency?: number;
  /** Tags of the pipeline. @default none */
  readonly annotations?: readonly string[];
  /** At most 50. @default none */
  readonly parameters?: P;
  /** @default none */
  readonly variables?: V;
}

/** A pipeline as a frozen value; what it declares of its parameters is in its type. */
export interface Pipeline<N extends string = string, P extends ParameterSpecs = ParameterSpecs> {
  readonly name: N;
  readonly description?: string;
  readonly folder?: string;
  readonly concurrency?: number;
  readonly annotations: readonly string[];
  readonly parameters: P;
  readonly variables: VariableSpecs;
  /** In the order they were added, which is a topological one. */
  readonly activities: readonly PlacedActivity[];
}
