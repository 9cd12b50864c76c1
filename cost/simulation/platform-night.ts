/** A night of the platform's own pipelines: the deployed definitions, with jobs of a few minutes. */
import type { ActivityAnswer, ActivityRequest } from "../../adf/engine";
import type { ComputePlan } from "../meters/clusters";
import type { Runtime } from "../meters/factory";
import { coldStartSeconds, historyOf, type Night } from "./night";
import { PlayedService, type Progress } from "./service";
import { type JobWork, type Simulated, simulate } from "./simulate";

/** What a job of a step answers. */
export interface StepAnswer {
  readonly stage: string;
  readonly status: "advance" | "succeeded" | "waiting";
  readonly wait_seconds?: number;
}

/** Plays the run log, and the file in which a job's answer is looked up. */
export interface RunLogPlayer {
  /** @returns undefined for a job */
  answer(request: ActivityRequest): ActivityAnswer | undefined;
  /** The step that a job is started for; undefined for a job of no run. */
  stepOf(request: ActivityRequest): { readonly stage: string; readonly stepId: string } | undefined;
  keep(stepId: string, answer: StepAnswer): void;
}

/** The platform: its definitions and its run log. */
export interface Platform {
  readonly pipelines: readonly unknown[];
  /** A run log of a forecast. @param history - seconds of each stage in past runs */
  readonly runLog: (history: Readonly<Record<string, readonly number[]>>) => RunLogPlayer;
  readonly runtimeOf?: (pipeline: string, activity: string) => Runtime;
}

/** How a night of the platform is played. */
export interface PlatformNight {
  readonly plan: ComputePlan;
  /** Whether the stages follow each other inside AWS, so that one job starts them all. @default false */
  readonly chained?: boolean;
  /** Seconds of the next start of a cluster. @default - the night's */
  readonly startSeconds?: () => number;
}

/** The pipeline of a run, with the parameters that it takes; a night has one run. */
const RUN = {
  pipeline: "forecast-run",
  parameters: { forecast: "yardstick", period: "2026-12-04T00:00:00" },
} as const;

/** Runs the deployed pipelines through a night. */
export function simulatePlatform(
  platform: Platform,
  night: Night,
  { plan, chained = false, startSeconds }: PlatformNight,
): Promise<Simulated> {
  const runLog = platform.runLog(historyOf(night));
  const service = new PlayedService(night);
  const start = plan.kind === "serverless" ? plan.startMinutes * 60 : coldStartSeconds(night);
  let isFirst = true;
  return simulate({
    ...RUN,
    pipelines: platform.pipelines,
    plan,
    answer: (request) => runLog.answer(request),
    startSeconds: startSeconds ?? (() => start),
    job: (request, readyAt): JobWork => {
      const progress = chained && isFirst ? service.startChain(readyAt) : service.advance(readyAt);
      isFirst = false;
      const step = runLog.stepOf(request);
      if (step !== undefined) runLog.keep(step.stepId, answerOf(progress, step.stage));
      return { seconds: progress.seconds };
    },
    ...(platform.runtimeOf === undefined ? {} : { runtimeOf: platform.runtimeOf }),
  });
}

/** The stage that the service works on is the run's; with nothing left to work on, it has succeeded. */
function answerOf({ estimateSeconds, working }: Progress, stage: string): StepAnswer {
  if (working === undefined) return { stage, status: "succeeded" };
  return {
    stage: working.name,
    status: "waiting",
    ...(estimateSeconds === undefined ? {} : { wait_seconds: estimateSeconds }),
  };
}
