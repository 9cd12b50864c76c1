// The order of numbers of any form.

import { Float } from "./value";

/** The order of two numbers, exact between integers and floats: negative, zero or positive. */
export function compareNumbers(
  left: number | bigint | Float,
  right: number | bigint | Float,
): number {
  const a = left instanceof Float ? left.value : left;
  const b = right instanceof Float ? right.value : right;
  if (a < b) return -1;
  return a > b ? 1 : 0;
}
