// The small control activities: Wait, Fail, SetVariable, AppendVariable.

import { type Activity, activity, type CommonOptions, type SecurePolicy } from "./activity";
import { Expression, type ResultType } from "./expression";
import type { Variable } from "./parameters";
import { InlineExpression, type Value, type ValueRecord, type ValueTree } from "./value";

/**
 * A pause.
 *
 * @param seconds - A whole number from 1, or an expression that yields one.
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-wait-activity
 */
export function wait<const N extends string>(
  name: N,
  seconds: number | Expression<"number" | "unknown">,
  options: CommonOptions = {},
): Activity<N, "Wait", never> {
  return activity(name, "Wait", options, {
    type: "Wait",
    typeProperties: { waitTimeInSeconds: seconds },
  });
}

/** What a Fail says. */
export interface FailOptions extends CommonOptions {
  /** Shown as the run's error; the service replaces a blank one. */
  readonly message: Value<"string">;
  /** Shown as the run's error code; a text, the service replaces a number or blank. */
  readonly errorCode: Value<"string">;
}

/**
 * A deliberate failure.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-fail-activity
 */
export function fail<const N extends string>(
  name: N,
  options: FailOptions,
): Activity<N, "Fail", never> {
  const { message, errorCode } = options;
  return activity(name, "Fail", options, { type: "Fail", typeProperties: { message, errorCode } });
}

/** What a SetVariable accepts beside its value. */
export interface SetVariableOptions extends CommonOptions {
  readonly policy?: SecurePolicy;
}

/**
 * Sets a variable of the pipeline; the value must not read that variable. Not in a parallel ForEach.
 *
 * @param variable - `p.variable("name")`.
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-set-variable-activity
 */
export function setVariable<const N extends string, R extends ResultType>(
  name: N,
  variable: Variable<string, R>,
  value: NoInfer<VariableValue<R>>,
  options: SetVariableOptions = {},
): Activity<N, "SetVariable", never> {
  return activity(name, "SetVariable", options, {
    type: "SetVariable",
    policy: options.policy,
    typeProperties: { variableName: variable.variableName, value },
  });
}

/**
 * Adds an element to a variable of type Array; safe in a parallel ForEach, where SetVariable is not.
 *
 * @param variable - `p.variable("name")`.
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-append-variable-activity
 */
export function appendVariable<const N extends string>(
  name: N,
  variable: Variable<string, "unknown">,
  value: ValueTree,
  options: CommonOptions = {},
): Activity<N, "AppendVariable", never> {
  return activity(name, "AppendVariable", options, {
    type: "AppendVariable",
    typeProperties: { variableName: variable.variableName, value },
  });
}

/** What may be put into a variable whose reads yield an `R`. */
export type VariableValue<R extends ResultType> = "unknown" extends R ? ValueTree : Value<R>;

/**
 * Sets what the pipeline returns to the one that called it and waits, by key.
 *
 * @see https://learn.microsoft.com/azure/data-factory/tutorial-pipeline-return-value
 */
export function setReturnValue<const N extends string>(
  name: N,
  values: Readonly<Record<string, string | Expression>>,
  options: SetVariableOptions = {},
): Activity<N, "SetVariable", never> {
  const value = Object.entries(values).map(([key, content]) => ({
    key,
    value: returnValue(content),
  }));
  return activity(name, "SetVariable", options, {
    type: "SetVariable",
    policy: options.policy,
    typeProperties: { variableName: "pipelineReturnValue", value, setSystemVariable: true },
  });
}

function returnValue(content: string | Expression): ValueRecord {
  return content instanceof Expression
    ? { type: "Expression", content: new InlineExpression(content) }
    : { type: "String", content };
}
