/** Prices of Azure, read from its retail price API: public, without a key, a hundred rows a page. */
import { CostError } from "../../cost-error";
import type { Price } from "../price";
import { ask, fieldOf } from "./ask";
import { type RetailItem, retailMeter } from "./azure-meters";
import type { NewPrice, PriceSource } from "./refresh";

/** Pages of one answer; a filter that brings more is not the one that was meant. */
const MOST_PAGES = 50;

/** Where the API is. */
export const AZURE_PRICES = "https://prices.azure.com/api/retail/prices";

const DAYS_PER_MONTH = 365 / 12;

/** The retail price API as a source of prices. @param base - its address */
export function azureSource(base: string = AZURE_PRICES): PriceSource {
  const answers = new Map<string, Promise<readonly RetailItem[]>>();
  return {
    name: "Azure retail price API",
    knows: (price) => !price.id.startsWith("aws.") && retailMeter(price.id) !== undefined,
    read: async (price, currency) => {
      const meter = retailMeter(price.id);
      if (meter === undefined) return undefined;
      const filter = `${meter.filter} and armRegionName eq '${price.region}' and priceType eq 'Consumption'`;
      const address = `${base}?currencyCode='${currency}'&$filter=${encodeURIComponent(filter)}`;
      const answer = answers.get(address) ?? itemsAt(address, currency);
      answers.set(address, answer);
      const items = (await answer).filter(
        (item) => item.armRegionName === price.region && meter.picks(item),
      );
      return newPrice(items, price, base);
    },
  };
}

/** All rows of an answer, page by page. */
async function itemsAt(address: string, currency: string): Promise<readonly RetailItem[]> {
  const items: RetailItem[] = [];
  let next: string | undefined = address;
  for (let page = 0; next !== undefined; page++) {
    if (page === MOST_PAGES) throw new CostError("COST_PRICE_API", address, `${page} pages`);
    const document: unknown = await ask(next);
    const rows = fieldOf(document, "Items");
    if (!Array.isArray(rows)) throw new CostError("COST_PRICE_API", next, "no Items");
    items.push(...rows.map((row: unknown) => itemOf(row, address, currency)));
    const link: unknown = fieldOf(document, "NextPageLink");
    next = typeof link === "string" && link !== "" ? link : undefined;
  }
  return items;
}

function itemOf(row: unknown, address: string, currency: string): RetailItem {
  const item = row as RetailItem;
  const texts = [item.meterName, item.productName, item.skuName, item.unitOfMeasure];
  if (texts.some((text) => typeof text !== "string") || typeof item.retailPrice !== "number") {
    throw new CostError("COST_PRICE_API", address, JSON.stringify(row));
  }
  if (item.currencyCode !== currency) {
    throw new CostError(
      "COST_PRICE_CURRENCY",
      address,
      `${item.currencyCode} instead of ${currency}`,
    );
  }
  return item;
}

/** Of several rows the one that holds from the first unit, and since the latest day. */
function newPrice(
  items: readonly RetailItem[],
  { per, unit }: Price,
  source: string,
): NewPrice | undefined {
  const [item] = items
    .filter(({ retailPrice, tierMinimumUnits }) => retailPrice > 0 && tierMinimumUnits === 0)
    .sort((a, b) => (a.effectiveStartDate < b.effectiveStartDate ? 1 : -1));
  const factor = item === undefined ? undefined : factorOf(item.unitOfMeasure, per, unit);
  if (item === undefined || factor === undefined) return undefined;
  const price = Number((item.retailPrice * factor).toPrecision(12));
  return {
    price,
    source,
    note: `${item.meterName}, since ${item.effectiveStartDate.slice(0, 10)}`,
  };
}

/** How many of the API's units the list's price is for; undefined where the two do not fit. */
function factorOf(unitOfMeasure: string, per: number, unit: string): number | undefined {
  const [, count = "", thousand, each = ""] =
    /^(\d+)(K|M)?(?:\s*\/?\s*(.*))?$/.exec(unitOfMeasure) ?? [];
  if (count === "") return undefined;
  const units = Number(count) * ({ K: 1000, M: 1_000_000 }[thousand ?? ""] ?? 1);
  const isDaily = each === "Day";
  if (isDaily && unit !== "month") return undefined;
  return (per / units) * (isDaily ? DAYS_PER_MONTH : 1);
}
