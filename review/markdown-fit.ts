/** Folded sections within the length that a comment may have. */

/** A folded part; each entry is one or more lines. */
export interface Section {
  readonly title: string;
  /** Whether it is shown unfolded. @default false */
  readonly open?: boolean;
  /** What stands before the entries, such as the head of a table. @default - nothing */
  readonly head?: readonly string[];
  readonly entries: readonly (readonly string[])[];
}

/**
 * The longest text, in characters; GitHub refuses a comment above 65,536.
 *
 * @see https://github.com/orgs/community/discussions/27190 (read 2026-11-25)
 */
export const MOST_CHARACTERS = 60_000;

/** What closes a section and says that it was cut. */
const CLOSING_CHARACTERS = 250;

/**
 * @returns the text: the front, then sections, each cut where it has more than its share of the room that
 *   is left, then the footer
 */
export function fitted(
  front: readonly string[],
  sections: readonly Section[],
  footer: readonly string[],
): string {
  const end = footer.join("\n");
  const room = MOST_CHARACTERS - end.length - CLOSING_CHARACTERS * (sections.length + 1);
  const entriesOf = ({ entries, head }: Section) => (head ? [head, ...entries] : entries);
  const top = taken(
    front.map((line) => [line]),
    room,
  );
  const shares = sharesOf(sections.map(entriesOf).map(sizeOf), room - sizeOf([top]));
  const lines = [
    ...top,
    ...sections.flatMap((section, index) => [
      `<details${section.open === true ? " open" : ""}><summary>${section.title} (${section.entries.length})</summary>`,
      "",
      ...taken(entriesOf(section), shares[index] ?? 0),
      "",
      "</details>",
      "",
    ]),
  ];
  return `${lines.join("\n")}\n${end}`;
}

/** As many entries as have room, and how many have none. */
function taken(entries: readonly (readonly string[])[], room: number): readonly string[] {
  const lines: string[] = [];
  let left = room;
  for (const [index, entry] of entries.entries()) {
    left -= sizeOf([entry]);
    if (left < 0) return [...lines, ...cutNote(entries.length - index)];
    lines.push(...entry);
  }
  return lines;
}

/** What is small gets what it needs, and what is large shares the rest evenly. */
function sharesOf(sizes: readonly number[], room: number): readonly number[] {
  const shares = sizes.map(() => 0);
  const rising = [...sizes.entries()].sort(([, a], [, b]) => a - b);
  let left = Math.max(0, room);
  for (const [place, [index, size]] of rising.entries()) {
    const share = Math.min(size, Math.floor(left / (rising.length - place)));
    shares[index] = share;
    left -= share;
  }
  return shares;
}

function sizeOf(entries: readonly (readonly string[])[]): number {
  return entries.reduce((sum, entry) => sum + entry.join("\n").length + 1, 0);
}

function cutNote(left: number): readonly string[] {
  return [
    "",
    `**Cut here: ${left} more.** A comment holds no more; \`npm run review -- --base REF --json\` has all of it.`,
  ];
}
