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
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Engine, type EngineEvent } from "../adf/engine";
import type { Forecast } from "../config/forecast";
import type { Settings } from "../config/settings";
import { fixedDesign } from "../cost/designs/designs";
import { PRICES, type Regions } from "../cost/prices/price-book";
import type { Graph } from "../graph/graph";
import { answerActivity, type JobRun, type World } from "./activities";
import { type EmbeddedRunLog, openRunLog } from "./embedded-run-log";
import { type Factory, factoryOf } from "./factory";
import { type Firing, firingsOf } from "./firings";
import { ForecastCloud } from "./forecast-cloud";
import { Lake } from "./lake";
import { RehearsalError } from "./rehearsal-error";
import { clusterTimes, renderReport } from "./report";
import { type RunReport, reportsOf } from "./reports";
import { type Scenario, scenarioOf } from "./scenarios";
import { type Violation, violationsOf } from "./violations";
import { type Pictures, Workspace } from "./workspace";

const DAY = 86_400_000;
const DEFAULT_SCENARIO = "yardstick";
const DATA = join(__dirname, "data");

/** The demo data by frequency: real departures from New York's airports. */
const DEMO_DATA: Readonly<Record<string, string>> = {
  D: join(DATA, "departures-by-airline-daily.csv.gz"),
  H: join(DATA, "departures-by-airport-hourly.csv.gz"),
};

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
  /** What ten fixed hours cost on the yardstick's night, by the same meters and prices. */
  readonly fixedDesign: { readonly compute: number; readonly total: number };
  /** Everything that the engine did, in order. */
  readonly events: readonly EngineEvent[];
  readonly jobRuns: readonly JobRun[];
}

/** A forecast that is played, and its data. */
export interface Played {
  readonly forecast: Forecast;
  readonly table: { readonly data: string; readonly frequency: string };
  /** The runs, the earliest first; those before `reportedFrom` only leave a past behind. */
  readonly firings: readonly Firing[];
  readonly reportedFrom: Date;
}

/** @throws RehearsalError */
export async function rehearse(
  options: RehearsalOptions,
): Promise<Rehearsal & { readonly report: string }> {
  const { folder, graph, python, tell = () => {} } = options;
  const scenarioName = options.scenario ?? DEFAULT_SCENARIO;
  const scenario = scenarioOf(scenarioName);
  const factory = factoryOf(graph);
  const forecasts = chosen(options);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });

  tell("starting the notebooks' Python, the run log and the stand-in for Amazon Forecast");
  const inAws = forecasts.some(({ backend }) => backend === "amazon-forecast");
  const cloud = inAws ? await startCloud(options, factory) : undefined;
  const workspace = new Workspace(python, {
    MLFLOW_TRACKING_URI: `sqlite:///${join(folder, "mlflow.db")}`,
    ...cloud?.environment,
  });
  let log: EmbeddedRunLog | undefined;
  try {
    await cloud?.play(scenario.service);
    log = await openRunLog();
    const lake = new Lake(join(folder, "lake"));
    const played = await planned(options, scenario, { factory, forecasts, workspace });
    const jobRuns: JobRun[] = [];
    const world: World = {
      connection: log.connection,
      lake,
      workspace,
      cloud,
      scenario,
      jobs: factory.jobs,
      onJob: (run) => {
        jobRuns.push(run);
        tell(lineOf(run));
      },
      deliver: deliveryOf(played, lake, workspace),
    };
    const events = await play({ options, factory, played, world });
    const pricing = { graph, book: PRICES, regions: options.regions };
    const runs = await reportsOf({ log, events, jobRuns, played, lake, workspace, pricing });
    const fixed = await fixedDesign(PRICES);
    const violations = violationsOf(runs, (await cloud?.journal()) ?? []);
    const rehearsal = {
      scenario: scenarioName,
      runs,
      violations,
      fixedDesign: fixed,
      events,
      jobRuns,
    };
    tell("drawing the report");
    const pictures: Pictures[] = [];
    for (const run of runs) {
      pictures.push(await workspace.draw(run, clusterTimes(run, jobRuns), fixed.total));
    }
    return { ...rehearsal, report: renderReport(rehearsal, pictures) };
  } finally {
    await Promise.all([workspace.stop(), cloud?.stop(), log?.stop()]);
  }
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

async function startCloud(
  { python, settings }: RehearsalOptions,
  { bucket }: Factory,
): Promise<ForecastCloud> {
  const { accountId, region } = settings.aws ?? { accountId: "000000000000", region: "us-east-1" };
  const cloud = await ForecastCloud.start(python, accountId, region);
  if (bucket !== undefined) await cloud.makeBucket(bucket);
  return cloud;
}

/** What a plan is made from. */
interface Plan {
  readonly factory: Factory;
  readonly forecasts: readonly Forecast[];
  readonly workspace: Workspace;
}

