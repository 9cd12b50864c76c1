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
import type { Forecast } from "../config/forecast";
import type { Settings } from "../config/settings";
import { fixedDesign } from "../cost/designs/designs";
import { PRICES, type Regions } from "../cost/prices/price-book";
import type { Graph } from "../graph/graph";
import type { JobRun } from "./activities";
import { factoryOf } from "./factory";
import { LocalClouds } from "./local-clouds";
import { perform } from "./perform";
import { planned } from "./plan";
import { beginOf } from "./play";
import { RehearsalError } from "./rehearsal-error";
import { renderReport } from "./report";
import type { RunReport } from "./reports";
import { scenarioOf } from "./scenarios";
import type { Violation } from "./violations";
import type { Pictures, RegisteredModel } from "./workspace";

const DEFAULT_SCENARIO = "yardstick";
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
  /** From which ids follow. @default 1 */
  readonly seed?: number | undefined;
  /** Is told what happens, in a few words. */
  readonly tell?: (line: string) => void;
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
  readonly fixedDesign: { readonly compute: number; readonly total: number };
}

/** @throws RehearsalError */
export async function rehearse(
  options: RehearsalOptions,
): Promise<Rehearsal & { readonly report: string }> {
  const { data, days, folder, graph, python, seed = 1, settings, tell = () => {} } = options;
  const scenarioName = options.scenario ?? DEFAULT_SCENARIO;
  const scenario = scenarioOf(scenarioName);
  const factory = factoryOf(graph);
  const forecasts = chosen(options);
  tell("starting the notebooks' Python, the run log and the stand-in for Amazon Forecast");
  const clouds = await LocalClouds.open({ settings, factory, forecasts, python, folder });
  const { workspace } = clouds;
  try {
    const { pastRuns } = scenario;
    const played = await planned({ data, days, factory, forecasts, pastRuns }, workspace);
    const begin = beginOf(played).toISOString().slice(0, 16);
    const count = played.flatMap(({ firings }) => firings).length;
    tell(`${count} runs from ${begin} UTC, in virtual time`);
    const onJob = (run: JobRun) => tell(lineOf(run));
    const pricing = { graph, book: PRICES, regions: options.regions };
    const playing = { clouds, factory, onJob, played, scenario, seed };
    const { runs, violations } = await perform(playing, pricing);
    const fixed = await fixedDesign(PRICES);
    const rehearsal = {
      scenario: scenarioName,
      runs,
      violations,
      registry: forecasts.some(trainsItself) ? await workspace.registry() : [],
      fixedDesign: fixed,
    };
    tell("drawing the report");
    const pictures: Pictures[] = [];
    for (const run of runs) {
      pictures.push(await workspace.draw(run, run.timeline.clusters, fixed.total));
    }
    return { ...rehearsal, report: renderReport(rehearsal, pictures) };
  } finally {
    await clouds.stop();
  }
}

/** Whether a forecast has models of its own; a service's predictors are in no registry. */
function trainsItself({ backend }: Forecast): boolean {
  return backend === "random-forest";
}

function chosen({ forecast, settings }: RehearsalOptions): readonly Forecast[] {
  if (forecast === undefined) return settings.forecasts;
  const found = settings.forecasts.filter(({ name }) => name === forecast);
  if (found.length > 0) return found;
  const known = settings.forecasts.map(({ name }) => name).join(", ");
  throw new RehearsalError(
    "REHEARSAL_FORECAST_UNKNOWN",
    forecast,
    "the stack has no such forecast",
    `give one of ${known}`,
  );
}

function lineOf({ at, job, parameters, failed, workMinutes }: JobRun): string {
  const { forecast = "", stage = "" } = parameters as { forecast?: string; stage?: string };
  const how = failed ? "failed" : `${workMinutes} min`;
  return `${at.slice(0, 16)}  ${job.name}  ${forecast} ${stage}  ${how}`;
}
