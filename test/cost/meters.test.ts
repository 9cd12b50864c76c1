// Proves: the meters count what Microsoft's own examples and a count by hand count. Does not prove that
// a bill is made the same way: what is believed of it stands in docs/assumptions.md.

import type { EngineEvent } from "../../adf/engine";
import { billOf, type Charge, totalOf, type Use } from "../../cost/bill";
import { simulatePolling } from "../../cost/designs/polling";
import { type ClusterPlan, computeUses, SERVERLESS } from "../../cost/meters/clusters";
import { FactoryMeter, type Runtime } from "../../cost/meters/factory";
import { forecastServiceUses } from "../../cost/meters/forecast-service";
import { awakeHours, databaseUses } from "../../cost/meters/sql";
import { PRICES } from "../../cost/prices/price-book";
import { YARDSTICK } from "../../cost/simulation/night";
import { untilLoop } from "./closed-form";
import { nodeOf } from "./hand-made";

const EAST_US = { azure: "eastus", aws: "us-east-1" };

function usd(uses: readonly Use[]): number {
  const { lines, unpriced } = billOf(uses, PRICES, EAST_US);
  expect(unpriced).toStrictEqual([]);
  return totalOf(lines);
}

function withoutTrigger(meter: FactoryMeter): readonly Charge[] {
  return meter
    .charges()
    .map((charge) =>
      charge.priceId === "adf.azure_ir.orchestration"
        ? { ...charge, quantity: charge.quantity - meter.triggerRuns }
        : charge,
    );
}

describe("a loop that polls for 220 minutes", () => {
  const WORK = 220;

  it.each([
    [1, 220, 661, 0.679, 0.999, 0],
    [5, 44, 133, 0.137, 0.201, 0],
    [10, 22, 67, 0.069, 0.101, 0],
    [15, 15, 46, 0.047, 0.07, 5],
    [30, 8, 25, 0.026, 0.038, 20],
    [60, 4, 13, 0.013, 0.02, 20],
  ])("every %d minutes looks %d times, in %d activity runs", async (interval, ...expected) => {
    const [polls = 0, runs, azure = 0, selfHosted = 0, late] = expected;
    const { lateMinutes, meters } = await simulatePolling(WORK, interval);

    expect(meters.azure.activityRuns).toBe(runs);
    expect(lateMinutes).toBeCloseTo(late ?? 0, 9);
    expect(usd(withoutTrigger(meters.azure))).toBeCloseTo(azure, 3);
    expect(usd(withoutTrigger(meters.azure))).toBeCloseTo(
      untilLoop(WORK, interval, { run: 0.001, lookupHour: 0.005 }),
      9,
    );
    // A trigger run is one more, on the Azure runtime's price.
    const own = usd(meters["self-hosted"].charges()) - 0.001;
    expect(own).toBeCloseTo(selfHosted, 2);
    expect(own).toBeCloseTo(untilLoop(WORK, interval, { run: 0.0015, lookupHour: 0.002 }), 9);
    expect(meters.azure.charges()).toContainEqual(
      expect.objectContaining({
        priceId: "adf.azure_ir.pipeline_activity",
        quantity: expect.closeTo(polls / 60, 9),
      }),
    );
  });

  // By hand: 220 minutes and an hour more. Really from the first look, an interval after the start, until
  // an hour after the last one, which is late.
  it.each([
    [1, 5.33],
    [5, 4.8],
    [10, 4.73],
    [15, 4.71],
    [30, 4.69],
    [60, 4.68],
  ])("every %d minutes in a managed virtual network, by hand %d USD", async (interval, byHand) => {
    const { lateMinutes, meters } = await simulatePolling(WORK, interval);
    const difference = (lateMinutes - interval + 1) / 60;

    expect(usd(withoutTrigger(meters["managed-vnet"]))).toBeCloseTo(byHand + difference, 2);
  });
});

/** Tells a meter of activities that run one after the other. @param minutes - of each, by type */
function meterOf(
  minutes: readonly (readonly [type: string, minutes: number])[],
  runtime?: Runtime,
): FactoryMeter {
  const meter = new FactoryMeter(runtime === undefined ? undefined : () => runtime);
  const base = { time: "", pipeline: "p", runId: "r" };
  meter.listen({ of: "pipeline", kind: "started", at: 0, ...base });
  let at = 0;
  for (const [index, [type, length]] of minutes.entries()) {
    const run = { of: "activity", activity: `a${index}`, type, activityRunId: `${index}`, ...base };
    const told = (kind: string, more: object) =>
      meter.listen({ ...run, kind, at, attempt: 1, ...more } as EngineEvent);
    told("queued", {});
    told("started", {});
    at += length * 60;
    told("ended", { status: "Succeeded" });
  }
  return meter;
}

