// Proves: what a graph costs a month by the stored price list, and that no resource of the platform
// is left out. Does not prove that a price is the one that Azure asks today, nor what a run costs.

import { join } from "node:path";
import { loadSettings } from "../../config/read";
import { CostError } from "../../cost/cost-error";
import { type Meter, metersOf } from "../../cost/meters";
import priceList from "../../cost/price-list.json";
import { CURRENCY, holdsIn, priceOf } from "../../cost/prices";
import { standingCost } from "../../cost/standing";
import type { Graph, ResourceNode } from "../../graph/graph";
import { recordGraph } from "../../graph/recorder";
import { platform } from "../../stacks/platform";
import { graphOf, nodeOf } from "./hand-made";

const ROOT = join(__dirname, "..", "..");
const ENVIRONMENTS = ["dev", "staging", "prod"] as const;

const DATABASE = "azure-native:sql:Database";
const WORKSPACE = "azure-native:databricks:Workspace";

function database(tier: string): ResourceNode {
  return nodeOf(DATABASE, "run-log", { inputs: { sku: { name: tier } } });
}

function workspace(noPublicIp: boolean): ResourceNode {
  return nodeOf(WORKSPACE, "databricks", {
    inputs: { parameters: { enableNoPublicIp: { value: noPublicIp } } },
  });
}

async function record(stack: string): Promise<Graph> {
  const { settings, config } = loadSettings(ROOT, stack);
  return recordGraph(() => platform(settings), { project: "forecast-platform", stack, config });
}

describe("the standing cost", () => {
  it("is nothing for an empty graph", () => {
    expect(standingCost(graphOf(), "eastus")).toStrictEqual({
      lines: [],
      unpriced: [],
      monthly: 0,
    });
  });

  it.each([
    ["Basic", "sql.dtu.basic", 4.9],
    ["S0", "sql.dtu.s0", 14.72],
    ["S1", "sql.dtu.s1", 29.43],
  ])("of a database of tier %s in eastus is that of %s: %d", (tier, priceId, monthly) => {
    const { lines, unpriced, ...total } = standingCost(graphOf(database(tier)), "eastus");

    expect(lines).toStrictEqual([
      {
        urn: `urn:pulumi:dev::forecast-platform::${DATABASE}::run-log`,
        name: "run-log",
        item: `SQL database, ${tier}`,
        monthly,
        priceId,
      },
    ]);
    expect(unpriced).toStrictEqual([]);
    expect(total).toStrictEqual({ monthly });
  });

  it("lists what has no price in the region, with the price that is known elsewhere", () => {
    const { lines, unpriced, monthly } = standingCost(graphOf(database("S0")), "koreacentral");

    expect(lines).toStrictEqual([]);
    expect(monthly).toBe(0);
    expect(unpriced).toStrictEqual([
      {
        urn: `urn:pulumi:dev::forecast-platform::${DATABASE}::run-log`,
        name: "run-log",
        item: "SQL database, S0",
        reason: "no price for koreacentral (eastus has 14.72 USD/month(730h))",
      },
    ]);
  });

  it.each([
    ["P1", 'no price for the tier "P1"'],
    ["s0", 'no price for the tier "s0"'],
    ["S01", 'no price for the tier "S01"'],
  ])("lists a database of tier %s, which has no price", (tier, reason) => {
    const { unpriced } = standingCost(graphOf(database(tier)), "eastus");

    expect(unpriced).toMatchObject([{ item: "SQL database", reason }]);
  });

  it("holds a NAT gateway and its address where cluster nodes have no public one", () => {
    const { lines, monthly } = standingCost(graphOf(workspace(true)), "westeurope");

    expect(lines.map(({ item, priceId, monthly: each }) => [item, priceId, each])).toStrictEqual([
      ["NAT gateway", "network.nat_gateway.hour", 0.045 * 730],
      ["public IP address", "network.public_ip", 3.65],
    ]);
    expect(monthly).toBe(36.5);
  });

  it.each([
    ["public addresses", workspace(false)],
    ["no word on addresses", nodeOf(WORKSPACE, "databricks")],
    [
      "an unknown value",
      nodeOf(WORKSPACE, "databricks", {
        inputs: { parameters: { enableNoPublicIp: { $unknown: true } } },
      }),
    ],
  ])("holds no NAT gateway for a workspace with %s", (_, resource) => {
    expect(standingCost(graphOf(resource), "westeurope")).toStrictEqual({
      lines: [],
      unpriced: [],
      monthly: 0,
    });
  });

  it("lists a NAT gateway whose price is known for another region only", () => {
    const { lines, unpriced } = standingCost(graphOf(workspace(true)), "eastus");

    expect(lines).toStrictEqual([]);
    expect(unpriced.map(({ item, reason }) => [item, reason])).toStrictEqual([
      ["NAT gateway", "no price for eastus (westeurope has 0.045 USD/hour)"],
      ["public IP address", "no price for eastus (westeurope has 3.65 USD/month)"],
    ]);
  });

  it("lists a type that nobody has priced, and never takes it for free", () => {
    const node = nodeOf("azure-native:network:NatGateway", "gateway");
    const { lines, unpriced } = standingCost(graphOf(node), "eastus");

    expect(lines).toStrictEqual([]);
    expect(unpriced).toMatchObject([
      { item: "azure-native:network:NatGateway", reason: "nobody has priced this type yet" },
    ]);
  });

  it("is nothing for a component, whatever its type", () => {
    const component = nodeOf("forecast-platform:sql:RunLogDatabase", "run-log");

    expect(metersOf(component)).toStrictEqual([]);
  });

  it("is the sum of its lines to the cent, in the order of the graph", () => {
    const resources = [database("S1"), database("S0"), database("Basic"), database("S0")];
    const { lines, monthly } = standingCost(graphOf(...resources), "eastus");

    expect(lines.map((line) => line.monthly)).toStrictEqual([29.43, 14.72, 4.9, 14.72]);
    expect(monthly).toBe(63.77);
  });
});

