// What each design needs by a count of stages, looks and starts, with no simulation: the other side of
// the comparison.

import { type Night, neededMinutes } from "../../cost/simulation/night";

/** Cluster minutes of a night, by design. */
export interface ClosedForm {
  readonly fixed: number;
  readonly earlyExit: number;
  readonly clusterPerPoll: number;
  readonly noClusterInWaits: number;
  readonly chained: number;
  readonly serverless: number;
  readonly chainedServerless: number;
}

/** Minutes of a serverless start that are billed. */
const SERVERLESS_START = 0.5;

/** @param pollMinutes - of the design that starts a cluster for each look */
export function closedForm(night: Night, pollMinutes: number): ClosedForm {
  const { installMinutes, stages, work } = night;
  const startMinutes = night.startMinutes + installMinutes;
  const needed = neededMinutes(night);
  const looks = (minutes: number) =>
    stages.reduce((sum, stage) => sum + Math.ceil(stage.minutes / minutes - 1e-9), 0);
  const polls = looks(pollMinutes);
  const jobs = stages.length + 1;
  const ends = work.submit + work.collect;
  return {
    fixed: startMinutes + 600 + needed,
    earlyExit: startMinutes + looks(60) * 60 + needed,
    clusterPerPoll: (polls + 1) * startMinutes + needed + polls * work.poll,
    noClusterInWaits: jobs * startMinutes + needed,
    chained: 2 * startMinutes + ends,
    serverless: jobs * SERVERLESS_START + needed,
    chainedServerless: 2 * SERVERLESS_START + ends,
  };
}

/** Data Factory's bill for a loop of a Wait, a Lookup and an If on a runtime, without its trigger. */
export function untilLoop(
  workMinutes: number,
  pollMinutes: number,
  { run, lookupHour }: { readonly run: number; readonly lookupHour: number },
): number {
  const polls = Math.ceil(workMinutes / pollMinutes);
  return run * (1 + 3 * polls) + (polls * lookupHour) / 60;
}
