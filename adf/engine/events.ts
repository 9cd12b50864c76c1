// What a simulation tells while it runs: reports, traces and billing meters are computed from it.

import type { ActivityError, ActivityStatus, PipelineStatus } from "./status";

/** What every event says. */
interface EventBase {
  /** Seconds of virtual time since the simulation's start. */
  readonly at: number;
  /** The same instant, ISO 8601, UTC. */
  readonly time: string;
  readonly pipeline: string;
  /** The run of the pipeline. */
  readonly runId: string;
}

/** Something happened to a run of a pipeline. */
export interface PipelineEvent extends EventBase {
  readonly of: "pipeline";
  readonly kind: "queued" | "started" | "ended";
  /** The run that called it, by which of its activity runs; absent where none did. */
  readonly parent?: { readonly runId: string; readonly activityRunId: string };
  /** Of an end. */
  readonly status?: PipelineStatus;
}

/** Something happened to a run of an activity. */
export interface ActivityEvent extends EventBase {
  readonly of: "activity";
  readonly kind: "queued" | "started" | "retried" | "ended";
  readonly activity: string;
  readonly type: string;
  readonly activityRunId: string;
  /** The activity run of the container that it runs in; absent at the top. */
  readonly containerRunId?: string;
  /** Which element or turn of the loop around it, from 0; absent outside loops. */
  readonly iteration?: number;
  /** From 1; 0 of what never ran. */
  readonly attempt: number;
  /** Of an end. */
  readonly status?: ActivityStatus;
  /** Of a failure, and of a failed attempt that is tried again. */
  readonly error?: ActivityError;
}

/** An event of a simulation. */
export type EngineEvent = PipelineEvent | ActivityEvent;

/** Is told every event, in the order of time. */
export type EngineListener = (event: EngineEvent) => void;
