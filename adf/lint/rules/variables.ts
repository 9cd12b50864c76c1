// Rules on variables.

import { isTemplateExpression } from "../../wire/read-template";
import { type ActivityView, around, recordOf } from "../pipeline-view";
import { type LintRule, show } from "../rule";
import { SOURCES } from "../sources";
import { namesRead, undeclared, undefinedReads, unused } from "./references";

const ADF_LINT_VARIABLE_UNDEFINED: LintRule = {
  code: "ADF_LINT_VARIABLE_UNDEFINED",
  severity: "error",
  title: "Variables that are read or set are declared",
  why: "the service refuses an activity that sets another one, and an expression that reads one fails",
  repair: "declare the variable, or use another",
  source: SOURCES.setVariable,
  check: ({ activities, texts, variables }) => {
    const known = new Set(variables.map(({ name }) => name.toLowerCase()));
    const set = activities
      .flatMap(targetOf)
      .filter(({ name }) => !known.has(name.toLowerCase()))
      .map(({ name, pointer }) => ({ pointer, ...undeclared(name, variables, "variable") }));
    return [...undefinedReads(texts, variables, "variable"), ...set];
  },
};

const ADF_LINT_VARIABLE_UNUSED: LintRule = {
  code: "ADF_LINT_VARIABLE_UNUSED",
  severity: "warning",
  title: "Every declared variable is read or set",
  why: "a reader looks for what it does",
  repair: "use it, or remove it",
  source: SOURCES.setVariable,
  check: ({ activities, texts, variables }) => {
    const read = namesRead(texts, "variable");
    const set = activities.flatMap(targetOf).map(({ name }) => name.toLowerCase());
    return unused(variables, read === undefined ? undefined : new Set([...read, ...set]));
  },
};

const ADF_LINT_VARIABLE_SELF: LintRule = {
  code: "ADF_LINT_VARIABLE_SELF",
  severity: "error",
  title: "The value of a SetVariable does not read the variable that it sets",
  why: "the service refuses it",
  repair: "set a second variable first, and read that",
  source: SOURCES.setVariable,
  check: ({ activities }) =>
    activities
      .filter(({ type }) => type === "SetVariable")
      .flatMap((activity) => {
        const [target] = targetOf(activity);
        const own = target?.name.toLowerCase();
        return activity.texts
          .filter(({ reads }) =>
            reads.some(({ kind, name }) => kind === "variable" && name?.toLowerCase() === own),
          )
          .filter(() => own !== undefined)
          .map(({ pointer }) => ({
            pointer,
            message: `must not read variable ${show(target?.name)}, which it sets`,
          }));
      }),
};

const ADF_LINT_VARIABLE_PARALLEL: LintRule = {
  code: "ADF_LINT_VARIABLE_PARALLEL",
  severity: "warning",
  title: "No SetVariable stands in a ForEach that runs its items side by side",
  why: "variables belong to the whole pipeline, so that the items overwrite each other's values",
  repair:
    "set isSequential to true, use AppendVariable, or move the body into a pipeline of its own",
  source: SOURCES.forEach,
  check: ({ activities }) =>
    activities.flatMap((activity) => {
      if (activity.type !== "SetVariable") return [];
      const loop = around(activity).find(isParallel);
      if (loop === undefined) return [];
      const message = `(SetVariable) must not be inside ${show(loop.name)}, a parallel ForEach`;
      return [{ pointer: `${activity.pointer}/type`, message }];
    }),
};

// A text stands for what a template puts in.
function isParallel({ properties, type }: ActivityView): boolean {
  const { isSequential, batchCount } = properties;
  const parallel = isSequential === undefined || isSequential === false;
  return type === "ForEach" && parallel && batchCount !== 1;
}

const ADF_LINT_APPEND_TYPE: LintRule = {
  code: "ADF_LINT_APPEND_TYPE",
  severity: "warning",
  title: "AppendVariable appends to a variable of type Array",
  why: "it fails for any other type",
  repair: "declare the variable as Array, or use SetVariable",
  source: SOURCES.append,
  check: ({ activities, variables }) => {
    const declared = new Map(variables.map((it) => [it.name.toLowerCase(), it.specification]));
    return activities
      .filter(({ type }) => type === "AppendVariable")
      .flatMap(targetOf)
      .flatMap(({ name, pointer }) => {
        const type = recordOf(declared.get(name.toLowerCase()))["type"];
        if (typeof type !== "string" || type.toLowerCase() === "array") return [];
        if (isTemplateExpression(type)) return [];
        return [
          { pointer, message: `must name a variable of type Array, not ${type}`, value: name },
        ];
      });
  },
};

interface NamedPlace {
  readonly name: string;
  readonly pointer: string;
}

/** The variable that an activity sets; the return value of the pipeline is none. */
function targetOf({ pointer, properties, type }: ActivityView): readonly NamedPlace[] {
  const { setSystemVariable, variableName } = properties;
  if (type !== "SetVariable" && type !== "AppendVariable") return [];
  if (setSystemVariable === true || typeof variableName !== "string") return [];
  if (isTemplateExpression(variableName)) return [];
  return [{ name: variableName, pointer: `${pointer}/typeProperties/variableName` }];
}

/** The rules on variables. */
export const VARIABLE_RULES: readonly LintRule[] = [
  ADF_LINT_VARIABLE_UNDEFINED,
  ADF_LINT_VARIABLE_UNUSED,
  ADF_LINT_VARIABLE_SELF,
  ADF_LINT_VARIABLE_PARALLEL,
  ADF_LINT_APPEND_TYPE,
];
