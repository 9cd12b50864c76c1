// Handles and edges: what adding an activity to a scope gives back. Both carry the scope's path in
// their type, so that an edge to an activity of another scope does not compile.

import type { Activity, ActivityKind, Dependency, Outcome, ScopeId } from "./activity";
import { type Expression, optionalPath, path } from "./expression";
import { activityExpression, OUTPUT_BY_KIND, type OutputOf } from "./outputs";

/** An edge from an activity of scope `S`; hand it to `add` of that scope. */
export interface Edge<S extends string = string> extends Dependency {
  /** Exists for the type checker only; never set. */
  readonly scopePath?: S | undefined;
}

/** What is common to the handles of all activities. */
export interface HandleBase<N extends string, K extends ActivityKind, S extends string> {
  readonly name: N;
  readonly kind: K;
  /** Lets a dependent run where this activity succeeded. */
  readonly succeeded: Edge<S>;
  /** Lets a dependent run where this activity failed, after its retries. */
  readonly failed: Edge<S>;
  /** Lets a dependent run where this activity was skipped. */
  readonly skipped: Edge<S>;
  /** Lets a dependent run where this activity succeeded or failed, not where it was skipped. */
  readonly completed: Edge<S>;
  /**
   * Lets a dependent run on any of these outcomes.
   *
   * @example p.add(close, loop.on("Succeeded", "Failed"))
   */
  on(...outcomes: readonly [Outcome, ...Outcome[]]): Edge<S>;
  /** How the activity ended: `Succeeded`, `Failed` or `Skipped`. */
  readonly status: Expression<"string">;
  /** Why the activity failed, null where it did not. */
  readonly errorMessage: Expression<"string">;
  /** The code of the failure, null where there is none. */
  readonly errorCode: Expression<"string">;
}

/**
 * An activity of a scope: its edges, its status, and the output that its kind has.
 *
 * `S` is the path of the scope, such as `"forecast-run/Until done"`.
 *
 * @see https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities#activity-dependency
 */
export type ActivityHandle<N extends string, K extends ActivityKind, S extends string> = HandleBase<
  N,
  K,
  S
> &
  OutputOf<K>;

/** Makes the handle of an activity that was put into a scope. */
export function handleOf<N extends string, K extends ActivityKind, S extends string>(
  activity: Activity<N, K, S>,
  scope: ScopeId,
): ActivityHandle<N, K, S>;
export function handleOf(
  activity: Activity,
  scope: ScopeId,
): HandleBase<string, ActivityKind, string> {
  const { name, kind } = activity;
  const run = activityExpression(name);
  const on = (...outcomes: readonly Outcome[]): Edge =>
    Object.freeze({ activity: name, outcomes: Object.freeze([...new Set(outcomes)]), scope });
  const base: HandleBase<string, ActivityKind, string> = {
    name,
    kind,
    succeeded: on("Succeeded"),
    failed: on("Failed"),
    skipped: on("Skipped"),
    completed: on("Completed"),
    on,
    status: path(run, "Status"),
    // Null-safe: the error is there only where the activity failed.
    errorMessage: optionalPath(run, "Error", "message"),
    errorCode: optionalPath(run, "Error", "errorCode"),
  };
  return Object.freeze({ ...base, ...OUTPUT_BY_KIND[kind](run) });
}
