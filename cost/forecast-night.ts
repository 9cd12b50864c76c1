/** One night of a forecast in figures: when its results are there, and what it took. */
import { type Bill, type Part, toMills, totalOf } from "./bill";
import type { RunUse } from "./runs";

/** A simulated night in which the model is trained, on the deployed definitions. */
export interface ForecastNight {
  /** From the trigger to the loaded results; null where the run does not get that far. */
  readonly readyMinutes: number | null;
  /** Minutes of compute that are billed. */
  readonly clusterMinutes: number;
  readonly jobRuns: number;
  /** How often the pipelines wait, with no cluster on. */
  readonly waits: number;
  /** Minutes of these waits together. */
  readonly waitMinutes: number;
  /** VM and DBU, from the request of each cluster; null where a part of it has no price. */
  readonly compute: number | null;
  /** Null where a part of it has no price. */
  readonly dataFactory: number | null;
}

/** @param bill - of what the run uses */
export function forecastNight(run: RunUse, bill: Bill): ForecastNight {
  const { clusterMinutes, jobRuns, minutes, succeeded, waitMinutes, waits } = run;
  return {
    readyMinutes: succeeded ? toTenths(minutes) : null,
    clusterMinutes: toTenths(clusterMinutes),
    jobRuns,
    waits,
    waitMinutes: toTenths(waitMinutes),
    compute: sumOf(bill, "compute"),
    dataFactory: sumOf(bill, "data-factory"),
  };
}

function sumOf({ lines, unpriced }: Bill, part: Part): number | null {
  if (unpriced.some((line) => line.part === part)) return null;
  return toMills(totalOf(lines.filter((line) => line.part === part)));
}

function toTenths(minutes: number): number {
  return Math.round(minutes * 10) / 10;
}
