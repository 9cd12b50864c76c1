/**
 * What an environment costs a month: what stands, and every run that its triggers bring about.
 *
 * A run is simulated on the deployed definitions, so the loops, waits and rates are the pipelines' own.
 */
import {
  type Bill,
  billOf,
  type CostLine,
  counted,
  nearestTotal,
  type Share,
  sharesOf,
  times,
  toCents,
  toMills,
  totalOf,
  type Use,
} from "./bill";
import { type ForecastNight, forecastNight } from "./forecast-night";
import { type ScheduledRuns, scheduledRuns } from "./meters/schedules";
import { awakeHours, databaseUses, isServerless } from "./meters/sql";
import {
  type Environment,
  forecastRun,
  otherRun,
  type PlannedForecast,
  type RunUse,
  stepJobOf,
} from "./runs";
import { YARDSTICK } from "./simulation/night";
import { CASES, type Case, type CaseName } from "./simulation/profiles";
import { type Pricing, type StandingCost, standingCost, type UnpricedResource } from "./standing";

/** What the runs of one pipeline, and of one forecast, cost. */
export interface RunCost {
  readonly pipeline: string;
  readonly forecast: string | undefined;
  readonly perMonth: number;
  /** One run, on average over those that train and those that do not. */
  readonly total: number;
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly UnpricedResource[];
  /** A night in which the model is trained; undefined for what is of no forecast. */
  readonly night: ForecastNight | undefined;
}

/** A month of an environment, in one case. */
export interface MonthlyCost {
  readonly currency: string;
  readonly standing: StandingCost;
  readonly runs: readonly RunCost[];
  /** To the cent; what is unpriced is in none of them. */
  readonly monthly: { readonly standing: number; readonly runs: number; readonly total: number };
  /** What is in no total, each once. */
  readonly unpriced: readonly UnpricedResource[];
  /** What `unpriced` would add at the nearest prices that are known. */
  readonly nearest: number;
  /** The total by part, the largest first. */
  readonly shares: readonly Share[];
  /** The same with what is unpriced at the nearest known prices. */
  readonly expectedShares: readonly Share[];
}

/** What an environment costs a month. @param name - how well things go */
export async function monthlyCost(
  environment: Environment,
  pricing: Pricing,
  name: CaseName = "expected",
): Promise<MonthlyCost> {
  const how = CASES[name];
  const { book, regions, usage } = pricing;
  const standing = standingCost(environment.graph, pricing);
  const simulated = await simulateRuns(environment, how);
  const priced = ({ uses }: Pick<RunUse, "uses">) => billOf(counted(uses, usage), book, regions);
  const runs = simulated.map(({ scheduled, run, trained }) => ({
    ...runCost(environment, scheduled, priced(run)),
    night: trained && forecastNight(trained, priced(trained)),
  }));
  const awake = billOf(awakeUses(environment, simulated), book, regions);
  const runLines = [
    ...runs.flatMap(({ lines, perMonth }) => monthOf(lines, perMonth)),
    ...awake.lines,
  ];
  const missing = [...standing.unpriced, ...runs.flatMap(unpricedMonth)];
  const known = [...standing.lines, ...runLines];
  const [standingSum, runSum] = [standing.monthly, toCents(totalOf(runLines))];
  return {
    currency: book.currency,
    standing,
    runs,
    monthly: { standing: standingSum, runs: runSum, total: toCents(standingSum + runSum) },
    unpriced: distinct([...standing.unpriced, ...runs.flatMap((run) => run.unpriced)]),
    nearest: toCents(nearestTotal(missing)),
    shares: sharesOf(known),
    expectedShares: sharesOf([
      ...known,
      ...missing.map(({ part, nearestCost = 0 }) => ({ part, cost: nearestCost })),
    ]),
  };
}

function unpricedMonth({ perMonth, unpriced }: RunCost): readonly UnpricedResource[] {
  return unpriced.map((line) =>
    line.nearestCost === undefined ? line : { ...line, nearestCost: line.nearestCost * perMonth },
  );
}

interface SimulatedRun {
  readonly scheduled: ScheduledRuns;
  /** On average over those that train and those that do not. */
  readonly run: Pick<RunUse, "uses" | "minutes">;
  /** One that trains; absent for what is of no forecast. */
  readonly trained?: RunUse;
}

