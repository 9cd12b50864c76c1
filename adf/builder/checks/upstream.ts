// Which activities have come to an end before another one starts.

import type { PlacedActivity } from "../activity";
import type { Visit } from "./walk";

/** The activities whose output an activity can read: those upstream of it and of its containers; lower case. */
export function readableFrom(visit: Visit): ReadonlySet<string> {
  const own = upstreamOf(visit, visit.siblings);
  return visit.enclosing === undefined ? own : new Set([...own, ...readableFrom(visit.enclosing)]);
}

// The activities of its scope that an activity waits for, directly or through others.
function upstreamOf(
  placed: PlacedActivity,
  siblings: readonly PlacedActivity[],
): ReadonlySet<string> {
  const byName = new Map(siblings.map((sibling) => [sibling.activity.name.toLowerCase(), sibling]));
  const upstream = new Set<string>();
  const open = [...placed.dependsOn];
  for (let edge = open.pop(); edge !== undefined; edge = open.pop()) {
    const name = edge.activity.toLowerCase();
    if (upstream.has(name)) continue;
    upstream.add(name);
    open.push(...(byName.get(name)?.dependsOn ?? []));
  }
  return upstream;
}
