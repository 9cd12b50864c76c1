import { type Document, isMap, isNode, isScalar, isSeq, type LineCounter } from "yaml";
import type { Path, Position } from "./problem";

/** A settings file under judgement: its name, its text, and where its lines begin. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
}

/** The place of a key or a list entry, or of its nearest parent that is written in the file. */
export function locateIn(document: Document.Parsed, source: Source, path: Path): Position {
  let node: unknown = document.contents;
  let offset = 0;
  for (const segment of path) {
    const { place, value } = stepInto(node, segment);
    if (!isNode(place)) break;
    offset = place.range?.[0] ?? offset;
    node = value;
  }
  return placeAt(source, offset);
}

/** The place of a character, counted from the start of the text. */
export function placeAt({ file, lines }: Source, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
}

// A map's entry lies where its key is, a list's entry where its value begins.
function stepInto(node: unknown, segment: string | number): { place?: unknown; value?: unknown } {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === segment);
    return { place: pair?.key, value: pair?.value };
  }
  const entry = isSeq(node) && typeof segment === "number" ? node.items[segment] : undefined;
  return { place: entry, value: entry };
}
