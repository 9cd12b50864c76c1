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

/** @returns the text: the front whole where it fits, sections as far as there is room, the footer. */
export function fitted(
  front: readonly string[],
  sections: readonly Section[],
  footer: readonly string[],
): string {
  const end = footer.join("\n");
  let room = MOST_CHARACTERS - end.length - CLOSING_CHARACTERS * (sections.length + 1);
  const take = (entries: readonly (readonly string[])[]): readonly string[] => {
    const taken: string[] = [];
    for (const [index, entry] of entries.entries()) {
      const size = entry.join("\n").length + 1;
      if (size > room) return [...taken, ...cutNote(entries.length - index)];
      room -= size;
      taken.push(...entry);
    }
    return taken;
  };
  const lines = [
    ...take(front.map((line) => [line])),
    ...sections.flatMap(({ title, entries, head = [], open = false }) => [
      `<details${open ? " open" : ""}><summary>${title} (${entries.length})</summary>`,
      "",
      ...take([head, ...entries]),
      "",
      "</details>",
      "",
    ]),
  ];
  return `${lines.join("\n")}\n${end}`;
}

function cutNote(left: number): readonly string[] {
  return [
    "",
    `**Cut here: ${left} more.** A comment holds no more; \`npm run review -- --base REF --json\` has all of it.`,
  ];
}
