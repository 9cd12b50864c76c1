/** From what is used to what it costs: the one place where a quantity meets a price. */
import type { Price } from "./prices/price";
import type { PriceBook, Regions } from "./prices/price-book";

/** The parts that a bill is told in. */
export const PARTS = [
  "compute",
  "data-factory",
  "amazon-forecast",
  "sql",
  "network",
  "monitoring",
  "storage",
  "other",
] as const;

/** A part of a bill. */
export type Part = (typeof PARTS)[number];

/** Something that is used, and by how much. */
export interface Charge {
  readonly part: Part;
  /** For a person, such as `Data Factory activity runs`. */
  readonly item: string;
  /** The price's id without its region. */
  readonly priceId: string;
  /** In the price's unit: single runs, hours, DBU. */
  readonly quantity: number;
}

/** Something that is used by an amount that the program does not tell. */
export interface Uncounted {
  readonly part: Part;
  readonly item: string;
  readonly reason: string;
  /** How it is counted once a person says how much there is. @default - it cannot be */
  readonly countedBy?: {
    readonly amount: keyof UsageAmounts;
    readonly priceId: string;
    /** The price's units for one of the amount. @default 1 */
    readonly each?: number;
  };
}

/** Amounts that no program knows; what is left out stays uncounted. */
export interface UsageAmounts {
  /** Gigabytes that a run imports into the forecasting service. */
  readonly importedGb?: number;
  /** Gigabytes that a month logs. */
  readonly loggedGb?: number;
  /** Time series of the input. */
  readonly series?: number;
  /** Gigabytes that lie in the lake. */
  readonly storedGb?: number;
}

/** What is used: counted or not. */
export type Use = Charge | Uncounted;

/** A charge with its price. */
export interface CostLine extends Charge {
  readonly unit: string;
  /** For one unit. */
  readonly price: number;
  readonly cost: number;
  /** The day of the price's source. */
  readonly asOf: string;
}

/** A use that is in no total. */
export interface UnpricedLine extends Uncounted {
  /** What it would cost at the nearest price that is known; absent where nothing is near. */
  readonly nearestCost?: number;
}

/** What something costs, as far as it can be told. */
export interface Bill {
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly UnpricedLine[];
}

/** Counts what a person has given the amount of. */
export function counted(uses: readonly Use[], usage: UsageAmounts = {}): readonly Use[] {
  return uses.map((use) => {
    const by = "countedBy" in use ? use.countedBy : undefined;
    const amount = by === undefined ? undefined : usage[by.amount];
    if (by === undefined || amount === undefined) return use;
    const { part, item } = use;
    return { part, item, priceId: by.priceId, quantity: amount * (by.each ?? 1) };
  });
}

/** Holds uses against a price list. */
export function billOf(uses: readonly Use[], book: PriceBook, regions: Regions): Bill {
  const lines: CostLine[] = [];
  const unpriced: UnpricedLine[] = [];
  for (const use of uses) {
    const line = lineOf(use, book, regions);
    if ("cost" in line) lines.push(line);
    else unpriced.push(line);
  }
  return { lines, unpriced };
}

/** What one use costs, or why nobody can tell. */
export function lineOf(use: Use, book: PriceBook, regions: Regions): CostLine | UnpricedLine {
  if (!("priceId" in use)) {
    const { part, item, reason } = use;
    return { part, item, reason };
  }
  const found = book.find(use.priceId, regions);
  if (found.kind === "priced") {
    const { asOf, unit } = found.price;
    return { ...use, unit, price: unitPrice(found.price), cost: costAt(use, found.price), asOf };
  }
  const { nearest, reason } = found;
  const { part, item } = use;
  return {
    part,
    item,
    reason,
    ...(nearest === undefined ? {} : { nearestCost: costAt(use, nearest) }),
  };
}

/** What one part comes to. */
export interface Share {
  readonly part: Part;
  readonly cost: number;
}

/** Sums by part, the largest first; those with nothing in them are left out. */
export function sharesOf(lines: readonly Share[]): readonly Share[] {
  return PARTS.map((part) => ({
    part,
    cost: totalOf(lines.filter((line) => line.part === part)),
  }))
    .filter(({ cost }) => cost > 0)
    .sort((a, b) => b.cost - a.cost);
}

/** The sum of lines. */
export function totalOf(lines: readonly { readonly cost: number }[]): number {
  return lines.reduce((total, { cost }) => total + cost, 0);
}

/** The sum of what unpriced uses would cost at the nearest known prices. */
export function nearestTotal(unpriced: readonly UnpricedLine[]): number {
  return unpriced.reduce((total, { nearestCost = 0 }) => total + nearestCost, 0);
}

/** Every charge a number of times, such as the runs of a month. */
export function times<Each extends Use>(uses: readonly Each[], count: number): readonly Each[] {
  return uses.map((use) => ("quantity" in use ? { ...use, quantity: use.quantity * count } : use));
}

/** To cents, as a month is told. */
export function toCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

/** To a hundredth of a cent, as a run is told: an activity costs less than a cent. */
export function toMills(amount: number): number {
  return Math.round(amount * 10_000) / 10_000;
}

function unitPrice({ price, per }: Price): number {
  return price / per;
}

function costAt({ quantity }: Charge, price: Price): number {
  return quantity * unitPrice(price);
}
