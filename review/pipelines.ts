/**
 * What changes in the pipelines, by the way that leads there: activities by name, branches in words.
 */
import { isDeepStrictEqual } from "node:util";
import { isPlain, type ValueChange, valueChanges } from "./value-changes";

/** A change of a pipeline, or at one place in it. */
export interface PipelineChange {
  /** The pipeline, then activities and branches: `["forecast-run", "If due", "else", "Wait"]`. */
  readonly way: readonly string[];
  readonly action: "added" | "changed" | "moved" | "removed";
  /** The activity's type; `Pipeline` for a whole one. */
  readonly type: string;
  readonly changes: readonly ValueChange[];
  /** Where a moved activity was. */
  readonly from?: readonly string[];
}

/** Pipelines by name and definition. */
export type NamedPipelines = readonly {
  readonly name: string;
  readonly definition: Readonly<Record<string, unknown>>;
}[];

/** An activity, where it stands, and what is its own: its branches are activities of their own. */
interface Placed {
  readonly way: readonly string[];
  readonly type: string;
  readonly own: Readonly<Record<string, unknown>>;
}

/** How a branch is called, by the property that holds it. */
const BRANCHES: Readonly<Record<string, string | undefined>> = {
  ifTrueActivities: "then",
  ifFalseActivities: "else",
  defaultActivities: "default",
  activities: undefined,
};

/** @returns the changes, pipeline by pipeline in the order of `after`, removed ones last. */
export function pipelineChanges(
  before: NamedPipelines,
  after: NamedPipelines,
): readonly PipelineChange[] {
  const names = [...new Set([...after, ...before].map(({ name }) => name))];
  return names.flatMap((name) => {
    const [was, is] = [before, after].map((side) => side.find((each) => each.name === name));
    if (was === undefined) return [whole(name, "added")];
    if (is === undefined) return [whole(name, "removed")];
    return isDeepStrictEqual(was, is) ? [] : withinPipeline(name, was.definition, is.definition);
  });
}

/** @returns the ways to every activity that holds a text, such as the first line of a statement. */
export function waysTo(pipelines: NamedPipelines, text: string): readonly string[] {
  const forms = [text, text.replaceAll("'", "''")].map((form) => JSON.stringify(form).slice(1, -1));
  return pipelines
    .flatMap(({ name, definition }) => placedIn(name, definition))
    .filter(({ own }) => forms.some((form) => JSON.stringify(own).includes(form)))
    .map(({ way }) => way.join(" › "));
}

function whole(name: string, action: "added" | "removed"): PipelineChange {
  return { way: [name], action, type: "Pipeline", changes: [] };
}

function withinPipeline(name: string, was: object, is: object): readonly PipelineChange[] {
  const [old, current] = [placedIn(name, was), placedIn(name, is)];
  const find = (list: readonly Placed[], way: readonly string[]) =>
    list.find((each) => each.way.join("\n") === way.join("\n"));
  const gone = old.filter(({ way }) => find(current, way) === undefined);
  const namesakes = (activity: Placed) =>
    gone.filter(({ way, type }) => way.at(-1) === activity.way.at(-1) && type === activity.type);
  const moved = new Set<Placed>();
  const there = current.flatMap((activity): readonly PipelineChange[] => {
    const { way, type, own } = activity;
    const same = find(old, way);
    const [origin, ...others] = same === undefined ? namesakes(activity) : [];
    const earlier = same ?? (others.length === 0 ? origin : undefined);
    if (earlier === undefined) return [{ way, action: "added", type, changes: [] }];
    const changes = valueChanges(earlier.own, own);
    if (earlier !== same) {
      moved.add(earlier);
      return [{ way, action: "moved", type, changes, from: earlier.way }];
    }
    return changes.length === 0 ? [] : [{ way, action: "changed", type, changes }];
  });
  const removed = gone
    .filter((activity) => !moved.has(activity))
    .map(({ way, type }): PipelineChange => ({ way, action: "removed", type, changes: [] }));
  return [...there, ...removed];
}

/** The pipeline itself, then every activity in it. */
function placedIn(name: string, definition: object): readonly Placed[] {
  const properties: unknown = Object.getOwnPropertyDescriptor(definition, "properties")?.value;
  if (!isPlain(properties)) return [];
  const { activities, ...own } = properties;
  return [{ way: [name], type: "Pipeline", own }, ...placed(activities, [name])];
}

function placed(activities: unknown, way: readonly string[]): readonly Placed[] {
  if (!Array.isArray(activities)) return [];
  return activities.filter(isPlain).flatMap((activity) => {
    const inner = [...way, String(activity["name"])];
    const { typeProperties, ...rest } = activity;
    const { own, branches } = split(isPlain(typeProperties) ? typeProperties : {});
    const self = {
      way: inner,
      type: String(activity["type"]),
      own: { ...rest, typeProperties: own },
    };
    return [
      self,
      ...branches.flatMap(([branch, list]) =>
        placed(list, branch === undefined ? inner : [...inner, branch]),
      ),
    ];
  });
}

/** What is a container's own, and its branches by their words. */
function split(typeProperties: Readonly<Record<string, unknown>>): {
  readonly own: Readonly<Record<string, unknown>>;
  readonly branches: readonly (readonly [word: string | undefined, activities: unknown])[];
} {
  const entries = Object.entries(typeProperties);
  const cases = Array.isArray(typeProperties["cases"]) ? typeProperties["cases"] : [];
  return {
    own: Object.fromEntries(
      entries
        .filter(([key]) => !(key in BRANCHES))
        .map(([key, value]) => [
          key,
          key === "cases" ? cases.filter(isPlain).map((each) => each["value"]) : value,
        ]),
    ),
    branches: [
      ...entries
        .filter(([key]) => key in BRANCHES)
        .map(([key, list]) => [BRANCHES[key], list] as const),
      ...cases
        .filter(isPlain)
        .map((each) => [`case ${String(each["value"])}`, each["activities"]] as const),
    ],
  };
}
