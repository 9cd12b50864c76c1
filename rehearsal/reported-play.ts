/** Everything that was planned, played on clouds that are as good as new, and reported. */
import type { JobRun } from "./activities";
import type { Factory } from "./factory";
import type { LocalClouds } from "./local-clouds";
import type { Played } from "./plan";
import { play } from "./play";
import { Reporter } from "./reporter";
import type { RunReport } from "./reports";
import type { Pricing } from "./run-cost";
import type { Scenario } from "./scenarios";
import type { Violation } from "./violations";
import type { RegisteredModel } from "./workspace";

/** What plays have in common. */
export interface PlaySetup {
  readonly factory: Factory;
  readonly played: readonly Played[];
  readonly pricing: Pricing;
  readonly scenario: Scenario;
  /** Is told of each job. @default - nobody */
  readonly onJob?: (run: JobRun) => void;
}

/** What a play came to. */
export interface ReportedPlay {
  readonly runs: readonly RunReport[];
  /** What must not be; empty where all is well. */
  readonly violations: readonly Violation[];
  /** The models that runs have registered; empty where nothing trains itself. */
  readonly registry: readonly RegisteredModel[];
}

/** @param seed - from which ids follow, and whatever the scenario draws */
export async function playReported(
  setup: PlaySetup,
  clouds: LocalClouds,
  seed: number,
): Promise<ReportedPlay> {
  const { factory, onJob = () => {}, played, pricing } = setup;
  const { service } = setup.scenario;
  const scenario: Scenario = { ...setup.scenario, service: { ...service, seed } };
  const reporter = new Reporter({ clouds, played, pricing }, scenario);
  await clouds.reset();
  await play({
    clouds,
    factory,
    onJob,
    onRun: (record) => reporter.ended(record),
    played,
    scenario,
    seed,
  });
  await reporter.rest();
  const { runs } = reporter;
  // A service's predictors are in no registry.
  const trainsItself = played.some(({ forecast }) => forecast.backend === "random-forest");
  return {
    runs,
    violations: reporter.violations,
    registry: trainsItself ? await clouds.workspace.registry() : [],
  };
}
