/** Many nights of a scenario, each with a seed of its own: how cost and readiness are distributed. */
import { type Distribution, distributionOf } from "../cost/nights";
import { drawsOf } from "../cost/simulation/draws";
import type { RunReport } from "./reports";

/** One night of a forecast, of which only the figures are kept. */
export interface NightFigures {
  readonly forecast: string;
  readonly backend: string;
  readonly succeeded: boolean;
  readonly total: number;
  readonly compute: number;
  readonly dataFactory: number;
  readonly clusterMinutes: number;
  /** From the begin of the run until its results were there; null of one that failed. */
  readonly readyMinutes: number | null;
  readonly jobRuns: number;
}

/** How a forecast does over many nights. */
export interface ForecastNights {
  readonly forecast: string;
  readonly backend: string;
  readonly nights: number;
  readonly succeeded: number;
  /** Compute and Data Factory of a night, in the currency of the prices. */
  readonly total: Distribution;
  readonly compute: Distribution;
  readonly dataFactory: Distribution;
  readonly clusterMinutes: Distribution;
  /** Of the nights that succeeded. */
  readonly readyMinutes: Distribution;
  readonly jobRuns: Distribution;
  /** Night by night. */
  readonly values: readonly { readonly total: number; readonly readyMinutes: number | null }[];
}

/** All nights. */
export interface Nights {
  readonly count: number;
  readonly seed: number;
  readonly scenario: string;
  readonly forecasts: readonly ForecastNights[];
}

const LARGEST_SEED = 2 ** 31;

/** @returns a seed for each of many plays, all of which follow from one. */
export function seedsOf(seed: number, count: number): readonly number[] {
  const draw = drawsOf(seed);
  return Array.from({ length: count }, () => Math.floor(draw() * LARGEST_SEED));
}

/** @returns what is kept of a night's run. */
export function figuresOf(run: RunReport): NightFigures {
  const { backend, clusterMinutes, cost, forecast, jobRuns, outcome, virtualMinutes } = run;
  const { compute, dataFactory, total } = cost;
  const succeeded = outcome === "succeeded";
  const readyMinutes = succeeded ? virtualMinutes : null;
  return {
    forecast,
    backend,
    succeeded,
    total,
    compute,
    dataFactory,
    clusterMinutes,
    readyMinutes,
    jobRuns,
  };
}

/** @param figures - of every run of every night, in their order */
export function nightsOf(figures: readonly NightFigures[]): readonly ForecastNights[] {
  const forecasts = [...new Set(figures.map(({ forecast }) => forecast))];
  return forecasts.map((forecast) => {
    const own = figures.filter((each) => each.forecast === forecast);
    const over = (figure: (night: NightFigures) => number | null, decimals: number) =>
      distributionOf(
        own.map(figure).filter((value) => value !== null),
        decimals,
      );
    return {
      forecast,
      backend: own[0]?.backend ?? "",
      nights: own.length,
      succeeded: own.filter(({ succeeded }) => succeeded).length,
      total: over(({ total }) => total, 4),
      compute: over(({ compute }) => compute, 4),
      dataFactory: over(({ dataFactory }) => dataFactory, 4),
      clusterMinutes: over(({ clusterMinutes }) => clusterMinutes, 1),
      readyMinutes: over(({ readyMinutes }) => readyMinutes, 1),
      jobRuns: over(({ jobRuns }) => jobRuns, 0),
      values: own.map(({ readyMinutes, total }) => ({ total, readyMinutes })),
    };
  });
}
