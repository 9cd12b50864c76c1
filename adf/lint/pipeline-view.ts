// One walk over a definition, whose result every rule reads. It takes any JSON: what has the wrong
// shape is left out here and told by the rules on shape.

import { PIPELINE_LIMITS } from "../builder/checks/limits";
import { pointerSegment } from "../wire/read-positions";
import { isRecord } from "../wire/shape";
import { type TextView, textsOf } from "./texts";

/** An object of unknown properties. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** An edge of an activity. */
export interface EdgeView {
  readonly pointer: string;
  /** The activity that it leads from, as it is spelt. */
  readonly activity: string;
  readonly conditions: readonly string[];
}

/** A list of activities: the pipeline's own, a loop's body, or a branch. */
export interface ScopeView {
  readonly pointer: string;
  readonly activities: readonly ActivityView[];
  /** By name in lower case; of equal names the first. */
  readonly byName: ReadonlyMap<string, ActivityView>;
}

/** An activity with its place. */
export interface ActivityView {
  readonly pointer: string;
  /** Empty where there is none. */
  readonly name: string;
  /** Empty where there is none. */
  readonly type: string;
  readonly json: JsonObject;
  /** `typeProperties`; empty where there are none. */
  readonly properties: JsonObject;
  readonly edges: readonly EdgeView[];
  readonly scope: ScopeView;
  /** The activity that holds the scope; none at the top. */
  readonly enclosing: ActivityView | undefined;
  /** The lists of activities inside it. */
  readonly inner: readonly ScopeView[];
  /** Its texts, without those of activities inside it. */
  readonly texts: readonly TextView[];
}

/** A declared parameter or variable. */
export interface DeclarationView {
  readonly pointer: string;
  readonly name: string;
  readonly specification: unknown;
}

/** A pipeline as the rules see it. */
export interface PipelineView {
  /** What was given. */
  readonly json: unknown;
  /** The same as compact JSON. */
  readonly text: string;
  readonly name: string | undefined;
  readonly properties: JsonObject;
  readonly top: ScopeView;
  /** Every activity, a container before what it holds. */
  readonly activities: readonly ActivityView[];
  /** By name in lower case; of equal names the first. */
  readonly byName: ReadonlyMap<string, ActivityView>;
  readonly parameters: readonly DeclarationView[];
  readonly variables: readonly DeclarationView[];
  /** Every text: those of the activities, and those beside them. */
  readonly texts: readonly TextView[];
}

/**
 * The view of a definition that is not nested too deep.
 *
 * @param text - the same as compact JSON
 */
export function viewOf(json: unknown, text: string): PipelineView {
  const document = isRecord(json) ? json : {};
  const properties = recordOf(document["properties"]);
  const activities: ActivityView[] = [];
  const top = scopeOf(properties["activities"], "/properties/activities", undefined, activities);
  const { parameters, variables } = properties;
  return {
    json,
    text,
    name: textOf(document["name"]),
    properties,
    top,
    activities,
    byName: byNameOf(activities),
    parameters: declarations(parameters, "/properties/parameters"),
    variables: declarations(variables, "/properties/variables"),
    texts: [
      ...activities.flatMap(({ texts }) => texts),
      ...textsOf(properties, "/properties", NO_PIPELINE_TEXTS),
    ],
  };
}

/** Four times as many activities as the service takes. */
const MOST_FOLLOWED = 4 * PIPELINE_LIMITS.activities;

/**
 * Tells whether ways along edges are followed: not in a pipeline that is refused for its number of
 * activities by far, since their number grows with its square.
 */
export function isFollowed({ activities }: PipelineView): boolean {
  return activities.length <= MOST_FOLLOWED;
}

/** The activities around an activity, the nearest first. */
export function around(activity: ActivityView): readonly ActivityView[] {
  const found: ActivityView[] = [];
  for (let at = activity.enclosing; at !== undefined; at = at.enclosing) found.push(at);
  return found;
}

