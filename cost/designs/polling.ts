/**
 * What it costs to look every few minutes, and how late one notices: the loop is run by the engine.
 *
 * The platform polls nothing: it waits as long as the service says. This shows what that saves.
 */
import { toServiceJson } from "../../adf/wire";
import { billOf, totalOf } from "../bill";
import { computeUses } from "../meters/clusters";
import { FactoryMeter, type Runtime } from "../meters/factory";
import { drawNight } from "../nights";
import type { PriceBook } from "../prices/price-book";
import { drawsOf } from "../simulation/draws";
import { type Night, YARDSTICK } from "../simulation/night";
import { simulate } from "../simulation/simulate";
import { lookupPerPoll } from "./definitions";
import { YARDSTICK_CLUSTER, YARDSTICK_REGIONS } from "./designs";
import { simulateClusterPerPoll } from "./without-platform";

/** A loop that has ended. */
export interface Polled {
  /** What Data Factory bills, by where the lookups run. */
  readonly meters: Readonly<Record<Runtime, FactoryMeter>>;
  /** Minutes from the end of the work to the look that noticed it. */
  readonly lateMinutes: number;
}

/** Asks a table every few minutes, until work of some minutes is done. */
export async function simulatePolling(workMinutes: number, pollMinutes: number): Promise<Polled> {
  let noticedAt = 0;
  const begin = Date.parse("2026-12-04T09:00:00Z");
  const meters = {
    azure: new FactoryMeter(),
    "managed-vnet": new FactoryMeter(() => "managed-vnet"),
    "self-hosted": new FactoryMeter(() => "self-hosted"),
  };
  await simulate({
    pipelines: [toServiceJson(lookupPerPoll(pollMinutes * 60))],
    pipeline: "lookup-per-poll",
    plan: {},
    startSeconds: () => 0,
    job: () => ({ seconds: 0 }),
    listener: (event) => {
      for (const meter of Object.values(meters)) meter.listen(event);
    },
    answer: ({ now }) => {
      noticedAt = (Date.parse(now) - begin) / 60_000;
      const status = noticedAt >= workMinutes ? "done" : "working";
      return { status: "Succeeded", output: { firstRow: { status } } };
    },
  });
  return { meters, lateMinutes: noticedAt - workMinutes };
}

/** What one interval comes to, on average over the nights. */
export interface PollPoint {
  readonly pollMinutes: number;
  /** Data Factory alone, on the Azure runtime. */
  readonly lookups: number;
  /** The same in a managed virtual network. */
  readonly managedLookups: number;
  /** Compute and Data Factory of a cluster for every look; null where a cluster starts too slowly. */
  readonly clusters: number | null;
  readonly lateMinutes: number;
  /** At worst of the nights. */
  readonly mostLateMinutes: number;
}

/** Intervals that are compared, in minutes. */
const INTERVALS = [1, 2, 5, 10, 20, 30, 60];

/** Looks at every interval on the same nights. @param seed - the same seed gives the same nights */
export async function pollIntervals(
  book: PriceBook,
  { nights, seed }: { readonly nights: number; readonly seed: number },
): Promise<readonly PollPoint[]> {
  const draw = drawsOf(seed);
  const drawn = Array.from({ length: nights }, () => drawNight(YARDSTICK, draw));
  const points: PollPoint[] = [];
  for (const pollMinutes of INTERVALS) {
    points.push(await pointOf(book, drawn, pollMinutes));
  }
  return points;
}

async function pointOf(
  book: PriceBook,
  nights: readonly Night[],
  pollMinutes: number,
): Promise<PollPoint> {
  const price = (uses: Parameters<typeof billOf>[0]) =>
    totalOf(billOf(uses, book, YARDSTICK_REGIONS).lines);
  const sums = { lookups: 0, managedLookups: 0, clusters: 0, late: 0, most: 0 };
  for (const night of nights) {
    const minutes = night.stages.reduce((sum, stage) => sum + stage.minutes, 0);
    const { meters, lateMinutes } = await simulatePolling(minutes, pollMinutes);
    sums.lookups += price(meters.azure.charges());
    sums.managedLookups += price(meters["managed-vnet"].charges());
    sums.late += lateMinutes;
    sums.most = Math.max(sums.most, lateMinutes);
    if (startsWithin(pollMinutes)) {
      const plan = YARDSTICK_CLUSTER;
      const { factory, jobs } = await simulateClusterPerPoll(
        { ...night, startMinutes: YARDSTICK.startMinutes },
        plan,
        pollMinutes,
      );
      sums.clusters += price([...computeUses(plan, jobs), ...factory.charges()]);
    }
  }
  const mean = (sum: number) => sum / nights.length;
  return {
    pollMinutes,
    lookups: mean(sums.lookups),
    managedLookups: mean(sums.managedLookups),
    clusters: startsWithin(pollMinutes) ? mean(sums.clusters) : null,
    lateMinutes: mean(sums.late),
    mostLateMinutes: sums.most,
  };
}

function startsWithin(pollMinutes: number): boolean {
  return pollMinutes > YARDSTICK.startMinutes + YARDSTICK.work.poll;
}
