/**
 * The run log in memory, for simulations of thousands of nights: one run, of one caller.
 *
 * Each method answers as the statement of its name does, and a suite holds it to the statements on the
 * embedded database. What no simulated night has, it does not know: approvals, take-overs by another
 * caller, cancellations, restarts, and answers that are no answers. Instants are whole seconds since
 * 1970, UTC, as `datetime2(0)` keeps them.
 */
import { STAGES } from "./contract";
import type { Row } from "./embedded";
import {
  isActive,
  type JobAnswer,
  nextStep,
  RUN_ID,
  type Run,
  stepIdOf,
  textOf,
} from "./in-memory-run";
import type { ForecastRow } from "./statements";

/** A forecast, and how long its stages took before. */
export interface InMemoryRunLogOptions {
  readonly forecast: ForecastRow;
  /** Seconds that a stage took in past runs, the latest last. @default - there was no run */
  readonly history?: Readonly<Record<string, readonly number[]>>;
}

/** How many past runs tell how long a stage usually takes. */
const PAST_RUNS = 15;
const FIRST_LOOK_SECONDS = 600;
const AGAIN_SECONDS = 300;
const AFTER_FAILURE_MINUTES = [5, 10, 20, 40] as const;
const AFTER_QUOTA_MINUTES = [15, 30] as const;

/** One run of one forecast. */
export class InMemoryRunLog {
  readonly #forecast: ForecastRow;
  readonly #history: Map<string, number[]>;
  readonly #begun = new Set<string>();
  #run: Run | undefined;

  constructor({ forecast, history = {} }: InMemoryRunLogOptions) {
    this.#forecast = forecast;
    this.#history = new Map(Object.entries(history).map(([stage, past]) => [stage, [...past]]));
  }

  claim(now: number, { owner, period }: Readonly<Record<"owner" | "period", string>>): Row {
    const [stage = ""] = STAGES[backendOf(this.#forecast)];
    this.#run ??= {
      owner,
      period,
      startedAt: now,
      deadlineAt: now + this.#forecast.deadline_minutes * 60,
      firstStage: stage,
      stage,
      stageEnteredAt: now,
      status: "queued",
      step: 1,
      stepBegunAt: undefined,
      attempt: 0,
      waitUntil: undefined,
      retry: undefined,
      errorCode: undefined,
      errorMessage: undefined,
    };
    return {
      status: this.#run.status,
      held: this.#run.owner === owner && isActive(this.#run) ? 1 : 0,
    };
  }

  decide(now: number, owner: string): Row {
    const run = this.#run;
    if (run?.owner !== owner) return { action: "stop", wait_seconds: 1, reason: "nothing to do" };
    if (!isActive(run)) {
      const error = run.errorCode === undefined ? "" : `, ${run.errorCode}`;
      const reason = `the run has ended: ${run.status}${error}`;
      return { run_id: RUN_ID, action: "stop", wait_seconds: 1, reason };
    }
    const { action, reason, waitSeconds } = nextStep(run, now);
    const due = action === "advance";
    return {
      run_id: RUN_ID,
      step_id: stepIdOf(run),
      action,
      wait_seconds: waitSeconds,
      reason,
      job_id: due ? this.#forecast.advance_job_id : null,
      job_parameters: due ? this.#jobParameters(run, now) : null,
    };
  }

  begin(now: number, stepId: string): Row {
    const run = this.#run;
    if (
      run !== undefined &&
      isActive(run) &&
      stepIdOf(run) === stepId &&
      run.status !== "running"
    ) {
      run.status = "running";
      run.stepBegunAt = now;
      run.waitUntil = undefined;
      this.#begun.add(stepId);
    }
    return { done: this.#begun.has(stepId) ? 1 : 0 };
  }

  record(now: number, stepId: string, answer: JobAnswer): Row {
    const run = this.#begunRun(stepId);
    if (run === undefined) return this.#status();
    const again = answer.status === "failed" && answer.retry !== "never";
    const stage = answer.status === "succeeded" ? "load" : answer.stage;
    const moved = stage !== run.stage;
    if (moved) this.#remember(run.stage, (run.stepBegunAt ?? now) - run.stageEnteredAt);
    const next = { ...answer, stage, moved, again };
    const waitUntil = this.#nextAt(run, now, next);
    run.stageEnteredAt = moved ? now : run.stageEnteredAt;
    run.stage = stage;
    run.status = statusAfter(answer, again);
    run.waitUntil = run.status === "waiting" ? waitUntil : undefined;
    run.attempt = again ? run.attempt + 1 : 0;
    run.retry = answer.retry;
    run.errorCode = answer.status === "failed" ? answer.error_code : undefined;
    run.errorMessage = undefined;
    endStep(run);
    return this.#status();
  }

  recordFailure(now: number, stepId: string, message: string): Row {
    const run = this.#begunRun(stepId);
    if (run === undefined) return this.#status();
    run.waitUntil = now + minutesAfter(AFTER_FAILURE_MINUTES, run.attempt) * 60;
    run.status = "waiting";
    run.attempt += 1;
    run.retry = "soon";
    run.errorCode = "STEP_FAILED";
    run.errorMessage = message;
    endStep(run);
    return this.#status();
  }

  loadDone(now: number, stepId: string): Row {
    const run = this.#begunRun(stepId);
    if (run?.stage !== "load") return this.#status();
    this.#remember(run.stage, now - run.stageEnteredAt);
    run.status = "succeeded";
    run.attempt = 0;
    run.errorCode = undefined;
    run.errorMessage = undefined;
    endStep(run);
    return this.#status();
  }

  close(now: number, owner: string): Row {
    const run = this.#run;
    if (run?.owner !== owner) return { status: "none", error_code: null, error_message: null };
    const { action, errorCode, reason } = nextStep(run, now);
    if (isActive(run) && action === "stop") {
      run.status = "failed";
      run.errorCode = errorCode;
      run.errorMessage ??= reason;
    }
    const { errorCode: code = null, errorMessage: message = null, status } = run;
    return { status, error_code: code, error_message: message };
  }

  #status(): Row {
    return { status: this.#run?.status ?? "none", stage: this.#run?.stage ?? null };
  }

  #begunRun(stepId: string): Run | undefined {
    const run = this.#run;
    return run?.status === "running" && stepIdOf(run) === stepId ? run : undefined;
  }

  #nextAt(
    run: Run,
    now: number,
    answer: JobAnswer & { readonly moved: boolean; readonly again: boolean },
  ): number {
    if (answer.wait_seconds !== undefined) return now + answer.wait_seconds;
    if (answer.again) {
      const minutes = answer.retry === "quota" ? AFTER_QUOTA_MINUTES : AFTER_FAILURE_MINUTES;
      return now + minutesAfter(minutes, run.attempt) * 60;
    }
    const usual = this.#usualSeconds(answer.stage);
    if (usual === undefined || answer.retry === "soon") return now + FIRST_LOOK_SECONDS;
    if (answer.moved) return now + usual;
    return Math.max(run.stageEnteredAt + usual, now + AGAIN_SECONDS);
  }

