/** What has to be said beside the figures, so that nobody takes them for more than they are. */
import type { Settings } from "../config/settings";
import type { CostLine } from "../cost/bill";
import type { DesignResult } from "../cost/designs/designs";
import type { MonthlyCost } from "../cost/month";
import type { PriceBook } from "../cost/prices/price-book";

/** What the notes are about. */
export interface NotedCost {
  readonly book: PriceBook;
  readonly designs: readonly DesignResult[];
  readonly month: MonthlyCost;
  readonly settings: Settings;
}

/** @returns a line each. */
export function costNotes({ book, designs, month, settings }: NotedCost): readonly string[] {
  const lines = [
    ...month.standing.lines,
    ...month.runs.flatMap((run) => run.lines),
    ...designs.flatMap((design) => design.lines),
  ];
  return [
    ...designs.flatMap(({ name, notes }) => notes.map((note) => `${name}: ${note}`)),
    `designs: priced in East US on Standard_D4ds_v5, from the request of each cluster; with DBU from the ready cluster ${fromReady(designs)}`,
    "designs: readiness counts the cluster's start and the job's work after each stage; a count of stage times alone is earlier",
    ...dates(lines),
    ...weak(lines, book),
    ...partial(month),
    ...untriggered(settings),
    "month: what a deployment runs once (apply-schema), a person's restarts and taxes are not in it",
  ];
}

function fromReady(designs: readonly DesignResult[]): string {
  return designs.map(({ computeFromReady }) => computeFromReady.toFixed(2)).join(", ");
}

/** Prices of several days are never mixed without a word. */
function dates(lines: readonly CostLine[]): readonly string[] {
  const days = lines.map(({ asOf }) => asOf).filter((day) => /^\d{4}-\d\d-\d\d$/.test(day));
  const sorted = [...new Set(days)].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined) return [];
  return first === last
    ? [`prices: all of ${first}`]
    : [
        `prices: of ${sorted.length} days from ${first} to ${last}; npm run cost -- prices tells each`,
      ];
}

function weak(lines: readonly CostLine[], book: PriceBook): readonly string[] {
  const used = new Set(lines.map(({ priceId }) => priceId));
  const ids = book.prices
    .filter(({ id, confidence }) => used.has(id) && confidence !== "high")
    .map(({ id }) => id);
  return ids.length === 0
    ? []
    : [`prices: of less than high confidence: ${[...new Set(ids)].join(", ")}`];
}

function partial({ nearest, unpriced }: MonthlyCost): readonly string[] {
  if (unpriced.length === 0) return [];
  const guess =
    nearest === 0 ? "" : `; at the nearest known prices it would be ${nearest.toFixed(2)} more`;
  return [`month: the total is partial, ${unpriced.length} uses are in none of it${guess}`];
}

function untriggered({ environment }: Settings): readonly string[] {
  return environment.startTriggers
    ? []
    : ["month: runs are counted as scheduled, but this environment does not start its triggers"];
}
