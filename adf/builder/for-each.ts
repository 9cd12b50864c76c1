// The ForEach activity: a body for each element of an array, one after the other or side by side.

import { type Activity, activity, type CommonOptions } from "./activity";
import { call, type Expression } from "./expression";
import { type BodyKind, openScope, type ParallelBodyKind, type Scope } from "./scope";

/** What is common to both ways of going through the items. */
interface ForEachBase extends CommonOptions {
  /** An array, at most 100,000 elements. */
  readonly items: Expression<"unknown">;
}

/** One element after the other. */
export interface SequentialOptions extends ForEachBase {
  readonly isSequential: true;
  readonly batchCount?: never;
}

/** Several elements at once. */
export interface ParallelOptions extends ForEachBase {
  /** Required, so that it is a decision: a body whose turns run at once must not set variables. */
  readonly isSequential: false;
  /**
   * How many elements at once, at most.
   *
   * @minimum 1
   * @maximum 50
   * @default the service takes 20
   */
  readonly batchCount?: number;
}

/** What a ForEach goes through, and how. */
export type ForEachOptions = ParallelOptions | SequentialOptions;

/** The kinds that the body may hold. */
export type ForEachKind<O extends ForEachOptions> = O extends SequentialOptions
  ? BodyKind
  : ParallelBodyKind;

/** Fills the body; `item` is the element of the turn, and is known inside the body only. */
export type FillForEach<S extends string, O extends ForEachOptions> = (
  body: Scope<S, ForEachKind<O>>,
  item: Expression<"unknown">,
) => void;

/**
 * A loop over the elements of an array.
 *
 * A failed turn stops no other, and lets the ForEach fail in the end. A body holds no further loop,
 * no Validation, and no SetVariable where its turns run at once.
 *
 * @example
 * p.add(
 *   forEach("Each table", { items: tables.rows, isSequential: false, batchCount: 4 }, (body, item) => {
 *     body.add(fail("Fail", { message: string(property(item, "name")), errorCode: "TABLE" }));
 *   }),
 *   tables.succeeded,
 * );
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-for-each-activity
 */
export function forEach<const N extends string, O extends ForEachOptions, S extends string = never>(
  name: N,
  options: O,
  fillBody: FillForEach<`${S}/${N}`, O>,
): Activity<N, "ForEach", S> {
  const { items, isSequential, batchCount } = options;
  const { id, scope, close } = openScope<`${S}/${N}`, ForEachKind<O>>(name);
  fillBody(scope, call("item"));
  return activity(name, "ForEach", options, {
    type: "ForEach",
    typeProperties: { items, isSequential, batchCount },
    containers: [{ property: "activities", scope: id, activities: close() }],
  });
}
