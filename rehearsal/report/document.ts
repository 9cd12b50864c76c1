/** What the page shows: the document that `npm run rehearse -- --json` prints. */
import type { DesignResult } from "../../cost/designs/designs";
import type { RunReport } from "../reports";
import type { Violation } from "../violations";
import type { RegisteredModel } from "../workspace";

/** A rehearsal's document. */
export interface ReportDocument {
  readonly scenario: string;
  readonly runs: readonly RunReport[];
  readonly violations: readonly Violation[];
  readonly fixedDesign: Pick<DesignResult, "compute" | "total" | "lines">;
  readonly nights?: NightsReport;
  readonly faults?: FaultsReport;
  readonly registry?: readonly RegisteredModel[];
}

/** Percentiles of a figure over the nights that have it. */
export interface Spread {
  readonly mean: number | null;
  readonly p5: number | null;
  readonly p10: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly max: number | null;
}

/** Many nights of each forecast. */
export interface NightsReport {
  readonly count: number;
  readonly seed: number;
  readonly scenario: string;
  readonly forecasts: readonly ForecastNights[];
}

/** The nights of one forecast. */
export interface ForecastNights {
  readonly forecast: string;
  readonly backend: string;
  readonly nights: number;
  readonly succeeded: number;
  readonly total: Spread;
  readonly compute: Spread;
  readonly dataFactory: Spread;
  readonly clusterMinutes: Spread;
  readonly readyMinutes: Spread;
  readonly jobRuns: Spread;
  readonly values: readonly { readonly total: number; readonly readyMinutes: number | null }[];
}

/** Runs with faults, and what became of them. */
export interface FaultsReport {
  readonly seed: number;
  readonly runs: number;
  readonly injected: number;
  readonly byKindAndStage: Readonly<Record<string, Readonly<Record<string, FaultCount>>>>;
  readonly doubleSubmissions: number;
  readonly lostResults: number;
  readonly stuck: number;
  readonly wrongStatus: number;
  readonly told: readonly FaultyRun[];
}

/** How the runs ended that had a fault of a kind at a stage. */
export interface FaultCount {
  readonly injected: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
}

/** One run with its faults. */
export interface FaultyRun {
  readonly faults: readonly {
    readonly kind: string;
    readonly stage: string;
    readonly detail: string;
  }[];
  readonly outcome: string;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly violations: readonly Violation[];
}
