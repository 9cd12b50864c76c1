// Exact values as plain JSON, for whoever has no use for exact numbers.

import { ExpressionError } from "./error";
import { MAX_VALUE_NESTING } from "./limits";
import { Float, isArray, type Json, type Value } from "./value";

/**
 * A value in plain JSON; integers beyond 2^53 become the nearest number.
 *
 * @throws ExpressionError `EXPRESSION_NESTING`
 */
export function toJson(value: Value, depth = 0): Json {
  if (typeof value !== "object" || value === null) {
    return typeof value === "bigint" ? Number(value) : value;
  }
  if (value instanceof Float) return value.value;
  if (depth > MAX_VALUE_NESTING) {
    const rule = `values nest at most ${MAX_VALUE_NESTING} deep`;
    throw new ExpressionError({ code: "EXPRESSION_NESTING", rule }, 0);
  }
  if (isArray(value)) return value.map((item) => toJson(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, toJson(item, depth + 1)]),
  );
}