describe("Microsoft's own examples", () => {
  it("copy, look up and transform: 0.17020 USD, where a lookup costs 0.002 an hour", () => {
    const meter = meterOf([
      ["Copy", 10],
      ["Lookup", 1],
      ["DatabricksNotebook", 10],
    ]);
    const reads = 0.00012;

    // The page rounds 0.16667 of copying to 0.166, and counts reads and writes.
    const page = 0.1702 + (10 / 60 - 0.166) + (0.005 - 0.002) / 60 - reads;
    expect(usd(meter.charges())).toBeCloseTo(page, 4);
    expect([meter.activityRuns, meter.triggerRuns]).toStrictEqual([3, 1]);
  });

  it("an activity of 7 minutes a day in a managed virtual network: 33.5 hours a month", () => {
    const charges = meterOf([["Delete", 7]], "managed-vnet").charges();
    const hours = charges.find(({ priceId }) => priceId.endsWith("pipeline_activity"));

    expect((hours?.quantity ?? 0) * 30).toBeCloseTo(33.5, 9);
  });

  it("50,400 vCore seconds: 7.31 USD", () => {
    const use = { part: "sql", item: "", priceId: "sql.serverless.gp_gen5", quantity: 50_400 };

    expect(usd([use as Use])).toBeCloseTo(7.31, 2);
  });
});

describe("the meter of Data Factory", () => {
  const hoursOf = (meter: FactoryMeter, kind: string) =>
    meter.charges().find(({ priceId }) => priceId.endsWith(kind))?.quantity;

  it("rounds each activity up to whole minutes", () => {
    expect(
      hoursOf(
        meterOf([
          ["Lookup", 0.1],
          ["Lookup", 1.1],
        ]),
        "pipeline_activity",
      ),
    ).toBeCloseTo(3 / 60, 9);
  });

  it("bills no minute of what the factory does by itself", () => {
    const types = ["Wait", "IfCondition", "Until", "ForEach", "Switch", "SetVariable", "Fail"];
    const charges = meterOf(types.map((type) => [type, 30])).charges();

    expect(charges.map(({ priceId, quantity }) => [priceId, quantity])).toStrictEqual([
      ["adf.azure_ir.orchestration", types.length + 1],
    ]);
  });

  it("bills what runs elsewhere by the external rate", () => {
    const script = meterOf([
      ["Script", 1],
      ["DatabricksJob", 29],
    ]);

    expect(hoursOf(script, "external_activity")).toBeCloseTo(0.5, 9);
  });

  it("lets activities of a managed virtual network share their minutes, not their tails", () => {
    const meter = meterOf(
      [
        ["Lookup", 5],
        ["Lookup", 5],
      ],
      "managed-vnet",
    );

    expect(hoursOf(meter, "pipeline_activity")).toBeCloseTo((10 + 60) / 60, 9);
  });

  it("counts every attempt, and nothing that was skipped", () => {
    const meter = new FactoryMeter();
    const base = { of: "activity", time: "", pipeline: "p", runId: "r", activity: "a" } as const;
    const tell = (id: string, kind: string, at: number, attempt: number) =>
      meter.listen({
        ...base,
        type: "Lookup",
        activityRunId: id,
        kind,
        at,
        attempt,
      } as EngineEvent);
    tell("1", "started", 0, 1);
    tell("1", "retried", 61, 1);
    tell("1", "ended", 70, 2);
    tell("2", "ended", 70, 0);

    expect(meter.activityRuns).toBe(2);
    expect(hoursOf(meter, "pipeline_activity")).toBeCloseTo(3 / 60, 9);
  });
});

const ONE_NODE: ClusterPlan = {
  kind: "cluster",
  nodes: [{ nodeType: "Standard_D4ds_v5", spot: false }],
  photon: false,
  purpose: "jobs",
};
const HOUR = [{ requestedAt: 0, readyAt: 300, endedAt: 3600 }];

