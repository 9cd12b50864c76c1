/** Parts of pages that people write, between two marks, which the code's own tables fill. */
import { ToolError } from "./tool-error";

/** The lines of each block, by its name. */
export type Blocks = Readonly<Record<string, () => readonly string[]>>;

const BLOCK = /(<!-- generated: ([a-z-]+) -->\n)[\s\S]*?(<!-- end -->)/g;

/**
 * Fills the blocks of a page.
 *
 * @param text - the page, with `<!-- generated: name -->` before each block and `<!-- end -->` behind it
 * @throws ToolError `TOOL_DOCS_BLOCK` where the page and the blocks do not have the same names
 */
export function fillBlocks(page: string, text: string, blocks: Blocks): string {
  const found = [...text.matchAll(BLOCK)].map(([, , name = ""]) => name).sort();
  const wanted = Object.keys(blocks).sort();
  if (found.join() !== wanted.join()) {
    throw new ToolError(
      "TOOL_DOCS_BLOCK",
      page,
      `has ${found.join(", ") || "none"}; wanted are ${wanted.join(", ")}`,
    );
  }
  return text.replaceAll(BLOCK, (_, begin: string, name: string, end: string) => {
    const lines = blocks[name]?.() ?? [];
    return `${begin}\n${lines.join("\n")}\n\n${end}`;
  });
}