  /** The median of the last runs; of an even number, the lower of the two. */
  #usualSeconds(stage: string): number | undefined {
    const past = (this.#history.get(stage) ?? []).slice(-PAST_RUNS).sort((a, b) => a - b);
    return past[Math.floor((past.length + 1) / 2) - 1];
  }

  #remember(stage: string, seconds: number): void {
    this.#history.set(stage, [...(this.#history.get(stage) ?? []), seconds]);
  }

  #jobParameters(run: Run, now: number): string {
    const { approval, backend, forecast, frequency, retrain_after_minutes } = this.#forecast;
    return JSON.stringify({
      run_id: RUN_ID,
      step_id: stepIdOf(run),
      now: `${textOf(now)}Z`,
      forecast,
      backend,
      stage: run.stage,
      period: run.period,
      scheduled_at: `${textOf(run.startedAt)}Z`,
      deadline_at: `${textOf(run.deadlineAt)}Z`,
      frequency,
      retrain_after_minutes,
      approval,
      attempt: run.attempt,
      state: "{}",
    });
  }
}

function statusAfter({ status }: JobAnswer, again: boolean): Run["status"] {
  if (status === "waiting" || again) return "waiting";
  return status === "failed" ? "failed" : "queued";
}

function endStep(run: Run): void {
  run.step += 1;
  run.stepBegunAt = undefined;
  if (run.status !== "waiting") run.waitUntil = undefined;
}

function minutesAfter(minutes: readonly number[], attempt: number): number {
  return minutes[attempt] ?? 60;
}

function backendOf({ backend }: ForecastRow): keyof typeof STAGES {
  const known = (Object.keys(STAGES) as (keyof typeof STAGES)[]).find((name) => name === backend);
  if (known === undefined) throw new TypeError(`the run log has no backend ${backend}`);
  return known;
}
