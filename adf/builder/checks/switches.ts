// The cases of a Switch.

import { type Problem, problem } from "../error";
import { listOf, type Visit } from "./walk";

/**
 * How many cases a Switch may have, its default branch not counted.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-switch-activity#type-properties
 */
const MOST_CASES = 25;

/** Cases that are too many, that stand for the same text, or for none that a literal can be. */
export function checkSwitches(visits: readonly Visit[]): readonly Problem[] {
  return visits.filter(({ activity }) => activity.type === "Switch").flatMap(checkCases);
}

function checkCases({ activity, path }: Visit): readonly Problem[] {
  const cases = activity.containers.filter(({ property }) => property === "cases");
  const problems = cases.flatMap((container, index) => {
    const { caseValue = "" } = container;
    const at = `${path}/${listOf(container)}`;
    return [
      ...(cases.findIndex((other) => other.caseValue === caseValue) === index
        ? []
        : [problem("ADF_SWITCH_CASE_DUPLICATE", at, "must be given once")]),
      ...(caseValue.startsWith("@") || caseValue.includes("@{")
        ? [problem("ADF_SWITCH_CASE_EXPRESSION", at, "must be a literal", caseValue)]
        : []),
    ];
  });
  if (cases.length <= MOST_CASES) return problems;
  const rule = `must be at most ${MOST_CASES}`;
  return [...problems, problem("ADF_SWITCH_CASE_COUNT", `${path}/cases`, rule, cases.length)];
}
