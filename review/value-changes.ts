/**
 * What differs between two values: the innermost places, each with its path.
 *
 * Lists whose entries have names are compared by name, so that an entry put in front is one change; text
 * that is JSON is looked into.
 */
import { isDeepStrictEqual } from "node:util";

/** One place that differs; a side that is absent is undefined. */
export interface ValueChange {
  /** @format keys joined by dots, entries of lists in brackets, such as `tasks[0].timeoutSeconds` */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What names an entry of a list, the likeliest first. */
const NAMES = ["name", "key", "id", "activity", "taskKey", "forecast", "sid", "Sid"] as const;

/** @returns the places that differ, in the order of `after`'s keys, those that are gone last. */
export function valueChanges(before: unknown, after: unknown, path = ""): readonly ValueChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  const [left, right] = [opened(before), opened(after)];
  if (isPlain(left) && isPlain(right)) {
    return keysOf(right, left).flatMap((key) =>
      valueChanges(left[key], right[key], path === "" ? key : `${path}.${key}`),
    );
  }
  if (Array.isArray(left) && Array.isArray(right)) return listChanges(left, right, path);
  return [{ path, before, after }];
}

function listChanges(
  before: readonly unknown[],
  after: readonly unknown[],
  path: string,
): readonly ValueChange[] {
  const [left, right] = [named(before), named(after)];
  if (left === undefined || right === undefined) {
    return Array.from(
      { length: Math.max(before.length, after.length) },
      (_, index) => index,
    ).flatMap((index) => valueChanges(before[index], after[index], `${path}[${index}]`));
  }
  const changes = keysOf(right, left).flatMap((name) =>
    valueChanges(left[name], right[name], `${path}[${name}]`),
  );
  return changes.length > 0 ? changes : [{ path: `${path} (order)`, before, after }];
}

/** A list as an object by its entries' names; undefined where they have none, or share one. */
function named(list: readonly unknown[]): Record<string, unknown> | undefined {
  for (const key of NAMES) {
    const names = list.map((entry) => (isPlain(entry) ? entry[key] : undefined));
    const texts = names.filter((name) => typeof name === "string");
    if (texts.length === list.length && new Set(texts).size === list.length) {
      return Object.fromEntries(texts.map((name, index) => [name, list[index]]));
    }
  }
  return undefined;
}

function keysOf(first: object, second: object): readonly string[] {
  return [...new Set([...Object.keys(first), ...Object.keys(second)])];
}

/** A text that is a JSON object or list, as what it holds. */
function opened(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** An object that is compared key by key; a mark such as `{"$secret": true}` is one value. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !Object.keys(value).some((key) => key.startsWith("$"))
  );
}
