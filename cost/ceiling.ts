/**
 * The most that a night can cost when everything goes wrong.
 *
 * A run does one thing at a time and ends at its deadline; a job ends at its timeout, on a cluster that
 * its policy caps; a load ends at its activity's timeout. So the dearest of these, all night long, is a
 * bound. A person who restarts a run, and the training of a service that nobody stops, are not in it.
 */
import { billOf, type CostLine, toCents, totalOf, type UnpricedLine, type Use } from "./bill";
import { type ComputePlan, computeUses, MOST_SERVERLESS_DBUS } from "./meters/clusters";
import { dbuCeilingOf } from "./meters/jobs";
import { type Environment, type PlannedForecast, stepComputeOf, stepJobOf } from "./runs";
import type { Pricing } from "./standing";

/** The ceiling of one forecast's night. */
export interface Ceiling {
  readonly forecast: string;
  /** VM and DBU; null where a job has no timeout, so that nothing bounds it. */
  readonly compute: number | null;
  readonly dataFactory: number;
  /** What one thing at a time can come to; null where nothing bounds it. */
  readonly total: number | null;
  /** What bounds it, for a person. */
  readonly why: string;
  readonly unpriced: readonly UnpricedLine[];
}

/** Seconds of the shortest turn in which a job is started: no cluster is ready in less. */
const SHORTEST_TURN_SECONDS = 180;

/** Activity runs of a turn in which a job is started, and of one that only waits before it. */
const RUNS_A_TURN = 11;
/** Minutes of lookups, and of other short activities, in such a turn. */
const SHORT_MINUTES_A_TURN = { pipeline_activity: 3, external_activity: 3 } as const;

/**
 * How long loading results may take before the run log hears of it: three attempts of an hour.
 *
 * @see pipelines/limits.ts, which a suite holds this to
 */
export const LOAD_ATTEMPTS_HOURS = 3 + 2 / 60;

/** Data integration units of a load. */
const LOAD_UNITS = 4;

/** The ceiling of every forecast's night. */
export function ceilingsOf(environment: Environment, pricing: Pricing): readonly Ceiling[] {
  return environment.forecasts.map((forecast) => ceilingOf(environment, forecast, pricing));
}

function ceilingOf(
  environment: Environment,
  forecast: PlannedForecast,
  { book, regions }: Pricing,
): Ceiling {
  const plan = stepComputeOf(environment, forecast.backend);
  const deadlineHours = forecast.deadlineMinutes / 60;
  const job = stepJobOf(environment, forecast.backend);
  const cap = job === undefined ? undefined : dbuCeilingOf(environment.graph, job);
  const hour = billOf(dearestHour(plan, cap), book, regions);
  const loading = billOf([loadingHour()], book, regions);
  const turns = billOf(turnsWithin(deadlineHours), book, regions);
  const jobHours = plan.timeoutSeconds === undefined ? undefined : plan.timeoutSeconds / 3600;
  const dataFactory = totalOf(turns.lines);
  const total =
    jobHours === undefined
      ? null
      : night(deadlineHours, jobHours, hour.lines, loading.lines) + dataFactory;
  return {
    forecast: forecast.name,
    compute:
      jobHours === undefined ? null : toCents((deadlineHours + jobHours) * totalOf(hour.lines)),
    dataFactory: toCents(dataFactory),
    total: total === null ? null : toCents(total),
    why: `${whyOf(deadlineHours, plan, cap)}${dearest(hour.lines, loading.lines)}`,
    unpriced: [...hour.unpriced, ...loading.unpriced, ...turns.unpriced],
  };
}

/** Until the deadline the dearer of the two, then what was begun just before it. */
function night(
  deadlineHours: number,
  jobHours: number,
  job: readonly CostLine[],
  load: readonly CostLine[],
): number {
  const [jobRate, loadRate] = [totalOf(job), totalOf(load)];
  const after = Math.max(jobHours * jobRate, LOAD_ATTEMPTS_HOURS * loadRate);
  return deadlineHours * Math.max(jobRate, loadRate) + after;
}

/** An hour of a job at the policy's cap, no spot node to be had. */
function dearestHour(plan: ComputePlan, cap: number | undefined): readonly Use[] {
  const hour = [{ requestedAt: 0, readyAt: 0, endedAt: 3600 }];
  if (plan.kind === "serverless") {
    return computeUses({ ...plan, dbusPerHour: MOST_SERVERLESS_DBUS }, hour);
  }
  const onDemand = { ...plan, nodes: plan.nodes.map((node) => ({ ...node, spot: false })) };
  const uses = computeUses(onDemand, hour);
  if (cap === undefined) return uses;
  const isDbu = (use: Use) => !("priceId" in use) || use.priceId.startsWith("dbx.");
  const capped: Use = {
    part: "compute",
    item: "DBU at the policy's cap",
    priceId: `dbx.dbu.${plan.purpose}`,
    quantity: cap,
  };
  return [...uses.filter((use) => !isDbu(use)), capped];
}

function loadingHour(): Use {
  const priceId = "adf.azure_ir.data_movement";
  return { part: "data-factory", item: "copy that hangs", priceId, quantity: LOAD_UNITS };
}

function turnsWithin(hours: number): readonly Use[] {
  const turns = Math.ceil((hours * 3600) / SHORTEST_TURN_SECONDS) + 1;
  const activities = (kind: keyof typeof SHORT_MINUTES_A_TURN): Use => ({
    part: "data-factory",
    item: "short activities",
    priceId: `adf.azure_ir.${kind}`,
    quantity:
      (turns * SHORT_MINUTES_A_TURN[kind]) / 60 + (kind === "external_activity" ? hours : 0),
  });
  const runs: Use = {
    part: "data-factory",
    item: "activity and trigger runs",
    priceId: "adf.azure_ir.orchestration",
    quantity: turns * RUNS_A_TURN,
  };
  return [runs, activities("pipeline_activity"), activities("external_activity")];
}

/** A copy that hangs may be dearer by the hour than any job. */
function dearest(job: readonly CostLine[], load: readonly CostLine[]): string {
  const [jobRate, loadRate] = [totalOf(job), totalOf(load)];
  return loadRate > jobRate
    ? `; dearest is a load that hangs, ${loadRate.toFixed(2)} an hour against ${jobRate.toFixed(2)} of a job`
    : "";
}

function whyOf(deadlineHours: number, plan: ComputePlan, cap: number | undefined): string {
  const deadline = `a deadline of ${deadlineHours} h`;
  if (plan.timeoutSeconds === undefined) return `${deadline}, but a job without a timeout`;
  const job = `a job of at most ${plan.timeoutSeconds / 60} min`;
  if (plan.kind === "serverless") {
    return `${deadline}, ${job}, ${MOST_SERVERLESS_DBUS} DBU an hour believed at most: no policy caps serverless`;
  }
  const most = cap === undefined ? "no cap of DBU" : `at most ${cap} DBU an hour`;
  return `${deadline}, ${job}, ${most}, no spot node`;
}
