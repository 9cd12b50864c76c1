// A definition made ready to run: names resolved, edges counted, what never changes told from what
// has to be evaluated. What cannot run at all is refused here, with its place.

import type { Json } from "../expression/index";
import { ACTIVITY_TYPES } from "../lint/activity-types";
import { EngineError, pointer, show, suggestion } from "./error";
import { isConstant, isNestedAtMost, isRecord, items, type JsonRecord, property } from "./json";
import { type Connected, connect } from "./plan-edges";
import type { ActivityStatus } from "./status";

/** A pipeline that can run. */
export interface Plan {
  readonly name: string;
  readonly parameters: JsonRecord;
  readonly variables: JsonRecord;
  /** How many runs there may be at once. @default - any number */
  readonly concurrency?: number;
  readonly root: PlannedScope;
  /** All activities, inner ones after their container, in the definition's order. */
  readonly activities: readonly PlannedActivity[];
}

/** What runs together: a pipeline's activities, a branch, or the body of a loop. */
export interface PlannedScope {
  readonly activities: readonly PlannedActivity[];
  /** The names of these activities and of all inside them. */
  readonly names: readonly string[];
}

/** An activity that can run. */
export interface PlannedActivity extends Connected {
  /** Its number in the plan. */
  readonly index: number;
  readonly name: string;
  readonly type: string;
  /** How it ends without having run. @default - it runs */
  readonly inactive?: Extract<ActivityStatus, "Succeeded" | "Failed" | "Skipped">;
  readonly policy: JsonRecord;
  readonly typeProperties: JsonRecord;
  /** Whether `typeProperties` reads the same in every run. */
  readonly isConstant: boolean;
  /** Datasets and linked service beside `typeProperties`, where there are any. */
  readonly references?: JsonRecord;
  /** Its inner activities, by the property that holds them; each case of a Switch by its value. */
  readonly scopes: ReadonlyMap<string, PlannedScope>;
}

/** What is deeper than this is refused, so that no definition exhausts the stack. */
export const MAX_NESTING = 100;

/** The properties that hold inner activities. */
const CONTAINED: Readonly<Record<string, readonly string[]>> = {
  ForEach: ["activities"],
  IfCondition: ["ifTrueActivities", "ifFalseActivities"],
  Switch: ["defaultActivities"],
  Until: ["activities"],
};

const BESIDE = ["inputs", "outputs", "linkedServiceName"] as const;

/** The scope's key of a case of a Switch. */
export function caseKey(value: Json | undefined): string {
  return `cases/${typeof value === "string" ? value : JSON.stringify(value)}`;
}

/**
 * A definition, ready to run.
 *
 * @param definition - the service's JSON `{name, properties}`; any JSON is taken
 * @throws EngineError `ENGINE_DEFINITION_SHAPE`, `ENGINE_NESTING`, `ENGINE_ACTIVITY_TYPE`,
 *   `ENGINE_ACTIVITY_NAME`, `ENGINE_DEPENDENCY`, `ENGINE_DEPENDENCY_CYCLE`
 */
export function planOf(definition: unknown): Plan {
  if (!isNestedAtMost(definition, MAX_NESTING)) {
    const rule = `must not be nested deeper than ${MAX_NESTING} levels`;
    throw new EngineError("ENGINE_NESTING", "", rule);
  }
  const name = text(definition, "name", "");
  const properties = property(definition, "properties");
  const list = property(properties, "activities");
  if (!Array.isArray(list)) throw shape("/properties/activities", "must be a list", list);
  const planner = new Planner();
  const root = planner.scope(list, "/properties/activities");
  const concurrency = property(properties, "concurrency");
  return {
    name,
    parameters: record(properties, "parameters"),
    variables: record(properties, "variables"),
    ...(typeof concurrency === "number" && concurrency >= 1 ? { concurrency } : {}),
    root,
    activities: planner.activities,
  };
}

class Planner {
  readonly activities: PlannedActivity[] = [];
  readonly #names = new Set<string>();
  #count = 0;

