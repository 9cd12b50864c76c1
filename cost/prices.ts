/**
 * The price list: stored copies of list prices, each with region, date, source and confidence.
 *
 * A price of one region says nothing of another: where a region has none, its meter is unpriced.
 */
import { CostError } from "./cost-error";
import priceList from "./price-list.json";

/** One row of the price list. */
export interface Price {
  /** Such as `sql.dtu.s0`. */
  readonly id: string;
  readonly item: string;
  /** What the price is for, such as `USD/GB-month`. */
  readonly unit: string;
  /** In US dollars, list price without discount. */
  readonly price_usd: number;
  /** The region it was read for; `azure` and `global` hold everywhere. */
  readonly region: string;
  /** The day of the source, `yyyy-MM-dd`; where it has none, what is known instead. */
  readonly as_of: string;
  readonly source_url: string;
  readonly confidence: string;
  readonly note?: string;
}

/** The currency of all prices. */
export const CURRENCY = "USD";

const PRICES: ReadonlyMap<string, Price> = new Map(
  priceList.prices.map((price): [string, Price] => [price.id, price]),
);

/** @throws CostError `COST_UNKNOWN_PRICE` for an id that the list does not have */
export function priceOf(id: string): Price {
  const price = PRICES.get(id);
  if (price === undefined) {
    throw new CostError("COST_UNKNOWN_PRICE", id);
  }
  return price;
}

/** @returns whether a price was read for a region. */
export function holdsIn(price: Price, region: string): boolean {
  return price.region === region || price.region === "azure" || price.region === "global";
}
