// The heart of the simulation: activity runs begin, end and are told of; pipeline runs are queued,
// started and ended. What each type of activity does is in activities/.

import type { Json } from "../expression/index";
import { BEHAVIOURS } from "./activities/index";
import { Clock } from "./clock";
import { emitActivity, emitPipeline } from "./emit";
import { EngineError } from "./error";
import type { EngineListener } from "./events";
import type { ActivityHandler } from "./handler";
import type { JsonRecord } from "./json";
import type { Plan, PlannedActivity } from "./plan";
import { sequence, uuid } from "./random";
import { runScope, type ScopeEnd } from "./scope-run";
import { newRun, type RunStart } from "./start";
import { ActivityFault, type ActivityRun, type Frame, type PipelineRun } from "./state";
import type { ActivityError, ActivityStatus, End, PipelineStatus } from "./status";

/**
 * Runs of one pipeline that may be queued.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-data-factory-limits (read 2026-11-23)
 */
const MAX_QUEUED_RUNS = 100;

/** Pipelines that may call each other down to one. */
const MAX_CALL_DEPTH = 100;

/** What a kernel is made of. */
export interface KernelOptions {
  readonly plans: Readonly<Record<string, Plan>>;
  readonly handler: ActivityHandler;
  readonly listener: EngineListener | undefined;
  readonly seed: number;
  readonly now: string;
  readonly factory: string;
  readonly globalParameters: JsonRecord;
}

/** How an activity ended, with what it leaves behind. */
export interface Finish extends End {
  /** What expressions read. @default - there is no `output` */
  readonly output?: Json;
  /** Whether the output is worth telling, beyond that there is one. @default false */
  readonly isOutputTold?: boolean;
}

interface Lane {
  active: number;
  readonly queue: PipelineRun[];
}

const ACTIVITY_IDS = 1;
const RUN_IDS = 2;
const EXPRESSIONS = 3;

/** One simulation. */
export class Kernel {
  readonly clock: Clock;
  readonly options: KernelOptions;
  /** What `rand()` and `guid()` draw from. */
  readonly draw: () => number;
  /** Counts what may end a loop that would otherwise go on for ever: news from outside, variables. */
  changes = 0;
  /** Runs that have not ended, by id. */
  readonly live = new Map<string, PipelineRun>();
  readonly #lanes = new Map<Plan, Lane>();
  #activityRuns = 0;
  #pipelineRuns = 0;

  constructor(options: KernelOptions) {
    this.options = options;
    this.clock = new Clock(options.now);
    const draw = sequence(options.seed, EXPRESSIONS);
    this.draw = () => {
      this.changes += 1;
      return draw();
    };
  }

  /** The id of an activity run. */
  idOf(run: ActivityRun): string {
    return uuid(sequence(this.options.seed + run.number, ACTIVITY_IDS));
  }

