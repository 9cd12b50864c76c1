/** Reads the inputs of resources, and puts their values into words. */
import type { GraphValue } from "../graph/graph";
import { credentialIn } from "./credentials";

/** A value that may be absent. */
export type Value = GraphValue | undefined;

const MAX_CHARACTERS = 80;

/** Tells an object, and no list. */
export function isObject(value: Value): value is Readonly<Record<string, GraphValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Tells a value that nobody can look into before a deployment: an unknown one or a secret. */
export function isOpen(value: Value): boolean {
  return isObject(value) && (value["$unknown"] === true || value["$secret"] === true);
}

/**
 * The value at a path.
 *
 * @param path - keys joined by dots; none of them holds a dot itself
 * @returns the open value itself when the path leads into one
 */
export function valueAt(value: Value, path: string): Value {
  let inner = value;
  for (const key of path.split(".")) {
    if (!isObject(inner)) return undefined;
    if (isOpen(inner)) return inner;
    inner = inner[key];
  }
  return inner;
}

/** The text at a path; undefined where there is none. */
export function textAt(value: Value, path: string): string | undefined {
  const found = valueAt(value, path);
  return typeof found === "string" ? found : undefined;
}

/** The members of the list at a path; none where there is no list. */
export function listAt(value: Value, path: string): readonly GraphValue[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}

/**
 * Says what is wrong with the value at a path: `path must be <allowed>, got <value>`.
 *
 * An open value is right: what cannot be told is no finding.
 */
export function unlessAt(
  value: Value,
  path: string,
  isRight: (found: Value) => boolean,
  allowed: string,
): readonly string[] {
  const found = valueAt(value, path);
  return isOpen(found) || isRight(found) ? [] : [`${path} must be ${allowed}, got ${show(found)}`];
}

/** Says what is wrong with a value that has to be one exact boolean. */
export function unlessIs(value: Value, path: string, allowed: boolean): readonly string[] {
  return unlessAt(value, path, (found) => found === allowed, String(allowed));
}

/** Shows a value fit for a message: JSON-quoted, cut at 80 characters, and never a credential. */
export function show(value: Value): string {
  if (value === undefined || value === null) return "nothing";
  if (isOpen(value)) return "a value that is not known yet";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a map";
  const text = JSON.stringify(value);
  if (typeof value === "string" && credentialIn(value) !== undefined) return "[secret]";
  return text.length <= MAX_CHARACTERS ? text : `${text.slice(0, MAX_CHARACTERS - 2)}…"`;
}
