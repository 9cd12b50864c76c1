/** The one run of a run log in memory, and what is to be done next for it. */
/** What a job answers, as far as a simulated one does. */
export interface JobAnswer {
  readonly stage: string;
  readonly status: "waiting" | "advance" | "succeeded" | "failed";
  readonly wait_seconds?: number;
  readonly retry?: "never" | "soon" | "quota";
  readonly error_code?: string;
}

/** The run as it stands. */
export interface Run {
  readonly owner: string;
  readonly period: string;
  readonly startedAt: number;
  readonly deadlineAt: number;
  /** The stage that a run of its backend begins with. */
  readonly firstStage: string;
  stage: string;
  stageEnteredAt: number;
  status: "queued" | "running" | "waiting" | "succeeded" | "failed";
  step: number;
  stepBegunAt: number | undefined;
  attempt: number;
  waitUntil: number | undefined;
  retry: JobAnswer["retry"] | undefined;
  errorCode: string | undefined;
  errorMessage: string | undefined;
}

/** What the decision says. */
type NextStep = Readonly<Record<"action" | "reason", string>> & {
  readonly waitSeconds: number;
  readonly errorCode?: string;
};

/** The id of the only run. */
export const RUN_ID = "00000000-0000-4000-8000-000000000001";

const LONGEST_WAIT_SECONDS = 3600;

/** The decision, for an active run. */
export function nextStep(run: Run, now: number): NextStep {
  const { deadlineAt, errorCode, stage, status, waitUntil } = run;
  if (deadlineAt <= now) {
    const late = stage === run.firstStage && status === "waiting" && run.retry === "soon";
    const code = errorCode ?? (late ? "DATA_LATE" : "DEADLINE_PASSED");
    const reason = `the deadline passed at ${textOf(deadlineAt)} UTC in stage ${stage}`;
    return { action: "stop", reason, waitSeconds: 1, errorCode: code };
  }
  if (status === "waiting" && waitUntil !== undefined && waitUntil > now) {
    const error = errorCode === undefined ? "" : `; last error ${errorCode}`;
    const reason = `stage ${stage} is expected to be done at ${textOf(waitUntil)} UTC${error}`;
    return {
      action: "wait",
      reason,
      waitSeconds: Math.min(LONGEST_WAIT_SECONDS, waitUntil - now, deadlineAt - now),
    };
  }
  if (stage === "load") {
    return { action: "load", reason: "the results lie in the lake", waitSeconds: 1 };
  }
  return { action: "advance", reason: `stage ${stage} is due`, waitSeconds: 1 };
}

/** Whether a run has not ended. */
export function isActive({ status }: Run): boolean {
  return status === "queued" || status === "running" || status === "waiting";
}

/** The step that is due or begun. */
export function stepIdOf({ step }: Run): string {
  return `${RUN_ID}-${step}`;
}

/** An instant without its time zone, which is UTC. @format yyyy-MM-ddTHH:mm:ss */
export function textOf(instant: number): string {
  return new Date(instant * 1000).toISOString().slice(0, 19);
}
