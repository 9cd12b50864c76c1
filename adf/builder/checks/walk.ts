// One walk over a pipeline, whose result every check reads.

import type { ActivityType, Container, PlacedActivity, ScopeId } from "../activity";
import { Expression } from "../expression";
import type { Pipeline } from "../pipeline";
import { InlineExpression, isPlainObject } from "../value";

/** An activity with its place: what is around it, and the path that messages name it by. */
export interface Visit extends PlacedActivity {
  /** Such as `activities/Until done/activities/Decide`. */
  readonly path: string;
  /** The identity of the scope that holds it. */
  readonly scope: ScopeId;
  /** All activities of that scope, itself included. */
  readonly siblings: readonly PlacedActivity[];
  /** The container activity around it; none at the top. */
  readonly enclosing: Visit | undefined;
}

/** A value somewhere inside an activity that is neither an object nor an array. */
export interface Leaf {
  /** Below the activity, such as `source/sqlReaderQuery`. */
  readonly path: string;
  readonly value: unknown;
}

/** Every activity of a pipeline, a container before what it holds. */
export function walk(pipeline: Pipeline, root: ScopeId): readonly Visit[] {
  return visitScope(pipeline.activities, root, "activities", undefined);
}

/** The types of the containers around an activity, the nearest first. */
export function enclosingTypes(visit: Visit): readonly ActivityType[] {
  const { enclosing } = visit;
  return enclosing === undefined ? [] : [enclosing.activity.type, ...enclosingTypes(enclosing)];
}

/** The list of a container as paths name it, such as `ifTrueActivities` or `cases/load`. */
export function listOf({ property, caseValue }: Container): string {
  return caseValue === undefined ? property : `${property}/${caseValue}`;
}

/** The leaves of an activity's properties; inner activities are visits of their own. */
export function leavesOf({ activity }: PlacedActivity): readonly Leaf[] {
  const { linkedServiceName, inputs, outputs, typeProperties } = activity;
  const beside = { linkedServiceName, inputs, outputs };
  return [...leaves(beside, ""), ...leaves(typeProperties, "")];
}

/** The expression of a leaf, if it is one. */
export function expressionOf({ value }: Leaf): Expression | undefined {
  if (value instanceof InlineExpression) return value.expression;
  return value instanceof Expression ? value : undefined;
}

function visitScope(
  siblings: readonly PlacedActivity[],
  scope: ScopeId,
  prefix: string,
  enclosing: Visit | undefined,
): readonly Visit[] {
  return siblings.flatMap((placed) => {
    const path = `${prefix}/${placed.activity.name}`;
    const visit: Visit = { ...placed, path, scope, siblings, enclosing };
    const inner = placed.activity.containers.flatMap((container) =>
      visitScope(container.activities, container.scope, `${path}/${listOf(container)}`, visit),
    );
    return [visit, ...inner];
  });
}

function leaves(value: unknown, path: string): readonly Leaf[] {
  const below = (key: string | number): string => (path === "" ? String(key) : `${path}/${key}`);
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, below(index)));
  if (!isPlainObject(value)) return value === undefined ? [] : [{ path, value }];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, below(key)));
}
