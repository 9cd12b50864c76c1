// Expressions: their length, and that what they read is there when they read it.

import { type Problem, problem } from "../error";
import type { Expression } from "../expression";
import type { Pipeline } from "../pipeline";
import { renderExpression } from "../render";
import { PIPELINE_LIMITS } from "./limits";
import { type Reads, readsOf } from "./reads";
import { readableFrom } from "./upstream";
import { enclosingTypes, expressionOf, type Leaf, leavesOf, type Visit } from "./walk";

/** An expression with its place. */
interface Found {
  readonly visit: Visit;
  readonly path: string;
  readonly leaf: Leaf;
  readonly expression: Expression;
  readonly reads: Reads;
}

/** Expressions that would fail, and declared parameters and variables that none of them needs. */
export function checkExpressions(pipeline: Pipeline, visits: readonly Visit[]): readonly Problem[] {
  const found = visits.flatMap(expressionsOf);
  const names = new Set(visits.map(({ activity }) => activity.name.toLowerCase()));
  return [
    ...visits.flatMap(checkLiterals),
    ...found.flatMap(checkText),
    ...found.flatMap(checkItem),
    ...found.flatMap((each) => checkActivities(each, names)),
    ...checkParameters(pipeline, found),
    ...checkVariables(pipeline, visits, found),
  ];
}

function expressionsOf(visit: Visit): readonly Found[] {
  return leavesOf(visit).flatMap((leaf) => {
    const expression = expressionOf(leaf);
    if (expression === undefined) return [];
    const path = `${visit.path}/${leaf.path}`;
    return [{ visit, path, leaf, expression, reads: readsOf(expression) }];
  });
}

function checkLiterals(visit: Visit): readonly Problem[] {
  if (visit.activity.type === "Wait") return [];
  return leavesOf(visit)
    .filter(({ value }) => typeof value === "number" && !Number.isFinite(value))
    .map(({ path, value }) => badNumber(`${visit.path}/${path}`, Number(value)));
}

function checkText({ expression, path, reads }: Found): readonly Problem[] {
  const problems = reads.badNumbers.map((value) => badNumber(path, value));
  const length = renderExpression(expression).length + 1;
  const most = PIPELINE_LIMITS.expressionLength;
  if (length > most) {
    const rule = `must have at most ${most} characters`;
    problems.push(problem("ADF_EXPRESSION_LENGTH", path, rule, length));
  }
  if (reads.trigger) {
    problems.push(problem("ADF_TRIGGER_EXPRESSION", path, "must not read trigger()"));
  }
  return problems;
}

function checkItem({ leaf, path, reads, visit }: Found): readonly Problem[] {
  const ofFilter = visit.activity.type === "Filter" && leaf.path === "condition";
  if (!reads.item || ofFilter || enclosingTypes(visit).includes("ForEach")) return [];
  return [problem("ADF_ITEM_SCOPE", path, "must not read item()")];
}

function badNumber(path: string, value: number): Problem {
  return problem("ADF_LITERAL_INVALID", path, "must hold finite numbers only", value);
}

function checkActivities(found: Found, names: ReadonlySet<string>): readonly Problem[] {
  const { path, reads, visit } = found;
  if (reads.activities.length === 0) return [];
  const readable = new Set([...readableFrom(visit), ...bodyOf(found)]);
  return [...new Set(reads.activities)].flatMap((name) => {
    const key = name.toLowerCase();
    if (readable.has(key) && names.has(key)) return [];
    const rule = `reads activity ${JSON.stringify(name)}, which must`;
    return names.has(key)
      ? [problem("ADF_REFERENCE_UPSTREAM", path, `${rule} end before it starts`)]
      : [problem("ADF_REFERENCE_UNKNOWN", path, `${rule} be in the pipeline`)];
  });
}

// The condition of a loop is evaluated after its body.
function bodyOf({ leaf, visit }: Found): ReadonlySet<string> {
  const { containers, type } = visit.activity;
  if (type !== "Until" || leaf.path !== "expression") return new Set();
  const inner = containers.flatMap(({ activities }) => activities);
  return new Set(inner.map(({ activity }) => activity.name.toLowerCase()));
}

function checkParameters(pipeline: Pipeline, found: readonly Found[]): readonly Problem[] {
  const declared = Object.keys(pipeline.parameters);
  const used = found.flatMap(({ path, reads }) => reads.parameters.map((name) => ({ name, path })));
  return [
    ...missing(declared, used, "ADF_PARAMETER_UNDEFINED"),
    ...unused(declared, used, "parameters", "ADF_PARAMETER_UNUSED"),
  ];
}

function checkVariables(
  pipeline: Pipeline,
  visits: readonly Visit[],
  found: readonly Found[],
): readonly Problem[] {
  const declared = Object.keys(pipeline.variables);
  const read = found.flatMap(({ path, reads }) => reads.variables.map((name) => ({ name, path })));
  const set = visits.flatMap(targetOf);
  return [
    ...missing(declared, [...read, ...set], "ADF_VARIABLE_UNDEFINED"),
    ...unused(declared, [...read, ...set], "variables", "ADF_VARIABLE_UNUSED"),
    ...found.flatMap(checkSelfRead),
    ...visits.flatMap((visit) => checkAppend(pipeline, visit)),
  ];
}

// The types hold for a variable of this pipeline; one of another may have the same name.
function checkAppend({ variables }: Pipeline, visit: Visit): readonly Problem[] {
  if (visit.activity.type !== "AppendVariable") return [];
  return targetOf(visit).flatMap(({ name, path }) => {
    const [, spec] = Object.entries(variables).find(([other]) => same(name, other)) ?? [];
    const type = typeof spec === "object" ? spec.type : spec;
    if (type === undefined || type === "Array") return [];
    return [problem("ADF_VARIABLE_TYPE", path, "must be of type Array", type)];
  });
}

function checkSelfRead({ path, reads, visit }: Found): readonly Problem[] {
  const [target] = targetOf(visit);
  if (target === undefined || visit.activity.type !== "SetVariable") return [];
  return reads.variables.some((name) => same(name, target.name))
    ? [
        problem(
          "ADF_VARIABLE_SELF_READ",
          path,
          `must not read variable ${JSON.stringify(target.name)}`,
        ),
      ]
    : [];
}

interface NamedPath {
  readonly name: string;
  readonly path: string;
}

function targetOf({ activity, path }: Visit): readonly NamedPath[] {
  const { setSystemVariable, variableName } = activity.typeProperties;
  const sets = activity.type === "SetVariable" || activity.type === "AppendVariable";
  if (!sets || setSystemVariable === true) return [];
  return typeof variableName === "string"
    ? [{ name: variableName, path: `${path}/variableName` }]
    : [];
}

function missing(
  declared: readonly string[],
  used: readonly NamedPath[],
  code: "ADF_PARAMETER_UNDEFINED" | "ADF_VARIABLE_UNDEFINED",
): readonly Problem[] {
  const allowed = declared.length === 0 ? "none" : declared.slice(0, 10).join(", ");
  return used
    .filter(({ name }) => !declared.some((other) => same(name, other)))
    .map(({ name, path }) => problem(code, path, `must be declared (declared: ${allowed})`, name));
}

function unused(
  declared: readonly string[],
  used: readonly NamedPath[],
  prefix: string,
  code: "ADF_PARAMETER_UNUSED" | "ADF_VARIABLE_UNUSED",
): readonly Problem[] {
  return declared
    .filter((name) => !used.some((other) => same(name, other.name)))
    .map((name) => problem(code, `${prefix}/${name}`, "must be used"));
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
