// The texts of a definition: which of them the service evaluates, and what those read.

import { pointerSegment } from "../wire/read-positions";
import { isRecord } from "../wire/shape";
import { expressionsIn, type Read, readsOf } from "./scan";

/** A text somewhere in a definition. */
export interface TextView {
  readonly pointer: string;
  readonly text: string;
  /** Whether it is the value of an object of type `Expression`. */
  readonly marked: boolean;
  /** Whether the service evaluates it: it begins with `@` or holds `@{...}`. */
  readonly evaluated: boolean;
  /** What its expressions read. */
  readonly reads: readonly Read[];
}

/** Every text below an object's properties, but for those of some keys. */
export function textsOf(
  object: Readonly<Record<string, unknown>>,
  pointer: string,
  without: ReadonlySet<string>,
): readonly TextView[] {
  const found: TextView[] = [];
  for (const key of Object.keys(object)) {
    if (!without.has(key)) collect(object[key], `${pointer}${pointerSegment(key)}`, found);
  }
  return found;
}

// Pointers are written on the way, since every text needs its own.
function collect(value: unknown, pointer: string, found: TextView[]): void {
  if (typeof value === "string") found.push(textView(value, pointer, false));
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(item, `${pointer}/${index}`, found);
  } else if (isRecord(value)) collectObject(value, pointer, found);
}

function collectObject(
  value: Readonly<Record<string, unknown>>,
  pointer: string,
  found: TextView[],
): void {
  const marked = value["type"] === "Expression" ? markedKey(value) : undefined;
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (typeof item !== "string") collect(item, `${pointer}${pointerSegment(key)}`, found);
    else if (key === marked || marked === undefined) {
      found.push(textView(item, `${pointer}${pointerSegment(key)}`, key === marked));
    }
  }
}

/** `value`; `content` in the return value of a pipeline. */
function markedKey(value: Readonly<Record<string, unknown>>): "value" | "content" | undefined {
  if (typeof value["value"] === "string") return "value";
  return typeof value["content"] === "string" ? "content" : undefined;
}

const NOTHING: readonly never[] = Object.freeze([]);

function textView(text: string, pointer: string, marked: boolean): TextView {
  const expressions = text.includes("@") ? expressionsIn(text) : NOTHING;
  const evaluated = expressions.length > 0;
  return {
    pointer,
    text,
    marked,
    evaluated,
    reads: evaluated ? expressions.flatMap(readsOf) : NOTHING,
  };
}
