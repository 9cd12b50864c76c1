// Properties of activities, evaluated where they run; what cannot be is a failure of the activity.

import { ExpressionError, type Json, resolve } from "../expression/index";
import type { Clock } from "./clock";
import { show } from "./error";
import { ActivityFault, type Context } from "./state";
import { timespanSeconds } from "./timespan";

/** Where a value is evaluated. */
export interface Place {
  readonly clock: Clock;
  readonly context: Context;
}

/**
 * The value of a property in this run.
 *
 * @throws ActivityFault where an expression fails
 */
export function evaluate(value: Json, { clock, context }: Place): Json {
  context.now = clock.text();
  try {
    return resolve(value, context);
  } catch (error) {
    if (error instanceof ExpressionError) throw new ActivityFault(error.message, "InvalidTemplate");
    throw error;
  }
}

/** A condition. @throws ActivityFault where it yields no boolean */
export function evaluateBoolean(value: Json | undefined, property: string, place: Place): boolean {
  const result = evaluate(value ?? null, place);
  if (typeof result === "boolean") return result;
  throw wrongType(property, "a boolean", result);
}

/** A whole number from 0; digits in a text count as one. @throws ActivityFault */
export function evaluateCount(value: Json | undefined, property: string, place: Place): number {
  const result = evaluate(value ?? null, place);
  const count = typeof result === "string" && /^\d{1,9}$/.test(result) ? Number(result) : result;
  if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) return count;
  throw wrongType(property, "a whole number from 0", result);
}

/** Seconds of a timespan. @throws ActivityFault */
export function evaluateTimespan(value: Json, property: string, place: Place): number {
  const result = evaluate(value, place);
  const seconds = typeof result === "string" ? timespanSeconds(result) : undefined;
  if (seconds !== undefined) return seconds;
  throw wrongType(property, "a timespan d.hh:mm:ss", result);
}

/** An array. @throws ActivityFault */
export function evaluateArray(
  value: Json | undefined,
  property: string,
  place: Place,
): readonly Json[] {
  const result = evaluate(value ?? null, place);
  if (Array.isArray(result)) return result;
  throw wrongType(property, "an array", result);
}

/** A property's expression yields something else than the service takes. */
export function wrongType(property: string, wanted: string, got: Json): ActivityFault {
  const message = `The result of the evaluation of '${property}' must be ${wanted}, got ${show(got)}`;
  return new ActivityFault(message, "ExpressionEvaluationFailed");
}
