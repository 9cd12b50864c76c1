// Lookups whose first row is read as if it were always there.

import type { ActivityView, PipelineView } from "./pipeline-view";
import type { Read } from "./scan";

/** A place that reads the first row of a Lookup. */
export interface UnhandledRow {
  readonly lookup: ActivityView;
  readonly pointer: string;
}

/** A read of a Lookup, and the activity that reads it. */
interface RowRead {
  readonly read: Read;
  readonly reader: ActivityView;
  readonly pointer: string;
}

/**
 * For each Lookup the first read of its `firstRow` that fails where there is none, unless another
 * place asks first whether there is one, or the failure leads somewhere.
 */
export function unhandledRows(pipeline: PipelineView): readonly UnhandledRow[] {
  const reads = readsByLookup(pipeline);
  if (reads.size === 0) return [];
  const dependents = dependentsOf(pipeline);
  return [...reads].flatMap(([lookup, found]) => {
    if (found.some(({ read }) => asksFirst(read))) return [];
    const first = found.find(
      ({ read, reader }) => readsRow(read) && !isHandled(reader, dependents),
    );
    return first === undefined ? [] : [{ lookup, pointer: first.pointer }];
  });
}

function readsByLookup(pipeline: PipelineView): ReadonlyMap<ActivityView, readonly RowRead[]> {
  const found = new Map<ActivityView, RowRead[]>();
  for (const row of pipeline.activities.flatMap(readsOfActivities)) {
    const lookup = pipeline.byName.get(row.read.name?.toLowerCase() ?? "");
    if (lookup === undefined || !givesFirstRow(lookup)) continue;
    const known = found.get(lookup) ?? [];
    known.push(row);
    found.set(lookup, known);
  }
  return found;
}

function readsOfActivities(reader: ActivityView): readonly RowRead[] {
  return reader.texts.flatMap(({ pointer, reads }) =>
    reads.filter(({ kind }) => kind === "activity").map((read) => ({ read, reader, pointer })),
  );
}

function givesFirstRow({ properties, type }: ActivityView): boolean {
  const first = properties["firstRowOnly"];
  return type === "Lookup" && (first === undefined || first === true);
}

function readsRow({ steps }: Read): boolean {
  return steps[0]?.name?.toLowerCase() === "output" && isFirstRow(steps[1]) && !steps[1]?.safe;
}

// By ?.firstRow, or by a look at the output as a whole, such as contains(..., 'firstRow').
function asksFirst({ steps }: Read): boolean {
  const [first, second] = steps;
  if (first?.name?.toLowerCase() !== "output") return false;
  return second === undefined || (isFirstRow(second) && second.safe);
}

function isFirstRow(step: Read["steps"][number] | undefined): boolean {
  return step?.name?.toLowerCase() === "firstrow";
}

/** What waits for an activity, and for which of its statuses. */
interface Dependent {
  readonly activity: ActivityView;
  readonly conditions: readonly string[];
}

type Dependents = ReadonlyMap<ActivityView, readonly Dependent[]>;

function dependentsOf({ activities }: PipelineView): Dependents {
  const found = new Map<ActivityView, Dependent[]>();
  for (const activity of activities) {
    for (const { activity: name, conditions } of activity.edges) {
      const from = activity.scope.byName.get(name.toLowerCase());
      if (from === undefined) continue;
      const known = found.get(from) ?? [];
      known.push({ activity, conditions });
      found.set(from, known);
    }
  }
  return found;
}

// A failure is handled by what waits for it, or for what is skipped after it, here or further out.
function isHandled(reader: ActivityView, dependents: Dependents): boolean {
  for (let at: ActivityView | undefined = reader; at !== undefined; at = at.enclosing) {
    if (leadsOn(at, dependents)) return true;
  }
  return false;
}

const ON_FAILURE: ReadonlySet<string> = new Set(["Failed", "Completed"]);

function leadsOn(failed: ActivityView, dependents: Dependents): boolean {
  const waiting = dependents.get(failed) ?? [];
  if (waiting.some(({ conditions }) => conditions.some((it) => ON_FAILURE.has(it)))) return true;
  const seen = new Set<ActivityView>([failed]);
  const skipped = waiting.map(({ activity }) => activity);
  for (let at = skipped.pop(); at !== undefined; at = skipped.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const next = dependents.get(at) ?? [];
    if (next.some(({ conditions }) => conditions.includes("Skipped"))) return true;
    skipped.push(...next.map(({ activity }) => activity));
  }
  return false;
}
