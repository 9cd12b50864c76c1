// The known name that a misspelt one is likely to stand for.

import { distance } from "fastest-levenshtein";

const LONGEST = 80;
const MOST_EDITS = 3;

/** ` (did you mean "x"?)` with the nearest of the names, or nothing where none is near. */
export function nearest(name: string, names: Iterable<string>): string {
  if (name.length > LONGEST) return "";
  const given = name.toLowerCase();
  let best: string | undefined;
  let least = Math.min(MOST_EDITS, Math.max(1, Math.floor(name.length / 2))) + 1;
  for (const known of names) {
    if (Math.abs(known.length - name.length) >= least) continue;
    const edits = distance(given, known.toLowerCase());
    if (edits < least) [best, least] = [known, edits];
  }
  return best === undefined ? "" : ` (did you mean ${JSON.stringify(best)}?)`;
}
