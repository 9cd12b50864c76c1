// The activities that hold activities: a branch by a condition, and a loop until one holds.

import { type Activity, activity, type CommonOptions, type Container } from "./activity";
import type { Expression } from "./expression";
import { type BodyKind, type BranchKind, openScope, type Scope } from "./scope";

/** A condition that the service evaluates. */
export type Condition = Expression<"boolean" | "unknown">;

/** Fills one branch of an IfCondition or Switch. */
export type FillBranch<S extends string> = (branch: Scope<S, BranchKind>) => void;

/** The branches of an IfCondition; a missing one does nothing. At least one is needed. */
export interface IfConditionOptions<T extends string, F extends string> extends CommonOptions {
  /** Fills the branch that runs where the condition holds. @default nothing runs */
  readonly ifTrue?: FillBranch<T>;
  /** Fills the branch that runs where it does not. @default nothing runs */
  readonly ifFalse?: FillBranch<F>;
}

/**
 * A branch by a condition.
 *
 * A branch holds no further IfCondition or Switch, no loop, no Validation.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-if-condition-activity
 */
export function ifCondition<const N extends string, S extends string = never>(
  name: N,
  condition: Condition,
  options: IfConditionOptions<`${S}/${N}/ifTrue`, `${S}/${N}/ifFalse`>,
): Activity<N, "IfCondition", S> {
  const containers = [
    ...fillBranch("ifTrueActivities", `${name}/ifTrue`, options.ifTrue),
    ...fillBranch("ifFalseActivities", `${name}/ifFalse`, options.ifFalse),
  ];
  return activity(name, "IfCondition", options, {
    type: "IfCondition",
    typeProperties: { expression: condition },
    containers,
  });
}

/** How long a loop may take. */
export interface UntilOptions extends CommonOptions {
  /**
   * How long all turns together may take; required, since the service's own default is seven days.
   *
   * @format timespan `[d.]hh:mm:ss`, 10 minutes to 90 days
   */
  readonly timeout: string;
}

/** Fills the body of a loop and returns the condition that ends it. */
export type FillBody<S extends string> = (body: Scope<S, BodyKind>) => Condition;

/**
 * A loop that runs its body, then ends where the condition holds, else runs it again.
 *
 * The condition may read the body's own activities. A body holds no further loop, no
 * Validation. A failed turn does not end the loop.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-until-activity
 */
export function until<const N extends string, S extends string = never>(
  name: N,
  options: UntilOptions,
  fillBody: FillBody<`${S}/${N}`>,
): Activity<N, "Until", S> {
  const { id, scope, close } = openScope<`${S}/${N}`, BodyKind>(name);
  const expression = fillBody(scope);
  return activity(name, "Until", options, {
    type: "Until",
    typeProperties: { expression, timeout: options.timeout },
    containers: [{ property: "activities", scope: id, activities: close() }],
  });
}

/** The branch as the function fills it; none where there is no function. */
export function fillBranch<S extends string>(
  property: Container["property"],
  label: string,
  fill: FillBranch<S> | undefined,
): readonly Container[] {
  if (fill === undefined) return [];
  const { id, scope, close } = openScope<S, BranchKind>(label);
  fill(scope);
  return [{ property, scope: id, activities: close() }];
}
