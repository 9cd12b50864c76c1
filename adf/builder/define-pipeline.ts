// The builder of a pipeline: it owns the graph, and builds the frozen value.

import { checkPipeline } from "./checks/index";
import { pipelineError } from "./error";
import type { Expression } from "./expression";
import {
  type ParameterSpecs,
  parameterExpression,
  type ResultOfSpec,
  Variable,
  type VariableSpec,
  type VariableSpecs,
} from "./parameters";
import type { Pipeline, PipelineOptions } from "./pipeline";
import { openScope, type Scope } from "./scope";
import { frozenCopy } from "./value";

/** A pipeline in the making: its scope, its parameters and variables as expressions. */
export interface PipelineBuilder<
  N extends string,
  P extends ParameterSpecs,
  V extends VariableSpecs,
> extends Scope<N> {
  readonly name: N;
  /** The value of a declared parameter in this run. */
  parameter<K extends string & keyof P>(name: K): Expression<ResultOfSpec<P[K]>>;
  /** The present value of a declared variable; `setVariable` takes it as its target. */
  variable<K extends string & keyof V>(name: K): Variable<K, ResultOfSpec<V[K]>>;
  /**
   * The pipeline as a value.
   *
   * @throws AdfError with every problem found, sorted by path; see `error-codes.ts` for the codes.
   */
  build(): Pipeline<N, P>;
}

type None = Readonly<Record<never, never>>;

/**
 * Begins a pipeline.
 *
 * @example
 * const p = definePipeline({ name: "greet", parameters: { seconds: "Int" } });
 * const pause = p.add(wait("Pause", p.parameter("seconds")));
 * p.add(fail("Give up", { message: "waited", errorCode: "WAITED" }), pause.succeeded);
 * const greet = p.build();
 */
export function definePipeline<
  const N extends string,
  const P extends ParameterSpecs = None,
  const V extends VariableSpecs = None,
>(options: PipelineOptions<N, P, V>): PipelineBuilder<N, P, V>;
export function definePipeline(
  options: PipelineOptions,
): PipelineBuilder<string, ParameterSpecs, VariableSpecs> {
  const { name, parameters = {}, variables = {}, annotations = [], ...rest } = options;
  const declared = frozenCopy({
    parameters: { ...parameters },
    variables: { ...variables },
    annotations: [...annotations],
  });
  const { id, scope, placed } = openScope<string>(name);
  return Object.freeze({
    name,
    add: scope.add,
    parameter: (parameter: string): Expression => parameterExpression(parameter),
    variable: <K extends string>(variable: K): Variable<K, ResultOfSpec<VariableSpec>> =>
      new Variable(variable),
    build(): Pipeline {
      const pipeline = Object.freeze({ ...rest, name, ...declared, activities: placed() });
      const [first, ...others] = checkPipeline(pipeline, id);
      if (first !== undefined) throw pipelineError(name, [first, ...others]);
      return pipeline;
    },
  });
}
