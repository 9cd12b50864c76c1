/** Which lines of a text differ, found by the longest list of lines that both versions have. */

/** Beyond so many pairs of lines a comparison costs too much, and what differs is shown as a whole. */
const MOST_PAIRS = 4_000_000;

/** Lines that are the same, shown before and after those that differ. */
const CONTEXT = 1;

/** A line: its text with `-`, `+` or a blank in front, and whether it differs. */
interface DiffLine {
  readonly text: string;
  readonly differs: boolean;
}

/** What differs between two texts. */
export interface LineDiff {
  /** How many lines are gone or new. */
  readonly count: number;
  /** In the form of a unified diff: hunks under `@@ line n @@`, where `n` counts the later text. */
  readonly lines: readonly string[];
}

/** @returns no lines where the texts are the same */
export function lineDiff(before: string, after: string): LineDiff {
  const all = compared(linesOf(before), linesOf(after));
  const count = all.filter(({ differs }) => differs).length;
  return { count, lines: before === "" || after === "" ? all.map(({ text }) => text) : hunks(all) };
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/** All lines of both texts, those that are the same once. */
function compared(was: readonly string[], is: readonly string[]): readonly DiffLine[] {
  let start = 0;
  while (start < Math.min(was.length, is.length) && was[start] === is[start]) start++;
  const most = Math.min(was.length, is.length) - start;
  let end = 0;
  while (end < most && was.at(-1 - end) === is.at(-1 - end)) end++;
  const same = (lines: readonly string[]) => lines.map((text) => line(" ", text));
  return [
    ...same(is.slice(0, start)),
    ...between(was.slice(start, was.length - end), is.slice(start, is.length - end)),
    ...same(is.slice(is.length - end)),
  ];
}

function between(was: readonly string[], is: readonly string[]): readonly DiffLine[] {
  const shared = was.length * is.length > MOST_PAIRS ? () => 0 : sharedLengths(was, is);
  const lines: DiffLine[] = [];
  let [left, right] = [0, 0];
  while (left < was.length || right < is.length) {
    const [old = "", current = ""] = [was[left], is[right]];
    const isSame = left < was.length && right < is.length && old === current;
    if (isSame && shared(left, right) > 0) {
      lines.push(line(" ", current));
      left++;
      right++;
    } else if (
      right === is.length ||
      (left < was.length && shared(left + 1, right) >= shared(left, right + 1))
    ) {
      lines.push(line("-", old));
      left++;
    } else {
      lines.push(line("+", current));
      right++;
    }
  }
  return lines;
}

/** How many lines two texts share in order, from a line of each on. */
function sharedLengths(
  was: readonly string[],
  is: readonly string[],
): (left: number, right: number) => number {
  const width = is.length + 1;
  const lengths = new Uint32Array((was.length + 1) * width);
  const at = (left: number, right: number) => lengths[left * width + right] ?? 0;
  for (let left = was.length - 1; left >= 0; left--) {
    for (let right = is.length - 1; right >= 0; right--) {
      lengths[left * width + right] =
        was[left] === is[right]
          ? at(left + 1, right + 1) + 1
          : Math.max(at(left + 1, right), at(left, right + 1));
    }
  }
  return at;
}

/** The lines that differ with what stands around them, and where they are. */
function hunks(lines: readonly DiffLine[]): readonly string[] {
  const isNear = (index: number) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ differs }) => differs);
  const shown: string[] = [];
  let number = 1;
  let isOpen = false;
  for (const [index, { text }] of lines.entries()) {
    const near = isNear(index);
    if (near && !isOpen) shown.push(`@@ line ${number} @@`);
    if (near) shown.push(text);
    isOpen = near;
    if (!text.startsWith("-")) number++;
  }
  return shown;
}

function line(mark: " " | "+" | "-", text: string): DiffLine {
  return { text: `${mark}${text}`, differs: mark !== " " };
}
