/** The cost of an environment for people: tables, then what has to be said beside them. */
import type { Colors } from "./command";
import type { CostJson } from "./cost-data";
import { renderTable } from "./table";

/** @returns the whole text, ending in a line break. @param chart - where the SVG was written */
export function renderCost(cost: CostJson, colors: Colors, chart: string): string {
  return [
    colors.bold(`forecast-platform ${cost.stack}, ${cost.currency}`),
    "",
    ...monthTable(cost),
    "",
    ...runTable(cost),
    "",
    ...ceilingTable(cost),
    "",
    ...designTable(cost),
    "",
    ...nightsTable(cost),
    ...(cost.unpriced.length === 0 ? [] : [...unpricedTable(cost), ""]),
    `Poll interval against cost and lateness: ${chart}`,
    "",
    ...cost.notes.map((note) => colors.dim(note)),
    "",
  ].join("\n");
}

function monthTable({ monthly, budget }: CostJson): readonly string[] {
  const total = monthly.partial ? "total, without what is not priced" : "total";
  const shares = monthly.shares.map(({ part, cost, share }) => [
    `  ${part}`,
    cost,
    `${Math.round(share * 100)} %`,
  ]);
  return [
    renderTable(
      ["A month", "", ""],
      [
        ["standing", monthly.standing, ""],
        ["runs", monthly.runs, ""],
        [total, monthly.total, ""],
        ...shares,
        ["  at best", monthly.best, ""],
        ["  at worst", monthly.worst, ""],
        ...(monthly.withNearest === monthly.total
          ? []
          : [["with the nearest known prices", monthly.withNearest, ""]]),
        ...(budget === undefined
          ? []
          : [["budget", budget.monthly, budget.within ? "kept" : "exceeded"]]),
      ],
    ),
  ];
}

function runTable({ perRun }: CostJson): readonly string[] {
  const rows = perRun.map(({ pipeline, forecast = "", perMonth, total }) => [
    pipeline,
    forecast,
    perMonth,
    total.toFixed(4),
  ]);
  return [renderTable(["A run", "", "a month", "each"], rows)];
}

function ceilingTable({ ceiling }: CostJson): readonly string[] {
  const rows = ceiling.map(({ forecast, compute, total, why }) => [
    forecast,
    compute ?? "no bound",
    total ?? "no bound",
    why,
  ]);
  return [renderTable(["The most a night can cost", "jobs alone", "anything", "because"], rows)];
}

function designTable({ designs, need }: CostJson): readonly string[] {
  const rows = designs.map((design) => [
    design.name,
    design.compute,
    design.total,
    design.readyMinutes === null ? "never" : `${design.readyMinutes.toFixed(0)} min`,
    `${design.clusterMinutes} min`,
  ]);
  return [
    renderTable(
      ["Designs, one night", "compute", "total", "ready after", "cluster"],
      [...rows, ["the work itself", need.compute, "", "", ""]],
    ),
    `The platform's design is ${need.fixedOverOwn} times cheaper than the fixed one; the work itself would be ${need.ownOverNeed} times cheaper still.`,
  ];
}

function nightsTable({ nights }: CostJson): readonly string[] {
  if (nights.length === 0) return [];
  const rows = nights.map(({ name, nights: count, ready, cost, readyMinutes }) => [
    name,
    `${ready} of ${count}`,
    figures(cost, 2),
    figures(readyMinutes, 0),
  ]);
  const title = "Many nights: 5 %, median, 95 %";
  return [renderTable([title, "ready", "cost", "ready after, min"], rows), ""];
}

function figures(
  { p5, p50, p95 }: Readonly<Record<"p5" | "p50" | "p95", number | null>>,
  decimals: number,
): string {
  return [p5, p50, p95].map((value) => value?.toFixed(decimals) ?? "-").join("  ");
}

function unpricedTable({ unpriced }: CostJson): readonly string[] {
  const rows = unpriced.map(({ item, name, reason }) => [item, name, reason]);
  return [renderTable(["Not priced", "", ""], rows)];
}
