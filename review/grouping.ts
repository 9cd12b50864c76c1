/** What is the same in several environments is said once. */

/** Something to be said, and the environments that it is true of. */
export interface Grouped {
  readonly lines: readonly string[];
  readonly stacks: readonly string[];
}

/** @returns the entries of all environments in their order, equal ones as one. */
export function grouped(
  entries: readonly { readonly stack: string; readonly lines: readonly string[] }[],
): readonly Grouped[] {
  const stacks = new Map<string, string[]>();
  for (const { stack, lines } of entries) {
    const key = lines.join("\n");
    const known = stacks.get(key);
    if (known === undefined) stacks.set(key, [stack]);
    else if (!known.includes(stack)) known.push(stack);
  }
  return [...stacks].map(([key, names]) => ({ lines: key.split("\n"), stacks: names }));
}

/** @returns which environments are meant, where not all of them are. */
export function inStacks(stacks: readonly string[], all: readonly unknown[]): string {
  return stacks.length === all.length ? "" : ` – ${stacks.join(", ")}`;
}
