/** What each run of a rehearsal came to, from the run log, the engine's events and the lake. */
import type { EngineEvent } from "../adf/engine";
import { ANSWER_LINEAGE } from "../run-log/contract";
import type { LocalClouds } from "./local-clouds";
import type { Played } from "./plan";
import { costOf, type Pricing, type RunCost } from "./run-cost";
import type { RunRecord } from "./run-record";
import { type Timeline, timelineOf } from "./timeline";
import type { Accuracy, Coverage, Series } from "./workspace";

/** One entry of a run's story. */
export interface StageReport {
  readonly stage: string;
  readonly status: string;
  /** Minutes since the run began. */
  readonly minute: number;
  readonly statement: string;
  readonly message: string | null;
}

/** The results of a run. */
export interface ResultsReport {
  /** In the run log's table. */
  readonly rows: number;
  /** How far what the job wrote is what was wanted; null where nothing was loaded. */
  readonly coverage: Coverage | null;
}

/** One run. */
export interface RunReport {
  readonly runId: string;
  readonly forecast: string;
  readonly backend: string;
  /** The first step that is forecast, local time. */
  readonly period: string;
  readonly startedAt: string;
  readonly outcome: string;
  /** Of a run that did not succeed. */
  readonly error: { readonly code: string; readonly message: string } | null;
  /** From its begin until it ended. */
  readonly virtualMinutes: number;
  /** Runs of activities in its pipelines. */
  readonly activityRuns: number;
  readonly jobRuns: number;
  /** Minutes that a cluster was on, its start among them. */
  readonly clusterMinutes: number;
  readonly cost: RunCost;
  readonly stages: readonly StageReport[];
  readonly timeline: Timeline;
  readonly results: ResultsReport;
  readonly lineage: Readonly<Record<string, string>>;
  /** None where nothing was forecast. */
  readonly accuracy: Accuracy | null;
  readonly series: readonly Series[];
}

/** What reports are made from. */
export interface ReportSources {
  readonly clouds: LocalClouds;
  readonly played: readonly Played[];
  readonly pricing: Pricing;
}

/** A row of the run log. */
export interface RunRow {
  readonly run_id: string;
  readonly forecast: string;
  readonly backend: string;
  readonly period: Date;
  readonly started_at: Date;
  readonly status: string;
  readonly ended_at: Date | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly factory_run_id: string;
  readonly results: number;
  readonly [column: string]: unknown;
}

/** What a run is traced by: who ran it, and what its jobs answered. */
const LINEAGE = ["factory_run_id", ...ANSWER_LINEAGE] as const;

const RUNS = `
  SELECT r.*, (SELECT COUNT(*)::int FROM mlops.forecast_result AS f WHERE f.run_id = r.run_id) AS results
  FROM mlops.run AS r`;

const EVENTS = `
  SELECT to_stage, to_status, occurred_at, statement, message
  FROM mlops.run_event WHERE run_id = $1 ORDER BY event_id`;

/** The runs that a run of the factory began, or holds. */
export function runsOfFactoryRun(
  { log }: LocalClouds,
  factoryRunId: string,
): Promise<readonly RunRow[]> {
  const own = "r.factory_run_id = $1 OR r.lease_owner = $1";
  return log.rows<RunRow>(`${RUNS} WHERE ${own} ORDER BY r.started_at`, [factoryRunId]);
}

/** @returns the report of a run. @param record - what the factory did for it */
export async function reportOf(
  row: RunRow,
  played: Played,
  record: RunRecord,
  { clouds, pricing }: ReportSources,
): Promise<RunReport> {
  const { log, lake, workspace } = clouds;
  const { events } = record;
  const jobs = record.jobRuns.filter(({ parameters }) => parameters["run_id"] === row.run_id);
  const minutesAt = (time: Date) => (time.getTime() - row.started_at.getTime()) / 60_000;
  const period = row.period.toISOString().slice(0, 19);
  const { horizon, quantiles } = played.forecast;
  const measured =
    row.results === 0
      ? undefined
      : await workspace.score(played.table, lake.resultsFolder(row.run_id), {
          period,
          horizon,
          quantiles,
        });
  const entries = await log.rows<{
    readonly to_stage: string;
    readonly to_status: string;
    readonly occurred_at: Date;
    readonly statement: string;
    readonly message: string | null;
  }>(EVENTS, [row.run_id]);
  return {
    runId: row.run_id,
    forecast: row.forecast,
    backend: row.backend,
    period,
    startedAt: row.started_at.toISOString(),
    outcome: row.status,
    error:
      row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? "" },
    virtualMinutes: row.ended_at === null ? Number.NaN : minutesAt(row.ended_at),
    activityRuns: events.filter(isActivityRun).length,
    jobRuns: jobs.length,
    clusterMinutes: jobs.reduce((sum, job) => sum + job.startMinutes + job.workMinutes, 0),
    cost: costOf(pricing, events, jobs),
    stages: entries.map((entry) => ({
      stage: entry.to_stage,
      status: entry.to_status,
      minute: minutesAt(entry.occurred_at),
      statement: entry.statement,
      message: entry.message,
    })),
    timeline: timelineOf(row.started_at, events, jobs),
    results: { rows: row.results, coverage: measured?.coverage ?? null },
    lineage: Object.fromEntries(
      LINEAGE.flatMap((name) => {
        const value = row[name];
        return typeof value === "string" ? [[name, value] as const] : [];
      }),
    ),
    accuracy: measured?.accuracy ?? null,
    series: measured?.series ?? [],
  };
}

function isActivityRun(event: EngineEvent): boolean {
  return event.of === "activity" && event.kind === "ended" && event.attempt > 0;
}
