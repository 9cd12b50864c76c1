/** Plays on clouds that are open, and looks at what came of it. */
import { dueRuns, type Play, play } from "./play";
import { Reporter } from "./reporter";
import type { RunReport } from "./reports";
import type { Pricing } from "./run-cost";
import { lostRuns, type Violation, violationsOf } from "./violations";

/** What came of a play. */
export interface Performance {
  readonly runs: readonly RunReport[];
  /** What must not be; empty where all is well. */
  readonly violations: readonly Violation[];
}

/** @throws RehearsalError `REHEARSAL_PART_MISSING`, `REHEARSAL_ENDLESS`, `REHEARSAL_DATA` */
export async function perform(
  playing: Omit<Play, "onRun">,
  pricing: Pricing,
): Promise<Performance> {
  const { clouds, played, scenario } = playing;
  const reporter = new Reporter({ clouds, played, pricing }, scenario);
  await play({ ...playing, onRun: (record) => reporter.ended(record) });
  await reporter.rest();
  const { runs } = reporter;
  const violations = [
    ...violationsOf(runs, (await clouds.service?.journal()) ?? []),
    ...lostRuns(runs, dueRuns(played)),
    ...reporter.violations,
  ];
  return { runs, violations };
}
