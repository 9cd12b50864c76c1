/** Small readers of plain data. */
import { createHash } from "node:crypto";
import type { Properties } from "./cloud-type";

/** @returns the text of a value; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** @returns the object of a value; empty for anything else. */
export function recordOf(value: unknown): Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** @returns the list of a value; a single value is a list of one, nothing is none. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** @returns a GUID that follows from a text. */
export function guidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const part = (from: number, to: number) => hex.slice(from, to);
  return [part(0, 8), part(8, 12), `4${part(13, 16)}`, `a${part(17, 20)}`, part(20, 32)].join("-");
}

/** One value inside plain data, with the keys that lead to it. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** @returns every value inside plain data that is neither a list nor an object. */
export function leavesOf(value: unknown, path: readonly string[] = []): readonly Leaf[] {
  if (typeof value !== "object" || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, entry]) => leavesOf(entry, [...path, key]));
}

/** @returns every object inside plain data, itself included. */
export function objectsOf(value: unknown): readonly Properties[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(objectsOf);
  return Array.isArray(value) ? inner : [{ ...value }, ...inner];
}
