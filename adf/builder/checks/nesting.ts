// Containers: what may be inside what, and that none is empty.

import type { ActivityType } from "../activity";
import { type Problem, problem } from "../error";
import type { Pipeline } from "../pipeline";
import { enclosingTypes, listOf, type Visit } from "./walk";

const BRANCHES: readonly ActivityType[] = Object.freeze<ActivityType[]>(["IfCondition", "Switch"]);

const CONTAINERS: readonly ActivityType[] = Object.freeze<ActivityType[]>([
  ...BRANCHES,
  "ForEach",
  "Until",
]);

/**
 * By type, the containers in which it must not be, however deep.
 *
 * @see https://learn.microsoft.com/azure/data-factory/concepts-nested-activities#nested-activity-embedding-limitations
 */
const FORBIDDEN_INSIDE: Readonly<Partial<Record<ActivityType, readonly ActivityType[]>>> =
  Object.freeze({
    ForEach: CONTAINERS,
    IfCondition: BRANCHES,
    Switch: BRANCHES,
    Until: CONTAINERS,
    Validation: CONTAINERS,
  });

/** Containers inside containers that forbid them, and containers that hold nothing. */
export function checkNesting(pipeline: Pipeline, visits: readonly Visit[]): readonly Problem[] {
  const empty = pipeline.activities.length === 0 ? [emptyProblem("activities")] : [];
  return [...empty, ...visits.flatMap(checkPlace), ...visits.flatMap(checkContents)];
}

function checkPlace(visit: Visit): readonly Problem[] {
  const { type } = visit.activity;
  const around = enclosingTypes(visit);
  const forbidden = FORBIDDEN_INSIDE[type]?.find((container) => around.includes(container));
  if (forbidden === undefined) return [];
  const rule = `(${type}) must not be inside an activity of type ${forbidden}`;
  return [problem("ADF_NESTING", visit.path, rule)];
}

function checkContents({ activity, path }: Visit): readonly Problem[] {
  const { containers, type } = activity;
  if (type === "IfCondition" && containers.length === 0) return [emptyProblem(path)];
  const withoutCase = !containers.some(({ property }) => property === "cases");
  if (type === "Switch" && withoutCase) return [emptyProblem(`${path}/cases`)];
  return containers
    .filter((container) => container.activities.length === 0)
    .map((container) => emptyProblem(`${path}/${listOf(container)}`));
}

function emptyProblem(path: string): Problem {
  const what = path.endsWith("/cases") ? "case" : "activity";
  return problem("ADF_CONTAINER_EMPTY", path, `must hold at least one ${what}`);
}