describe("the meter of clusters", () => {
  it.each<[string, ClusterPlan, number]>([
    ["a job cluster", ONE_NODE, 0.526],
    ["an all-purpose cluster", { ...ONE_NODE, purpose: "all_purpose" }, 0.776],
    ["one with Photon", { ...ONE_NODE, photon: true }, 0.976],
    [
      "a spot node",
      { ...ONE_NODE, nodes: [{ nodeType: "Standard_D4ds_v5", spot: true }] },
      0.357133,
    ],
    [
      "three nodes",
      {
        ...ONE_NODE,
        nodes: Array.from({ length: 3 }, () => ONE_NODE.nodes[0]).flatMap((n) => n ?? []),
      },
      1.578,
    ],
  ])("bills an hour of %s", (_, plan, cost) => {
    expect(usd(computeUses(plan, HOUR))).toBeCloseTo(cost, 6);
  });

  it("bills DBU from the ready cluster as a sensitivity, and the VM from its request", () => {
    expect(usd(computeUses(ONE_NODE, HOUR, "ready"))).toBeCloseTo(0.226 + 0.3 * (55 / 60), 9);
  });

  it("bills half a minute of a serverless start at most, and no VM", () => {
    const minutes = 55 + 0.5;

    expect(usd(computeUses(SERVERLESS, HOUR))).toBeCloseTo((minutes / 60) * 2 * 0.45, 9);
  });

  it("names the node whose DBU nobody knows, and still counts its VM", () => {
    const plan: ClusterPlan = {
      ...ONE_NODE,
      nodes: [{ nodeType: "Standard_D4ds_v9", spot: false }],
    };
    const { lines, unpriced } = billOf(computeUses(plan, HOUR), PRICES, EAST_US);

    expect(lines).toStrictEqual([]);
    expect(unpriced).toMatchObject([
      { reason: expect.stringContaining("nearest known: vm.ondemand.Standard_D4ds_v5 of eastus") },
      {
        reason:
          "nobody knows the DBU of Standard_D4ds_v9 (nearest known: Standard_D4ds_v4, 0.75 DBU an hour)",
      },
    ]);
  });
});

describe("the meter of SQL", () => {
  const serverless = (autoPauseDelay: number) =>
    nodeOf("azure-native:sql:Database", "log", {
      inputs: { sku: { name: "GP_S_Gen5_1" }, autoPauseDelay },
    });

  it.each([
    [60, 1.71],
    [15, 1.43],
  ])(
    "bills a polled run on a serverless database that sleeps after %d minutes: %d USD",
    (delay, cost) => {
      const database = serverless(delay);
      const hours = awakeHours(database, [{ minutes: 220, perMonth: 1 }]);

      expect(usd(databaseUses(database, hours))).toBeCloseTo(cost, 2);
    },
  );

  it("bills no more than a whole month", () => {
    const hours = awakeHours(serverless(60), [{ minutes: 1, perMonth: 730 }]);

    expect(hours).toBe(730);
    expect(usd(databaseUses(serverless(60), hours))).toBeCloseTo(267, 0);
  });
});

describe("the meter of the forecasting service", () => {
  const shape = { backend: "amazon-forecast", horizon: 14, quantiles: 3 };

  it("counts training in hours, and tells what only the input knows", () => {
    const uses = forecastServiceUses(shape, YARDSTICK);

    expect(usd(uses.filter((use) => "priceId" in use))).toBeCloseTo(2.5 * 0.24, 9);
    expect(uses.filter((use) => "reason" in use)).toMatchObject([
      { item: "Amazon Forecast import", reason: "by the gigabyte that is imported" },
      { item: "Amazon Forecast points", reason: expect.stringMatching(/^42 for each series/) },
    ]);
  });

  it("counts no training where the predictor is used as it is", () => {
    const stages = YARDSTICK.stages.filter(({ name }) => name !== "train");
    const uses = forecastServiceUses(shape, { ...YARDSTICK, stages });

    expect(uses.filter((use) => "priceId" in use)).toStrictEqual([]);
  });

  it("has no price for AutoML, and nothing to bill for a random forest", () => {
    const of = (backend: string) => forecastServiceUses({ ...shape, backend }, YARDSTICK);

    expect(of("sagemaker-automl")).toMatchObject([
      { reason: "the price list knows no price of it" },
    ]);
    expect(of("random-forest")).toStrictEqual([]);
  });
});
