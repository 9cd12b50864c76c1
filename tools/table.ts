import Table from "cli-table3";

const NOTHING = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "",
};

/** A cell: text, or a number that stands on the right. */
export type Cell = string | number;

/** @returns a table of columns, without lines or colours, each row ending where its text ends. */
export function renderTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const table = new Table({
    head: [...head],
    chars: NOTHING,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 3 },
  });
  for (const row of rows) {
    table.push(
      row.map((cell) =>
        typeof cell === "number" ? { content: cell.toFixed(2), hAlign: "right" } : cell,
      ),
    );
  }
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
