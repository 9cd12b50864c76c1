// What an expression yields: JSON, with two additions that JavaScript's numbers cannot express.

/** A JSON value. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * A JSON value with exact numbers.
 *
 * An integer is a `number` while that is exact and a `bigint` beyond; a `number` with a fraction is
 * a float, and a float without one is a `Float`: `div(5, 2)` is 2 where `div(5.0, 2)` is 2.5.
 */
export type Value = null | boolean | number | string | bigint | Float | readonly Value[] | Fields;

/** An object of a `Value`. */
export interface Fields {
  readonly [key: string]: Value;
}

/** A floating-point number that a plain `number` would turn into an integer, such as `1.0`. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
    Object.freeze(this);
  }

  /** What `JSON.stringify` writes. */
  toJSON(): number {
    return this.value;
  }
}

const LARGEST_INTEGER = 2n ** 63n - 1n;
const SMALLEST_INTEGER = -(2n ** 63n);

/** An integer in its normal form, or undefined where it does not fit into 64 bits. */
export function integer(value: bigint): number | bigint | undefined {
  if (value > LARGEST_INTEGER || value < SMALLEST_INTEGER) return undefined;
  const short = Number(value);
  return Number.isSafeInteger(short) ? short : value;
}

/** A float in its normal form. */
export function float(value: number): number | Float {
  return Number.isInteger(value) || !Number.isFinite(value) ? new Float(value) : value;
}

/** Tells an integer from a float; a plain number beyond 2^53 is what JSON lost the digits of. */
export function isInteger(value: Value): value is number | bigint {
  return typeof value === "bigint" || (typeof value === "number" && Number.isSafeInteger(value));
}

/** Tells a number of any form from other values. */
export function isNumber(value: Value): value is number | bigint | Float {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Float;
}

/** The nearest plain number. */
export function plainNumber(value: number | bigint | Float): number {
  return typeof value === "number" ? value : Number(value instanceof Float ? value.value : value);
}

/** Tells an array. */
export function isArray(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Tells an object from arrays, numbers and null. */
export function isFields(value: Value | undefined): value is Fields {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Float)
  );
}

/** What a message calls the kind of a value. */
export function kindOf(value: Value): string {
  if (value === null) return "null";
  if (isNumber(value)) return isInteger(value) ? "an integer" : "a float";
  if (typeof value === "string") return "a string";
  if (typeof value === "boolean") return "a boolean";
  return isArray(value) ? "an array" : "an object";
}

/** An object from entries, in which no key is special. */
export function fields(entries: Iterable<readonly [string, Value]>): Fields {
  return Object.fromEntries(entries);
}

/** The key under which an object has a name: as it is written, else in any case. */
export function keyOf(record: object, name: string): string | undefined {
  if (Object.hasOwn(record, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(record).find((key) => key.toLowerCase() === wanted);
}
