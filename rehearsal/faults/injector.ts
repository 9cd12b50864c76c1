/** Lets faults happen in a play: it stands between the pipelines and all that they ask for. */
import type {
  ActivityAnswer,
  ActivityRequest,
  Engine,
  EngineEvent,
  RunRequest,
} from "../../adf/engine";
import type { LocalClouds } from "../local-clouds";
import type { Disturbance } from "../play";
import type { Fault, Moment } from "./fault";

const MINUTE = 60_000;

/** Hours after which nobody looks after a run any more; twice the longest deadline is less. */
const WATCHED_HOURS = 48;

/** What an injector works on. */
export interface InjectorOptions {
  readonly clouds: LocalClouds;
  readonly faults: readonly Fault[];
  /** The parameters that the trigger hands on. */
  readonly fired: Readonly<Record<string, string>>;
  /** When it fires. */
  readonly at: Date;
  readonly firstStage: string;
  /** How often run-watch looks, as its trigger says. */
  readonly watchMinutes: number;
}

/** How a run of a pipeline ended. */
export interface PipelineEnd {
  readonly pipeline: string;
  readonly status: string;
}

/** The faults of one run, and what is heard of it. */
export class Injector implements Disturbance {
  readonly #options: InjectorOptions;
  readonly #engine: Engine;
  readonly #parents = new Map<string, { readonly pipeline: string; readonly parent?: string }>();
  #stage: string;
  #runId: string | undefined;
  /** Until when somebody is going to do something, milliseconds. */
  #busyUntil: number;
  /** How each run of a pipeline ended, in order. */
  readonly ends: PipelineEnd[] = [];
  /** What failed in a step, after all its tries. */
  readonly failures: string[] = [];

  constructor(engine: Engine, options: InjectorOptions) {
    this.#engine = engine;
    this.#options = options;
    this.#stage = options.firstStage;
    this.#busyUntil = options.at.getTime();
    const first = options.at.getTime() + options.watchMinutes * MINUTE - Date.parse(engine.now);
    engine.submit({ pipeline: "run-watch", afterSeconds: first / 1000 });
  }

  get skewMinutes(): number {
    return this.#options.faults
      .filter(({ struck }) => struck)
      .reduce((sum, { skewMinutes = 0 }) => sum + skewMinutes, 0);
  }

  async answer(
    request: ActivityRequest,
    proceed: () => Promise<ActivityAnswer>,
  ): Promise<ActivityAnswer> {
    const isOfRun = request.pipeline === "forecast-run" || request.pipeline === "forecast-step";
    const answer = await (isOfRun ? this.#disturbed(request, proceed) : proceed());
    this.#learn(request, answer);
    if (request.pipeline === "run-watch") await this.#watchOn(request);
    return answer;
  }

  listen(event: EngineEvent): void {
    const { pipeline, runId } = event;
    if (event.of === "activity") {
      const isOver = event.kind === "ended" && event.status === "Failed";
      const isLeaf = event.type !== "Switch";
      if (isOver && isLeaf && pipeline === "forecast-step" && event.activity !== "Begin") {
        this.failures.push(event.error?.message ?? "");
      }
      return;
    }
    if (event.kind === "queued") {
      const parent = event.parent?.runId;
      this.#parents.set(runId, { pipeline, ...(parent !== undefined && { parent }) });
    } else if (event.kind === "ended") {
      this.ends.push({ pipeline, status: event.status ?? "" });
    }
  }

  /** The faults of the stage, one around the other. */
  #disturbed(
    request: ActivityRequest,
    proceed: () => Promise<ActivityAnswer>,
  ): Promise<ActivityAnswer> {
    const stage = this.#stage;
    const around = this.#options.faults.filter(
      (fault) => fault.everywhere === true || fault.stage === stage,
    );
    const chain = around.reduceRight<() => Promise<ActivityAnswer>>(
      (inner, fault) => () => fault.act?.(this.#momentOf(request, stage, inner)) ?? inner(),
      proceed,
    );
    return chain();
  }

  #momentOf(request: ActivityRequest, stage: string, proceed: Moment["proceed"]): Moment {
    const { clouds, fired } = this.#options;
    return {
      request,
      stage,
      runId: this.#runId,
      clouds,
      fired,
      proceed,
      submit: (wanted) => this.#submit(wanted),
      kill: () => this.#engine.cancel(this.#rootOf(request.runId), { isRecursive: true }),
    };
  }

  #submit(wanted: RunRequest): void {
    const at = Date.parse(this.#engine.now) + (wanted.afterSeconds ?? 0) * 1000;
    this.#busyUntil = Math.max(this.#busyUntil, at);
    this.#engine.submit(wanted);
  }

  /** The run of forecast-run that an activity belongs to, itself or by a call. */
  #rootOf(runId: string): string {
    const { parent, pipeline } = this.#parents.get(runId) ?? { pipeline: "forecast-run" };
    return pipeline === "forecast-run" || parent === undefined ? runId : this.#rootOf(parent);
  }

  /** Keeps what the run log says of the run. */
  #learn({ activity }: ActivityRequest, { output }: ActivityAnswer): void {
    if (activity !== "Decide") return;
    const { firstRow } = (output ?? {}) as {
      readonly firstRow?: Readonly<Record<string, string | null>>;
    };
    if (firstRow === undefined) return;
    this.#runId ??= firstRow["run_id"] ?? undefined;
    if (firstRow["action"] === "load") this.#stage = "load";
    if (firstRow["action"] !== "advance") return;
    const { stage } = JSON.parse(firstRow["job_parameters"] ?? "{}") as { readonly stage?: string };
    this.#stage = STAGE_OF[stage ?? ""] ?? stage ?? this.#stage;
  }

  /** Looks again, as the trigger does, as long as there is or will be somebody to look after. */
  async #watchOn({ activity, now }: ActivityRequest): Promise<void> {
    if (activity !== "Overdue") return;
    const { at, clouds, watchMinutes } = this.#options;
    const isLate = Date.parse(now) > at.getTime() + WATCHED_HOURS * 60 * MINUTE;
    const active = "SELECT 1 FROM mlops.run WHERE status IN ('queued', 'running', 'waiting')";
    const isBusy = Date.parse(now) <= this.#busyUntil;
    if (isLate || (!isBusy && (await clouds.log.rows(active)).length === 0)) return;
    this.#engine.submit({ pipeline: "run-watch", afterSeconds: watchMinutes * 60 });
  }
}

/** Stages of which no service works for long belong to the one whose job goes through them. */
const STAGE_OF: Readonly<Record<string, string>> = {
  collect: "export",
  validate: "train",
  predict: "train",
};
