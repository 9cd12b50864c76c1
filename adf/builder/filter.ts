// The Filter activity: the elements of an array for which a condition holds.

import { type Activity, activity, type CommonOptions } from "./activity";
import type { Condition } from "./containers";
import { call, type Expression } from "./expression";

/** What a Filter keeps of what. */
export interface FilterOptions extends CommonOptions {
  /** Whether an element is kept; inside a ForEach, too, `item` is the Filter's own element. */
  readonly condition: (item: Expression<"unknown">) => Condition;
  /** An array. */
  readonly items: Expression<"unknown">;
}

/**
 * The elements of an array for which a condition holds; read them by `handle.items`.
 *
 * @example filter("Large", { items: look.rows, condition: (item) => greater(property(item, "n"), 3) })
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-filter-activity
 */
export function filter<const N extends string>(
  name: N,
  options: FilterOptions,
): Activity<N, "Filter", never> {
  const { items, condition } = options;
  return activity(name, "Filter", options, {
    type: "Filter",
    typeProperties: { items, condition: condition(call("item")) },
  });
}
