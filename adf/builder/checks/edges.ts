// Edges: the types keep them inside their scope, and these checks hold where a cast got around that.

import type { Dependency, PlacedActivity } from "../activity";
import { type Problem, problem } from "../error";
import type { Visit } from "./walk";

/** Edges that lead nowhere, elsewhere, or in a circle. */
export function checkEdges(visits: readonly Visit[]): readonly Problem[] {
  return visits.flatMap((visit) => [
    ...visit.dependsOn.flatMap((edge, index) => checkEdge(visit, edge, index)),
    ...checkCycle(visit),
  ]);
}

function checkEdge(visit: Visit, edge: Dependency, index: number): readonly Problem[] {
  const path = `${visit.path}/dependsOn/${edge.activity}`;
  if (edge.scope !== visit.scope) {
    const [own, other] = [visit.scope.label, edge.scope.label].map((it) => JSON.stringify(it));
    const rule = `must be an activity of scope ${own}, not of scope ${other}`;
    return [problem("ADF_DEPENDENCY_SCOPE", path, rule)];
  }
  if (same(edge.activity, visit.activity.name)) {
    return [problem("ADF_DEPENDENCY_SELF", path, "must be another activity")];
  }
  if (!visit.siblings.some(({ activity }) => same(activity.name, edge.activity))) {
    return [problem("ADF_DEPENDENCY_UNKNOWN", path, "must be an activity of the same scope")];
  }
  const earlier = visit.dependsOn.slice(0, index);
  return earlier.some((other) => same(other.activity, edge.activity))
    ? [problem("ADF_DEPENDENCY_DUPLICATE", path, "must be named in one edge only")]
    : [];
}

function checkCycle({ activity, path, siblings }: Visit): readonly Problem[] {
  const cycle = cycleFrom(activity.name, siblings, []);
  // Told once, at the activity of the circle whose name sorts first.
  if (cycle === undefined || [...cycle].sort()[0] !== activity.name) return [];
  const rule = `must not lead back to it (${[...cycle, activity.name].join(" -> ")})`;
  return [problem("ADF_DEPENDENCY_CYCLE", `${path}/dependsOn`, rule)];
}

// The shortest way is not needed, only one: from the activity through its dependencies back to it.
function cycleFrom(
  start: string,
  siblings: readonly PlacedActivity[],
  seen: string[],
  at: string = start,
): readonly string[] | undefined {
  seen.push(at.toLowerCase());
  const placed = siblings.find(({ activity }) => same(activity.name, at));
  for (const edge of placed?.dependsOn ?? []) {
    const self = same(edge.activity, at);
    if (!self && same(edge.activity, start)) return [at];
    if (self || seen.includes(edge.activity.toLowerCase())) continue;
    const rest = cycleFrom(start, siblings, seen, edge.activity);
    if (rest !== undefined) return [at, ...rest];
  }
  return undefined;
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
