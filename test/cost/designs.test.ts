// Proves: what the engine makes of each design costs what a count by hand says, on the yardstick and for
// any stage times. Does not prove that a service bills as the meters count.

import * as fc from "fast-check";
import { toServiceJson } from "../../adf/wire";
import {
  compareDesigns,
  type DesignResult,
  neededCompute,
  YARDSTICK_CLUSTER,
} from "../../cost/designs/designs";
import {
  simulateClusterPerPoll,
  simulateEarlyExit,
  simulateFixed,
} from "../../cost/designs/without-platform";
import { billedMinutes, SERVERLESS } from "../../cost/meters/clusters";
import { PRICES } from "../../cost/prices/price-book";
import { type Night, YARDSTICK } from "../../cost/simulation/night";
import { type Platform, simulatePlatform } from "../../cost/simulation/platform-night";
import type { Simulated } from "../../cost/simulation/simulate";
import { forecastRun } from "../../pipelines/forecast-run";
import { forecastStep } from "../../pipelines/forecast-step";
import { InMemoryNight } from "../../rehearsal/in-memory-night";
import { closedForm } from "./closed-form";
import { FORECAST_ROW } from "./hand-made";

const step = forecastStep();
const run = forecastRun({ step, longestDeadlineMinutes: 24 * 60 });
const platform: Platform = {
  pipelines: [toServiceJson(run), toServiceJson(step)],
  runLog: (history) => new InMemoryNight({ forecast: FORECAST_ROW, history }),
};

/** USD an hour of the yardstick's cluster, and a DBU of serverless jobs: VM and one DBU, East US. */
const CLUSTER_HOUR = 0.226 + 0.3;
const SERVERLESS_HOUR = 2 * 0.45;

describe("the designs on the yardstick", () => {
  let designs: readonly DesignResult[];
  beforeAll(async () => {
    designs = await compareDesigns(platform, PRICES);
  });
  const named = (name: string): DesignResult => {
    const found = designs.find((design) => design.name === name);
    if (found === undefined) throw new Error(`no design ${name}`);
    return found;
  };

  it.each([
    ["fixed 10 x 1 h", 5.35, 610],
    ["early exit", 3.24, 370],
    ["cluster per poll", 1.1, 125.5],
    ["no cluster in waits", 0.26, 30],
    ["no cluster in waits, serverless", 0.11, 7.5],
    ["chained in AWS", 0.12, 13.5],
    ["chained in AWS, serverless", 0.07, 4.5],
  ])("%s: %d USD of compute in %d minutes of cluster", (name, compute, minutes) => {
    const design = named(name);

    expect(design.compute).toBeCloseTo(compute, 2);
    expect(design.clusterMinutes).toBe(minutes);
    expect(design.unpriced).toStrictEqual([]);
  });

  it.each([
    ["fixed 10 x 1 h", "fixed", CLUSTER_HOUR],
    ["early exit", "earlyExit", CLUSTER_HOUR],
    ["cluster per poll", "clusterPerPoll", CLUSTER_HOUR],
    ["no cluster in waits", "noClusterInWaits", CLUSTER_HOUR],
    ["no cluster in waits, serverless", "serverless", SERVERLESS_HOUR],
    ["chained in AWS", "chained", CLUSTER_HOUR],
    ["chained in AWS, serverless", "chainedServerless", SERVERLESS_HOUR],
  ] as const)("%s is within 2 percent of the count by hand", (name, form, hour) => {
    const counted = (closedForm(YARDSTICK, 10)[form] / 60) * hour;

    expect(Math.abs(named(name).compute / counted - 1)).toBeLessThan(0.02);
  });

  it("makes the platform's own at least 20 times cheaper than the fixed one", () => {
    const own = named("no cluster in waits").compute;

    expect(named("fixed 10 x 1 h").compute / own).toBeGreaterThanOrEqual(20);
    expect(neededCompute(PRICES)).toBeCloseTo(0.0438, 4);
    expect(own / neededCompute(PRICES)).toBeCloseTo(6, 1);
  });

  it("tells of each when it is ready, what is in it, and what the DBU meter could change", () => {
    for (const design of designs) {
      const sum = design.lines.reduce((total, { cost }) => total + cost, 0);
      expect(design.total).toBeCloseTo(sum, 4);
      expect(design.total).toBeGreaterThan(design.compute);
      expect(design.computeFromReady).toBeLessThanOrEqual(design.compute);
      expect(design.readyMinutes).toBeGreaterThanOrEqual(220);
      expect(design.lines.filter(({ part }) => part === "data-factory")).not.toStrictEqual([]);
    }
  });

  it("never gets ready by ten fixed hours where the service needs longer", async () => {
    const train = { name: "train", minutes: 700, estimateMinutes: 700 };
    const long: Night = { ...YARDSTICK, stages: [train] };
    const [fixed] = await compareDesigns(platform, PRICES, long);

    expect(fixed).toMatchObject({ name: "fixed 10 x 1 h", readyMinutes: null });
  });
});

const STAGE_NAMES = ["import", "train", "forecast", "export"] as const;
const seconds = fc.integer({ min: 30, max: 2.4 * 3600 });
const anyNight: fc.Arbitrary<Night> = fc
  .record({
    stages: fc.tuple(seconds, seconds, seconds, seconds),
    startSeconds: fc.integer({ min: 60, max: 400 }),
    installSeconds: fc.integer({ min: 0, max: 80 }),
    submitSeconds: fc.integer({ min: 1, max: 120 }),
    collectSeconds: fc.integer({ min: 1, max: 900 }),
  })
  .map(({ stages, startSeconds, installSeconds, submitSeconds, collectSeconds }) => ({
    stages: STAGE_NAMES.map((name, index) => {
      const minutes = (stages[index] ?? 0) / 60;
      return { name, minutes, estimateMinutes: name === "export" ? null : minutes };
    }),
    startMinutes: startSeconds / 60,
    installMinutes: installSeconds / 60,
    work: { submit: submitSeconds / 60, poll: 0.25, collect: collectSeconds / 60 },
  }));

const plan = YARDSTICK_CLUSTER;
const SIMULATIONS: readonly (readonly [
  design: keyof ReturnType<typeof closedForm>,
  simulate: (night: Night) => Promise<Simulated>,
])[] = [
  ["fixed", (night) => simulateFixed(night, plan)],
  ["earlyExit", (night) => simulateEarlyExit(night, plan)],
  ["clusterPerPoll", (night) => simulateClusterPerPoll(night, plan, 10)],
  ["noClusterInWaits", (night) => simulatePlatform(platform, night, { plan })],
  ["chained", (night) => simulatePlatform(platform, night, { plan, chained: true })],
  ["serverless", (night) => simulatePlatform(platform, night, { plan: SERVERLESS })],
  [
    "chainedServerless",
    (night) => simulatePlatform(platform, night, { plan: SERVERLESS, chained: true }),
  ],
];

describe("the designs on any night", () => {
  it.each(SIMULATIONS)("%s takes the cluster minutes that a count by hand gives", async (...of) => {
    const [design, simulate] = of;
    await fc.assert(
      fc.asyncProperty(anyNight, async (night) => {
        const simulated = await simulate(night);
        const counted = closedForm(night, 10)[design];
        const compute = design.toLowerCase().includes("serverless") ? SERVERLESS : plan;

        if (simulated.succeeded) {
          expect(billedMinutes(compute, simulated.jobs)).toBeCloseTo(counted, 6);
        } else {
          // Ten fixed hours are too short for some nights, and then nothing is collected.
          expect(design).toBe("fixed");
        }
      }),
      { numRuns: 60 },
    );
  });
});
