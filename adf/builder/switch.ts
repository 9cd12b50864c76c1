// The Switch activity: a branch by a text.

import { type Activity, activity, type CommonOptions } from "./activity";
import { type FillBranch, fillBranch } from "./containers";
import type { Expression } from "./expression";

/** The branches of a Switch; `P` is its path, `C` the texts that its cases stand for. */
export interface SwitchOptions<P extends string, C extends string> extends CommonOptions {
  /** The branch of each text, compared case-sensitively; 1 to 25. */
  readonly cases: { readonly [V in C]: FillBranch<`${P}/cases/${V}`> };
  /** Fills the branch that runs where no case matches. @default nothing runs */
  readonly default?: FillBranch<`${P}/default`>;
}

/**
 * A branch by a text.
 *
 * A branch holds no further IfCondition or Switch, no loop, no Validation.
 *
 * @param on - A text; a value of another type, or null, fails the activity.
 * @example
 * p.add(
 *   switch_("By action", p.parameter("action"), {
 *     cases: { load: (branch) => void branch.add(wait("Load", 1)) },
 *     default: (branch) => void branch.add(fail("Unknown", { message: "no", errorCode: "ACTION" })),
 *   }),
 * );
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-switch-activity
 */
export function switch_<const N extends string, const C extends string, S extends string = never>(
  name: N,
  on: Expression<"string" | "unknown">,
  options: SwitchOptions<`${S}/${N}`, C>,
): Activity<N, "Switch", S> {
  const cases = Object.entries<FillBranch<string>>(options.cases).flatMap(([value, fill]) =>
    fillBranch("cases", `${name}/cases/${value}`, fill).map((filled) => ({
      ...filled,
      caseValue: value,
    })),
  );
  const fallback = fillBranch("defaultActivities", `${name}/default`, options.default);
  return activity(name, "Switch", options, {
    type: "Switch",
    typeProperties: { on },
    containers: [...cases, ...fallback],
  });
}
