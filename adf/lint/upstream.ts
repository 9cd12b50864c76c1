// Which activities have ended before another starts.

import { type ActivityView, around } from "./pipeline-view";

/**
 * Tells whether an activity has ended when a text of another is evaluated: it, or a container that
 * holds it, is upstream of the reader or of a container around the reader. The condition of an Until
 * reads its body too.
 */
export function isReadable(read: ActivityView, reader: ActivityView, pointer: string): boolean {
  const wanted = new Set([read, ...around(read)]);
  if (reader.type === "Until" && wanted.has(reader) && read !== reader) {
    return pointer.startsWith(`${reader.pointer}/typeProperties/expression`);
  }
  return [reader, ...around(reader)].some((activity) => isDownstream(activity, wanted));
}

function isDownstream(activity: ActivityView, wanted: ReadonlySet<ActivityView>): boolean {
  const seen = new Set([activity]);
  const open = [activity];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const edge of at.edges) {
      const from = at.scope.byName.get(edge.activity.toLowerCase());
      if (from === undefined || seen.has(from)) continue;
      if (wanted.has(from)) return true;
      seen.add(from);
      open.push(from);
    }
  }
  return false;
}
