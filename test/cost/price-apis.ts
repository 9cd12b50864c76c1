// The two price APIs as an HTTP server on this machine, with answers in their real form: pages of a few
// rows and a link to the next one in Azure, an index of regions and a file of products in AWS.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** One row of Azure's answer; what is not given is as the API fills it. */
export interface RetailRow {
  readonly serviceName: string;
  readonly armRegionName: string;
  readonly meterName: string;
  readonly productName: string;
  readonly skuName: string;
  readonly retailPrice: number;
  readonly unitOfMeasure: string;
  readonly armSkuName?: string;
  readonly currencyCode?: string;
  readonly effectiveStartDate?: string;
  readonly tierMinimumUnits?: number;
}

/** What the stand-in holds, and how it behaves. */
export interface PriceApis {
  readonly rows: readonly RetailRow[];
  /** USD by usage type, in the price list file of Amazon Forecast in us-east-1. */
  readonly forecast?: Readonly<Record<string, { readonly price: string; readonly unit: string }>>;
  /** Answers everything with this instead. */
  readonly broken?: { readonly status: number; readonly body: string };
  /** Of the AWS file. @default "USD" */
  readonly awsCurrency?: string;
}

const PAGE = 2;

/** A running stand-in. */
export interface RunningApis {
  readonly azure: string;
  readonly aws: string;
  /** What was asked for, in order. */
  readonly asked: readonly URL[];
  close(): Promise<void>;
}

/** Starts a stand-in on a free port. */
export async function startPriceApis(apis: PriceApis): Promise<RunningApis> {
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", base(server));
    asked.push(url);
    const { status, body } = apis.broken ?? answer(apis, url, base(server));
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    azure: `${base(server)}/api/retail/prices`,
    aws: base(server),
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function base(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function answer(apis: PriceApis, url: URL, own: string): { status: number; body: string } {
  const document = url.pathname.startsWith("/offers/")
    ? awsDocument(apis, url.pathname)
    : azurePage(apis, url, own);
  return document === undefined
    ? { status: 404, body: '{"message":"not found"}' }
    : { status: 200, body: JSON.stringify(document) };
}

/** The conditions of the API that the platform uses: `field eq 'value'` and `contains(field, 'part')`. */
function fits(row: RetailRow, filter: string): boolean {
  const fields: Readonly<Record<string, unknown>> = { ...row, priceType: "Consumption" };
  return filter.split(" and ").every((condition) => {
    const [, equal, value] = /^(\w+) eq '([^']*)'$/.exec(condition) ?? [];
    if (equal !== undefined) return fields[equal] === value;
    const [, within = "", part = ""] = /^contains\((\w+), '([^']*)'\)$/.exec(condition) ?? [];
    if (within === "") throw new Error(`the API does not know the condition ${condition}`);
    return String(fields[within]).includes(part);
  });
}

function azurePage({ rows }: PriceApis, url: URL, own: string): unknown {
  const filter = url.searchParams.get("$filter") ?? "";
  const skip = Number(url.searchParams.get("$skip") ?? 0);
  const found = rows.filter((row) => fits(row, filter));
  const next = new URL(`${own}${url.pathname}${url.search}`);
  next.searchParams.set("$skip", String(skip + PAGE));
  const items = found.slice(skip, skip + PAGE).map((row) => ({
    currencyCode: "USD",
    tierMinimumUnits: 0,
    unitPrice: row.retailPrice,
    location: "US East",
    effectiveStartDate: "2026-01-01T00:00:00Z",
    meterId: "00000000-0000-0000-0000-000000000000",
    type: "Consumption",
    isPrimaryMeterRegion: true,
    ...row,
  }));
  return {
    BillingCurrency: "USD",
    CustomerEntityId: "Default",
    CustomerEntityType: "Retail",
    Items: items,
    NextPageLink: skip + PAGE < found.length ? next.toString() : null,
    Count: items.length,
  };
}

const VERSION = "/offers/v1.0/aws/AmazonForecast/20260101000000/us-east-1/index.json";

function awsDocument({ awsCurrency = "USD", forecast = {} }: PriceApis, path: string): unknown {
  if (path === "/offers/v1.0/aws/AmazonForecast/current/region_index.json") {
    return {
      formatVersion: "v1.0",
      regions: { "us-east-1": { regionCode: "us-east-1", currentVersionUrl: VERSION } },
    };
  }
  if (path !== VERSION) return undefined;
  const rows = Object.entries(forecast).map(([usagetype, row], index) => ({
    ...row,
    usagetype,
    sku: `SKU${index}`,
  }));
  return {
    formatVersion: "v1.0",
    offerCode: "AmazonForecast",
    publicationDate: "2026-01-02T00:00:00Z",
    products: Object.fromEntries(
      rows.map(({ sku, usagetype }) => [
        sku,
        {
          sku,
          productFamily: "Amazon Forecast",
          attributes: { usagetype, regionCode: "us-east-1" },
        },
      ]),
    ),
    terms: {
      OnDemand: Object.fromEntries(
        rows.map(({ sku, price, unit }) => [
          sku,
          {
            [`${sku}.JRTCKXETXF`]: {
              sku,
              priceDimensions: {
                [`${sku}.JRTCKXETXF.6YS6EN2CT7`]: {
                  unit,
                  beginRange: "0",
                  endRange: "Inf",
                  description: `${price} per ${unit}`,
                  pricePerUnit: { [awsCurrency]: price },
                },
              },
            },
          },
        ]),
      ),
    },
  };
}
