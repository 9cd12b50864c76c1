// A run log played in memory, and the jobs beside it: just enough of both to see what the pipelines
// do with their answers. It is no model of the SQL, which has its own suites.

import type {
  ActivityAnswer,
  ActivityHandler,
  ActivityRequest,
  EngineEvent,
} from "../../adf/engine";

/** The run that is played. */
export interface Play {
  /** Minutes that the service needs after the job of each stage; the last stage is the loading. */
  readonly serviceMinutes: readonly number[];
  /** How the jobs end, in order; the last repeats. @default they succeed */
  readonly jobs?: readonly ActivityAnswer["status"][];
  /** Failures of a stage after which the run has failed. @default 3 */
  readonly mostFailures?: number;
  /** @default 12 hours */
  readonly deadlineMinutes?: number;
  /** Whether another factory run holds the forecast. @default false */
  readonly isHeldByAnother?: boolean;
  /** Answers of single activities instead of the played ones, by name and number of the request. */
  readonly faults?: Readonly<Record<string, readonly number[]>>;
}

type Status = "running" | "waiting" | "succeeded" | "failed";

const LONGEST_WAIT_SECONDS = 3600;
const SQL_SECONDS = 2;
const JOB_SECONDS = 300;
const RETRY_SECONDS = 600;

/** Plays a run log and its jobs as a handler of the engine. */
export class RunLogPlay {
  readonly #play: Play;
  readonly #startedAt: number;
  readonly #requests = new Map<string, number>();
  readonly heard: ActivityRequest[] = [];
  #stage = 0;
  #status: Status = "running";
  #failures = 0;
  #waitUntil = 0;
  #error: { readonly code: string; readonly message: string } | undefined;

  constructor(play: Play, startedAt: string) {
    this.#play = play;
    this.#startedAt = Date.parse(startedAt);
  }

  readonly handler: ActivityHandler = (request) => {
    this.heard.push(request);
    const number = (this.#requests.get(request.activity) ?? 0) + 1;
    this.#requests.set(request.activity, number);
    if (this.#play.faults?.[request.activity]?.includes(number) === true) {
      const error = { message: `${request.activity} met a fault`, errorCode: "2100" };
      return { status: "Failed", error, seconds: SQL_SECONDS };
    }
    return this.#answer(request);
  };

  #answer({ activity, now }: ActivityRequest): ActivityAnswer {
    const seconds = (Date.parse(now) - this.#startedAt) / 1000;
    switch (activity) {
      case "Claim":
        return rows({ status: this.#isMine() ? "running" : "none" });
      case "Decide":
        return {
          status: "Succeeded",
          output: { firstRow: this.#decision(seconds) },
          seconds: SQL_SECONDS,
        };
      case "Begin":
        return rows({ status: "running", done: 1 });
      case "Run job":
        return this.#job();
      case "Load results":
        return { status: "Succeeded", output: { rowsCopied: 42 }, seconds: 60 };
      case "Read answer":
        return {
          status: "Succeeded",
          output: { firstRow: { status: "advance" } },
          seconds: SQL_SECONDS,
        };
      case "Record answer":
        this.#waitUntil = seconds + (this.#play.serviceMinutes[this.#stage] ?? 0) * 60;
        this.#advance();
        return rows({ status: this.#status });
      case "Record load":
        this.#status = "succeeded";
        return rows({ status: this.#status });
      case "Record failure":
        this.#fail(seconds);
        return rows({ status: this.#status });
      case "Close":
        return rows(this.#close(seconds));
      default:
        throw new Error(`the play has no part for ${activity}`);
    }
  }

  #isMine(): boolean {
    return this.#play.isHeldByAnother !== true;
  }

  #decision(seconds: number): Readonly<Record<string, string | number | null>> {
    const step = {
      run_id: "run-1",
      step_id: `run-1/${this.#stage}`,
      job_id: "7",
      job_parameters: "{}",
    };
    const isOver = this.#status === "succeeded" || this.#status === "failed";
    if (!this.#isMine() || isOver || seconds >= this.#deadline()) {
      return { ...step, action: "stop", wait_seconds: 1, reason: "nothing to do" };
    }
    if (seconds < this.#waitUntil) {
      const wait = Math.min(this.#waitUntil, this.#deadline()) - seconds;
      return {
        ...step,
        action: "wait",
        wait_seconds: Math.min(wait, LONGEST_WAIT_SECONDS),
        reason: "busy",
      };
    }
    const isLoad = this.#stage === this.#play.serviceMinutes.length;
    return { ...step, action: isLoad ? "load" : "advance", wait_seconds: 1, reason: "due" };
  }

  #job(): ActivityAnswer {
    const jobs = this.#play.jobs ?? ["Succeeded"];
    const number = (this.#requests.get("Run job") ?? 1) - 1;
    const status = jobs[Math.min(number, jobs.length - 1)] ?? "Succeeded";
    if (status === "Succeeded") return { status, seconds: JOB_SECONDS };
    return {
      status,
      error: { message: "the job failed", errorCode: "3204" },
      seconds: JOB_SECONDS,
    };
  }

  #advance(): void {
    this.#stage += 1;
    this.#failures = 0;
    this.#status = "waiting";
  }

  #fail(seconds: number): void {
    this.#failures += 1;
    this.#error = { code: "STEP_FAILED", message: "the job failed" };
    this.#status = this.#failures >= (this.#play.mostFailures ?? 3) ? "failed" : "waiting";
    this.#waitUntil = seconds + RETRY_SECONDS;
  }

  #close(seconds: number): Readonly<Record<string, string | null>> {
    if (!this.#isMine()) return { status: "none", error_code: null, error_message: null };
    if (this.#status !== "succeeded" && this.#status !== "failed" && seconds >= this.#deadline()) {
      this.#status = "failed";
      this.#error = { code: "DEADLINE_PASSED", message: "the deadline has passed" };
    }
    const error = this.#status === "failed" ? this.#error : undefined;
    return {
      status: this.#status,
      error_code: error?.code ?? null,
      error_message: error?.message ?? null,
    };
  }

  #deadline(): number {
    return (this.#play.deadlineMinutes ?? 720) * 60;
  }
}

/** The activity runs of each turn of the loop, by type; those of called pipelines are left out. */
export function turnsOf(events: readonly EngineEvent[]): readonly (readonly string[])[] {
  const turns: string[][] = [];
  for (const event of events) {
    if (event.of !== "activity" || event.kind !== "started" || event.iteration === undefined)
      continue;
    const turn = turns[event.iteration] ?? [];
    turn.push(event.type);
    turns[event.iteration] = turn;
  }
  return turns;
}

function rows(row: Readonly<Record<string, string | number | null>>): ActivityAnswer {
  const output = { resultSetCount: 1, resultSets: [{ rowCount: 1, rows: [row] }] };
  return { status: "Succeeded", output, seconds: SQL_SECONDS };
}
