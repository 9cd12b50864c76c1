// The logical functions that evaluate all their arguments.

import {
  argument,
  booleanOf,
  type Call,
  fail,
  type Implementation,
  type Implementations,
} from "../call";
import { compareIgnoreCase } from "../casing";
import { sameValue } from "../equality";
import { compareNumbers } from "../number-order";
import { isNumber, kindOf, type Value } from "../value";

/** The logical functions, by name; those that evaluate lazily are compile.ts's. */
export const LOGICAL_FUNCTIONS: Implementations = {
  equals: (args, call) => {
    const [first = null, ...others] = args;
    return others.every((other) => sameValue(first, other, call));
  },
  greater: comparison((order) => order > 0),
  greaterOrEquals: comparison((order) => order >= 0),
  less: comparison((order) => order < 0),
  lessOrEquals: comparison((order) => order <= 0),
  not: (args, call) => !booleanOf(argument(args, 0), 0, call),
};

function comparison(test: (order: number) => boolean): Implementation {
  return (args, call) => test(order(argument(args, 0), argument(args, 1), call));
}

function order(left: Value, right: Value, call: Call): number {
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (typeof left === "string" && typeof right === "string") return compareIgnoreCase(left, right);
  return fail(
    call,
    "EXPRESSION_ARGUMENT",
    `both arguments must be numbers, or both strings, got ${kindOf(left)} and ${kindOf(right)}`,
  );
}
