/**
 * Runs a pipeline in virtual time, with the meters on.
 *
 * The engine runs the definition; what it asks for is answered by the run log's player where it is a
 * statement, and by a job's player where it is a job, for which a cluster is requested, starts, works
 * and is released.
 */
import {
  type ActivityAnswer,
  type ActivityRequest,
  Engine,
  type EngineEvent,
  type EngineListener,
} from "../../adf/engine";
import type { ComputePlan, JobUse } from "../meters/clusters";
import { FactoryMeter, type Runtime } from "../meters/factory";
import { reachable } from "./reachable";

/** What a job does. */
export interface JobWork {
  /** From the ready cluster to its end. */
  readonly seconds: number;
  /** @default true */
  readonly succeeds?: boolean;
}

/** Plays the jobs of a simulation. @param readyAt - seconds since its start */
export type JobPlayer = (request: ActivityRequest, readyAt: number) => JobWork;

/** What is simulated. */
export interface Simulation {
  /** Every pipeline that takes part, in the service's JSON form. */
  readonly pipelines: readonly unknown[];
  /** The one that is started. */
  readonly pipeline: string;
  /** @default - none */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Answers what is no job; undefined for a job. */
  readonly answer: (request: ActivityRequest) => ActivityAnswer | undefined;
  readonly job: JobPlayer;
  /** Is told every event, beside the meter. @default - nobody */
  readonly listener?: EngineListener;
  readonly plan: Pick<ComputePlan, "timeoutSeconds">;
  /** Seconds from the request of the next cluster until it is ready. */
  readonly startSeconds: () => number;
  /** @default - everything runs on the Azure runtime */
  readonly runtimeOf?: (pipeline: string, activity: string) => Runtime;
}

/** What a simulation came to. */
export interface Simulated {
  readonly elapsedSeconds: number;
  readonly factory: FactoryMeter;
  readonly jobs: readonly JobUse[];
  /** Seconds of each Wait activity, in order. */
  readonly waits: readonly number[];
  readonly succeeded: boolean;
}

/** When every simulation begins: a Friday evening; no decision depends on it. */
const NOW = "2026-12-04T09:00:00Z";

/** Runs a pipeline to its end. @throws EngineError where a definition cannot run */
export async function simulate(simulation: Simulation): Promise<Simulated> {
  const { pipeline, pipelines, parameters = {}, runtimeOf } = simulation;
  const factory = new FactoryMeter(runtimeOf);
  const clusters = new JobClusters(simulation);
  const waits = new Waits();
  const engine = new Engine({
    pipelines: reachable(pipelines, pipeline),
    handler: (request) => simulation.answer(request) ?? clusters.run(request),
    listener: (event) => {
      factory.listen(event);
      waits.listen(event);
      simulation.listener?.(event);
    },
    now: NOW,
  });
  const run = engine.submit({ pipeline, parameters });
  await engine.finish();
  const { elapsedSeconds, pipeline: status } = run.result;
  return {
    elapsedSeconds,
    factory,
    jobs: clusters.uses,
    waits: waits.seconds,
    succeeded: status === "Succeeded",
  };
}

/** Listens for what the pipelines wait by themselves. */
class Waits {
  readonly seconds: number[] = [];
  readonly #startedAt = new Map<string, number>();

  listen(event: EngineEvent): void {
    if (event.of !== "activity" || event.type !== "Wait") return;
    const { activityRunId, at, kind } = event;
    const from = this.#startedAt.get(activityRunId);
    if (kind === "started") this.#startedAt.set(activityRunId, at);
    if (kind === "ended" && from !== undefined) this.seconds.push(at - from);
  }
}

/** A cluster for each run of a job. */
class JobClusters {
  readonly uses: JobUse[] = [];
  readonly #simulation: Simulation;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  run(request: ActivityRequest): ActivityAnswer {
    const { job, plan, startSeconds } = this.#simulation;
    const requestedAt = (Date.parse(request.now) - Date.parse(NOW)) / 1000;
    const readyAt = requestedAt + startSeconds();
    const { seconds, succeeds = true } = job(request, readyAt);
    const limit = requestedAt + (plan.timeoutSeconds ?? Number.POSITIVE_INFINITY);
    const endedAt = Math.min(readyAt + seconds, limit);
    this.uses.push({ requestedAt, readyAt: Math.min(readyAt, endedAt), endedAt });
    const isDone = succeeds && readyAt + seconds <= limit;
    return isDone
      ? { status: "Succeeded", seconds: endedAt - requestedAt }
      : {
          status: "Failed",
          error: { message: "the job failed", errorCode: "3204" },
          seconds: endedAt - requestedAt,
        };
  }
}
