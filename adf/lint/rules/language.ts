// Rules on the language of expressions: its syntax, its functions, and what they take.

import { checkTemplate, type ExpressionErrorCode, type ExpressionProblem } from "../../expression";
import type { PipelineView } from "../pipeline-view";
import type { LintFinding, LintRule } from "../rule";
import { SOURCES } from "../sources";

const ADF_LINT_SYNTAX: LintRule = {
  code: "ADF_LINT_SYNTAX",
  severity: "error",
  title: "An expression can be read",
  why: "the service cannot evaluate what it cannot read, and the run fails when it starts",
  repair: "correct the expression at the character named",
  source: SOURCES.expressions,
  check: (pipeline) => findings(pipeline, ["EXPRESSION_SYNTAX", "EXPRESSION_NESTING"]),
};

const ADF_LINT_FUNCTION: LintRule = {
  code: "ADF_LINT_FUNCTION",
  severity: "error",
  title: "An expression calls functions that Data Factory has",
  why: "a function of Logic Apps alone, or a misspelt one, fails the run when it starts",
  repair: "call a function of Data Factory; docs/reference/adf-functions.md lists them",
  source: SOURCES.expressions,
  check: (pipeline) =>
    findings(pipeline, ["EXPRESSION_UNKNOWN_FUNCTION", "EXPRESSION_LOGIC_APPS_ONLY"]),
};

const ADF_LINT_ARGUMENTS: LintRule = {
  code: "ADF_LINT_ARGUMENTS",
  severity: "error",
  title: "A function is given as many arguments as it takes",
  why: "the service refuses the call, and the run fails when it starts",
  repair: "give the arguments that the function takes",
  source: SOURCES.expressions,
  check: (pipeline) => findings(pipeline, ["EXPRESSION_ARGUMENT_COUNT"]),
};

interface Found extends ExpressionProblem {
  readonly pointer: string;
}

// Three rules look at the same expressions, which are read once.
const read = new WeakMap<PipelineView, readonly Found[]>();

function findings(
  pipeline: PipelineView,
  codes: readonly ExpressionErrorCode[],
): readonly LintFinding[] {
  const found = read.get(pipeline) ?? problemsOf(pipeline);
  read.set(pipeline, found);
  return found
    .filter(({ code }) => codes.includes(code))
    .map(({ pointer, message, offset }) => ({
      pointer,
      message: `${message}, at character ${offset + 1}`,
    }));
}

// Names are judged by the rules on references, which know where an activity may be read.
function problemsOf({ texts }: PipelineView): readonly Found[] {
  return texts
    .filter(({ evaluated }) => evaluated)
    .flatMap(({ pointer, text }) =>
      checkTemplate(text, {}).map((problem) => ({ ...problem, pointer })),
    );
}

/** The rules on the language of expressions. */
export const LANGUAGE_RULES: readonly LintRule[] = [
  ADF_LINT_SYNTAX,
  ADF_LINT_FUNCTION,
  ADF_LINT_ARGUMENTS,
];
