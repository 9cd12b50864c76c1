/** Nights of the designs that the platform does without. */
import { toServiceJson } from "../../adf/wire";
import type { ComputePlan } from "../meters/clusters";
import { coldStartSeconds, type Night } from "../simulation/night";
import { PlayedService } from "../simulation/service";
import { type JobWork, type Simulated, simulate } from "../simulation/simulate";
import { clusterPerPoll, oneJob } from "./definitions";

/** Seconds between two looks of a job that sleeps on its cluster. */
const SLEEP_SECONDS = 3600;

/** Looks of the fixed design, whatever the service does. */
const FIXED_LOOKS = 10;

/** The definitions of the designs of one job, made once: thousands of nights run them. */
const ONE_JOB = { fixed: definitionOf("fixed"), "early-exit": definitionOf("early-exit") } as const;

function definitionOf(name: string): readonly unknown[] {
  return [toServiceJson(oneJob(name))];
}

/** Ten sleeps of an hour, a stage submitted whenever the one before is found done. */
export function simulateFixed(night: Night, plan: ComputePlan): Promise<Simulated> {
  return simulateOneJob("fixed", night, plan, () => FIXED_LOOKS);
}

/** The same job, which ends as soon as it finds everything done. */
export function simulateEarlyExit(night: Night, plan: ComputePlan): Promise<Simulated> {
  return simulateOneJob("early-exit", night, plan, (isDone, looks) => (isDone ? looks : looks + 1));
}

/** A cluster every few minutes, which looks, does what is due and goes. */
export function simulateClusterPerPoll(
  night: Night,
  plan: ComputePlan,
  pollMinutes: number,
): Promise<Simulated> {
  const service = new PlayedService(night);
  const lookSeconds = night.work.poll * 60;
  // A look every few minutes on the clock: the start of the cluster is part of the interval.
  const waitSeconds = Math.max(0, pollMinutes * 60 - coldStartSeconds(night) - lookSeconds);
  let isCollected = false;
  return simulate({
    pipelines: [toServiceJson(clusterPerPoll(waitSeconds))],
    pipeline: "cluster-per-poll",
    plan,
    startSeconds: () => coldStartSeconds(night),
    answer: ({ type }) =>
      type === "Lookup"
        ? {
            status: "Succeeded",
            output: { firstRow: { status: isCollected ? "succeeded" : "waiting" } },
          }
        : undefined,
    job: ({ activity }, readyAt): JobWork => {
      const progress = service.advance(readyAt, activity === "Poll" ? lookSeconds : 0);
      isCollected = progress.working === undefined;
      return { seconds: progress.seconds };
    },
  });
}

/** @param looksWanted - given whether all is done and how often it looked, how often it shall in all */
function simulateOneJob(
  name: keyof typeof ONE_JOB,
  night: Night,
  plan: ComputePlan,
  looksWanted: (isDone: boolean, looks: number) => number,
): Promise<Simulated> {
  const service = new PlayedService(night);
  return simulate({
    pipelines: ONE_JOB[name],
    pipeline: name,
    plan,
    startSeconds: () => coldStartSeconds(night),
    answer: () => undefined,
    job: (_, readyAt): JobWork => {
      let at = readyAt;
      for (let looks = 0; looks < looksWanted(service.isDone(at), looks); looks++) {
        if (service.isIdle(at) && !service.isDone(at)) at += service.advance(at).seconds;
        at += SLEEP_SECONDS;
      }
      const succeeds = service.isDone(at);
      if (succeeds) at += night.work.collect * 60;
      return { seconds: at - readyAt, succeeds };
    },
  });
}
