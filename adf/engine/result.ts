// What a run comes to, by activity name.

import type { Json } from "../expression/index";
import type { PipelineRun, Tally } from "./state";
import type { ActivityError, ActivityStatus, PipelineStatus } from "./status";

/** A run of a pipeline that has ended. */
export interface RunResult {
  readonly runId: string;
  /** How each activity ended, the last time where it ran several times; not those never reached. */
  readonly activities: Readonly<Record<string, ActivityStatus>>;
  readonly pipeline: PipelineStatus;
  /** How often each activity ran; not those that never did. */
  readonly runs: Readonly<Record<string, number>>;
  /** How many attempts all its runs took together. */
  readonly attempts: Readonly<Record<string, number>>;
  /** Activities never reached: of branches not taken, of loops without turns, in the file's order. */
  readonly notRun: readonly string[];
  readonly variables: Readonly<Record<string, Json>>;
  /** What each left behind the last time it ran. */
  readonly outputs: Readonly<Record<string, Json>>;
  /** Why each failed the last time it ran. */
  readonly errors: Readonly<Record<string, ActivityError>>;
  /** Virtual seconds from its start to its end. */
  readonly elapsedSeconds: number;
  /** Virtual seconds that it was queued for before. */
  readonly queuedSeconds: number;
  /** What it returned to a pipeline that called it. */
  readonly returnValue?: Readonly<Record<string, Json>>;
}

/** The result of a run that has ended. */
export function resultOf(run: PipelineRun): RunResult {
  const { context, endedAt, plan, returnValue, runId, startedAt, status, submittedAt } = run;
  const rows = plan.activities.map(({ name }, index) => [name, run.tallies[index]] as const);
  const pick = <T>(read: (tally: Tally) => T | undefined): Record<string, T> =>
    Object.fromEntries(
      rows.flatMap(([name, tally]) => {
        const value = tally === undefined ? undefined : read(tally);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  return {
    runId,
    activities: pick((tally) => tally.status),
    pipeline: status ?? "Cancelled",
    runs: pick(({ runs }) => (runs === 0 ? undefined : runs)),
    attempts: pick(({ attempts }) => (attempts === 0 ? undefined : attempts)),
    notRun: rows.flatMap(([name, tally]) => (tally?.status === undefined ? [name] : [])),
    variables: Object.fromEntries(Object.entries(context.variables)),
    outputs: pick((tally) => tally.output),
    errors: pick((tally) => tally.error),
    elapsedSeconds: rounded(endedAt - startedAt),
    queuedSeconds: rounded(startedAt - submittedAt),
    ...(returnValue === undefined ? {} : { returnValue: { ...returnValue } }),
  };
}

// To the millisecond: what is finer is the error of adding fractions.
function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
