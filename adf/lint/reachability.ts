// Which activities can never run: what their edges ask of others, followed until two demands
// exclude each other.

import type { ActivityView, ScopeView } from "./pipeline-view";

/** Statuses as bits, so that a set of them is a number. */
const SUCCEEDED = 1;
const FAILED = 2;
const SKIPPED = 4;
const ENDED = SUCCEEDED | FAILED;
const ANY = ENDED | SKIPPED;

/** The statuses that satisfy a condition. */
const CONDITIONS: ReadonlyMap<string, number> = new Map([
  ["Succeeded", SUCCEEDED],
  ["Failed", FAILED],
  ["Skipped", SKIPPED],
  ["Completed", ENDED],
]);

const WORDS: ReadonlyMap<number, string> = new Map([
  [SUCCEEDED, "Succeeded"],
  [FAILED, "Failed"],
  [SKIPPED, "Skipped"],
]);

/** Two demands on one activity that exclude each other. */
export interface Contradiction {
  readonly activity: string;
  /** The statuses that were left before the last demand, and those that it leaves. */
  readonly demands: readonly [first: string, second: string];
}

/**
 * Why activities of a scope can never run, where that can be told from their edges.
 *
 * A skipped activity with several edges may be skipped for any of them, which is not followed.
 */
export function contradictionsIn(scope: ScopeView): ReadonlyMap<ActivityView, Contradiction> {
  const found = new Map<ActivityView, Contradiction>();
  for (const activity of offTheGoodWay(scope)) {
    const contradiction = contradictionOf(activity);
    if (contradiction !== undefined) found.set(activity, contradiction);
  }
  return found;
}

// The activities that do not all run where every one before them succeeds; others are never in
// doubt, and most pipelines hold nothing else.
function offTheGoodWay({ activities }: ScopeView): ReadonlySet<ActivityView> {
  const demands = activities.flatMap((activity) =>
    demandsOf(activity).map(([from, asked]) => ({ activity, from, asked })),
  );
  const off = new Set<ActivityView>();
  for (const { activity, asked, from } of demands) {
    if ((asked & possible(from) & SUCCEEDED) === 0) off.add(activity);
  }
  if (off.size === 0) return off;
  const dependents = new Map(activities.map((activity) => [activity, [] as ActivityView[]]));
  for (const { activity, from } of demands) dependents.get(from)?.push(activity);
  // A set gives what is added to it on the way too.
  for (const from of off) {
    for (const activity of dependents.get(from) ?? []) off.add(activity);
  }
  return off;
}

function contradictionOf(activity: ActivityView): Contradiction | undefined {
  const allowed = new Map<ActivityView, number>();
  const open: Demand[] = demandsOf(activity);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [at, demand] = next;
    // In a circle no activity runs, which is told by another rule.
    if (at === activity) return undefined;
    const known = allowed.get(at);
    const before = known ?? possible(at);
    const after = before & demand;
    if (after === 0) return { activity: at.name, demands: [words(before), words(demand)] };
    if (after === known) continue;
    allowed.set(at, after);
    open.push(...consequencesOf(at, after));
  }
  return undefined;
}

/** What an activity's status has to be one of. */
type Demand = readonly [activity: ActivityView, statuses: number];

// What it asks of others that an activity has one of the statuses.
function consequencesOf(activity: ActivityView, statuses: number): readonly Demand[] {
  if (activity.json["state"] === "Inactive") return [];
  if ((statuses & SKIPPED) === 0) return demandsOf(activity);
  return statuses === SKIPPED ? demandsOfSkipped(activity) : [];
}

// What each of an activity's edges asks; edges that lead nowhere ask nothing.
function demandsOf({ edges, scope }: ActivityView): Demand[] {
  return edges.flatMap((edge) => {
    const from = scope.byName.get(edge.activity.toLowerCase());
    const asked = maskOf(edge.conditions);
    return from === undefined || asked === 0 ? [] : [[from, asked] as const];
  });
}

// One edge only: then that one must not be satisfied.
function demandsOfSkipped(activity: ActivityView): readonly Demand[] {
  const asked = demandsOf(activity);
  const only = asked[0];
  if (activity.edges.length !== 1 || only === undefined) return [];
  return [[only[0], ANY & ~only[1]]];
}

function maskOf(conditions: readonly string[]): number {
  return conditions.reduce((mask, condition) => mask | (CONDITIONS.get(condition) ?? ANY), 0);
}

// An activity that waits for none is never skipped, a Fail never succeeds, and an inactive activity
// has the status that it is marked as.
function possible({ edges, json, type }: ActivityView): number {
  if (json["state"] === "Inactive") {
    const mark = json["onInactiveMarkAs"];
    return CONDITIONS.get(typeof mark === "string" ? mark : "Succeeded") ?? ANY;
  }
  const ended = type === "Fail" ? FAILED : ENDED;
  return edges.length === 0 ? ended : ended | SKIPPED;
}

function words(mask: number): string {
  const found = [...WORDS].flatMap(([bit, word]) => ((mask & bit) === 0 ? [] : [word]));
  return found.join(" or ");
}
