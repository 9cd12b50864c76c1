// Rules on counts, sizes and ranges.

import { isWhole, PIPELINE_LIMITS } from "../../builder/checks/limits";
import { isTemplateExpression } from "../../wire/read-template";
import { isRecord } from "../../wire/shape";
import { type ActivityView, listOf } from "../pipeline-view";
import type { LintFinding, LintRule } from "../rule";
import { expressionsIn } from "../scan";
import { SOURCES } from "../sources";

/** 200 KB. */
const MOST_BYTES = 200 * 1024;
const MOST_CASES = 25;
const MOST_BATCH = 50;

const ADF_LINT_ACTIVITY_COUNT: LintRule = {
  code: "ADF_LINT_ACTIVITY_COUNT",
  severity: "error",
  title: `A pipeline has at most ${PIPELINE_LIMITS.activities} activities, inner ones included`,
  why: "the service refuses more",
  repair: "move a part into a pipeline of its own and call it with ExecutePipeline",
  source: SOURCES.limits,
  check: ({ activities }) =>
    atMost(PIPELINE_LIMITS.activities, activities.length, "/properties/activities", "activities"),
};

const ADF_LINT_PARAMETER_COUNT: LintRule = {
  code: "ADF_LINT_PARAMETER_COUNT",
  severity: "error",
  title: `A pipeline has at most ${PIPELINE_LIMITS.parameters} parameters`,
  why: "the service refuses more",
  repair: "join some of them in one parameter of type Object",
  source: SOURCES.limits,
  check: ({ parameters }) =>
    atMost(PIPELINE_LIMITS.parameters, parameters.length, "/properties/parameters", "parameters"),
};

/** Told by `lint` alone for a definition that is far too large. */
export const ADF_LINT_SIZE: LintRule = {
  code: "ADF_LINT_SIZE",
  severity: "error",
  title: "The JSON of a pipeline has at most 200 KB",
  why: "the service refuses larger ones",
  repair: "move long texts, such as queries, elsewhere, or a part into a pipeline of its own",
  source: SOURCES.limits,
  check: ({ text }) => sizeFindings(text),
};

/** What is found of the size of a definition, given its compact JSON. */
export function sizeFindings(text: string): readonly LintFinding[] {
  return atMost(MOST_BYTES, Buffer.byteLength(text), "", "bytes without spaces");
}

const ADF_LINT_SWITCH_CASES: LintRule = {
  code: "ADF_LINT_SWITCH_CASES",
  severity: "error",
  title: `A Switch has at most ${MOST_CASES} cases`,
  why: "the service refuses more",
  repair: "use the default branch, a second Switch, or a table of values that a Lookup reads",
  source: SOURCES.switch,
  check: ({ activities }) =>
    ofType(activities, "Switch").flatMap(({ pointer, properties }) => {
      const cases = listOf(properties["cases"]).length;
      return atMost(MOST_CASES, cases, `${pointer}/typeProperties/cases`, "cases");
    }),
};

function atMost(
  most: number,
  count: number,
  pointer: string,
  noun: string,
): readonly LintFinding[] {
  if (count <= most) return [];
  return [{ pointer, message: `must have at most ${most} ${noun}`, value: count }];
}

const ADF_LINT_EXPRESSION_LENGTH: LintRule = {
  code: "ADF_LINT_EXPRESSION_LENGTH",
  severity: "error",
  title: `An expression has at most ${PIPELINE_LIMITS.expressionLength} characters`,
  why: "the service refuses longer ones",
  repair: "shorten it, or move a part into a variable or a parameter",
  source: SOURCES.limits,
  check: ({ texts }) =>
    texts
      .filter(
        ({ evaluated, text }) => evaluated && longest(text) > PIPELINE_LIMITS.expressionLength,
      )
      .map(({ pointer, text }) => ({
        pointer,
        message: `must have at most ${PIPELINE_LIMITS.expressionLength} characters`,
        value: longest(text),
      })),
};

// The limit holds for each expression; the fixed text around interpolations does not count.
function longest(text: string): number {
  if (text.length <= PIPELINE_LIMITS.expressionLength) return text.length;
  return Math.max(...expressionsIn(text).map(({ length }) => length + 1));
}

const ADF_LINT_CONCURRENCY: LintRule = {
  code: "ADF_LINT_CONCURRENCY",
  severity: "error",
  title: "The number of concurrent runs is a whole number from 1",
  why: "the service refuses others",
  repair: "give at least 1, or leave it out for unlimited runs",
  source: SOURCES.pipelineJson,
  check: ({ properties }) => {
    const pointer = "/properties/concurrency";
    return whole(properties["concurrency"], pointer, { least: 1, most: Infinity });
  },
};

const ADF_LINT_BATCH_COUNT: LintRule = {
  code: "ADF_LINT_BATCH_COUNT",
  severity: "error",
  title: `The batch count of a ForEach is a whole number from 1 to ${MOST_BATCH}`,
  why: "the service refuses others",
  repair: `give 1 to ${MOST_BATCH}, or leave it out for 20`,
  source: SOURCES.forEach,
  check: ({ activities }) =>
    ofType(activities, "ForEach").flatMap(({ pointer, properties }) => {
      const at = `${pointer}/typeProperties/batchCount`;
      return whole(properties["batchCount"], at, { least: 1, most: MOST_BATCH });
    }),
};

const ADF_LINT_WAIT: LintRule = {
  code: "ADF_LINT_WAIT",
  severity: "error",
  title: "The pause of a Wait is a whole number of seconds, or an expression",
  why: "the service refuses others",
  repair: "give whole seconds",
  source: SOURCES.wait,
  check: ({ activities }) =>
    ofType(activities, "Wait").flatMap(({ pointer, properties }) => {
      const seconds = properties["waitTimeInSeconds"];
      if (seconds === null || isExpressionLike(seconds)) return [];
      // A text of digits is taken for its number.
      if (typeof seconds === "string" && /^\d{1,9}$/.test(seconds)) return [];
      const at = `${pointer}/typeProperties/waitTimeInSeconds`;
      return whole(seconds, at, { least: 0, most: Infinity });
    }),
};

/** How far a whole number may go. */
interface Range {
  readonly least: number;
  readonly most: number;
}

/** A finding where there is a value that is no whole number of the range. */
export function whole(
  value: unknown,
  pointer: string,
  { least, most }: Range,
): readonly LintFinding[] {
  if (value === undefined || value === null || isTemplateExpression(value)) return [];
  if (isWhole(value, least) && value <= most) return [];
  const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`;
  return [{ pointer, message: `must be a whole number ${range}`, value }];
}

/** Tells a value that is known at run time only. */
export function isExpressionLike(value: unknown): boolean {
  if (typeof value === "string") return isTemplateExpression(value) || isEvaluated(value);
  return isRecord(value) && value["type"] === "Expression";
}

function isEvaluated(text: string): boolean {
  return text.includes("@") && expressionsIn(text).length > 0;
}

function ofType(activities: readonly ActivityView[], type: string): readonly ActivityView[] {
  return activities.filter((activity) => activity.type === type);
}

/** The rules on counts, sizes and ranges. */
export const LIMIT_RULES: readonly LintRule[] = [
  ADF_LINT_ACTIVITY_COUNT,
  ADF_LINT_PARAMETER_COUNT,
  ADF_LINT_SIZE,
  ADF_LINT_EXPRESSION_LENGTH,
  ADF_LINT_SWITCH_CASES,
  ADF_LINT_BATCH_COUNT,
  ADF_LINT_CONCURRENCY,
  ADF_LINT_WAIT,
];
