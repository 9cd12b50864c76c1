// A scope owns the activities of one level: a pipeline's, a loop's body, or a branch.

import type { Activity, ActivityKind, PlacedActivity, ScopeId } from "./activity";
import { AdfError, problem } from "./error";
import { type ActivityHandle, type Edge, handleOf } from "./handle";

/** The kinds that a loop's body may hold. */
export type BodyKind = Exclude<ActivityKind, "ForEach" | "Until" | "Validation">;

/** The kinds that a body may hold whose turns run at once: variables belong to the pipeline. */
export type ParallelBodyKind = Exclude<BodyKind, "SetVariable">;

/** The kinds that a branch may hold. */
export type BranchKind = Exclude<BodyKind, "IfCondition" | "Switch">;

/**
 * The activities of one level, open for adding.
 *
 * `S` is its path of names, `K` the kinds that the service allows in it.
 */
export interface Scope<S extends string, K extends ActivityKind = ActivityKind> {
  /**
   * Puts an activity into the scope and returns its handle.
   *
   * @param dependsOn - Edges of this scope; all have to be met. None: it starts at once.
   * @throws ADF_SCOPE_CLOSED where the function that fills a body or branch has returned.
   */
  add<const N extends string, A extends K>(
    activity: Activity<N, A, S>,
    ...dependsOn: readonly Edge<S>[]
  ): ActivityHandle<N, A, S>;
}

/** A scope with what it holds so far. */
export interface OpenScope<S extends string, K extends ActivityKind = ActivityKind> {
  readonly id: ScopeId;
  readonly scope: Scope<S, K>;
  /** What was added, in that order. */
  placed(): readonly PlacedActivity[];
  /** Ends adding, and returns what was added. */
  close(): readonly PlacedActivity[];
}

/** Opens an empty scope. */
export function openScope<S extends string, K extends ActivityKind = ActivityKind>(
  label: string,
): OpenScope<S, K> {
  const id: ScopeId = Object.freeze({ label });
  const members: PlacedActivity[] = [];
  let open = true;
  const placed = (): readonly PlacedActivity[] => Object.freeze([...members]);
  const scope: Scope<S, K> = Object.freeze({
    add<const N extends string, A extends K>(
      activity: Activity<N, A, S>,
      ...dependsOn: readonly Edge<S>[]
    ): ActivityHandle<N, A, S> {
      if (!open) throw closed(label, activity.name);
      members.push(Object.freeze({ activity, dependsOn: Object.freeze([...dependsOn]) }));
      return handleOf(activity, id);
    },
  });
  const close = (): readonly PlacedActivity[] => {
    open = false;
    return placed();
  };
  return { id, scope, placed, close };
}

function closed(label: string, name: string): AdfError {
  const rule = "must be added while its scope is open";
  return new AdfError(`scope ${JSON.stringify(label)}`, [problem("ADF_SCOPE_CLOSED", name, rule)]);
}
