// The engine as its users see it: definitions and a handler in, runs and events out.

import { EngineError, show, suggestion } from "./error";
import type { EngineListener } from "./events";
import type { ActivityHandler } from "./handler";
import { dictionary, entryOf, type JsonRecord } from "./json";
import { Kernel } from "./kernel";
import { type Plan, planOf } from "./plan";
import { type RunResult, resultOf } from "./result";
import type { Trigger } from "./start";
import type { PipelineRun } from "./state";

/** What an {@link Engine} is made of. */
export interface EngineOptions {
  /** The pipelines of the factory, in the service's JSON form `{name, properties}`. */
  readonly pipelines: readonly unknown[];
  /** Plays everything outside the factory. */
  readonly handler: ActivityHandler;
  /** Is told every event. @default - nobody, and no event is made */
  readonly listener?: EngineListener;
  /** From which ids, `guid()` and `rand()` follow; a whole number. @default 1 */
  readonly seed?: number;
  /** The instant at which virtual time begins, ISO 8601. @default "2026-01-01T00:00:00Z" */
  readonly now?: string;
  /** The name that `pipeline().DataFactory` reads. @default "factory" */
  readonly factory?: string;
  /** @default - none */
  readonly globalParameters?: JsonRecord;
}

/** A run that is wanted. */
export interface RunRequest {
  /** The pipeline's name. */
  readonly pipeline: string;
  /** @default - the defaults of the definition */
  readonly parameters?: JsonRecord;
  /** How long after now, in seconds. @default 0 */
  readonly afterSeconds?: number;
  /** What starts it. @default - a person */
  readonly trigger?: Trigger;
}

/** How a run is cancelled. */
export interface CancelOptions {
  /** How long after now, in seconds. @default 0 */
  readonly afterSeconds?: number;
  /**
   * Whether the runs that it waits for are cancelled too.
   *
   * @default false
   * @see https://learn.microsoft.com/rest/api/datafactory/pipeline-runs/cancel (isRecursive)
   */
  readonly isRecursive?: boolean;
}

/** A run that was asked for; its id is known once it is submitted, which may be later. */
export interface RunHandle {
  /** The run's id. @throws EngineError `ENGINE_RUN_UNKNOWN` before it is submitted */
  readonly runId: string;
  /** What it came to. @throws EngineError `ENGINE_RUN_UNKNOWN` before it has ended */
  readonly result: RunResult;
  /** Cancels it, if it has not ended by then. */
  cancel(options?: CancelOptions): void;
}

/**
 * A data factory in virtual time.
 *
 * It reads no clock and draws no lots: equal input gives equal events, to the last id.
 *
 * @example
 * ```ts
 * const engine = new Engine({ pipelines: [definition], handler: () => ({ status: "Succeeded" }) });
 * const run = engine.submit({ pipeline: definition.name });
 * await engine.finish();
 * run.result.pipeline; // "Succeeded"
 * ```
 */
export class Engine {
  readonly #kernel: Kernel;
  readonly #plans: Readonly<Record<string, Plan>>;

  /** @throws EngineError where a definition cannot run; see {@link planOf} for the codes */
  constructor(options: EngineOptions) {
    this.#plans = plansOf(options.pipelines);
    this.#kernel = new Kernel({
      plans: this.#plans,
      handler: options.handler,
      listener: options.listener,
      seed: options.seed ?? 1,
      now: options.now ?? "2026-01-01T00:00:00Z",
      factory: options.factory ?? "factory",
      globalParameters: options.globalParameters ?? {},
    });
  }

  /** This instant of virtual time, ISO 8601, UTC. */
  get now(): string {
    return this.#kernel.clock.text();
  }

  /**
   * Asks for a run; a handler may do so too, in the middle of a simulation.
   *
   * @throws EngineError `ENGINE_PIPELINE_UNKNOWN`; what is wrong later, `finish` throws
   */
  submit(request: RunRequest): RunHandle {
    const { afterSeconds = 0, parameters = {}, pipeline, trigger } = request;
    const plan = entryOf(this.#plans, pipeline);
    if (plan === undefined) {
      const hint = suggestion(pipeline, Object.keys(this.#plans));
      throw new EngineError("ENGINE_PIPELINE_UNKNOWN", pipeline, "is not among them", hint);
    }
    const kernel = this.#kernel;
    let run: PipelineRun | undefined;
    kernel.clock.after(afterSeconds, () => {
      const start = { parameters, whenEnded: () => {} };
      run = kernel.submit(plan, trigger === undefined ? start : { ...start, trigger });
    });
    return {
      get runId() {
        if (run === undefined) throw unknownRun(pipeline, "has not begun");
        return run.runId;
      },
      get result() {
        if (run?.phase !== "ended") throw unknownRun(pipeline, "has not ended");
        return resultOf(run);
      },
      cancel: (options) => {
        kernel.clock.after(options?.afterSeconds ?? 0, () => {
          if (run !== undefined) kernel.cancel(run, options?.isRecursive ?? false);
        });
      },
    };
  }

  /** Cancels a run by its id, one that a pipeline has called too. @throws EngineError `ENGINE_RUN_UNKNOWN` */
  cancel(runId: string, { afterSeconds = 0, isRecursive = false }: CancelOptions = {}): void {
    const run = this.#kernel.live.get(runId);
    if (run === undefined) throw unknownRun(show(runId), "is not under way");
    this.#kernel.clock.after(afterSeconds, () => this.#kernel.cancel(run, isRecursive));
  }

  /**
   * Lets time pass until nothing more happens.
   *
   * @throws EngineError where a run cannot begin, a handler answers nonsense, or runs wait for each
   *   other; and whatever the handler throws
   */
  async finish(): Promise<void> {
    const { clock, live } = this.#kernel;
    for (let action = clock.next(); action !== undefined; action = clock.next()) {
      const pending = action();
      if (pending !== undefined) await pending;
    }
    const [stuck] = live.values();
    if (stuck === undefined) return;
    const rule = `${live.size} runs wait for each other, among them one of this pipeline`;
    throw new EngineError("ENGINE_STUCK", stuck.plan.name, rule);
  }
}

/** Runs one pipeline to its end. @throws EngineError, as {@link Engine} does */
export async function runPipeline(
  options: EngineOptions & Omit<RunRequest, "afterSeconds">,
): Promise<RunResult> {
  const engine = new Engine(options);
  const run = engine.submit(options);
  await engine.finish();
  return run.result;
}

function plansOf(definitions: readonly unknown[]): Readonly<Record<string, Plan>> {
  const plans = dictionary<Plan>();
  for (const definition of definitions) {
    const plan = planOf(definition);
    if (entryOf(plans, plan.name) !== undefined) {
      throw new EngineError("ENGINE_PIPELINE_NAME", "pipelines", `got ${show(plan.name)} twice`);
    }
    plans[plan.name] = plan;
  }
  return plans;
}

function unknownRun(name: string, rule: string): EngineError {
  return new EngineError("ENGINE_RUN_UNKNOWN", name, rule);
}
