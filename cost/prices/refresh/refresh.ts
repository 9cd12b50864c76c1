/**
 * A price list with new prices, and what changed in it.
 *
 * A row that was read anew carries the day of reading; one that was not keeps its own and is told, so
 * that the days of a list are never mixed without a word. Nothing is written here.
 */
import type { Price, PriceList } from "../price";

/** What a source says of one price. */
export interface NewPrice {
  /** For the row's own `per` units. */
  readonly price: number;
  /** @format https URL */
  readonly source: string;
  readonly note: string;
}

/** Where prices come from. */
export interface PriceSource {
  readonly name: string;
  /** Whether the source may have the price. */
  readonly knows: (price: Price) => boolean;
  /** @returns undefined where the source does not have it after all */
  readonly read: (price: Price, currency: string) => Promise<NewPrice | undefined>;
}

/** A price that is another one now. */
export interface PriceChange {
  readonly id: string;
  readonly region: string;
  readonly before: number;
  readonly after: number;
  /** The days of the two. */
  readonly asOf: readonly [before: string, after: string];
}

/** A price that keeps its day. */
export interface KeptPrice {
  readonly id: string;
  readonly region: string;
  readonly asOf: string;
  readonly why: string;
}

/** What a refresh came to. */
export interface Refreshed {
  readonly list: PriceList;
  readonly changed: readonly PriceChange[];
  /** How many were read and are what they were. */
  readonly confirmed: number;
  readonly kept: readonly KeptPrice[];
}

/**
 * Reads every price that a source knows.
 *
 * @param today - the day of reading. @format yyyy-MM-dd
 * @throws CostError where a source cannot be reached or answers nonsense; then nothing has changed
 */
export async function refreshPrices(
  list: PriceList,
  sources: readonly PriceSource[],
  today: string,
): Promise<Refreshed> {
  const prices: Price[] = [];
  const changed: PriceChange[] = [];
  const kept: KeptPrice[] = [];
  let confirmed = 0;
  for (const row of list.prices) {
    const { id, region, asOf } = row;
    const source = sources.find((each) => each.knows(row));
    // One after the other: both APIs limit how often they are asked.
    const found = await source?.read(row, list.currency);
    if (found === undefined) {
      const why = source === undefined ? "no source knows it" : `${source.name} does not have it`;
      kept.push({ id, region, asOf, why });
      prices.push(row);
      continue;
    }
    prices.push({ ...row, ...found, asOf: today, confidence: "high" });
    if (found.price === row.price) confirmed += 1;
    else changed.push({ id, region, before: row.price, after: found.price, asOf: [asOf, today] });
  }
  return { list: { ...list, prices }, changed, confirmed, kept };
}