/** The value as an object; an empty one where it is none. */
export function recordOf(value: unknown): JsonObject {
  return isRecord(value) ? value : {};
}

/** The value as an array; an empty one where it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function scopeOf(
  list: unknown,
  pointer: string,
  enclosing: ActivityView | undefined,
  all: ActivityView[],
): ScopeView {
  const activities: ActivityView[] = [];
  const byName = new Map<string, ActivityView>();
  const scope = { pointer, activities, byName };
  for (const [index, json] of listOf(list).entries()) {
    if (!isRecord(json)) continue;
    const activity = activityOf(json, `${pointer}/${index}`, { scope, enclosing, all });
    activities.push(activity);
    const key = activity.name.toLowerCase();
    if (!byName.has(key)) byName.set(key, activity);
  }
  return scope;
}

interface Place {
  readonly scope: ScopeView;
  readonly enclosing: ActivityView | undefined;
  readonly all: ActivityView[];
}

// Texts here are no expressions, or are looked at on their own.
const NO_PIPELINE_TEXTS: ReadonlySet<string> = new Set([
  "activities",
  "description",
  "parameters",
  "variables",
]);
const NO_TEXTS: ReadonlySet<string> = new Set([
  "name",
  "type",
  "description",
  "state",
  "onInactiveMarkAs",
  "dependsOn",
  "typeProperties",
]);

function activityOf(json: JsonObject, pointer: string, place: Place): ActivityView {
  const properties = recordOf(json["typeProperties"]);
  const inner: ScopeView[] = [];
  const activity: ActivityView = {
    pointer,
    name: textOf(json["name"]) ?? "",
    type: textOf(json["type"]) ?? "",
    json,
    properties,
    edges: edgesOf(json["dependsOn"], `${pointer}/dependsOn`),
    scope: place.scope,
    enclosing: place.enclosing,
    inner,
    texts: [
      ...textsOf(json, pointer, NO_TEXTS),
      ...textsOf(properties, `${pointer}/typeProperties`, LISTS),
    ],
  };
  place.all.push(activity);
  for (const [list, at] of innerLists(properties, `${pointer}/typeProperties`)) {
    inner.push(scopeOf(list, at, activity, place.all));
  }
  return activity;
}

/** The properties that hold activities, directly or by case. */
const LISTS: ReadonlySet<string> = new Set([
  "activities",
  "ifTrueActivities",
  "ifFalseActivities",
  "cases",
  "defaultActivities",
]);

/** The lists of activities in the properties of an activity, with their pointers. */
export function innerLists(
  properties: JsonObject,
  pointer: string,
): readonly (readonly [list: readonly unknown[], pointer: string])[] {
  return [...LISTS].flatMap((key) => {
    const value = properties[key];
    if (!Array.isArray(value)) return [];
    if (key !== "cases") return [[value, `${pointer}/${key}`] as const];
    return value.flatMap((item: unknown, index) => {
      const list = recordOf(item)["activities"];
      const at = `${pointer}/cases/${index}/activities`;
      return Array.isArray(list) ? [[list, at] as const] : [];
    });
  });
}

function edgesOf(list: unknown, pointer: string): readonly EdgeView[] {
  return listOf(list).flatMap((edge, index) => {
    const { activity, dependencyConditions } = recordOf(edge);
    if (typeof activity !== "string") return [];
    const conditions = listOf(dependencyConditions).filter((it) => typeof it === "string");
    return [{ pointer: `${pointer}/${index}`, activity, conditions }];
  });
}

function byNameOf(activities: readonly ActivityView[]): ReadonlyMap<string, ActivityView> {
  const byName = new Map<string, ActivityView>();
  for (const activity of activities) {
    const key = activity.name.toLowerCase();
    if (!byName.has(key)) byName.set(key, activity);
  }
  return byName;
}

function declarations(specifications: unknown, pointer: string): readonly DeclarationView[] {
  return Object.entries(recordOf(specifications)).map(([name, specification]) => ({
    pointer: `${pointer}${pointerSegment(name)}`,
    name,
    specification,
  }));
}
