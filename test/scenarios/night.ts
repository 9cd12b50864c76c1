// The deployed pipelines on the engine, joined with the run log on the embedded database, in virtual
// time. Only the jobs are played: what they answer is what a suite gives.

import {
  type ActivityAnswer,
  type ActivityRequest,
  Engine,
  type RunHandle,
} from "../../adf/engine";
import { toServiceJson } from "../../adf/wire";
import { applySchema } from "../../pipelines/apply-schema";
import { approveModel } from "../../pipelines/approve-model";
import { forecastRun } from "../../pipelines/forecast-run";
import { forecastStep } from "../../pipelines/forecast-step";
import { operateRun } from "../../pipelines/operate-run";
import { runWatch } from "../../pipelines/run-watch";
import { answerFromRunLog } from "../../rehearsal/run-log-activities";
import type { SqlConnection } from "../../run-log/embedded";
import { type Migration, readMigrations, renderMigrations } from "../../run-log/migrations";
import type { RunLog } from "../run-log/support/database";

/** What a job is given. */
export interface JobStep {
  readonly step_id: string;
  readonly stage: string;
  readonly attempt: number;
  readonly forecast: string;
}

/** What a job answers; undefined is a job that fails without an answer. */
export type Job = (step: JobStep) => Readonly<Record<string, unknown>> | undefined;

/** When every night begins. */
const NOW = "2026-12-04T18:00:00Z";
const JOB_SECONDS = 300;
const MOST_REQUESTS = 1000;
const ORCHESTRATOR = "11111111-2222-4333-8444-555555555555";

const step = forecastStep();
const run = forecastRun({ step, longestDeadlineMinutes: 720 });

/** The pipelines, with other migrations than the program's where a suite gives them. */
function pipelinesWith(migrations: readonly Migration[]) {
  const blocks = renderMigrations(migrations, { orchestrator_client_id: ORCHESTRATOR });
  return [applySchema(blocks), step, run, runWatch(run), operateRun(), approveModel()].map(
    toServiceJson,
  );
}

/** What a suite plays. */
export interface NightOptions {
  readonly job?: Job;
  readonly migrations?: readonly Migration[];
  /** The connection that the run log's activities use. @default the log's own */
  readonly connection?: SqlConnection;
  /** Answers before the run log is asked, such as a fault. */
  readonly before?: (request: ActivityRequest) => ActivityAnswer | undefined;
}

/** One night. */
export class Night {
  readonly #engine: Engine;
  readonly #answers = new Map<string, Readonly<Record<string, unknown>>>();
  readonly #options: NightOptions;
  readonly #log: RunLog;
  /** Activities that were asked for, in order. */
  readonly heard: ActivityRequest[] = [];

  constructor(log: RunLog, options: NightOptions = {}) {
    this.#log = log;
    this.#options = options;
    this.#engine = new Engine({
      pipelines: pipelinesWith(options.migrations ?? readMigrations()),
      handler: (request) => this.#answer(request),
      now: NOW,
    });
  }

  /** Starts a run after some minutes. */
  submit(
    pipeline: string,
    parameters: Readonly<Record<string, string>> = {},
    afterMinutes = 0,
  ): RunHandle {
    return this.#engine.submit({ pipeline, parameters, afterSeconds: afterMinutes * 60 });
  }

  finish(): Promise<void> {
    return this.#engine.finish();
  }

  /** The stages that jobs were started in, in order. */
  get jobStages(): readonly string[] {
    return this.heard
      .filter(({ activity }) => activity === "Run job")
      .map(({ input }) => stepIn(input).stage);
  }

  async #answer(request: ActivityRequest): Promise<ActivityAnswer> {
    this.heard.push(request);
    // A loop that turns without end is a fault, and told at once.
    if (this.heard.length > MOST_REQUESTS)
      throw new Error(`${MOST_REQUESTS} requests in one night`);
    const before = this.#options.before?.(request);
    if (before !== undefined) return before;
    const answer = await answerFromRunLog(
      this.#options.connection ?? this.#log.connection,
      request,
    );
    return answer ?? this.#play(request);
  }

  #play({ activity, input }: ActivityRequest): ActivityAnswer {
    switch (activity) {
      case "Run job": {
        const asked = stepIn(input);
        const answer = this.#options.job?.(asked);
        if (answer === undefined) {
          return { status: "Failed", error: { message: "the job failed" }, seconds: JOB_SECONDS };
        }
        this.#answers.set(asked.step_id, { state: "{}", ...answer });
        return { status: "Succeeded", seconds: JOB_SECONDS };
      }
      case "Read answer": {
        const { dataset } = input as unknown as { dataset: { parameters: { stepId: string } } };
        const firstRow = this.#answers.get(dataset.parameters.stepId) as never;
        return { status: "Succeeded", output: { firstRow }, seconds: 2 };
      }
      case "Load results":
        return { status: "Succeeded", output: { rowsCopied: 42 }, seconds: 60 };
      case "Promote":
        return { status: "Succeeded", seconds: JOB_SECONDS };
      default:
        throw new TypeError(`a night has no part for ${activity}`);
    }
  }
}

/** The document that a job is given. */
function stepIn(input: ActivityRequest["input"]): JobStep {
  const { jobParameters } = input as unknown as { jobParameters: { parameters: string } };
  return JSON.parse(jobParameters.parameters) as JobStep;
}
