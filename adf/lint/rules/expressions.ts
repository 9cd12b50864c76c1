// Rules on how expressions are marked, and on where two functions may stand.

import { ACTIVITY_TYPES } from "../activity-types";
import type { ActivityView, PipelineView } from "../pipeline-view";
import type { LintRule } from "../rule";
import { SOURCES } from "../sources";
import type { TextView } from "../texts";

const ADF_LINT_UNMARKED: LintRule = {
  code: "ADF_LINT_UNMARKED",
  severity: "warning",
  title: "A text that the service evaluates is marked as an expression",
  why: "a text with a leading @ or with @{...} is evaluated, though it may have been meant as it stands",
  repair:
    'write {"type": "Expression", "value": "@..."}, or double the @ of a text that is meant as it stands',
  source: SOURCES.expressions,
  check: (pipeline) => {
    const others = expressionPlaces(pipeline);
    return pipeline.texts
      .filter(({ evaluated, marked, pointer }) => evaluated && !marked && !others.has(pointer))
      .map(({ pointer, text }) => ({
        pointer,
        message: "must be marked as an expression",
        value: text,
      }));
  },
};

// Where only an Expression object is taken, another rule tells it.
function expressionPlaces({ activities }: PipelineView): ReadonlySet<string> {
  const places = activities.flatMap(({ pointer, type }) =>
    (ACTIVITY_TYPES.get(type)?.expressions ?? []).map((key) => `${pointer}/typeProperties/${key}`),
  );
  return new Set([...places, ...places.map((place) => `${place}/value`)]);
}

const ADF_LINT_NOT_EVALUATED: LintRule = {
  code: "ADF_LINT_NOT_EVALUATED",
  severity: "warning",
  title: "What is meant as an expression begins with @",
  why: "the service takes it as plain text, so that a condition is no boolean and a name is not replaced",
  repair: "put an @ at the very beginning, or @{...} around the expression",
  source: SOURCES.expressions,
  check: ({ texts }) =>
    texts
      .filter((text) => !text.evaluated && (isPlainMarked(text) || looksEvaluated(text.text)))
      .map(({ pointer, text }) => ({ pointer, message: "must begin with @", value: text })),
};

// With a leading @@ it is a text on purpose.
function isPlainMarked({ marked, text }: TextView): boolean {
  return marked && !text.startsWith("@@") && !text.startsWith("[");
}

const LOOKS = /^(?:pipeline\(\)\??\.|activity\('|variables\('|item\(\)(?:\??\.|\s*$)|@[a-z]+\()/i;

// The beginning is enough, and a text may be long.
function looksEvaluated(text: string): boolean {
  const start = text.slice(0, 200).trimStart();
  return LOOKS.test(start) && !text.startsWith("@");
}

const ADF_LINT_TRIGGER: LintRule = {
  code: "ADF_LINT_TRIGGER",
  severity: "error",
  title: "No expression of a pipeline reads trigger()",
  why: "only the definition of a trigger knows it",
  repair: "hand the value to a parameter of the pipeline in the trigger",
  source: SOURCES.systemVariables,
  check: ({ texts }) =>
    texts
      .filter(({ reads }) => reads.some(({ kind }) => kind === "trigger"))
      .map(({ pointer }) => ({ pointer, message: "must not read trigger()" })),
};

const ADF_LINT_ITEM: LintRule = {
  code: "ADF_LINT_ITEM",
  severity: "warning",
  title: "An item() is read inside a ForEach and in the condition of a Filter only",
  why: "there is no item elsewhere, so that the expression fails",
  repair: "move the activity into the loop, or read what the loop reads",
  source: SOURCES.forEach,
  check: ({ activities }) =>
    activities
      .filter((activity) => !isInForEach(activity))
      .flatMap((activity) =>
        activity.texts
          .filter(({ reads }) => reads.some(({ kind }) => kind === "item"))
          .filter(({ pointer }) => !isFilterCondition(activity, pointer))
          .map(({ pointer }) => ({ pointer, message: "must not read item() here" })),
      ),
};

function isInForEach({ enclosing }: ActivityView): boolean {
  if (enclosing === undefined) return false;
  return enclosing.type === "ForEach" || isInForEach(enclosing);
}

function isFilterCondition({ pointer, type }: ActivityView, text: string): boolean {
  return type === "Filter" && text.startsWith(`${pointer}/typeProperties/condition`);
}

/** The rules on how expressions are marked. */
export const EXPRESSION_RULES: readonly LintRule[] = [
  ADF_LINT_UNMARKED,
  ADF_LINT_NOT_EVALUATED,
  ADF_LINT_TRIGGER,
  ADF_LINT_ITEM,
];
