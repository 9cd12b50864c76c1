import { distance } from "fastest-levenshtein";

const MAX_LENGTH = 64;

/**
 * Finds the candidate that a misspelt name most probably stands for, if any is near enough.
 *
 * Near is an edit distance of at most a third of the length whatever the case, or else a beginning:
 * `Fri` is `Friday` and `Daily` is `D`. Names of more than 64 characters have no neighbour.
 */
export function nearest(given: string, candidates: readonly string[]): string | undefined {
  if (given.length === 0 || given.length > MAX_LENGTH) return undefined;
  const name = given.toLowerCase();
  let best: string | undefined;
  let least = Math.floor(Math.max(name.length, 3) / 3) + 1;
  for (const candidate of candidates) {
    // The difference of length is a lower bound of the distance and costs nothing.
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const edits = distance(name, candidate.toLowerCase());
    if (edits < least && edits < candidate.length) [best, least] = [candidate, edits];
  }
  return best ?? candidates.find((candidate) => sharesBeginning(name, candidate.toLowerCase()));
}

/** Words a suggestion: `did you mean "amazon-forecast"?`. */
export function didYouMean(name: string): string {
  return `did you mean ${JSON.stringify(name)}?`;
}

function sharesBeginning(name: string, candidate: string): boolean {
  return name.length >= 3 && (candidate.startsWith(name) || name.startsWith(candidate));
}
