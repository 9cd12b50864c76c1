// Proves: how new prices are read from answers in the form of the two price APIs, and what becomes of a
// list. Does not prove that the APIs still answer in that form, nor what they call a meter.

import type { Price, PriceList } from "../../cost/prices/price";
import { awsSource } from "../../cost/prices/refresh/aws";
import { azureSource } from "../../cost/prices/refresh/azure";
import { type Refreshed, refreshPrices } from "../../cost/prices/refresh/refresh";
import { type PriceApis, type RetailRow, type RunningApis, startPriceApis } from "./price-apis";

const TODAY = "2026-11-25";

function price(id: string, more: Partial<Price> = {}): Price {
  return {
    id,
    item: id,
    region: "eastus",
    price: 1,
    currency: "USD",
    per: 1,
    unit: "hour",
    asOf: "2024-07-01",
    source: "https://example.com/old",
    confidence: "medium",
    note: "old",
    ...more,
  };
}

const VM = { serviceName: "Virtual Machines", armRegionName: "eastus", unitOfMeasure: "1 Hour" };
const D4 = { ...VM, armSkuName: "Standard_D4ds_v5", meterName: "D4ds v5" };
const LINUX = "Virtual Machines Ddsv5 Series";

/** As the API has them: several rows of one size, of which one is meant. */
const ROWS: readonly RetailRow[] = [
  { ...D4, productName: `${LINUX} Windows`, skuName: "D4ds v5", retailPrice: 0.41 },
  { ...D4, productName: LINUX, skuName: "D4ds v5 Low Priority", retailPrice: 0.045 },
  { ...D4, productName: LINUX, skuName: "D4ds v5 Spot", retailPrice: 0.06 },
  { ...D4, productName: LINUX, skuName: "D4ds v5", retailPrice: 0.23 },
  {
    serviceName: "Azure Databricks",
    armRegionName: "eastus",
    meterName: "Premium Jobs Compute DBU",
    productName: "Azure Databricks",
    skuName: "Premium Jobs Compute",
    retailPrice: 0.3,
    unitOfMeasure: "1 Hour",
  },
  {
    serviceName: "Azure Data Factory v2",
    armRegionName: "eastus",
    meterName: "Cloud Orchestration Activity Run",
    productName: "Azure Data Factory v2",
    skuName: "Cloud",
    retailPrice: 1,
    unitOfMeasure: "1K",
  },
  {
    serviceName: "SQL Database",
    armRegionName: "eastus",
    meterName: "S0 DTUs",
    productName: "SQL Database Single Standard",
    skuName: "S0",
    retailPrice: 0.4839,
    unitOfMeasure: "1/Day",
  },
];

let apis: RunningApis | undefined;
afterEach(() => apis?.close());

async function refresh(
  prices: readonly Price[],
  given: Partial<PriceApis> = {},
): Promise<Refreshed> {
  apis = await startPriceApis({ rows: ROWS, ...given });
  const list: PriceList = { currency: "USD", warning: "", prices };
  return refreshPrices(list, [azureSource(apis.azure), awsSource(apis.aws)], TODAY);
}

