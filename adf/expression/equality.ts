// When two values are the same: by type and content, integers and floats by their number.

import { type Call, fail } from "./call";
import { MAX_VALUE_NESTING } from "./limits";
import { compareNumbers } from "./number-order";
import { type Fields, Float, isArray, isFields, isNumber, type Value } from "./value";

/** Tells whether two values are the same. */
export function sameValue(left: Value, right: Value, call: Call, depth = 0): boolean {
  if (left === right) return true;
  if (depth > MAX_VALUE_NESTING) tooDeep(call);
  if (isNumber(left)) return isNumber(right) && compareNumbers(left, right) === 0;
  if (isArray(left)) return isArray(right) && sameItems(left, right, call, depth);
  return isFields(left) && isFields(right) && sameFields(left, right, call, depth);
}

function sameItems(
  left: readonly Value[],
  right: readonly Value[],
  call: Call,
  depth: number,
): boolean {
  return (
    left.length === right.length &&
    left.every((item, index) => sameValue(item, right[index] ?? null, call, depth + 1))
  );
}

function sameFields(left: Fields, right: Fields, call: Call, depth: number): boolean {
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) =>
        Object.hasOwn(right, key) &&
        sameValue(left[key] ?? null, right[key] ?? null, call, depth + 1),
    )
  );
}

/** A text that two values share exactly if they are the same. */
export function identityOf(value: Value, call: Call, depth = 0): string {
  if (depth > MAX_VALUE_NESTING) tooDeep(call);
  if (isNumber(value)) return String(value instanceof Float ? value.value : value);
  if (isArray(value)) return `[${value.map((item) => identityOf(item, call, depth + 1)).join()}]`;
  if (!isFields(value)) return JSON.stringify(value);
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${identityOf(value[key] ?? null, call, depth + 1)}`);
  return `{${parts.join()}}`;
}

function tooDeep(call: Call): never {
  return fail(call, "EXPRESSION_NESTING", `values nest at most ${MAX_VALUE_NESTING} deep`);
}
