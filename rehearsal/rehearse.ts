/**
 * A rehearsal: the deployed definitions of a stack, run on this machine in virtual time.
 *
 *   previewed stack ── pipelines ──► adf/engine ── Script, Lookup ──► T-SQL on an embedded database
 *                  └── jobs, triggers, settings     DatabricksJob ──► the real notebooks and package
 *                                                   Copy ───────────► what the job wrote
 *
 * Amazon Forecast is a stand-in in the same time, clusters are counted and not started; everything
 * else is what would be deployed.
 */
import type { Settings } from "../config/settings";
import { type DesignResult, fixedDesign } from "../cost/designs/designs";
import { PRICES, type Regions } from "../cost/prices/price-book";
import type { Graph } from "../graph/graph";
import type { JobRun } from "./activities";
import { chosenForecasts } from "./chosen-forecasts";
import { closeSets, onSets, openSets, type Sets } from "./cloud-sets";
import { factoryOf } from "./factory";
import type { Faults } from "./faults/faults";
import { figuresOf, type NightFigures, type Nights, nightsOf, seedsOf } from "./nights";
import { planned } from "./plan";
import { beginOf } from "./play";
import { drawPictures } from "./report/draw";
import { renderReport } from "./report/page";
import { type PlaySetup, playReported, type ReportedPlay } from "./reported-play";
import type { RunReport } from "./reports";
import { scenarioOf } from "./scenarios";
import type { Violation } from "./violations";
import type { RegisteredModel } from "./workspace";

/** What is played unless another scenario is asked for. */
export const DEFAULT_SCENARIO = "yardstick";
/** What is rehearsed, and how. */
export interface RehearsalOptions {
  readonly graph: Graph;
  readonly settings: Settings;
  /** The interpreter of the project's environment. */
  readonly python: string;
  /** Where it is priced. */
  readonly regions: Regions;
  /** A folder of its own; what is in it is removed first. */
  readonly folder: string;
  /** Only this forecast. @default - all of the stack */
  readonly forecast?: string | undefined;
  /** The data of the forecasts. @default - real departures from New York, by day and by hour */
  readonly data?: string | undefined;
  /** @default "yardstick" */
  readonly scenario?: string | undefined;
  /** How many days of schedules are played. @default - the last run of each forecast that can be measured */
  readonly days?: number | undefined;
  /** How many nights are played, each with a seed of its own. @default - one, without a distribution */
  readonly nights?: number | undefined;
  /** From which ids follow, and whatever a scenario draws. @default 1 */
  readonly seed?: number | undefined;
  /** Is told what happens, in a few words. */
  readonly tell?: (line: string) => void;
  /** Is told how many of many plays are done. */
  readonly progress?: (done: number, of: number) => void;
}

/** What a rehearsal came to. */
export interface Rehearsal {
  readonly scenario: string;
  readonly runs: readonly RunReport[];
  /** What must not be; empty where all is well. */
  readonly violations: readonly Violation[];
  /** The models that runs have registered; empty where nothing trains itself. */
  readonly registry: readonly RegisteredModel[];
  /** What ten fixed hours cost on the yardstick's night, by the same meters and prices. */
  readonly fixedDesign: Pick<DesignResult, "compute" | "total" | "lines">;
  /** Where many nights were asked for; `runs` and `registry` are the first one's. */
  readonly nights?: Nights;
  /** Where faults were asked for; `runs` are examples of those that they struck. */
  readonly faults?: Faults;
}

/** @throws RehearsalError */
export async function rehearse(
  options: RehearsalOptions,
): Promise<Rehearsal & { readonly report: string }> {
  const { data, days, folder, graph, nights, python, seed = 1, settings } = options;
  const { progress = () => {}, tell = () => {} } = options;
  const scenarioName = options.scenario ?? DEFAULT_SCENARIO;
  const scenario = scenarioOf(scenarioName);
  const factory = factoryOf(graph);
  const forecasts = chosenForecasts(options);
  const seeds = nights === undefined ? [seed] : seedsOf(seed, nights);
  tell("starting the notebooks' Python, the run log and the stand-in for Amazon Forecast");
  const sets = await openSets({ settings, factory, forecasts, python, folder }, seeds.length);
  try {
    const [{ workspace }] = sets;
    const { pastRuns } = scenario;
    const played = await planned({ data, days, factory, forecasts, pastRuns }, workspace);
    const begin = beginOf(played).toISOString().slice(0, 16);
    const count = seeds.length * played.flatMap(({ firings }) => firings).length;
    tell(`${count} runs from ${begin} UTC, in virtual time`);
    const onJob = nights === undefined ? (run: JobRun) => tell(lineOf(run)) : () => {};
    const pricing = { graph, book: PRICES, regions: options.regions };
    const setup = { factory, onJob, played, pricing, scenario };
    const { first, figures, violations } = await playAll(setup, sets, seeds, progress);
    const { compute, lines, total } = await fixedDesign(PRICES);
    const rehearsal = {
      scenario: scenarioName,
      ...first,
      violations,
      fixedDesign: { compute, total, lines },
      ...(nights !== undefined && {
        nights: { count: nights, seed, scenario: scenarioName, forecasts: nightsOf(figures) },
      }),
    };
    tell("drawing the report");
    const pictures = await drawPictures(rehearsal, workspace);
    return { ...rehearsal, report: renderReport(rehearsal, pictures) };
  } finally {
    await closeSets(sets);
  }
}

/** Plays once for each seed; of all but the first only figures are kept. */
async function playAll(
  setup: PlaySetup,
  sets: Sets,
  seeds: readonly number[],
  progress: (done: number, of: number) => void,
): Promise<{
  readonly first: Pick<ReportedPlay, "registry" | "runs">;
  readonly figures: readonly NightFigures[];
  readonly violations: readonly Violation[];
}> {
  let first: Pick<ReportedPlay, "registry" | "runs"> = { registry: [], runs: [] };
  let done = 0;
  const plays = await onSets(sets, seeds, async (clouds, seed, index) => {
    const { registry, runs, violations } = await playReported(setup, clouds, seed);
    if (index === 0) first = { registry, runs };
    done += 1;
    progress(done, seeds.length);
    return { figures: runs.map(figuresOf), violations };
  });
  return {
    first,
    figures: plays.flatMap(({ figures }) => figures),
    violations: plays.flatMap(({ violations }) => violations),
  };
}

function lineOf({ at, job, parameters, failed, workMinutes }: JobRun): string {
  const { forecast = "", stage = "" } = parameters as { forecast?: string; stage?: string };
  const how = failed ? "failed" : `${workMinutes} min`;
  return `${at.slice(0, 16)}  ${job.name}  ${forecast} ${stage}  ${how}`;
}
