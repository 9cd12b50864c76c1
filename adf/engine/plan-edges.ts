// The edges of one scope: who waits for whom, and by which statuses.

import type { Json } from "../expression/index";
import { EngineError, show, suggestion } from "./error";
import { items, property, textOf } from "./json";
import { acceptedBy, CONDITIONS } from "./status";

/** An edge, seen from the activity that waits. */
export interface Dependency {
  /** The place in the scope of the activity that is waited for. */
  readonly position: number;
  /** The statuses of it that let this one run: one of several conditions is enough. */
  readonly accepted: number;
}

/** An activity's place among those beside it. */
export interface Connected {
  readonly position: number;
  readonly dependencies: readonly Dependency[];
  /** The places of those that wait for it. */
  readonly dependents: readonly number[];
}

interface Named {
  readonly name: string;
}

/**
 * The edges of a scope.
 *
 * @throws EngineError `ENGINE_DEPENDENCY`, `ENGINE_DEPENDENCY_CYCLE`
 */
export function connect(
  list: readonly Json[],
  activities: readonly Named[],
  place: string,
): readonly Connected[] {
  const positions = new Map(activities.map(({ name }, index) => [name.toLowerCase(), index]));
  const names = activities.map(({ name }) => name);
  const dependencies = list.map((json, index) => {
    const edges = new Map<number, number>();
    for (const [number, edge] of items(json, "dependsOn").entries()) {
      const at = `${place}/${index}/dependsOn/${number}`;
      const wanted = property(edge, "activity");
      const position = typeof wanted === "string" ? positions.get(wanted.toLowerCase()) : undefined;
      if (position === undefined) {
        const rule = `must name an activity beside this one, got ${show(wanted)}`;
        const hint = suggestion(textOf(edge, "activity"), names);
        throw new EngineError("ENGINE_DEPENDENCY", `${at}/activity`, rule, hint);
      }
      // Two edges must both hold, those from one activity too.
      const set = accepted(edge, `${at}/dependencyConditions`);
      edges.set(position, set & (edges.get(position) ?? set));
    }
    return [...edges].map(([position, set]) => ({ position, accepted: set }));
  });
  rejectCycle(dependencies, names, place);
  return dependencies.map((own, position) => ({
    position,
    dependencies: own,
    dependents: dependencies.flatMap((other, index) =>
      other.some((edge) => edge.position === position) ? [index] : [],
    ),
  }));
}

// An edge without conditions is the editor's plain arrow, which stands for success.
function accepted(edge: Json, at: string): number {
  const conditions = items(edge, "dependencyConditions").map(String);
  const set = acceptedBy(conditions.length === 0 ? ["Succeeded"] : conditions);
  if (set !== undefined) return set;
  const rule = `must be some of ${CONDITIONS.join(", ")}, got ${show(conditions.join(", "))}`;
  throw new EngineError("ENGINE_DEPENDENCY", at, rule);
}

function rejectCycle(
  dependencies: readonly (readonly Dependency[])[],
  names: readonly string[],
  place: string,
): void {
  const open = new Set(dependencies.keys());
  for (let before = -1; before !== open.size; ) {
    before = open.size;
    for (const index of open) {
      const isFree = dependencies[index]?.every(({ position }) => !open.has(position)) ?? true;
      if (isFree) open.delete(index);
    }
  }
  if (open.size === 0) return;
  const circle = [...open].map((index) => names[index]).join(", ");
  const rule = `must not depend on each other in a circle, got ${show(circle)}`;
  throw new EngineError("ENGINE_DEPENDENCY_CYCLE", place, rule);
}
