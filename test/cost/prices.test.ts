// Proves: the price list is complete and dated, and what is found in it: the price of a region, or the
// nearest known one by name. Does not prove that a price is the one that is asked today.

import { CostError } from "../../cost/cost-error";
import priceList from "../../cost/price-list.json";
import { type Price, readPriceList, writePriceList } from "../../cost/prices/price";
import { holdsIn, PRICES, PriceBook } from "../../cost/prices/price-book";
import { NODE_DBUS, nearestNode, PHOTON_MULTIPLIER } from "../../cost/prices/quantities";
import { sourceText } from "../project/sources";

const prices = priceList.prices.map((price) => [`${price.id} of ${price.region}`, price] as const);
const EAST_US = { azure: "eastus", aws: "us-east-1" };

const row: Price = {
  id: "sql.dtu.s0",
  item: "SQL",
  region: "eastus",
  price: 14.72,
  currency: "USD",
  per: 1,
  unit: "month",
  asOf: "2026-01-01",
  source: "https://example.com",
  confidence: "high",
};

function bookOf(...rows: readonly Partial<Price>[]): PriceBook {
  const complete = rows.map((each) => ({ ...row, ...each }));
  return new PriceBook({ currency: "USD", warning: "", prices: complete });
}

describe("the price list", () => {
  it("is in one currency, and has each id once for a region", () => {
    expect(new Set(prices.map(([, { currency }]) => currency))).toStrictEqual(new Set(["USD"]));
    expect(priceList.currency).toBe("USD");
    expect(new Set(prices.map(([key]) => key)).size).toBe(prices.length);
  });

  it.each(prices)("says of %s what, where, when, whence and how sure", (_, price) => {
    expect(price.price).toBeGreaterThanOrEqual(0);
    expect(price.region).toMatch(/^(?:azure|global|n\/a|[a-z]+[0-9]?|[a-z]{2}-[a-z]+-[0-9])$/);
    expect(price.source).toMatch(/^https:\/\/[^\s]+$/);
    // What has no day of its own says so, and is then not of high confidence.
    const dated = /^\d{4}-\d\d-\d\d$/.test(price.asOf);
    expect(dated || price.confidence !== "high").toBe(true);
  });

  it("is written as it was read, a row a line", () => {
    const text = sourceText("cost/price-list.json");

    expect(writePriceList(readPriceList(JSON.parse(text), "list"))).toBe(text);
    expect(text.split("\n").length).toBeGreaterThan(prices.length);
  });

  it.each<[string, unknown, string]>([
    ["no document", null, "no currency"],
    ["no currency", { prices: [] }, "no currency"],
    ["a row without a source", { currency: "USD", prices: [{ ...row, source: "" }] }, "source"],
    ["a row that is nothing", { currency: "USD", prices: [null] }, "id"],
    ["a negative price", { currency: "USD", prices: [{ ...row, price: -1 }] }, "-1"],
    ["a price for nothing", { currency: "USD", prices: [{ ...row, per: 0 }] }, "per 0"],
    ["a guess", { currency: "USD", prices: [{ ...row, confidence: "sure" }] }, '"sure"'],
    ["a row twice", { currency: "USD", prices: [row, row] }, "sql.dtu.s0 of eastus twice"],
  ])("rejects %s", (_, document, detail) => {
    const read = () => readPriceList(document, "list.json");

    expect(read).toThrow(CostError);
    expect(read).toThrow(/^\[COST_PRICE_LIST\] list\.json.*; give each row/);
    expect(read).toThrow(detail);
  });
});

describe("a price", () => {
  it("holds in its own region, and one of all regions everywhere", () => {
    expect(holdsIn(row, "eastus")).toBe(true);
    expect(holdsIn(row, "eastus2")).toBe(false);
    expect(holdsIn({ ...row, region: "azure" }, "eastus2")).toBe(true);
    expect(holdsIn({ ...row, region: "global" }, "eastus2")).toBe(true);
    expect(holdsIn({ ...row, region: "n/a" }, "eastus2")).toBe(false);
  });

  it("of AWS is looked up in the region of AWS", () => {
    expect(PRICES.find("aws.forecast.training", EAST_US)).toMatchObject({ kind: "priced" });
    expect(PRICES.find("aws.forecast.training", { azure: "us-east-1" })).toMatchObject({
      kind: "unpriced",
      reason: expect.stringContaining("no price for no region"),
    });
  });

  it.each([
    ["eastus2", "eastus"],
    ["koreasouth", "koreacentral"],
    ["northeurope", "eastus"],
    ["westus3", "westus2"],
  ])("that a region %s lacks is told as %s has it", (region, nearest) => {
    const found = PRICES.find("vm.ondemand.Standard_D4ds_v5", { azure: region });

    expect(found).toMatchObject({
      kind: "unpriced",
      reason: expect.stringMatching(
        new RegExp(`^no price for ${region} \\(nearest known: ${nearest}, [0-9.]+ USD per VM-hour`),
      ),
      nearest: expect.objectContaining({ region: nearest }),
    });
  });

  it("of an unknown VM size is told as its nearest relative has it, in the same region", () => {
    expect(PRICES.find("vm.ondemand.Standard_D4ds_v9", EAST_US)).toMatchObject({
      kind: "unpriced",
      reason:
        "no price for eastus (nearest known: vm.ondemand.Standard_D4ds_v5 of eastus, 0.226 USD per VM-hour)",
    });
  });

  it("of a kind that the list does not know has no relative", () => {
    expect(PRICES.find("quantum.computer", EAST_US)).toStrictEqual({
      kind: "unpriced",
      reason: "no price for eastus",
    });
  });

  it("in another currency is named, and never added to the others", () => {
    const book = bookOf({ currency: "EUR" }, { region: "westus" });

    expect(book.find(row.id, EAST_US)).toStrictEqual({
      kind: "unpriced",
      reason: "its price is in EUR, the others are in USD",
    });
    expect(book.find(row.id, { azure: "eastus2" })).toMatchObject({
      nearest: { region: "westus", currency: "USD" },
    });
  });
});

describe("quantities", () => {
  it("hold the DBU of the platform's own nodes, and what Photon does to them", () => {
    expect(NODE_DBUS.get("Standard_D4ds_v5")).toBe(1);
    expect(NODE_DBUS.get("Standard_E4ds_v5")).toBe(1.5);
    expect(PHOTON_MULTIPLIER).toStrictEqual({ jobs: 2.5, all_purpose: 2 });
  });

  it("name the nearest node to one that nobody knows", () => {
    expect(nearestNode("Standard_D4ds_v9")).toBe("Standard_D4ds_v4, 0.75 DBU an hour");
  });
});
