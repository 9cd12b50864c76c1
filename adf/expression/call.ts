// What every function of the language has to say of its arguments.

import type { ExpressionContext } from "./context";
import { ExpressionError, type Fault, show } from "./error";
import type { ExpressionErrorCode } from "./error-codes";
import { MAX_RESULT_CHARACTERS } from "./limits";
import { isArray, isInteger, isNumber, kindOf, type Value } from "./value";

/** One call in an expression's text. */
export interface Call {
  /** The function's name, as it is documented. */
  readonly name: string;
  readonly offset: number;
}

/** A function of evaluated arguments, whose number has been checked. */
export type Implementation = (
  args: readonly Value[],
  call: Call,
  context: ExpressionContext,
) => Value;

/** A function that does nothing without its arguments' kinds: by name, as documented. */
export type Implementations = Readonly<Record<string, Implementation>>;

/** Ends a call. @throws ExpressionError always */
export function fail(call: Call, code: ExpressionErrorCode, rule: string, repair?: string): never {
  const fault: Fault = { code, rule: `${call.name}: ${rule}` };
  throw new ExpressionError(repair === undefined ? fault : { ...fault, repair }, call.offset);
}

/** Ends a call for an argument. @throws ExpressionError `EXPRESSION_ARGUMENT` */
export function wrongArgument(call: Call, index: number, wanted: string, value: Value): never {
  const got = typeof value === "object" && value !== null ? kindOf(value) : show(value);
  return fail(call, "EXPRESSION_ARGUMENT", `argument ${index + 1} must be ${wanted}, got ${got}`);
}

/** An argument; null where it is not given. */
export function argument(args: readonly Value[], index: number): Value {
  return args[index] ?? null;
}

/** An argument that must be a string. */
export function textOf(args: readonly Value[], index: number, call: Call): string {
  const value = argument(args, index);
  return typeof value === "string" ? value : wrongArgument(call, index, "a string", value);
}

/** An argument that may be left out, and is a string else. */
export function optionalText(
  args: readonly Value[],
  index: number,
  call: Call,
): string | undefined {
  return index < args.length && args[index] !== null ? textOf(args, index, call) : undefined;
}

/** An argument that must be an integer. */
export function integerOf(args: readonly Value[], index: number, call: Call): number | bigint {
  const value = argument(args, index);
  return isInteger(value) ? value : wrongArgument(call, index, "an integer", value);
}

/** An argument that must be an integer of 32 bits, as .NET counts lengths and positions. */
export function countOf(args: readonly Value[], index: number, call: Call): number {
  const value = integerOf(args, index, call);
  const isSmall = value >= -2147483648 && value <= 2147483647;
  return isSmall ? Number(value) : wrongArgument(call, index, "an integer of 32 bits", value);
}

/** An argument that must be a number. */
export function numberOf(args: readonly Value[], index: number, call: Call): Value {
  const value = argument(args, index);
  return isNumber(value) ? value : wrongArgument(call, index, "a number", value);
}

/** An argument that must be a boolean. */
export function booleanOf(value: Value, index: number, call: Call): boolean {
  return typeof value === "boolean" ? value : wrongArgument(call, index, "a boolean", value);
}

/** An argument that must be an array. */
export function arrayOf(args: readonly Value[], index: number, call: Call): readonly Value[] {
  const value = argument(args, index);
  return isArray(value) ? value : wrongArgument(call, index, "an array", value);
}

/** Ends a call whose result would be too large. @throws ExpressionError `EXPRESSION_TOO_LARGE` */
export function checkSize(characters: number, call: Call): void {
  if (characters > MAX_RESULT_CHARACTERS) {
    fail(
      call,
      "EXPRESSION_TOO_LARGE",
      `the result is larger than ${MAX_RESULT_CHARACTERS} characters`,
    );
  }
}
