// What a run of a pipeline knows while it runs.

import type { ExpressionContext, Json } from "../expression/index";
import type { Plan, PlannedActivity } from "./plan";
import type { ActivityError, ActivityStatus, End, PipelineStatus } from "./status";

/** What is kept of all runs of one activity in one run of its pipeline. */
export interface Tally {
  status: ActivityStatus | undefined;
  runs: number;
  attempts: number;
  output: Json | undefined;
  error: ActivityError | undefined;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What expressions read; an iteration of a parallel loop has one of its own. */
export interface Context extends Writable<ExpressionContext> {
  activities: Record<string, NonNullable<ExpressionContext["activities"]>[string]>;
  variables: Record<string, Json>;
}

/** The activity run that called a pipeline. */
export interface Caller {
  readonly runId: string;
  readonly pipeline: string;
  readonly activityRunId: string;
  readonly depth: number;
}

/** One run of a pipeline. */
export interface PipelineRun {
  readonly plan: Plan;
  readonly runId: string;
  readonly caller: Caller | undefined;
  /** How many runs called each other down to this one. */
  readonly depth: number;
  readonly context: Context;
  readonly tallies: readonly Tally[];
  /** Activity runs that have begun and not ended. */
  readonly open: Set<ActivityRun>;
  /** What is called once it has ended. */
  readonly whenEnded: (run: PipelineRun) => void;
  phase: "queued" | "running" | "ended";
  status: PipelineStatus | undefined;
  error: ActivityError | undefined;
  returnValue: Record<string, Json> | undefined;
  submittedAt: number;
  startedAt: number;
  endedAt: number;
}

/** Where an activity runs: what it reads, and what is around it. */
export interface Frame {
  readonly run: PipelineRun;
  readonly context: Context;
  readonly container: ActivityRun | undefined;
  readonly iteration: number | undefined;
}

/** One run of an activity. */
export interface ActivityRun {
  readonly activity: PlannedActivity;
  readonly frame: Frame;
  /** Numbers the activity runs of a simulation. */
  readonly number: number;
  /** Told how it ended. */
  readonly whenEnded: (end: End) => void;
  attempt: number;
  /** The waited-for run of another pipeline. */
  child: PipelineRun | undefined;
}

/** An activity run that fails by its own doing: caught where it began. */
export class ActivityFault extends Error {
  readonly error: ActivityError;

  constructor(message: string, errorCode: string) {
    super(message);
    this.error = { message, errorCode };
  }
}

/** No runs yet. */
export function newTally(): Tally {
  return { status: undefined, runs: 0, attempts: 0, output: undefined, error: undefined };
}
