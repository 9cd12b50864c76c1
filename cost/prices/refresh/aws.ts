/**
 * Prices of AWS, read from its public price list files: an index of regions, then the region's file.
 *
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html
 */
import { CostError } from "../../cost-error";
import type { Price } from "../price";
import { ask, fieldOf, recordAt } from "./ask";
import type { NewPrice, PriceSource } from "./refresh";

/** Where the files are. */
export const AWS_PRICES = "https://pricing.us-east-1.amazonaws.com";

/** In which file a price is, and by what its product's usage type is known. */
const OFFERS: Readonly<Record<string, { readonly offer: string; readonly usage: RegExp }>> = {
  "aws.forecast.import": { offer: "AmazonForecast", usage: /DataInject|DataIngest|Import/i },
  "aws.forecast.training": { offer: "AmazonForecast", usage: /Train/i },
  "aws.forecast.explainability": { offer: "AmazonForecast", usage: /Expla/i },
};

interface PriceFile {
  readonly address: string;
  readonly document: unknown;
}

/** The price list files as a source of prices. @param base - their address */
export function awsSource(base: string = AWS_PRICES): PriceSource {
  const files = new Map<string, Promise<PriceFile | undefined>>();
  return {
    name: "AWS price list",
    knows: ({ id }) => Object.hasOwn(OFFERS, id),
    read: async (price, currency) => {
      const offer = OFFERS[price.id];
      if (offer === undefined) return undefined;
      const key = `${offer.offer} ${price.region}`;
      const file = files.get(key) ?? fileOf(base, offer.offer, price.region);
      files.set(key, file);
      const found = await file;
      return found === undefined ? undefined : newPrice(found, price, offer.usage, currency);
    },
  };
}

async function fileOf(base: string, offer: string, region: string): Promise<PriceFile | undefined> {
  const index = `${base}/offers/v1.0/aws/${offer}/current/region_index.json`;
  const regions = recordAt(await ask(index), index, "regions");
  const path = fieldOf(regions[region], "currentVersionUrl");
  if (path === undefined) return undefined;
  if (typeof path !== "string")
    throw new CostError("COST_PRICE_API", index, "no currentVersionUrl");
  const address = `${base}${path}`;
  return { address, document: await ask(address) };
}

/** The one product whose usage type fits; of its tiers the first. */
function newPrice(
  { address, document }: PriceFile,
  { per }: Price,
  usage: RegExp,
  currency: string,
): NewPrice | undefined {
  const products = Object.entries(recordAt(document, address, "products"));
  const terms = recordAt(document, address, "terms", "OnDemand");
  const fitting = products.filter(([, product]) =>
    usage.test(String(fieldOf(product, "attributes", "usagetype"))),
  );
  const dimensions = fitting.flatMap(([sku]) => dimensionsOf(terms[sku]));
  const [first] = dimensions.filter((each) => (fieldOf(each, "beginRange") ?? "0") === "0");
  if (first === undefined) return undefined;
  const price = fieldOf(first, "pricePerUnit", currency);
  if (price === undefined) {
    const got = Object.keys(recordAt(first, address, "pricePerUnit")).join(", ");
    throw new CostError("COST_PRICE_CURRENCY", address, `${got} instead of ${currency}`);
  }
  const since = String(fieldOf(document, "publicationDate")).slice(0, 10);
  return {
    price: Number((Number(price) * per).toPrecision(12)),
    source: address,
    note: `${String(fieldOf(first, "description"))}, published ${since}`,
  };
}

function dimensionsOf(offers: unknown): readonly unknown[] {
  return Object.values((offers ?? {}) as Readonly<Record<string, unknown>>).flatMap((offer) =>
    Object.values((fieldOf(offer, "priceDimensions") ?? {}) as Readonly<Record<string, unknown>>),
  );
}
