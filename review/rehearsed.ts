/**
 * What a review reads of `npm run rehearse -- --json`, printed by whichever version was rehearsed.
 *
 * What is not needed may be missing, and what is new is left alone.
 */
import { z } from "zod";
import type { Night } from "./previewed";
import { readJson } from "./read-json";

const run = z
  .looseObject({
    forecast: z.string(),
    outcome: z.string(),
    error: z.looseObject({ code: z.string(), message: z.string() }).nullish(),
    // JSON has no number for a run that never ended.
    virtualMinutes: z.number().nullable(),
    jobRuns: z.number(),
    clusterMinutes: z.number(),
    cost: z.looseObject({ compute: z.number(), dataFactory: z.number() }),
    results: z.looseObject({ rows: z.number() }).optional(),
    accuracy: z.looseObject({ ratio: z.number() }).nullish(),
  })
  .transform(({ forecast, outcome, error, ...told }) => ({
    forecast,
    outcome,
    error,
    night: nightOf(outcome === "succeeded" ? told.virtualMinutes : null, told),
  }));

const rehearsal = z.looseObject({
  runs: z.array(run),
  violations: z
    .array(z.looseObject({ kind: z.string(), of: z.string(), message: z.string() }))
    .default([]),
});

/** A rehearsal of one environment: its runs, and what must not be. */
export type Rehearsed = z.infer<typeof rehearsal>;

/** @returns the rehearsal, or in a word or two why the text is none. */
export function readRehearsal(text: string): Rehearsed | string {
  return readJson(rehearsal, text);
}

interface Told {
  readonly jobRuns: number;
  readonly clusterMinutes: number;
  readonly cost: { readonly compute: number; readonly dataFactory: number };
  readonly results?: { readonly rows: number } | undefined;
  readonly accuracy?: { readonly ratio: number } | null | undefined;
}

/** To the same places as a simulated night, so that noise below them is no difference. */
function nightOf(readyMinutes: number | null, told: Told): Night {
  const { accuracy, clusterMinutes, cost, jobRuns, results } = told;
  return {
    readyMinutes: readyMinutes === null ? null : rounded(readyMinutes, 1),
    clusterMinutes: rounded(clusterMinutes, 1),
    jobRuns,
    compute: rounded(cost.compute, 4),
    dataFactory: rounded(cost.dataFactory, 4),
    ...(results && { resultRows: results.rows }),
    ...(accuracy && { lossOfBaseline: rounded(accuracy.ratio, 3) }),
  };
}

function rounded(value: number, places: number): number {
  return Math.round(value * 10 ** places) / 10 ** places;
}
