// The collection functions.

import {
  argument,
  arrayOf,
  type Call,
  checkSize,
  countOf,
  fail,
  type Implementation,
  type Implementations,
  textOf,
  wrongArgument,
} from "../call";
import { identityOf, sameValue } from "../equality";
import { textForm } from "../json-text";
import { type Fields, fields, isArray, isFields, keyOf, kindOf, type Value } from "../value";

/** The collection functions, by name. */
export const COLLECTION_FUNCTIONS: Implementations = {
  contains: (args, call) => contains(argument(args, 0), argument(args, 1), call),
  empty: (args, call) => empty(argument(args, 0), call),
  first: (args, call) => itemAt(argument(args, 0), 0, call),
  intersection: combination(commonItems, commonFields),
  join: (args, call) => join(arrayOf(args, 0, call), textOf(args, 1, call), call),
  last: (args, call) => itemAt(argument(args, 0), -1, call),
  length: (args, call) => textOrArray(argument(args, 0), call).length,
  skip: (args, call) => textOrArray(argument(args, 0), call).slice(itemCount(args, call)),
  take: (args, call) => textOrArray(argument(args, 0), call).slice(0, itemCount(args, call)),
  union: combination(allItems, allFields),
};

function contains(collection: Value, value: Value, call: Call): boolean {
  if (typeof collection === "string") {
    if (value === null) return wrongArgument(call, 1, "a string", value);
    return collection.includes(textForm(value, call));
  }
  if (isArray(collection)) return collection.some((item) => sameValue(item, value, call));
  if (!isFields(collection)) return wrongArgument(call, 0, "a string, array or object", collection);
  return keyOf(collection, textForm(value, call)) !== undefined;
}

function empty(collection: Value, call: Call): boolean {
  if (collection === null) return true;
  if (typeof collection === "string" || isArray(collection)) return collection.length === 0;
  if (isFields(collection)) return Object.keys(collection).length === 0;
  return wrongArgument(call, 0, "a string, array, object or null", collection);
}

function textOrArray(value: Value, call: Call): string | readonly Value[] {
  if (typeof value === "string" || isArray(value)) return value;
  return wrongArgument(call, 0, "a string or an array", value);
}

function itemAt(collection: Value, index: number, call: Call): Value {
  return textOrArray(collection, call).at(index) ?? null;
}

function itemCount(args: readonly Value[], call: Call): number {
  const count = countOf(args, 1, call);
  return count >= 0 ? count : wrongArgument(call, 1, "an integer from 0", count);
}

function join(items: readonly Value[], delimiter: string, call: Call): string {
  let text = "";
  for (const [index, item] of items.entries()) {
    if (index > 0) text += delimiter;
    text += textForm(item, call);
    checkSize(text.length, call);
  }
  return text;
}

function combination(
  ofArrays: (arrays: readonly (readonly Value[])[], call: Call) => Value,
  ofFields: (records: readonly Fields[], call: Call) => Value,
): Implementation {
  return (args, call) => {
    if (args.every(isArray)) return ofArrays(args, call);
    if (args.every(isFields)) return ofFields(args, call);
    const kinds = [...new Set(args.map(kindOf))].join(" and ");
    return fail(
      call,
      "EXPRESSION_ARGUMENT",
      `all arguments must be arrays, or all objects, got ${kinds}`,
    );
  };
}

function allItems(arrays: readonly (readonly Value[])[], call: Call): Value {
  const found = new Map<string, Value>();
  for (const item of arrays.flat()) {
    const identity = identityOf(item, call);
    if (!found.has(identity)) found.set(identity, item);
  }
  return [...found.values()];
}

function commonItems([first = [], ...others]: readonly (readonly Value[])[], call: Call): Value {
  const identities = others.map((items) => new Set(items.map((item) => identityOf(item, call))));
  const found = new Map(first.map((item) => [identityOf(item, call), item]));
  return [...found]
    .filter(([identity]) => identities.every((known) => known.has(identity)))
    .map(([, item]) => item);
}

function allFields(records: readonly Fields[]): Value {
  return fields(records.flatMap((record) => Object.entries(record)));
}

function commonFields([first = {}, ...others]: readonly Fields[], call: Call): Value {
  return fields(
    Object.entries(first).filter(([key, value]) =>
      others.every(
        (other) => Object.hasOwn(other, key) && sameValue(other[key] ?? null, value, call),
      ),
    ),
  );
}
