/** One row of the price list, and the reader that refuses a list in which rows are not complete. */
import { CostError } from "../cost-error";

/** How sure a price is: read at its source, read in a copy, or believed. */
export const CONFIDENCES = ["high", "medium", "low"] as const;

/** A list price: of what, where, since when, and who says so. */
export interface Price {
  /** Such as `sql.dtu.s0`; together with the region, the key of the row. */
  readonly id: string;
  readonly item: string;
  /** The region it was read for; `azure` and `global` hold everywhere. */
  readonly region: string;
  /** Without discount, for `per` units. */
  readonly price: number;
  /** @format ISO 4217 */
  readonly currency: string;
  /** How many units the price is for, such as 1000 activity runs. */
  readonly per: number;
  /** What is counted, such as `GB-month`. */
  readonly unit: string;
  /** The day of the source. @format yyyy-MM-dd; where it has none, what is known instead */
  readonly asOf: string;
  /** @format https URL */
  readonly source: string;
  readonly confidence: (typeof CONFIDENCES)[number];
  readonly note?: string;
}

/** A price list as it lies in its file. */
export interface PriceList {
  /** The currency of the sums that are made with it. @format ISO 4217 */
  readonly currency: string;
  readonly warning: string;
  readonly prices: readonly Price[];
}

/**
 * Reads a price list.
 *
 * @param name - of the file, for the error
 * @throws CostError `COST_PRICE_LIST` for the first row that is not complete or is there twice
 */
export function readPriceList(document: unknown, name: string): PriceList {
  const { currency, warning = "", prices } = { ...(document as Partial<PriceList> | null) };
  if (typeof currency !== "string" || !Array.isArray(prices)) {
    throw new CostError("COST_PRICE_LIST", name, "no currency, or no list of prices");
  }
  const seen = new Set<string>();
  for (const [index, row] of prices.entries()) {
    const wrong = problemOf(row as Partial<Price>);
    const key = `${String(row?.id)} of ${String(row?.region)}`;
    if (wrong !== undefined) throw new CostError("COST_PRICE_LIST", `${name}[${index}]`, wrong);
    if (seen.has(key)) throw new CostError("COST_PRICE_LIST", `${name}[${index}]`, `${key} twice`);
    seen.add(key);
  }
  return { currency, warning, prices: prices as readonly Price[] };
}

const TEXTS = ["id", "item", "region", "currency", "unit", "asOf", "source"] as const;

function problemOf(row: Partial<Price> | null): string | undefined {
  const missing = TEXTS.find((field) => typeof row?.[field] !== "string" || row[field] === "");
  if (missing !== undefined) return `a row without ${missing}`;
  const { price, per, confidence } = row ?? {};
  if (typeof price !== "number" || !(price >= 0)) return `the price ${JSON.stringify(price)}`;
  if (typeof per !== "number" || !(per > 0)) return `a price per ${JSON.stringify(per)}`;
  const known = CONFIDENCES.some((each) => each === confidence);
  return known ? undefined : `the confidence ${JSON.stringify(confidence)}`;
}

/** @returns the text of a list's file: a row a line, so that a change is a line. */
export function writePriceList({ currency, warning, prices }: PriceList): string {
  const head = `  "currency": ${JSON.stringify(currency)},\n  "warning": ${JSON.stringify(warning)},`;
  const rows = prices.map((price) => `    ${JSON.stringify(price)}`).join(",\n");
  return `{\n${head}\n  "prices": [\n${rows}\n  ]\n}\n`;
}
