// Reading JSON that somebody else wrote: nothing of its shape is known, and no key is special.

import type { Json } from "../expression/index";

/** An object of JSON. */
export type JsonRecord = { readonly [key: string]: Json };

/** Tells an object from arrays, scalars and null. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A property of a value, or undefined where it is no object or has none of its own. */
export function property(value: unknown, key: string): Json | undefined {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A property that is a text, else an empty one. */
export function textOf(value: unknown, key: string): string {
  const found = property(value, key);
  return typeof found === "string" ? found : "";
}

/** A property that is an array, else none. */
export function items(value: unknown, key: string): readonly Json[] {
  const found = property(value, key);
  return Array.isArray(found) ? found : [];
}

/** A dictionary in which no key is special, `__proto__` neither. */
export function dictionary<T>(entries: Readonly<Record<string, T>> = {}): Record<string, T> {
  return Object.assign(Object.create(null) as Record<string, T>, entries);
}

/** The entry of a name: as it is written, else in any case, as the service finds names. */
export function entryOf<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  if (Object.hasOwn(record, name)) return record[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(record).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined ? undefined : record[key];
}

/** Whether a value is nested no deeper than `limit`; needs no stack for it. */
export function isNestedAtMost(value: unknown, limit: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return false;
    level = level.flatMap(children);
  }
  return true;
}

function children(value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).filter((item) => typeof item === "object" && item !== null);
}

/** Whether no text of a value holds an `@`, so that it is the same in every run. */
export function isConstant(value: unknown): boolean {
  if (typeof value === "string") return !value.includes("@");
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(isConstant);
}
