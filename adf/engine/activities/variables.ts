import type { Json } from "../../expression/index";
import { show } from "../error";
import { evaluate, type Place } from "../evaluate";
import { dictionary, isRecord, items, property, textOf } from "../json";
import type { Kernel } from "../kernel";
import { ActivityFault, type ActivityRun } from "../state";
import { placeOf } from "./place";

/** What a variable of a type takes; null is what an uninitialised one may hold. */
const TAKES: Readonly<Record<string, (value: Json) => boolean>> = {
  array: Array.isArray,
  bool: (value) => typeof value === "boolean",
  boolean: (value) => typeof value === "boolean",
  int: Number.isInteger,
  integer: Number.isInteger,
  string: (value) => typeof value === "string",
};

/** Sets a variable of the run, or what the pipeline returns. */
export function setVariable(kernel: Kernel, run: ActivityRun): void {
  const { typeProperties } = run.activity;
  const place = placeOf(kernel, run);
  const given = property(typeProperties, "value") ?? null;
  if (property(typeProperties, "setSystemVariable") === true) {
    const output = setReturnValue(run, given, place);
    kernel.finish(run, { status: "Succeeded", output, isOutputTold: true });
    return;
  }
  const { name, type } = variableOf(run);
  const value = evaluate(given, place);
  if (value !== null && TAKES[type.toLowerCase()]?.(value) === false) {
    const message = `The variable '${name}' of type '${type}' cannot be updated with a value of another type, got ${show(value)}`;
    throw new ActivityFault(message, "InvalidTemplate");
  }
  assign(kernel, run, name, value);
  kernel.finish(run, { status: "Succeeded", output: { name, value }, isOutputTold: true });
}

/** Puts a value at the end of a variable of type Array. */
export function appendVariable(kernel: Kernel, run: ActivityRun): void {
  const place = placeOf(kernel, run);
  const { name, type } = variableOf(run);
  const value = evaluate(property(run.activity.typeProperties, "value") ?? null, place);
  const before = place.context.variables[name];
  if (!Array.isArray(before)) {
    const message = `The variable '${name}' of type '${type}' cannot be appended to; it must be of type 'Array'`;
    throw new ActivityFault(message, "InvalidTemplate");
  }
  // In place, since a copy of a long list for each element would take time without end. Expressions
  // read copies.
  (before as Json[]).push(value);
  kernel.changes += 1;
  kernel.finish(run, { status: "Succeeded", output: { name, value }, isOutputTold: true });
}

function assign(kernel: Kernel, { frame }: ActivityRun, name: string, value: Json): void {
  const { variables } = frame.context;
  if (typeof value === "object" || variables[name] !== value) kernel.changes += 1;
  variables[name] = value;
}

function variableOf({ activity, frame }: ActivityRun): {
  readonly name: string;
  readonly type: string;
} {
  const wanted = textOf(activity.typeProperties, "variableName");
  const declared = frame.run.plan.variables;
  const name = Object.keys(declared).find((key) => key.toLowerCase() === wanted.toLowerCase());
  if (name === undefined) {
    const message = `The variable '${wanted}' is not declared`;
    throw new ActivityFault(message, "InvalidTemplate");
  }
  return { name, type: textOf(declared[name], "type") };
}

/** @see https://learn.microsoft.com/azure/data-factory/tutorial-pipeline-return-value (read 2026-11-23) */
function setReturnValue(run: ActivityRun, given: Json, place: Place): Json {
  if (!Array.isArray(given)) {
    const message = `pipelineReturnValue must be set to a list of {key, value}, got ${show(given)}`;
    throw new ActivityFault(message, "InvalidTemplate");
  }
  const returned = dictionary<Json>(run.frame.run.returnValue);
  for (const entry of given) {
    returned[textOf(entry, "key")] = contentOf(property(entry, "value"), place);
  }
  run.frame.run.returnValue = returned;
  return { name: "pipelineReturnValue", value: Object.fromEntries(Object.entries(returned)) };
}

/** A value with its type beside it: `{type: "Expression" | "String" | "Array" | …, content}`. */
function contentOf(value: Json | undefined, place: Place): Json {
  const type = property(value, "type");
  const content = property(value, "content");
  if (!isRecord(value) || typeof type !== "string") return evaluate(value ?? null, place);
  if (type === "Null") return null;
  if (type === "Array") return items(value, "content").map((item) => contentOf(item, place));
  if (type === "Expression") return evaluate(content ?? null, place);
  return content ?? null;
}