/** Finds for each forecast when it fires, so that what it forecasts is in the data and can be measured. */
async function planned(
  { data, days }: RehearsalOptions,
  { pastRuns }: Scenario,
  { factory, forecasts, workspace }: Plan,
): Promise<readonly Played[]> {
  return Promise.all(
    forecasts.map(async (forecast) => {
      const { frequency, name } = forecast;
      const path = data ?? DEMO_DATA[frequency];
      if (path === undefined) {
        const repair = "give data of your own with --data";
        const detail = `there are no demo data of frequency ${frequency}`;
        throw new RehearsalError("REHEARSAL_DATA", name, detail, repair);
      }
      const table = { data: path, frequency };
      const { first, last } = await workspace.describe(table);
      const own = factory.triggers.filter(({ parameters }) => parameters["forecast"] === name);
      const end = new Date(`${last}Z`);
      const all = firingsOf(own, new Date(`${first}Z`), end).filter(
        ({ parameters }) =>
          stepsAfter(parameters["period"] ?? "", end, frequency) >= forecast.horizon,
      );
      const latest = all.at(-1);
      if (latest === undefined) {
        const detail = `no run of ${name} has its whole horizon before the data's end, ${last}`;
        throw new RehearsalError("REHEARSAL_DATA", path, detail);
      }
      const from = days === undefined ? latest.at : new Date(latest.at.getTime() - days * DAY);
      const reported = all.filter(({ at }) => at >= from);
      const before = all.length - reported.length;
      const past = all.slice(Math.max(0, before - pastRuns), before);
      const firings = [...past, ...reported];
      return { forecast, table, firings, reportedFrom: reported[0]?.at ?? latest.at };
    }),
  );
}

/** How many steps of the data lie from a period on. */
function stepsAfter(period: string, end: Date, frequency: string): number {
  const start = new Date(`${period}Z`);
  if (frequency === "M") {
    const years = end.getUTCFullYear() - start.getUTCFullYear();
    return years * 12 + end.getUTCMonth() - start.getUTCMonth() + 1;
  }
  const step = { H: DAY / 24, D: DAY, W: 7 * DAY }[frequency] ?? DAY;
  return Math.floor((end.getTime() - start.getTime()) / step) + 1;
}

/** Lets the lake hold what is known before the period of a run, once. */
function deliveryOf(played: readonly Played[], lake: Lake, workspace: Workspace): World["deliver"] {
  const delivered = new Set<string>();
  return async (name, period) => {
    const found = played.find(({ forecast }) => forecast.name === name);
    const key = `${name} ${period}`;
    if (found === undefined || delivered.has(key)) return;
    delivered.add(key);
    await workspace.deliver(found.table, period, lake.inputFile(found.forecast.input));
  };
}

/** What is played, together. */
interface Play {
  readonly options: RehearsalOptions;
  readonly factory: Factory;
  readonly played: readonly Played[];
  readonly world: World;
}

/** Applies the schema, then lets the triggers fire. */
async function play({ options, factory, played, world }: Play): Promise<readonly EngineEvent[]> {
  const { seed = 1, tell = () => {} } = options;
  const firings = played
    .flatMap((each) => each.firings)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const first = firings[0]?.at ?? new Date(0);
  const begin = new Date(first.getTime() - DAY / 24);
  const events: EngineEvent[] = [];
  const engine = new Engine({
    pipelines: factory.pipelines,
    handler: (request) => answerActivity(world, request),
    listener: (event) => events.push(event),
    now: begin.toISOString(),
    seed,
  });
  const schema = engine.submit({ pipeline: "apply-schema", parameters: factory.schemaParameters });
  for (const { trigger, at, parameters } of firings) {
    engine.submit({
      pipeline: trigger.pipeline,
      parameters,
      afterSeconds: (at.getTime() - begin.getTime()) / 1000,
      trigger: { type: "ScheduleTrigger", name: trigger.name, time: at.toISOString() },
    });
  }
  tell(`${firings.length} runs from ${begin.toISOString().slice(0, 16)} UTC, in virtual time`);
  await engine.finish();
  if (schema.result.pipeline !== "Succeeded") {
    const [error] = Object.values(schema.result.errors);
    throw new RehearsalError(
      "REHEARSAL_PART_MISSING",
      "apply-schema",
      error?.message ?? "it failed",
    );
  }
  return events;
}

function lineOf({ at, job, parameters, failed, workMinutes }: JobRun): string {
  const { forecast = "", stage = "" } = parameters as { forecast?: string; stage?: string };
  const how = failed ? "failed" : `${workMinutes} min`;
  return `${at.slice(0, 16)}  ${job.name}  ${forecast} ${stage}  ${how}`;
}