describe("a refresh", () => {
  it.each([
    ["vm.ondemand.Standard_D4ds_v5", "VM-hour", 1, 0.23],
    ["vm.spot.Standard_D4ds_v5", "VM-hour", 1, 0.06],
    ["dbx.dbu.jobs", "DBU", 1, 0.3],
    ["adf.azure_ir.orchestration", "runs", 1000, 1],
    ["sql.dtu.s0", "month", 1, 14.7186],
  ])("reads %s for the unit of the list", async (id, unit, per, after) => {
    const { list, kept } = await refresh([price(id, { unit, per })]);

    expect(kept).toStrictEqual([]);
    expect(list.prices[0]?.price).toBeCloseTo(after, 4);
    expect(list.prices[0]).toMatchObject({
      id,
      asOf: TODAY,
      confidence: "high",
      source: expect.stringContaining("/api/retail/prices"),
      note: expect.stringMatching(/, since 2026-01-01$/),
    });
  });

  it("follows the pages to their end", async () => {
    await refresh([price("vm.ondemand.Standard_D4ds_v5")]);

    expect(apis?.asked.map(({ searchParams }) => searchParams.get("$skip"))).toStrictEqual([
      null,
      "2",
    ]);
  });

  it("asks once for what several prices are in", async () => {
    await refresh([price("vm.ondemand.Standard_D4ds_v5"), price("vm.spot.Standard_D4ds_v5")]);

    expect(apis?.asked).toHaveLength(2);
  });

  it("reads AWS by the region's own file", async () => {
    const training = price("aws.forecast.training", { region: "us-east-1", price: 0.24 });
    const { changed, list } = await refresh([training], {
      forecast: {
        "USE1-DataInjestion": { price: "0.0880000000", unit: "GB" },
        "USE1-TrainingHours": { price: "0.2500000000", unit: "Hours" },
      },
    });

    expect(changed).toStrictEqual([
      {
        id: "aws.forecast.training",
        region: "us-east-1",
        before: 0.24,
        after: 0.25,
        asOf: ["2024-07-01", TODAY],
      },
    ]);
    expect(list.prices[0]?.source).toMatch(
      /AmazonForecast\/20260101000000\/us-east-1\/index\.json$/,
    );
  });

  it("tells what changed, what did not, and what keeps its own day", async () => {
    const rows = [
      price("dbx.dbu.jobs", { price: 0.3 }),
      price("vm.spot.Standard_D4ds_v5", { price: 0.05 }),
      price("network.public_ip"),
      price("dbx.dbu.jobs", { region: "koreacentral" }),
    ];
    const { changed, confirmed, kept, list } = await refresh(rows);

    expect(changed.map(({ id, before, after }) => [id, before, after])).toStrictEqual([
      ["vm.spot.Standard_D4ds_v5", 0.05, 0.06],
    ]);
    expect(confirmed).toBe(1);
    expect(kept).toStrictEqual([
      { id: "network.public_ip", region: "eastus", asOf: "2024-07-01", why: "no source knows it" },
      {
        id: "dbx.dbu.jobs",
        region: "koreacentral",
        asOf: "2024-07-01",
        why: "Azure retail price API does not have it",
      },
    ]);
    expect(list.prices.map(({ asOf }) => asOf)).toStrictEqual([
      TODAY,
      TODAY,
      "2024-07-01",
      "2024-07-01",
    ]);
    expect(list.prices.slice(2)).toStrictEqual(rows.slice(2));
  });

  it("takes the first tier, the latest row, and never a price of nothing", async () => {
    const row = { ...D4, productName: LINUX, skuName: "D4ds v5" };
    const { list } = await refresh([price("vm.ondemand.Standard_D4ds_v5")], {
      rows: [
        { ...row, retailPrice: 0 },
        { ...row, retailPrice: 0.1, tierMinimumUnits: 100 },
        { ...row, retailPrice: 0.2, effectiveStartDate: "2024-01-01T00:00:00Z" },
        { ...row, retailPrice: 0.3, effectiveStartDate: "2025-01-01T00:00:00Z" },
      ],
    });

    expect(list.prices[0]?.price).toBe(0.3);
  });

  it("keeps a price whose unit is not the list's", async () => {
    const { kept } = await refresh([price("sql.dtu.s0", { unit: "hour" })]);

    expect(kept).toMatchObject([{ id: "sql.dtu.s0", why: expect.stringContaining("does not") }]);
  });

  const vm = [price("vm.ondemand.Standard_D4ds_v5")];
  const aws = [price("aws.forecast.training", { region: "us-east-1" })];
  const training = { "USE1-TrainingHours": { price: "0.2", unit: "Hours" } };
  it.each<[string, readonly Price[], Partial<PriceApis>, RegExp]>([
    [
      "another currency from Azure",
      vm,
      { rows: ROWS.map((row) => ({ ...row, currencyCode: "EUR" })) },
      /^\[COST_PRICE_CURRENCY\] .*got EUR instead of USD; /,
    ],
    [
      "another currency from AWS",
      aws,
      { awsCurrency: "CNY", forecast: training },
      /^\[COST_PRICE_CURRENCY\] .*got CNY instead of USD; /,
    ],
    [
      "an error",
      vm,
      { broken: { status: 429, body: "slow" } },
      /^\[COST_PRICE_API\] .*got 429 slow; /,
    ],
    ["a page", vm, { broken: { status: 200, body: "<html>" } }, /^\[COST_PRICE_API\] .*<html>/],
    [
      "no rows",
      vm,
      { broken: { status: 200, body: "{}" } },
      /^\[COST_PRICE_API\] .*got no Items; /,
    ],
    [
      "no regions",
      aws,
      { broken: { status: 200, body: "{}" } },
      /^\[COST_PRICE_API\] .*got no regions; /,
    ],
    [
      "rows of another form",
      vm,
      { broken: { status: 200, body: '{"Items":[{"meterName":"x"}]}' } },
      /^\[COST_PRICE_API\] .*meterName.*; /,
    ],
  ])("rejects %s as a whole", async (_, prices, given, message) => {
    await expect(refresh(prices, given)).rejects.toThrow(message);
  });

  it("rejects an endless answer", async () => {
    const row = { ...D4, productName: LINUX, skuName: "D4ds v5", retailPrice: 1 };
    const rows = Array.from({ length: 200 }, () => row);

    await expect(refresh(vm, { rows })).rejects.toThrow(/^\[COST_PRICE_API\] .*got 50 pages; /);
  });

  it("says that there is no network, and what is used instead", async () => {
    const { azure, close } = await startPriceApis({ rows: [] });
    await close();
    const list: PriceList = { currency: "USD", warning: "", prices: vm };

    await expect(refreshPrices(list, [azureSource(azure)], TODAY)).rejects.toThrow(
      /^\[COST_PRICE_OFFLINE\] .*got ECONNREFUSED; .*the stored prices are used$/,
    );
  });
});
