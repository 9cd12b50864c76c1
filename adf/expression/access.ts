// Reading a property or an element of a value.

import { ExpressionError, show } from "./error";
import { isArray, isFields, isInteger, keyOf, kindOf, type Value } from "./value";

const SHOWN_NAMES = 10;

/** A read in an expression's text. */
export interface Read {
  readonly offset: number;
  /** `?.` or `?[`: null instead of an error where there is nothing to read. */
  readonly optional: boolean;
}

/**
 * The property or element of a value.
 *
 * @throws ExpressionError `EXPRESSION_INDEX`
 */
export function select(value: Value, key: Value, read: Read): Value {
  if (isArray(value)) return element(value, key, read);
  if (isFields(value)) return propertyOf(value, key, read);
  if (value === null && read.optional) return null;
  const name = typeof key === "string" ? `property '${key.slice(0, 80)}'` : `element ${show(key)}`;
  return unreadable(`${name} cannot be selected of ${kindOf(value)}`, read);
}

function element(items: readonly Value[], key: Value, read: Read): Value {
  if (!isInteger(key)) {
    return unreadable(`an array is indexed by an integer, got ${show(key)}`, read);
  }
  const item = items[Number(key)];
  if (item !== undefined) return item;
  if (read.optional) return null;
  return unreadable(`element ${key} is outside the array of ${items.length} elements`, read);
}

function propertyOf(record: Readonly<Record<string, Value>>, key: Value, read: Read): Value {
  if (typeof key !== "string") {
    return unreadable(`a property is selected by a string, got ${show(key)}`, read);
  }
  const found = keyOf(record, key);
  const value = found === undefined ? undefined : record[found];
  if (value !== undefined) return value;
  if (read.optional) return null;
  return unreadable(`property '${key.slice(0, 80)}' does not exist, ${available(record)}`, read);
}

function available(record: Readonly<Record<string, Value>>): string {
  const names = Object.keys(record);
  if (names.length === 0) return "the object has none";
  const shown = names.slice(0, SHOWN_NAMES).map((name) => `'${name.slice(0, 40)}'`);
  return `available are ${shown.join(", ")}${names.length > SHOWN_NAMES ? ", …" : ""}`;
}

function unreadable(rule: string, { offset }: Read): never {
  throw new ExpressionError({ code: "EXPRESSION_INDEX", rule }, offset);
}
