// Circles of dependencies.

import type { ActivityView, ScopeView } from "./pipeline-view";

/**
 * The circles of a scope, each activity in one of them at most; each begins with the activity that
 * is declared first, and every other waits for the one behind it.
 */
export function cyclesOf(scope: ScopeView): readonly (readonly ActivityView[])[] {
  const cycles: (readonly ActivityView[])[] = [];
  const done = new Set<ActivityView>();
  for (const start of scope.activities) {
    if (!done.has(start)) follow(start, done, cycles);
  }
  return cycles;
}

/** An activity on the way, and its edges that are still to be followed. */
interface Step {
  readonly activity: ActivityView;
  readonly open: ActivityView[];
}

// Without recursion: a chain may be as long as a pipeline.
function follow(
  start: ActivityView,
  done: Set<ActivityView>,
  cycles: (readonly ActivityView[])[],
): void {
  const way: Step[] = [{ activity: start, open: upstream(start) }];
  const place = new Map([[start, 0]]);
  const told = new Set<ActivityView>();
  for (let step = way.at(-1); step !== undefined; step = way.at(-1)) {
    const next = step.open.pop();
    const at = next && place.get(next);
    if (next === undefined) {
      done.add(step.activity);
      place.delete(step.activity);
      way.pop();
    } else if (at !== undefined) {
      tell(
        way.slice(at).map(({ activity }) => activity),
        told,
        cycles,
      );
    } else if (!done.has(next)) {
      place.set(next, way.length);
      way.push({ activity: next, open: upstream(next) });
    }
  }
}

function tell(
  cycle: readonly ActivityView[],
  told: Set<ActivityView>,
  cycles: (readonly ActivityView[])[],
): void {
  if (cycle.every((activity) => !told.has(activity))) cycles.push(firstDeclaredFirst(cycle));
  for (const activity of cycle) told.add(activity);
}

// An activity that waits for itself is told by another rule.
function upstream(activity: ActivityView): ActivityView[] {
  return activity.edges.flatMap((edge) => {
    const from = activity.scope.byName.get(edge.activity.toLowerCase());
    return from === undefined || from === activity ? [] : [from];
  });
}

function firstDeclaredFirst(cycle: readonly ActivityView[]): readonly ActivityView[] {
  const order = new Map(cycle[0]?.scope.activities.map((activity, index) => [activity, index]));
  const places = cycle.map((activity) => order.get(activity) ?? 0);
  const first = places.indexOf(Math.min(...places));
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}
