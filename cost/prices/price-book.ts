/**
 * Looks prices up, by what is charged and where.
 *
 * A price of one region says nothing of another, and none is guessed: what has no price is told with
 * the nearest that is known, so that a person can judge what is missing from a total.
 */
import { closest } from "fastest-levenshtein";
import list from "../price-list.json";
import { type Price, type PriceList, readPriceList } from "./price";

/** Where things are charged: Azure and AWS name their regions differently. */
export interface Regions {
  /** Such as `eastus`. */
  readonly azure: string;
  /** Such as `us-east-1`. @default - none: nothing runs on AWS */
  readonly aws?: string;
}

/** What a look-up found: a price that holds, or why none does. */
export type Found =
  | { readonly kind: "priced"; readonly price: Price }
  | { readonly kind: "unpriced"; readonly reason: string; readonly nearest?: Price };

const EVERYWHERE: readonly string[] = ["azure", "global"];

/** The prices of one list. */
export class PriceBook {
  readonly currency: string;
  readonly prices: readonly Price[];
  readonly #byId = new Map<string, Price[]>();

  constructor({ currency, prices }: PriceList) {
    this.currency = currency;
    this.prices = prices;
    for (const price of prices) {
      const known = this.#byId.get(price.id);
      if (known === undefined) this.#byId.set(price.id, [price]);
      else known.push(price);
    }
  }

  /** @param id - a price's id, such as `vm.ondemand.Standard_D4ds_v5`; those of AWS begin with `aws.` */
  find(id: string, regions: Regions): Found {
    const region = (id.startsWith("aws.") ? regions.aws : regions.azure) ?? "no region";
    const rows = this.#byId.get(id) ?? [];
    const inCurrency = rows.filter(({ currency }) => currency === this.currency);
    const price = inCurrency.find((row) => holdsIn(row, region));
    if (price !== undefined) return { kind: "priced", price };
    const foreign = rows.find((row) => holdsIn(row, region));
    if (foreign !== undefined) {
      const reason = `its price is in ${foreign.currency}, the others are in ${this.currency}`;
      return { kind: "unpriced", reason };
    }
    const nearest = nearestRegion(inCurrency, region) ?? this.#nearestItem(id, region);
    if (nearest === undefined) return { kind: "unpriced", reason: `no price for ${region}` };
    const what = nearest.id === id ? "" : `${nearest.id} of `;
    const known = `nearest known: ${what}${nearest.region}, ${showPrice(nearest)}`;
    return { kind: "unpriced", reason: `no price for ${region} (${known})`, nearest };
  }

  // A sibling of the same family: a VM size that nobody priced has one with almost its name.
  #nearestItem(id: string, region: string): Price | undefined {
    const family = id.slice(0, id.lastIndexOf(".") + 1);
    const siblings = [...this.#byId.keys()].filter((other) => other.startsWith(family));
    const ofRegion = siblings.filter((other) =>
      this.#byId.get(other)?.some((row) => row.region === region),
    );
    const candidates = ofRegion.length > 0 ? ofRegion : siblings;
    if (candidates.length === 0) return undefined;
    const rows = this.#byId.get(closest(id, candidates)) ?? [];
    const own = rows.filter(({ currency }) => currency === this.currency);
    return own.find((row) => holdsIn(row, region)) ?? nearestRegion(own, region);
  }
}

/** The platform's own price list. */
export const PRICES = new PriceBook(readPriceList(list, "cost/price-list.json"));

/** @returns whether a price was read for a region. */
export function holdsIn(price: Price, region: string): boolean {
  return price.region === region || EVERYWHERE.includes(price.region);
}

/** A region of the same geography, by the nearest name; else the first that the list has. */
function nearestRegion(rows: readonly Price[], region: string): Price | undefined {
  const near = rows.filter((row) => geographyOf(row.region) === geographyOf(region));
  if (near.length === 0) return rows[0];
  const name = closest(
    region,
    near.map((row) => row.region),
  );
  return near.find((row) => row.region === name);
}

/** What is left of a region's name without directions and numbers: `us`, `korea`, `europe`. */
function geographyOf(region: string): string {
  return region.replaceAll(/north|south|east|west|central|[0-9-]/g, "");
}

/** A price in words: `14.72 USD per month`, `1 USD per 1000 runs`. */
function showPrice({ price, currency, per, unit }: Price): string {
  return `${price} ${currency} per ${per === 1 ? "" : `${per} `}${unit}`;
}
