// Proves: what a graph costs a month while nothing runs, by the stored price list, and that no resource
// of the platform is left out. Does not prove that a price is the one that Azure asks today.

import { usesOf } from "../../cost/meters/resources";
import { PRICES } from "../../cost/prices/price-book";
import { type StandingCost, standingCost } from "../../cost/standing";
import type { Graph, GraphInputs, ResourceNode } from "../../graph/graph";
import { recordEnvironment } from "../support/record";
import { graphOf, nodeOf } from "./hand-made";

// Recordings wait for each other, and a busy machine takes its time for them.
jest.setTimeout(120_000);

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

function pool(inputs: GraphInputs): ResourceNode {
  const given = { nodeTypeId: "Standard_D4ds_v5", ...inputs };
  return nodeOf("databricks:index/instancePool:InstancePool", "pool", { inputs: given });
}

function standing(graph: Graph, region: string): StandingCost {
  return standingCost(graph, { book: PRICES, regions: { azure: region, aws: "us-east-1" } });
}

describe("the standing cost", () => {
  it("is nothing for an empty graph", () => {
    expect(standing(graphOf(), "eastus")).toStrictEqual({
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
    const { lines, unpriced, ...total } = standing(graphOf(database(tier)), "eastus");

    expect(lines).toStrictEqual([
      {
        urn: `urn:pulumi:dev::forecast-platform::${DATABASE}::run-log`,
        name: "run-log",
        part: "sql",
        item: `SQL database, ${tier}`,
        priceId,
        quantity: 1,
        unit: "month",
        price: monthly,
        cost: monthly,
        asOf: expect.any(String),
      },
    ]);
    expect(unpriced).toStrictEqual([]);
    expect(total).toStrictEqual({ monthly });
  });

  it("lists what has no price in the region, with the price that is known elsewhere", () => {
    const { lines, unpriced, monthly } = standing(graphOf(database("S0")), "koreacentral");

    expect(lines).toStrictEqual([]);
    expect(monthly).toBe(0);
    expect(unpriced).toStrictEqual([
      {
        urn: `urn:pulumi:dev::forecast-platform::${DATABASE}::run-log`,
        name: "run-log",
        part: "sql",
        item: "SQL database, S0",
        reason: "no price for koreacentral (nearest known: eastus, 14.72 USD per month)",
        nearestCost: 14.72,
      },
    ]);
  });

  it.each([
    ["P1", 'no price for the tier "P1"'],
    ["s0", 'no price for the tier "s0"'],
    ["S01", 'no price for the tier "S01"'],
  ])("lists a database of tier %s, which has no price", (tier, reason) => {
    const { unpriced } = standing(graphOf(database(tier)), "eastus");

    expect(unpriced).toMatchObject([{ item: "SQL database", reason }]);
  });

  it("holds a NAT gateway and its address where cluster nodes have no public one", () => {
    const { lines, monthly } = standing(graphOf(workspace(true)), "westeurope");

    expect(lines.map(({ item, priceId, cost }) => [item, priceId, cost])).toStrictEqual([
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
    expect(standing(graphOf(resource), "westeurope")).toStrictEqual({
      lines: [],
      unpriced: [],
      monthly: 0,
    });
  });

  it("lists a NAT gateway whose price is known for another region only", () => {
    const { lines, unpriced } = standing(graphOf(workspace(true)), "eastus");

    expect(lines).toStrictEqual([]);
    expect(unpriced.map(({ item, reason }) => [item, reason])).toStrictEqual([
      ["NAT gateway", "no price for eastus (nearest known: westeurope, 0.045 USD per hour)"],
      ["public IP address", "no price for eastus (nearest known: westeurope, 3.65 USD per month)"],
    ]);
  });

  it.each([
    ["a NAT gateway", nodeOf("azure-native:network:NatGateway", "it"), "westeurope", 32.85],
    ["a public address", nodeOf("azure-native:network:PublicIPAddress", "it"), "westeurope", 3.65],
    ["a private endpoint", nodeOf("azure-native:network:PrivateEndpoint", "it"), "westus", 7.3],
    ["a pool with two idle nodes", pool({ minIdleInstances: 2 }), "eastus", 2 * 730 * 0.226],
    [
      "a pool with an idle spot node",
      pool({ minIdleInstances: 1, azureAttributes: { availability: "SPOT_AZURE" } }),
      "eastus",
      730 * 0.057133,
    ],
    ["a pool without idle nodes", pool({}), "eastus", 0],
    [
      "a serverless database that never sleeps",
      nodeOf(DATABASE, "it", { inputs: { sku: { name: "GP_S_Gen5_1" }, autoPauseDelay: -1 } }),
      "eastus",
      730 * 3600 * 0.7 * 0.000145,
    ],
    ["a serverless database", database("GP_S_Gen5_1"), "eastus", 0],
  ])("of %s is what it is used around the clock", (_, resource, region, cost) => {
    const { monthly, unpriced } = standing(graphOf(resource), region);

    expect(unpriced).toStrictEqual([]);
    expect(monthly).toBeCloseTo(cost, 2);
  });

  it("lists a type that nobody has priced, and never takes it for free", () => {
    const node = nodeOf("azure-native:network:VirtualNetworkGateway", "gateway");
    const { lines, unpriced } = standing(graphOf(node), "eastus");

    expect(lines).toStrictEqual([]);
    expect(unpriced).toMatchObject([
      {
        item: "azure-native:network:VirtualNetworkGateway",
        reason: "nobody has priced this type yet",
      },
    ]);
  });

  it("is nothing for a component, whatever its type", () => {
    const component = nodeOf("forecast-platform:sql:RunLogDatabase", "run-log");

    expect(usesOf(component)).toStrictEqual([]);
  });

  it("is the sum of its lines to the cent, in the order of the graph", () => {
    const resources = [database("S1"), database("S0"), database("Basic"), database("S0")];
    const { lines, monthly } = standing(graphOf(...resources), "eastus");

    expect(lines.map((line) => line.cost)).toStrictEqual([29.43, 14.72, 4.9, 14.72]);
    expect(monthly).toBe(63.77);
  });
});

describe("the platform's resources", () => {
  const graphs = new Map<string, Graph>();

  beforeAll(async () => {
    for (const stack of ENVIRONMENTS) {
      graphs.set(stack, await recordEnvironment(stack));
    }
  });

  function recorded(stack: string): Graph {
    return graphs.get(stack) ?? graphOf();
  }

  it.each(ENVIRONMENTS)("have a meter, a price or a zero for every type in %s", (stack) => {
    const { resources } = recorded(stack);
    const without = resources.filter((resource) => usesOf(resource) === undefined);

    expect(resources.length).toBeGreaterThan(50);
    expect([...new Set(without.map(({ type }) => type))]).toStrictEqual([]);
  });

  it.each(ENVIRONMENTS)("name only prices that the list has, in %s", (stack) => {
    const uses = recorded(stack).resources.flatMap((resource) => usesOf(resource) ?? []);
    const ids = uses.flatMap((use) => ("priceId" in use ? [use.priceId] : []));

    expect(ids).toContain("sql.dtu.s0");
    expect(ids.filter((id) => !PRICES.prices.some((price) => price.id === id))).toStrictEqual([]);
  });

  it.each([
    ["dev", 15.22, []],
    ["staging", 15.22, ["NAT gateway", "public IP address"]],
    ["prod", 15.22, ["NAT gateway", "public IP address"]],
  ])("stand for %s at %d USD a month, without a price for %j", (stack, monthly, items) => {
    const cost = standing(recorded(stack), "eastus");
    const withoutPrice = cost.unpriced.filter(({ reason }) => reason.startsWith("no price"));

    expect(cost.monthly).toBe(monthly);
    expect(withoutPrice.map(({ item }) => item)).toStrictEqual(items);
  });
});
