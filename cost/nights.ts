/**
 * Many nights instead of one: stage times, estimates and cluster starts are drawn.
 *
 * Stage times and the errors of estimates are log-normal around the yardstick, which is an assumption
 * (`night-spread`); what matters is the shape that it gives to cost and readiness.
 */
import { billOf, totalOf } from "./bill";
import { YARDSTICK_CLUSTER, YARDSTICK_REGIONS } from "./designs/designs";
import { simulateEarlyExit, simulateFixed } from "./designs/without-platform";
import { billedMinutes, type ComputePlan, computeUses } from "./meters/clusters";
import type { PriceBook } from "./prices/price-book";
import { type Draw, drawsOf, logNormal, triangular } from "./simulation/draws";
import { type Night, type StageTime, YARDSTICK } from "./simulation/night";
import { type Platform, simulatePlatform } from "./simulation/platform-night";
import type { Simulated } from "./simulation/simulate";

/** Spread of a stage's time: two of three nights are within a factor of 1.35. */
const STAGE_SPREAD = 0.3;
/** Spread of an estimate around the time that the stage really takes. */
const ESTIMATE_SPREAD = 0.2;
/** Minutes of a cluster's start. */
const STARTS = { least: 3, usual: 5, most: 8 } as const;

/** Percentiles of a figure over the nights; null where not one night has it. */
export interface Distribution {
  readonly mean: number | null;
  readonly p5: number | null;
  readonly p10: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly max: number | null;
}

/** How a design does over many nights. */
export interface NightsResult {
  readonly name: string;
  readonly nights: number;
  /** Nights in which the results were there in the end. */
  readonly ready: number;
  /** Compute and Data Factory of a night. */
  readonly cost: Distribution;
  readonly clusterMinutes: Distribution;
  /** Of the nights that got ready. */
  readonly readyMinutes: Distribution;
}

/** What is drawn, and how often. */
export interface NightsOptions {
  readonly count: number;
  /** The same seed gives the same nights. */
  readonly seed: number;
}

interface Contender {
  readonly name: string;
  readonly plan: ComputePlan;
  readonly simulate: (night: Night, starts: () => number) => Promise<Simulated>;
}

/** Runs the platform, and the two designs that it is compared with, through the same nights. */
export async function manyNights(
  platform: Platform,
  book: PriceBook,
  { count, seed }: NightsOptions,
): Promise<readonly NightsResult[]> {
  const plan = YARDSTICK_CLUSTER;
  const contenders: readonly Contender[] = [
    { name: "fixed 10 x 1 h", plan, simulate: (night) => simulateFixed(night, plan) },
    { name: "early exit", plan, simulate: (night) => simulateEarlyExit(night, plan) },
    {
      name: "no cluster in waits",
      plan,
      simulate: (night, starts) =>
        simulatePlatform(platform, night, { plan, startSeconds: starts }),
    },
  ];
  const results: NightsResult[] = [];
  for (const contender of contenders) {
    results.push(await nightsOf(contender, book, { count, seed }));
  }
  return results;
}

async function nightsOf(
  { name, plan, simulate }: Contender,
  book: PriceBook,
  { count, seed }: NightsOptions,
): Promise<NightsResult> {
  const draw = drawsOf(seed);
  const costs: number[] = [];
  const minutes: number[] = [];
  const ready: number[] = [];
  for (let night = 0; night < count; night++) {
    const drawn = drawNight(YARDSTICK, draw);
    // Every design draws equally often, so that all see the same nights.
    const starts = Array.from({ length: 16 }, () => startSeconds(draw));
    let next = 0;
    const simulated = await simulate(drawn, () => starts[next++ % starts.length] ?? 0);
    const uses = [...computeUses(plan, simulated.jobs), ...simulated.factory.charges()];
    costs.push(totalOf(billOf(uses, book, YARDSTICK_REGIONS).lines));
    minutes.push(billedMinutes(plan, simulated.jobs));
    if (simulated.succeeded) ready.push(simulated.elapsedSeconds / 60);
  }
  return {
    name,
    nights: count,
    ready: ready.length,
    cost: distributionOf(costs, 4),
    clusterMinutes: distributionOf(minutes, 1),
    readyMinutes: distributionOf(ready, 1),
  };
}

/** A night like another one, with its times drawn. */
export function drawNight(night: Night, draw: Draw): Night {
  return {
    ...night,
    startMinutes: startSeconds(draw) / 60,
    stages: night.stages.map((stage) => drawStage(stage, draw)),
  };
}

function drawStage(stage: StageTime, draw: Draw): StageTime {
  const minutes = wholeSeconds(stage.minutes * logNormal(draw, STAGE_SPREAD));
  const estimate = wholeSeconds(minutes * logNormal(draw, ESTIMATE_SPREAD));
  return {
    ...stage,
    minutes,
    estimateMinutes: stage.estimateMinutes === null ? null : estimate,
  };
}

function startSeconds(draw: Draw): number {
  return Math.round(triangular(draw, STARTS) * 60);
}

function wholeSeconds(minutes: number): number {
  return Math.round(minutes * 60) / 60;
}

/** @param decimals - to which each figure is rounded */
export function distributionOf(values: readonly number[], decimals: number): Distribution {
  const sorted = [...values].sort((a, b) => a - b);
  const rounded = (value: number | undefined) =>
    value === undefined ? null : Math.round(value * 10 ** decimals) / 10 ** decimals;
  const at = (share: number) => rounded(sorted[Math.ceil(share * sorted.length) - 1]);
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    mean: values.length === 0 ? null : rounded(sum / values.length),
    p5: at(0.05),
    p10: at(0.1),
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    max: rounded(sorted.at(-1)),
  };
}
