/** What each run that a trigger began did: kept while it goes on, handed on when it has ended. */
import type { ActivityAnswer, ActivityRequest, EngineEvent } from "../adf/engine";
import type { Json } from "../adf/expression";
import type { JobRun } from "./activities";
import { RehearsalError } from "./rehearsal-error";

/** What the run log told a pipeline to do. */
export interface Decision {
  /** When it was asked, ISO 8601. */
  readonly at: string;
  /** One of the contract's actions. */
  readonly action: string;
  readonly stepId: string | null;
  readonly waitSeconds: number;
}

/** What a job answered about its step, as the pipeline looked it up. */
export interface Answer {
  /** ISO 8601. */
  readonly at: string;
  readonly stage: string;
  readonly status: string;
  /** The service's estimate; null where there is none. */
  readonly waitSeconds: number | null;
  /** Of a failure, and of waiting for somebody else than the service. */
  readonly retry: string | null;
}

/** A run that a trigger began, with all that its pipelines called. */
export interface RunRecord {
  readonly factoryRunId: string;
  readonly events: readonly EngineEvent[];
  readonly jobRuns: readonly JobRun[];
  readonly decisions: readonly Decision[];
  readonly answers: readonly Answer[];
}

/** A record that grows. */
interface OpenRecord {
  readonly factoryRunId: string;
  readonly events: EngineEvent[];
  readonly jobRuns: JobRun[];
  readonly decisions: Decision[];
  readonly answers: Answer[];
  /** Runs of pipelines that it called. */
  readonly called: string[];
  asked: number;
}

/**
 * Activities that one run may ask for: more than twice what a run needs that waits half a day for its data.
 * What asks for more goes round without end.
 */
const MOST_ACTIVITIES = 1000;

/** Sorts what happens by the run that it belongs to, and lets go what was taken. */
export class Recorder {
  /** By the run that a trigger began. */
  readonly #open = new Map<string, OpenRecord>();
  /** That run, by each run of a pipeline under way. */
  readonly #rootOf = new Map<string, string>();
  #ended: RunRecord[] = [];

  /** Is told every event of the engine. */
  listen(event: EngineEvent): void {
    if (event.of === "pipeline" && event.kind === "queued") this.#begin(event);
    const root = this.#rootOf.get(event.runId);
    const record = root === undefined ? undefined : this.#open.get(root);
    if (record === undefined) return;
    record.events.push(event);
    if (event.of === "pipeline" && event.kind === "ended" && event.runId === root) {
      this.#end(record);
    }
  }

  /** Is told what an activity came to. @throws RehearsalError `REHEARSAL_ENDLESS` */
  answered(request: ActivityRequest, { output }: ActivityAnswer): void {
    const record = this.#recordOf(request.runId);
    if (record === undefined) return;
    record.asked += 1;
    if (record.asked > MOST_ACTIVITIES) throw endless(request);
    if (request.type !== "Lookup") return;
    const { firstRow } = (output ?? {}) as { readonly firstRow?: Readonly<Record<string, Json>> };
    if (firstRow?.["action"] !== undefined) {
      record.decisions.push(decisionOf(request.now, firstRow));
    } else if (firstRow?.["status"] !== undefined) {
      record.answers.push(answerOf(request.now, firstRow));
    }
  }

  /** Is told of a run of a job. */
  ran(job: JobRun): void {
    this.#recordOf(job.pipelineRunId)?.jobRuns.push(job);
  }

  /** The runs that have ended since this was asked last. */
  takeEnded(): readonly RunRecord[] {
    const ended = this.#ended;
    this.#ended = [];
    return ended;
  }

  #begin({ parent, runId }: Extract<EngineEvent, { of: "pipeline" }>): void {
    const root = parent === undefined ? runId : this.#rootOf.get(parent.runId);
    if (root === undefined) return;
    this.#rootOf.set(runId, root);
    if (root === runId) {
      const empty = { events: [], jobRuns: [], decisions: [], answers: [], called: [], asked: 0 };
      this.#open.set(root, { factoryRunId: root, ...empty });
    } else {
      this.#open.get(root)?.called.push(runId);
    }
  }

  #end({ answers, called, decisions, events, factoryRunId, jobRuns }: OpenRecord): void {
    for (const runId of [factoryRunId, ...called]) this.#rootOf.delete(runId);
    this.#open.delete(factoryRunId);
    this.#ended.push({ factoryRunId, events, jobRuns, decisions, answers });
  }

  #recordOf(runId: string): OpenRecord | undefined {
    return this.#open.get(this.#rootOf.get(runId) ?? "");
  }
}

/** What several factory runs did for one run of the run log, one after the other. */
export function joined(first: RunRecord | undefined, then: RunRecord): RunRecord {
  if (first === undefined) return then;
  return {
    factoryRunId: first.factoryRunId,
    events: [...first.events, ...then.events],
    jobRuns: [...first.jobRuns, ...then.jobRuns],
    decisions: [...first.decisions, ...then.decisions],
    answers: [...first.answers, ...then.answers],
  };
}

function decisionOf(at: string, row: Readonly<Record<string, Json>>): Decision {
  return {
    at,
    action: textOf(row["action"]) ?? "",
    stepId: textOf(row["step_id"]),
    waitSeconds: Number(row["wait_seconds"]),
  };
}

function answerOf(at: string, row: Readonly<Record<string, Json>>): Answer {
  const wait = row["wait_seconds"];
  return {
    at,
    stage: textOf(row["stage"]) ?? "",
    status: textOf(row["status"]) ?? "",
    waitSeconds: typeof wait === "number" ? wait : null,
    retry: textOf(row["retry"]),
  };
}

function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function endless({ activity, now, pipeline }: ActivityRequest): RehearsalError {
  const detail = `a run of it asked for ${MOST_ACTIVITIES} activities, and goes on at ${now.slice(0, 19)}`;
  return new RehearsalError("REHEARSAL_ENDLESS", `${pipeline}, ${activity}`, detail);
}
