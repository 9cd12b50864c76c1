/**
 * The ways to wait for a forecasting service, compared on one night.
 *
 * Each is a real pipeline definition that the engine runs; the platform's own are the deployed ones.
 */
import { type Bill, billOf, type CostLine, toMills, totalOf, type UnpricedLine } from "../bill";
import {
  billedMinutes,
  type ClusterPlan,
  type ComputePlan,
  computeUses,
  MOST_SERVERLESS_DBUS,
  SERVERLESS,
} from "../meters/clusters";
import type { PriceBook, Regions } from "../prices/price-book";
import { type Night, neededMinutes, YARDSTICK } from "../simulation/night";
import { type Platform, simulatePlatform } from "../simulation/platform-night";
import type { Simulated } from "../simulation/simulate";
import { simulateClusterPerPoll, simulateEarlyExit, simulateFixed } from "./without-platform";

/** The cluster of the yardstick: the smallest node that the step jobs' policy allows, on demand. */
export const YARDSTICK_CLUSTER: ClusterPlan = Object.freeze({
  kind: "cluster",
  nodes: [{ nodeType: "Standard_D4ds_v5", spot: false }],
  photon: false,
  purpose: "jobs",
});

/** Where the yardstick is priced, whatever the stack's own regions are. */
export const YARDSTICK_REGIONS: Regions = Object.freeze({ azure: "eastus", aws: "us-east-1" });

/** Minutes between two looks of the design that starts a cluster for each. */
const POLL_MINUTES = 10;

/** One design on the night. */
export interface DesignResult {
  readonly name: string;
  /** VM and DBU, from the request of each cluster. */
  readonly compute: number;
  /** The same with the DBU from the ready cluster. */
  readonly computeFromReady: number;
  /** Compute and Data Factory; the service itself costs every design the same, and is left out. */
  readonly total: number;
  /** From the trigger to the loaded results; null where the design does not get that far. */
  readonly readyMinutes: number | null;
  /** Minutes of compute that are billed. */
  readonly clusterMinutes: number;
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly UnpricedLine[];
  /** Why it differs from a count by hand. */
  readonly notes: readonly string[];
}

interface Design {
  readonly name: string;
  readonly plan: ComputePlan;
  readonly simulate: (night: Night, plan: ComputePlan, platform: Platform) => Promise<Simulated>;
  readonly notes?: readonly string[];
}

const assumedDbus = `serverless DBU an hour are assumed: ${SERVERLESS.dbusPerHour}, at worst ${MOST_SERVERLESS_DBUS}, which doubles the compute`;
const unpricedChain =
  "what chains the stages in AWS (Step Functions, Lambda) has no price in the list: cents a month";

const FIXED = { name: "fixed 10 x 1 h", plan: YARDSTICK_CLUSTER, simulate: simulateFixed } as const;

const DESIGNS: readonly Design[] = [
  FIXED,
  { name: "early exit", plan: YARDSTICK_CLUSTER, simulate: simulateEarlyExit },
  {
    name: "cluster per poll",
    plan: YARDSTICK_CLUSTER,
    simulate: (night, plan) => simulateClusterPerPoll(night, plan, POLL_MINUTES),
    notes: [`a look every ${POLL_MINUTES} minutes, of which the cluster's start is a part`],
  },
  {
    name: "no cluster in waits",
    plan: YARDSTICK_CLUSTER,
    simulate: (night, plan, platform) => simulatePlatform(platform, night, { plan }),
    notes: ["ready later than the service by the starts of five clusters, which nobody waits on"],
  },
  {
    name: "no cluster in waits, serverless",
    plan: SERVERLESS,
    simulate: (night, plan, platform) => simulatePlatform(platform, night, { plan }),
    notes: [assumedDbus],
  },
  {
    name: "chained in AWS",
    plan: YARDSTICK_CLUSTER,
    simulate: (night, plan, platform) => simulatePlatform(platform, night, { plan, chained: true }),
    notes: [unpricedChain],
  },
  {
    name: "chained in AWS, serverless",
    plan: SERVERLESS,
    simulate: (night, plan, platform) => simulatePlatform(platform, night, { plan, chained: true }),
    notes: [unpricedChain, assumedDbus],
  },
];

/** The name of the design that the platform deploys. */
export const OWN_DESIGN = "no cluster in waits";

/** The design without a cluster in waits that everything is compared with. */
export const FIXED_DESIGN: string = FIXED.name;

/** The same by itself. */
export async function fixedDesign(
  book: PriceBook,
  night: Night = YARDSTICK,
): Promise<DesignResult> {
  const simulated = await FIXED.simulate(night, FIXED.plan);
  return { name: FIXED.name, ...designCost(simulated, FIXED.plan, book), notes: [] };
}

/** Runs every design through a night. */
export async function compareDesigns(
  platform: Platform,
  book: PriceBook,
  night: Night = YARDSTICK,
): Promise<readonly DesignResult[]> {
  const results: DesignResult[] = [];
  for (const { name, plan, simulate, notes = [] } of DESIGNS) {
    const simulated = await simulate(night, plan, platform);
    results.push({ name, ...designCost(simulated, plan, book), notes });
  }
  return results;
}

/** What a simulated night of a design costs where the yardstick is priced. */
function designCost(
  { elapsedSeconds, factory, jobs, succeeded }: Simulated,
  plan: ComputePlan,
  book: PriceBook,
): Omit<DesignResult, "name" | "notes"> {
  const price = (uses: Parameters<typeof billOf>[0]): Bill => billOf(uses, book, YARDSTICK_REGIONS);
  const compute = price(computeUses(plan, jobs));
  const orchestration = price(factory.charges());
  const lines = [...compute.lines, ...orchestration.lines];
  return {
    compute: toMills(totalOf(compute.lines)),
    computeFromReady: toMills(totalOf(price(computeUses(plan, jobs, "ready")).lines)),
    total: toMills(totalOf(lines)),
    readyMinutes: succeeded ? Math.round(elapsedSeconds / 6) / 10 : null,
    clusterMinutes: Math.round(billedMinutes(plan, jobs) * 100) / 100,
    lines,
    unpriced: [...compute.unpriced, ...orchestration.unpriced],
  };
}

/** What the jobs' own work would cost on the yardstick's cluster, were there no start and no wait. */
export function neededCompute(book: PriceBook, night: Night = YARDSTICK): number {
  const seconds = neededMinutes(night) * 60;
  const work = { requestedAt: 0, readyAt: 0, endedAt: seconds };
  const { lines } = billOf(computeUses(YARDSTICK_CLUSTER, [work]), book, YARDSTICK_REGIONS);
  return toMills(totalOf(lines));
}
