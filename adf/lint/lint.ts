// All rules on one pipeline.

import { type PipelineView, viewOf } from "./pipeline-view";
import { type LintFinding, type LintProblem, type LintRule, show } from "./rule";
import { LINT_RULES } from "./rules";
import { ADF_LINT_SIZE, sizeFindings } from "./rules/limits";
import { ADF_LINT_DEPTH } from "./rules/shape";

/**
 * How deep a definition may be nested, in levels of objects and arrays.
 *
 * Rules may follow a definition of this depth by recursion.
 */
const MOST_LEVELS = 512;

/**
 * How large a definition may be, in UTF-16 units of compact JSON, to be looked at further than for its
 * size: five times what the service takes.
 */
const MOST_CHARACTERS = 1024 * 1024;

/** How many problems of one rule are told for one pipeline. */
const MOST_FINDINGS = 1000;

/**
 * The problems of a pipeline, sorted by pointer and code, indices by their number: all of them, but no
 * more than 1,000 of one rule. Of a definition above 1 MB, only its size is told.
 *
 * @param pipeline - the service's JSON `{name, properties}`; any JSON is taken
 * @example
 * ```ts
 * lint({ name: "p", properties: { activities: [] } }).map(({ code }) => code);
 * // ["ADF_LINT_EMPTY"]
 * ```
 */
export function lint(pipeline: unknown): readonly LintProblem[] {
  if (isTooDeep(pipeline)) return [problemOf(ADF_LINT_DEPTH, { pointer: "", ...DEPTH })];
  const text = JSON.stringify(pipeline) ?? "";
  if (text.length > MOST_CHARACTERS) {
    return sizeFindings(text).map((finding) => problemOf(ADF_LINT_SIZE, finding));
  }
  const view = viewOf(pipeline, text);
  return LINT_RULES.flatMap((rule) => problemsOf(rule, view)).sort(byPlace);
}

const DEPTH = { message: `must not be nested deeper than ${MOST_LEVELS} levels` };

function problemsOf(rule: LintRule, view: PipelineView): readonly LintProblem[] {
  const findings = rule.check(view);
  return findings.slice(0, MOST_FINDINGS).map((finding) => problemOf(rule, finding));
}

function problemOf(rule: LintRule, { message, pointer, value }: LintFinding): LintProblem {
  const { code, repair, severity, source } = rule;
  const said = value === undefined ? message : `${message}, got ${show(value)}`;
  return { code, severity, path: pointer, message: said, repair, source };
}

// Without recursion, as the depth is not known yet.
function isTooDeep(json: unknown): boolean {
  let level = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) return true;
    const next: unknown[] = [];
    for (const value of level) addChildren(value, next);
    level = next;
  }
  return false;
}

function addChildren(value: unknown, found: unknown[]): void {
  if (typeof value !== "object" || value === null) return;
  for (const child of Object.values(value)) {
    if (typeof child === "object" && child !== null) found.push(child);
  }
}

function byPlace(left: LintProblem, right: LintProblem): number {
  return (
    comparePointers(left.path, right.path) ||
    compare(left.code, right.code) ||
    compare(left.message, right.message)
  );
}

function comparePointers(left: string, right: string): number {
  if (left === right) return 0;
  const [a, b] = [left.split("/"), right.split("/")];
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = compareSegments(a[index] ?? "", b[index] ?? "");
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareSegments(left: string, right: string): number {
  const numbers = /^\d+$/.test(left) && /^\d+$/.test(right);
  return (numbers ? Number(left) - Number(right) : 0) || compare(left, right);
}

// Not localeCompare: the order must not depend on the machine.
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
