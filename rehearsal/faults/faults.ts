/** What many disturbed runs came to. */
import type { FaultViolation, FaultViolationKind } from "./aftermath";
import type { FaultRun } from "./fault-run";
import type { FaultKind } from "./kinds";

/** How runs ended that a kind of fault struck at a stage. */
export interface FaultCounts {
  readonly injected: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
}

/** A run as it is told. */
export interface ToldFaultRun {
  readonly seed: number;
  readonly forecast: string;
  readonly faults: readonly {
    readonly kind: FaultKind;
    readonly stage: string;
    readonly detail: string;
  }[];
  /** A status of the run log; `none` where the run could not even begin. */
  readonly outcome: string;
  readonly error: FaultRun["error"];
  readonly violations: readonly FaultViolation[];
}

/** All runs. */
export interface Faults {
  readonly seed: number;
  readonly runs: number;
  /** Faults that struck. */
  readonly injected: number;
  readonly byKindAndStage: Readonly<Record<string, Readonly<Record<string, FaultCounts>>>>;
  readonly doubleSubmissions: number;
  readonly lostResults: number;
  readonly stuck: number;
  readonly wrongStatus: number;
  /** The runs with a violation, and the first few others. */
  readonly told: readonly ToldFaultRun[];
}

/** Runs without a violation that are told, as examples. */
const EXAMPLES = 20;

/** @param runs - in their order */
export function faultsOf(runs: readonly FaultRun[], seed: number): Faults {
  const bad = runs.filter(({ violations }) => violations.length > 0);
  const good = runs.filter(({ violations }) => violations.length === 0).slice(0, EXAMPLES);
  const having = (kind: FaultViolationKind) =>
    runs.flatMap(({ violations }) => violations).filter((each) => each.kind === kind).length;
  return {
    seed,
    runs: runs.length,
    injected: runs.reduce((sum, { faults }) => sum + faults.length, 0),
    byKindAndStage: countsOf(runs),
    doubleSubmissions: having("double-submission"),
    lostResults: having("lost-results"),
    stuck: having("stuck"),
    wrongStatus: having("wrong-status"),
    told: [...bad, ...good].map(toldOf),
  };
}

function countsOf(runs: readonly FaultRun[]): Faults["byKindAndStage"] {
  const counts: Record<string, Record<string, FaultCounts>> = {};
  for (const { faults, outcome } of runs) {
    for (const { kind, stage } of faults) {
      const ofKind = counts[kind] ?? {};
      counts[kind] = ofKind;
      ofKind[stage] = counted(ofKind[stage], outcome);
    }
  }
  return counts;
}

function counted(
  { cancelled, failed, injected, succeeded }: FaultCounts = {
    injected: 0,
    succeeded: 0,
    failed: 0,
    cancelled: 0,
  },
  outcome: string,
): FaultCounts {
  const isFailed = outcome !== "succeeded" && outcome !== "cancelled";
  return {
    injected: injected + 1,
    succeeded: succeeded + (outcome === "succeeded" ? 1 : 0),
    failed: failed + (isFailed ? 1 : 0),
    cancelled: cancelled + (outcome === "cancelled" ? 1 : 0),
  };
}

function toldOf({ error, faults, forecast, outcome, seed, violations }: FaultRun): ToldFaultRun {
  return {
    seed,
    forecast,
    faults: faults.map(({ detail, kind, stage }) => ({ kind, stage, detail })),
    outcome,
    error,
    violations,
  };
}
