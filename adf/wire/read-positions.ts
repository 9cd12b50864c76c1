// Where the values that JSON pointers name stand in a text: one pass over its tokens for all of them.

import { visit } from "jsonc-parser";

/** A place in a text. */
export interface LineAndColumn {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** A token's place in a text. */
export interface SourcePosition extends LineAndColumn {
  /** From 0, in UTF-16 units. */
  readonly offset: number;
  /** UTF-16 units. */
  readonly length: number;
}

/** The line and the column of an offset. */
export function lineAndColumn(text: string, offset: number): LineAndColumn {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end !== -1 && end < offset; end = text.indexOf("\n", start)) {
    line++;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}

/** A segment of a pointer with the escapes of RFC 6901. */
export function pointerSegment(key: string | number): string {
  const text = String(key);
  return /[~/]/.test(text) ? `/${text.replaceAll("~", "~0").replaceAll("/", "~1")}` : `/${text}`;
}

/** A wanted pointer, or a part of one. */
interface Wanted {
  readonly children: Map<string, Wanted>;
  position?: SourcePosition;
}

/** An object or array that the scanner is inside of. */
interface Frame {
  readonly wanted: Wanted | undefined;
  /** The place of the next item; undefined in an object. */
  index: number | undefined;
  key: string;
}

/**
 * The places of JSON pointers: of a plain value the value, of an object or array its key where it has
 * one. A pointer to what is not there has the place of what should hold it.
 *
 * @param text - JSON that has been parsed
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function locate(
  text: string,
  pointers: readonly string[],
): ReadonlyMap<string, SourcePosition> {
  const root: Wanted = { children: new Map() };
  for (const pointer of pointers) want(root, pointer);
  if (pointers.length > 0) scan(text, root);
  return new Map(pointers.map((pointer) => [pointer, positionOf(root, pointer)]));
}

function segmentsOf(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function want(root: Wanted, pointer: string): void {
  let at = root;
  for (const segment of segmentsOf(pointer)) {
    const next = at.children.get(segment) ?? { children: new Map() };
    at.children.set(segment, next);
    at = next;
  }
}

function positionOf(root: Wanted, pointer: string): SourcePosition {
  let position = root.position ?? { line: 1, column: 1, offset: 0, length: 1 };
  let at: Wanted | undefined = root;
  for (const segment of segmentsOf(pointer)) {
    at = at.children.get(segment);
    if (at?.position === undefined) break;
    position = at.position;
  }
  return position;
}

// The last of several equal keys counts, as for JSON.parse. What is not wanted is passed over.
function scan(text: string, root: Wanted): void {
  const frames: Frame[] = [];
  let keyAt: SourcePosition | undefined;
  const place = (at: SourcePosition): Wanted | undefined => {
    const wanted = wantedAt(frames.at(-1), root);
    if (wanted !== undefined) wanted.position = at;
    keyAt = undefined;
    return wanted;
  };
  const open = (index: number | undefined, at: SourcePosition): void => {
    frames.push({ wanted: place(keyAt ?? at), index, key: "" });
  };
  visit(text, {
    onObjectBegin: (...token) => open(undefined, positionAt(token)),
    onArrayBegin: (...token) => open(0, positionAt(token)),
    onObjectEnd: () => void frames.pop(),
    onArrayEnd: () => void frames.pop(),
    onLiteralValue: (_, ...token) => void place(positionAt(token)),
    onSeparator: (character) => {
      if (character === ",") nextItem(frames.at(-1));
    },
    onObjectProperty: (key, ...token) => {
      const frame = frames.at(-1);
      if (frame !== undefined) frame.key = key;
      keyAt = positionAt(token);
    },
  });
}

function nextItem(frame: Frame | undefined): void {
  if (frame?.index !== undefined) frame.index++;
}

function wantedAt(frame: Frame | undefined, root: Wanted): Wanted | undefined {
  if (frame === undefined) return root;
  const { index, key, wanted } = frame;
  return wanted?.children.get(index === undefined ? key : String(index));
}

/** A token as the parser gives it: places from 0. */
type Token = readonly [offset: number, length: number, line: number, column: number, ...unknown[]];

function positionAt([offset, length, line, column]: Token): SourcePosition {
  return { offset, length, line: line + 1, column: column + 1 };
}