describe("the platform's resources", () => {
  const graphs = new Map<string, Graph>();

  beforeAll(async () => {
    for (const stack of ENVIRONMENTS) {
      graphs.set(stack, await record(stack));
    }
  });

  function recorded(stack: string): Graph {
    return graphs.get(stack) ?? graphOf();
  }

  it.each(ENVIRONMENTS)("have a meter, a price or a zero for every type in %s", (stack) => {
    const { resources } = recorded(stack);
    const without = resources.filter((resource) => metersOf(resource) === undefined);

    expect(resources.length).toBeGreaterThan(50);
    expect([...new Set(without.map(({ type }) => type))]).toStrictEqual([]);
  });

  it.each(ENVIRONMENTS)("name only prices that the list has, in %s", (stack) => {
    const meters: readonly Meter[] = recorded(stack).resources.flatMap(
      (resource) => metersOf(resource) ?? [],
    );
    const ids = meters.flatMap((meter) => (meter.kind === "standing" ? [meter.priceId] : []));

    expect(ids).toContain("sql.dtu.s0");
    for (const id of ids) {
      expect(priceOf(id).id).toBe(id);
    }
  });

  it.each([
    ["dev", 15.22, []],
    ["staging", 15.22, ["NAT gateway", "public IP address"]],
    ["prod", 15.22, ["NAT gateway", "public IP address"]],
  ])("stand for %s at %d USD a month, without a price for %j", (stack, monthly, items) => {
    const cost = standingCost(recorded(stack), "eastus");
    const withoutPrice = cost.unpriced.filter(({ reason }) => reason.startsWith("no price"));

    expect(cost.monthly).toBe(monthly);
    expect(withoutPrice.map(({ item }) => item)).toStrictEqual(items);
  });
});

describe("the price list", () => {
  const prices = priceList.prices.map((price) => [price.id, price] as const);

  it("is in one currency, and has each id once", () => {
    const ids = prices.map(([id]) => id);

    expect(priceList.currency).toBe(CURRENCY);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(prices)("says of %s what, where, when, whence and how sure", (_, price) => {
    expect(price.item).not.toBe("");
    expect(price.unit).not.toBe("");
    expect(price.price_usd).toBeGreaterThanOrEqual(0);
    expect(price.region).toMatch(/^(?:azure|global|n\/a|[a-z]+[0-9]?|[a-z]{2}-[a-z]+-[0-9])$/);
    expect(price.source_url).toMatch(/^https:\/\/[^\s]+$/);
    expect(["high", "medium", "low"]).toContain(price.confidence);
    // What has no day of its own says so, and is then not of high confidence.
    const dated = /^\d{4}-\d\d-\d\d$/.test(price.as_of);
    expect(dated || (price.as_of !== "" && price.confidence !== "high")).toBe(true);
  });

  it("holds a price in its own region, and one of all regions everywhere", () => {
    const price = priceOf("sql.dtu.s0");

    expect(holdsIn(price, "eastus")).toBe(true);
    expect(holdsIn(price, "eastus2")).toBe(false);
    expect(holdsIn({ ...price, region: "azure" }, "eastus2")).toBe(true);
    expect(holdsIn({ ...price, region: "global" }, "eastus2")).toBe(true);
    expect(holdsIn({ ...price, region: "n/a" }, "eastus2")).toBe(false);
  });

  it.each(["sql.dtu.s9", "", "__proto__"])("rejects the unknown price %j by its code", (id) => {
    const error = errorOf(() => priceOf(id));

    expect(error).toBeInstanceOf(CostError);
    expect(error).toMatchObject({ code: "COST_UNKNOWN_PRICE", path: id });
    expect(String(error)).toMatch(/\[COST_UNKNOWN_PRICE\] .*; use an id of cost\/price-list\.json/);
  });
});

function errorOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error("expected an error, and nothing was thrown");
}
