/** HTML as values: what is put into a page is escaped, unless it is HTML already. */

/** A piece of a page. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What can be put into a piece. */
type Part = string | number | Html | readonly Html[] | undefined;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** A piece of a page from a template; nothing is put where a part is undefined. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...parts.map(textOf)));
}

function textOf(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(({ text }) => text).join("\n");
  return String(part).replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** A column of a table. */
export interface Column {
  readonly name: string;
  /** Right, with digits of one width. */
  readonly numbers?: true;
}

/** A table that scrolls by itself where it is wider than the page; the first cell of a row is its heading. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Html[])[],
): Html {
  const style = (index: number) =>
    columns[index]?.numbers === true ? html` class="number"` : undefined;
  const heads = columns.map(({ name }, index) => html`<th scope="col"${style(index)}>${name}</th>`);
  const lines = rows.map((cells) => {
    const [head = html``, ...rest] = cells;
    const others = rest.map((cell, index) => html`<td${style(index + 1)}>${cell}</td>`);
    return html`<tr><th scope="row"${style(0)}>${head}</th>${others}</tr>`;
  });
  return html`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>${lines}</tbody>
</table></div>`;
}

/** What can be opened, or is from the start; it is printed open. */
export function folded(summary: Html | string, content: Html, open = false): Html {
  return html`<details${open ? html` open` : undefined}><summary>${summary}</summary>${content}</details>`;
}