  scope(list: readonly Json[], place: string): PlannedScope {
    const drafts = list.map((json, index) => this.#draft(json, `${place}/${index}`));
    const edges = connect(list, drafts, place);
    const activities = drafts.map((draft, position): PlannedActivity => {
      // Counted before its inner activities, so that all stand in the definition's order.
      const index = this.#count;
      this.#count += 1;
      const scopes = this.#scopes(draft, list[position], `${place}/${position}`);
      const planned = { ...draft, ...(edges[position] ?? UNCONNECTED), index, scopes };
      this.activities[index] = planned;
      return planned;
    });
    const names = activities.flatMap(({ name, scopes }) => [
      name,
      ...[...scopes.values()].flatMap((scope) => scope.names),
    ]);
    return { activities, names };
  }

  #draft(json: Json, place: string): Draft {
    if (!isRecord(json)) throw shape(place, "must be an activity", json);
    const name = text(json, "name", place);
    const type = text(json, "type", place);
    this.#claim(name, place);
    const inactive = inactiveStatus(json);
    if (inactive === undefined && !ACTIVITY_TYPES.has(type)) throw unknownType(name, type, place);
    const typeProperties = record(json, "typeProperties");
    const besides = BESIDE.flatMap((key) => {
      const found = property(json, key);
      return found === undefined ? [] : [[key, found] as const];
    });
    return {
      name,
      type,
      ...(inactive === undefined ? {} : { inactive }),
      policy: record(json, "policy"),
      typeProperties,
      isConstant: isConstant(typeProperties),
      ...(besides.length === 0 ? {} : { references: Object.fromEntries(besides) }),
    };
  }

  #scopes(draft: Draft, json: unknown, place: string): ReadonlyMap<string, PlannedScope> {
    const properties = property(json, "typeProperties");
    const at = `${place}/typeProperties`;
    const scopes = new Map<string, PlannedScope>();
    const cases = draft.type === "Switch" ? items(properties, "cases") : [];
    for (const [index, item] of cases.entries()) {
      const key = caseKey(property(item, "value"));
      const scope = this.scope(items(item, "activities"), `${at}/cases/${index}/activities`);
      // Of two equal cases the first one is taken.
      if (!scopes.has(key)) scopes.set(key, scope);
    }
    for (const key of CONTAINED[draft.type] ?? []) {
      scopes.set(key, this.scope(items(properties, key), `${at}/${key}`));
    }
    return scopes;
  }

  #claim(name: string, place: string): void {
    const key = name.toLowerCase();
    if (this.#names.has(key)) {
      const rule = `must be unique, got ${show(name)} again`;
      throw new EngineError("ENGINE_ACTIVITY_NAME", `${place}/name`, rule);
    }
    this.#names.add(key);
  }
}

type Draft = Omit<PlannedActivity, "index" | "scopes" | keyof Connected>;

const UNCONNECTED: Connected = { dependencies: [], dependents: [], position: 0 };

/**
 * How an inactive activity ends.
 *
 * @see https://learn.microsoft.com/azure/data-factory/deactivate-activity#behaviors (read 2026-11-24)
 */
function inactiveStatus(json: JsonRecord): PlannedActivity["inactive"] {
  if (property(json, "state") !== "Inactive") return undefined;
  const mark = property(json, "onInactiveMarkAs");
  return mark === "Failed" || mark === "Skipped" ? mark : "Succeeded";
}

function unknownType(name: string, type: string, place: string): EngineError {
  const rule = `activity ${show(name)} must be of a known type, got ${show(type)}`;
  const hint = suggestion(type, [...ACTIVITY_TYPES.keys()]);
  return new EngineError("ENGINE_ACTIVITY_TYPE", `${place}/type`, rule, hint);
}

function text(json: unknown, key: string, place: string): string {
  const found = property(json, key);
  if (typeof found === "string" && found !== "") return found;
  throw shape(`${place}${pointer(key)}`, "must be a text that is not empty", found);
}

function record(json: unknown, key: string): JsonRecord {
  const found = property(json, key);
  return isRecord(found) ? found : {};
}

function shape(place: string, rule: string, got: unknown): EngineError {
  const given = got === undefined ? "nothing" : show(got);
  return new EngineError("ENGINE_DEFINITION_SHAPE", place, `${rule}, got ${given}`);
}