/** One run of each kind; forecasts that do not differ in what their cost depends on are run once. */
async function simulateRuns(environment: Environment, how: Case): Promise<SimulatedRun[]> {
  const known = new Map<string, Omit<SimulatedRun, "scheduled">>();
  const runs: SimulatedRun[] = [];
  for (const scheduled of scheduledRuns(environment.graph)) {
    const forecast = environment.forecasts.find(({ name }) => name === scheduled.forecast);
    const key = JSON.stringify([scheduled.pipeline, { ...forecast, name: "" }, scheduled.perMonth]);
    const run = known.get(key) ?? (await simulateRun(environment, scheduled, forecast, how));
    known.set(key, run);
    runs.push({ scheduled, ...run });
  }
  return runs;
}

async function simulateRun(
  environment: Environment,
  { pipeline, perMonth }: ScheduledRuns,
  forecast: PlannedForecast | undefined,
  how: Case,
): Promise<Omit<SimulatedRun, "scheduled">> {
  if (forecast === undefined) {
    return { run: await otherRun(environment, pipeline, how, how.night(YARDSTICK)) };
  }
  const trained = await forecastRun(environment, forecast, true, how);
  const every = runsBetweenTrainings(forecast, perMonth);
  if (every === 1) return { run: trained, trained };
  const reused = await forecastRun(environment, forecast, false, how);
  const average = (a: number, b: number) => (a + b * (every - 1)) / every;
  const run = {
    uses: [...times(trained.uses, 1 / every), ...times(reused.uses, (every - 1) / every)],
    minutes: average(trained.minutes, reused.minutes),
  };
  return { run, trained };
}

const MINUTES_PER_MONTH = (365 / 12) * 24 * 60;

/** A model is used as it is until it is old enough; then every so many runs train. */
function runsBetweenTrainings({ retrainAfterMinutes }: PlannedForecast, perMonth: number): number {
  const gap = MINUTES_PER_MONTH / perMonth;
  return Math.max(1, Math.ceil(retrainAfterMinutes / gap - 1e-9));
}

function runCost(
  environment: Environment,
  scheduled: ScheduledRuns,
  bill: Bill,
): Omit<RunCost, "night"> {
  const lines = merged(bill.lines);
  const { urn, name } = runResource(environment, scheduled);
  return {
    ...scheduled,
    total: toMills(totalOf(lines)),
    lines,
    unpriced: distinct(bill.unpriced.map((line) => ({ urn, name, ...line }))),
  };
}

/** The resource that a run's unpriced lines are told of: its job, or else its pipeline. */
function runResource(
  environment: Environment,
  { forecast, pipeline }: ScheduledRuns,
): { readonly urn: string; readonly name: string } {
  const planned = environment.forecasts.find(({ name }) => name === forecast);
  const job = planned === undefined ? undefined : stepJobOf(environment, planned.backend);
  const found =
    job ?? environment.graph.resources.find(({ inputs }) => inputs["pipelineName"] === pipeline);
  return { urn: found?.urn ?? "", name: found?.name ?? pipeline };
}

/** Lines of one price added up, so that a run that trains sometimes is one list. */
function merged(lines: readonly CostLine[]): readonly CostLine[] {
  const byPrice = new Map<string, CostLine>();
  for (const line of lines) {
    const known = byPrice.get(line.priceId);
    const quantity = (known?.quantity ?? 0) + line.quantity;
    byPrice.set(line.priceId, { ...line, quantity, cost: (known?.cost ?? 0) + line.cost });
  }
  return [...byPrice.values()];
}

function monthOf(lines: readonly CostLine[], count: number): readonly CostLine[] {
  return lines.map((line) => ({
    ...line,
    quantity: line.quantity * count,
    cost: line.cost * count,
  }));
}

/** Serverless databases are billed while runs keep them awake. */
function awakeUses({ graph }: Environment, runs: readonly SimulatedRun[]): readonly Use[] {
  const kept = runs.map(({ scheduled, run }) => ({
    minutes: run.minutes,
    perMonth: scheduled.perMonth,
  }));
  return graph.resources
    .filter((node) => node.type === "azure-native:sql:Database" && isServerless(node))
    .flatMap((node) => databaseUses(node, awakeHours(node, kept)));
}

/** Each once: the runs of many forecasts lack the same prices. */
function distinct(lines: readonly UnpricedResource[]): readonly UnpricedResource[] {
  const byText = new Map(lines.map((line) => [`${line.urn} ${line.item} ${line.reason}`, line]));
  return [...byText.values()];
}
