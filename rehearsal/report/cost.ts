/** What a run cost beside the design with ten fixed hours, in a picture and by meter. */
import type { CostLine } from "../../cost/bill";
import type { RunReport } from "../reports";
import type { Picture } from "../workspace";
import type { ReportDocument } from "./document";
import { figure, money } from "./figures";
import { folded, type Html, html, table } from "./html";
import { legend, pictureOf } from "./picture";

/** @param index - the run's place in the document. @param picture - undefined where figures have to do */
export function costOf(
  { cost }: RunReport,
  index: number,
  fixed: ReportDocument["fixedDesign"],
  picture: Picture | undefined,
): Html {
  const { compute, currency, dataFactory } = cost;
  const metered = folded("The cost by meter", metersOf(cost, fixed, index));
  if (picture === undefined) return metered;
  return html`<h3>What it cost beside ten fixed hours</h3>
${legend([
  ["cluster", `compute, ${money(compute)} ${currency}`],
  ["factory", `Data Factory, ${money(dataFactory)} ${currency}`],
  [
    "fixed",
    "a pipeline that keeps a cluster on for ten fixed hours, by the same meters and prices",
  ],
])}
${pictureOf(picture)}
${metered}`;
}

/** Both designs by meter; a meter that one of them does not use is empty there. */
function metersOf(
  cost: RunReport["cost"],
  fixed: ReportDocument["fixedDesign"],
  index: number,
): Html {
  const own = { lines: cost.lines, field: `runs.${index}.cost` };
  const other = { lines: fixed.lines, field: "fixedDesign" };
  const items = [...new Set([...own.lines, ...other.lines].map(({ item }) => item))];
  const rows = items.map((item) => [html`${item}`, ...used(own, item), ...used(other, item)]);
  const sum = (field: string, value: number) => [
    html``,
    figure(`${field}.total`, value, value.toFixed(4)),
  ];
  rows.push([html`in all`, ...sum(own.field, cost.total), ...sum(other.field, fixed.total)]);
  return table(
    "What each design uses, and what that costs",
    [
      { name: "meter" },
      { name: "this run", numbers: true },
      { name: cost.currency, numbers: true },
      { name: "ten fixed hours", numbers: true },
      { name: cost.currency, numbers: true },
    ],
    rows,
  );
}

/** The two cells of a meter. */
function used(
  { field, lines }: { readonly field: string; readonly lines: readonly CostLine[] },
  item: string,
): readonly Html[] {
  const place = lines.findIndex((each) => each.item === item);
  const line = lines[place];
  if (line === undefined) return [html``, html``];
  const { cost, quantity, unit } = line;
  const amount = Number.isInteger(quantity) ? String(quantity) : quantity.toFixed(2);
  const at = `${field}.lines.${place}`;
  return [
    html`${figure(`${at}.quantity`, quantity, amount)} <small>${unit}</small>`,
    figure(`${at}.cost`, cost, cost.toFixed(4)),
  ];
}
