/** Reads the inputs of resources, in which anything may be missing or not known yet. */
import type { GraphValue, ResourceNode } from "../graph/graph";

/** The value at a path of keys; undefined where there is none. */
export function valueAt(value: GraphValue | undefined, ...path: string[]): GraphValue | undefined {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return undefined;
    inner = new Map<string, GraphValue>(Object.entries(inner)).get(key);
  }
  return inner;
}

/** The text at a path; empty where there is none. */
export function textAt(value: GraphValue | undefined, ...path: string[]): string {
  const found = valueAt(value, ...path);
  return typeof found === "string" ? found : "";
}

/** The number at a path. */
export function numberAt(value: GraphValue | undefined, ...path: string[]): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === "number" ? found : undefined;
}

/** The members of the list at a path; none where there is no list. */
export function listAt(value: GraphValue | undefined, ...path: string[]): readonly GraphValue[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The inputs of a resource as one value. */
export function inputsOf({ inputs }: ResourceNode): GraphValue {
  return inputs as GraphValue;
}
