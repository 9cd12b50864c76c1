/** What is the same in several environments is said once. */

/** Something to be said, and the environments that it is true of. */
export interface Grouped {
  /** As in the first of the environments. */
  readonly lines: readonly string[];
  readonly stacks: readonly string[];
  /** Whether the others differ in nothing but their own name. */
  readonly likewise: boolean;
}

/** @returns the entries of all environments in their order, equal ones as one. */
export function grouped(
  entries: readonly { readonly stack: string; readonly lines: readonly string[] }[],
): readonly Grouped[] {
  const groups = new Map<
    string,
    { lines: readonly string[]; stacks: string[]; texts: Set<string> }
  >();
  for (const { stack, lines } of entries) {
    const text = lines.join("\n");
    const key = text.replaceAll(stack, "{stack}");
    const group = groups.get(key) ?? { lines, stacks: [], texts: new Set() };
    groups.set(key, group);
    group.texts.add(text);
    if (!group.stacks.includes(stack)) group.stacks.push(stack);
  }
  return [...groups.values()].map(({ lines, stacks, texts }) => ({
    lines,
    stacks,
    likewise: texts.size > 1,
  }));
}

/** @returns which environments are meant, where not all of them are, or where the names differ. */
export function inStacks({ likewise, stacks }: Grouped, all: readonly unknown[]): string {
  const [first = "", ...others] = stacks;
  if (likewise) return ` – ${first}, likewise ${others.join(", ")}`;
  return stacks.length === all.length ? "" : ` – ${stacks.join(", ")}`;
}