  /** Lets an activity run, in a later event. */
  start(activity: PlannedActivity, frame: Frame, whenEnded: (end: End) => void): void {
    this.#activityRuns += 1;
    const run: ActivityRun = {
      activity,
      frame,
      number: this.#activityRuns,
      whenEnded,
      attempt: activity.inactive === undefined ? 1 : 0,
      child: undefined,
    };
    frame.run.open.add(run);
    const { inactive } = activity;
    if (inactive !== undefined) {
      this.clock.after(0, () => this.finish(run, inactiveEnd(inactive)));
      return;
    }
    emitActivity(this, run, "queued");
    this.clock.after(0, () => this.#begin(run));
  }

  /** Marks an activity as skipped. */
  skip(activity: PlannedActivity, frame: Frame): End {
    const end: End = { status: "Skipped" };
    this.#activityRuns += 1;
    const number = this.#activityRuns;
    const run = { activity, frame, number, whenEnded: () => {}, attempt: 0, child: undefined };
    this.#record(run, end);
    return end;
  }

  /** Ends an activity run; one that was cancelled before stays so. */
  finish(run: ActivityRun, finish: Finish): void {
    if (!run.frame.run.open.delete(run)) return;
    this.#record(run, finish);
    run.whenEnded(finish);
  }

  /** Does a part of an activity run; a fault of the activity ends it as failed. */
  guard(run: ActivityRun, part: () => void | Promise<void>): void | Promise<void> {
    if (!run.frame.run.open.has(run)) return undefined;
    try {
      return part();
    } catch (error) {
      if (!(error instanceof ActivityFault)) throw error;
      this.finish(run, { status: "Failed", error: error.error });
      return undefined;
    }
  }

  /** Another attempt of an activity run. */
  retried(run: ActivityRun, error: ActivityError): void {
    run.attempt += 1;
    this.#tally(run).attempts += 1;
    emitActivity(this, run, "retried", { error });
  }

  /**
   * Asks for a run of a pipeline.
   *
   * @throws EngineError `ENGINE_PARAMETER_MISSING`, `ENGINE_CALL_DEPTH`, `ENGINE_QUEUE_FULL`
   */
  submit(plan: Plan, start: RunStart): PipelineRun {
    if ((start.caller?.depth ?? 0) >= MAX_CALL_DEPTH) {
      const rule = `must not be called over more than ${MAX_CALL_DEPTH} pipelines`;
      throw new EngineError("ENGINE_CALL_DEPTH", plan.name, rule);
    }
    const lane = this.#laneOf(plan);
    const mustWait = lane.active >= (plan.concurrency ?? Number.POSITIVE_INFINITY);
    if (mustWait && lane.queue.length >= MAX_QUEUED_RUNS) {
      const rule = `${MAX_QUEUED_RUNS} runs are queued already`;
      throw new EngineError("ENGINE_QUEUE_FULL", plan.name, rule);
    }
    this.#pipelineRuns += 1;
    const runId = uuid(sequence(this.options.seed + this.#pipelineRuns, RUN_IDS));
    const run = newRun(this, plan, { ...start, runId });
    this.live.set(runId, run);
    emitPipeline(this, run, "queued");
    if (mustWait) lane.queue.push(run);
    else this.#open(run, lane);
    return run;
  }

  /** Ends a run of a pipeline. */
  end(run: PipelineRun, status: PipelineStatus, error?: ActivityError): void {
    if (run.phase === "ended") return;
    const lane = this.#laneOf(run.plan);
    if (run.phase === "queued") lane.queue.splice(lane.queue.indexOf(run), 1);
    else lane.active -= 1;
    run.phase = "ended";
    run.status = status;
    run.error = error;
    run.endedAt = this.clock.now;
    this.live.delete(run.runId);
    emitPipeline(this, run, "ended");
    const hasRoom = lane.active < (run.plan.concurrency ?? 0);
    const next = hasRoom ? lane.queue.shift() : undefined;
    if (next !== undefined) this.#open(next, lane);
    run.whenEnded(run);
  }

  /** Cancels a run, and with `isRecursive` those that it waits for. */
  cancel(run: PipelineRun, isRecursive: boolean): void {
    for (const open of [...run.open]) {
      run.open.delete(open);
      if (isRecursive && open.child !== undefined) this.cancel(open.child, true);
      this.#record(open, { status: "Cancelled" });
    }
    this.end(run, "Cancelled");
  }

  #begin(run: ActivityRun): void | Promise<void> {
    return this.guard(run, () => {
      const tally = this.#tally(run);
      tally.runs += 1;
      tally.attempts += 1;
      emitActivity(this, run, "started");
      const behaviour = BEHAVIOURS.get(run.activity.type) ?? BEHAVIOURS.get("");
      return behaviour?.(this, run);
    });
  }

  #open(run: PipelineRun, lane: Lane): void {
    lane.active += 1;
    run.phase = "running";
    run.startedAt = this.clock.now;
    emitPipeline(this, run, "started");
    const { context } = run;
    const frame: Frame = { run, context, container: undefined, iteration: undefined };
    runScope(this, run.plan.root, frame, (end) => this.end(run, end.status, pipelineError(end)));
  }

  #record(run: ActivityRun, { status, output, error, isOutputTold }: Finish): void {
    const tally = this.#tally(run);
    tally.status = status;
    tally.output = isOutputTold === true ? output : undefined;
    tally.error = error;
    run.frame.context.activities[run.activity.name] = {
      ...(output === undefined ? {} : { output }),
      status,
      ...(error === undefined ? {} : { error }),
    };
    emitActivity(this, run, "ended", { status, error });
  }

  #tally({ activity, frame }: ActivityRun): PipelineRun["tallies"][number] {
    const tally = frame.run.tallies[activity.index];
    if (tally === undefined) throw new Error(`activity ${activity.name} has no tally`);
    return tally;
  }

  #laneOf(plan: Plan): Lane {
    const known = this.#lanes.get(plan);
    if (known !== undefined) return known;
    const lane: Lane = { active: 0, queue: [] };
    this.#lanes.set(plan, lane);
    return lane;
  }
}

function inactiveEnd(status: Exclude<ActivityStatus, "Cancelled">): Finish {
  if (status !== "Failed") return { status };
  const error = { message: "The activity is inactive and marked as failed", errorCode: "Inactive" };
  return { status, error };
}

function pipelineError({ failed }: ScopeEnd): ActivityError | undefined {
  if (failed === undefined) return undefined;
  const message = `Operation on target ${failed.activity} failed: ${failed.error.message}`;
  return { message, errorCode: failed.error.errorCode };
}
