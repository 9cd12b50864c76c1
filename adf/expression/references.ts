// The calls that read the run: pipeline(), activity(), variables(), item(), trigger() and so on.
// https://learn.microsoft.com/azure/data-factory/control-flow-system-variables (read 2026-11-24)

import { type Call, fail, type Implementations, textOf } from "./call";
import type { ActivityResult, ExpressionContext } from "./context";
import { isFields, keyOf, type Value } from "./value";

/** The calls that read the run, by name. */
export const REFERENCES: Implementations = {
  activity: (args, call, context) => {
    const name = textOf(args, 0, call);
    const results = context.activities ?? {};
    const key = keyOf(results, name);
    const result = key === undefined ? undefined : results[key];
    if (result === undefined) return unknown("activity", name, results, call);
    return activityValue(result);
  },
  dataset: (_, call, context) => given(context.dataset, "inside a dataset's definition", call),
  item: (_, call, context) => given(context.item, "inside a ForEach or Filter activity", call),
  linkedService: (_, call, context) =>
    given(context.linkedService, "inside a linked service's definition", call),
  pipeline: (_, __, context) => pipelineValue(context),
  trigger: (_, call, context) => given(context.trigger, "in the parameters of a trigger", call),
  variables: (args, call, context) => {
    const name = textOf(args, 0, call);
    const variables = context.variables ?? {};
    const key = keyOf(variables, name);
    const value = key === undefined ? undefined : variables[key];
    return value === undefined ? unknown("variable", name, variables, call) : value;
  },
};

function pipelineValue(context: ExpressionContext): Value {
  const { globalParameters = {}, parameters = {}, pipeline = {} } = context;
  return { ...pipeline, parameters, globalParameters };
}

// The optional fields of a result are absent or JSON, never undefined.
function activityValue(result: ActivityResult): Value {
  const value: unknown = result;
  return isFields(value as Value) ? (value as Value) : null;
}

function given(value: Value | undefined, where: string, call: Call): Value {
  if (value !== undefined) return value;
  return fail(call, "EXPRESSION_CONTEXT", `there is none here; it exists only ${where}`);
}

function unknown(
  kind: "activity" | "variable",
  name: string,
  known: Readonly<Record<string, unknown>>,
  call: Call,
): never {
  const code = kind === "activity" ? "EXPRESSION_UNKNOWN_ACTIVITY" : "EXPRESSION_UNKNOWN_VARIABLE";
  return fail(call, code, `there is no ${kind} '${name.slice(0, 80)}', ${listed(known)}`);
}

/** The names that there are, for a message. */
export function listed(known: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(known);
  if (names.length === 0) return "there is none at all";
  const shown = names.slice(0, 10).map((name) => `'${name.slice(0, 40)}'`);
  return `known are ${shown.join(", ")}${names.length > 10 ? ", …" : ""}`;
}
