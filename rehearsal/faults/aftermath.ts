/** What a disturbed run left behind, and what of it must not be. */
import type { JournalEntry } from "../forecast-cloud";
import type { LocalClouds } from "../local-clouds";
import { RehearsalError } from "../rehearsal-error";
import type { StageReport } from "../reports";
import { flawsOfStory } from "../story";
import type { Violation, ViolationKind } from "../violations";
import type { Fault } from "./fault";
import type { PipelineEnd } from "./injector";

/** The four things that must never be, whatever goes wrong. */
export type FaultViolationKind = Extract<
  ViolationKind,
  "double-submission" | "lost-results" | "stuck" | "wrong-status"
>;

/** One of them. */
export interface FaultViolation extends Violation {
  readonly kind: FaultViolationKind;
}

/** A run of the run log, as it stands at the end. */
interface RunRow {
  readonly run_id: string;
  readonly status: string;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly deadline_at: Date;
  readonly rows: number;
  readonly digest: string | null;
}

/** What is known once nothing happens any more. */
export interface Aftermath {
  readonly run: RunRow | undefined;
  readonly stages: readonly StageReport[];
  /** Runs of the forecast that have not ended, whatever their period. */
  readonly unended: number;
  readonly journal: readonly JournalEntry[];
  readonly ends: readonly PipelineEnd[];
  readonly failures: readonly string[];
}

/** How it ends where nothing goes wrong. */
export interface SoundRun {
  readonly rows: number;
  readonly digest: string | null;
  readonly minutes: number;
  /** How long a run is given. */
  readonly deadlineMinutes: number;
}

/** A step that began before the deadline is left to its lease, and run-watch looks once an hour. */
const LATEST_AFTER_DEADLINE_MINUTES = 270 + 60 + 15;
const MINUTE = 60_000;

const RUN = `
  SELECT r.run_id, r.status, r.error_code, r.error_message, r.started_at, r.ended_at, r.deadline_at,
    COUNT(f.value)::int AS rows,
    md5(string_agg(concat_ws(' ', f.item_id, f.timestamp, f.quantile, f.value), ','
      ORDER BY f.item_id, f.timestamp, f.quantile)) AS digest
  FROM mlops.run AS r LEFT JOIN mlops.forecast_result AS f ON f.run_id = r.run_id
  WHERE r.period = $1 GROUP BY r.run_id`;
const STAGES = `
  SELECT e.to_stage AS stage, e.to_status AS status, e.statement, e.message,
    EXTRACT(EPOCH FROM e.occurred_at - r.started_at)::float8 / 60 AS minute
  FROM mlops.run_event AS e JOIN mlops.run AS r ON r.run_id = e.run_id
  WHERE r.period = $1 ORDER BY e.event_id`;
const UNENDED = "SELECT 1 FROM mlops.run WHERE status IN ('queued', 'running', 'waiting')";

/** Reads what is left. @param period - of the run */
export async function aftermathOf(
  { log, service }: LocalClouds,
  period: string,
  heard: Pick<Aftermath, "ends" | "failures">,
): Promise<Aftermath> {
  const [run] = await log.rows<RunRow>(RUN, [period]);
  return {
    run,
    stages: await log.rows<StageReport>(STAGES, [period]),
    unended: (await log.rows(UNENDED)).length,
    journal: (await service?.journal()) ?? [],
    ends: heard.ends,
    failures: heard.failures,
  };
}

/** @returns what every disturbed run is held against. */
export function soundRunOf({ run }: Aftermath): SoundRun {
  if (run?.status !== "succeeded" || run.ended_at === null) {
    const detail = `a run without a fault ends ${run?.status ?? "none"}: ${run?.error_message ?? ""}`;
    throw new RehearsalError("REHEARSAL_PART_MISSING", "faults", detail);
  }
  const minutesTo = (time: Date) => (time.getTime() - run.started_at.getTime()) / MINUTE;
  return {
    rows: run.rows,
    digest: run.digest,
    minutes: minutesTo(run.ended_at),
    deadlineMinutes: minutesTo(run.deadline_at),
  };
}

/** How a run ended: its status, the error code of one that failed, `none` where there is no run. */
export function outcomeOf({ run }: Aftermath): string {
  return run === undefined ? "none" : run.status;
}

/** @param faults - those that struck */
export function violationsAfter(
  aftermath: Aftermath,
  faults: readonly Fault[],
  sound: SoundRun,
  backend: string,
): readonly FaultViolation[] {
  const found = (kind: FaultViolationKind, messages: readonly string[]) =>
    messages.map((message) => ({ kind, of: aftermath.run?.run_id ?? "none", message }));
  return [
    ...found("double-submission", doubles(aftermath.journal, faults)),
    ...found("lost-results", losses(aftermath, sound)),
    ...found("stuck", stuck(aftermath)),
    ...found("wrong-status", wrongEnd(aftermath, faults, sound)),
    ...found("wrong-status", untold(aftermath)),
    ...found("wrong-status", storyOf(aftermath, backend)),
  ];
}

/** Resources that were made more often than one was failed by the service. */
function doubles(journal: readonly JournalEntry[], faults: readonly Fault[]): readonly string[] {
  const made = new Map<string, number>();
  for (const { operation, outcome, request } of journal) {
    if (!operation.startsWith("Create") || outcome === "refused") continue;
    const [, name] = Object.entries(request).find(([key]) => key.endsWith("Name")) ?? [];
    // A number is appended to the name of what is made again.
    const resource = `${operation.slice("Create".length)} ${String(name).replace(/_\d{1,2}$/, "")}`;
    made.set(resource, (made.get(resource) ?? 0) + 1);
  }
  return [...made].flatMap(([resource, times]) => {
    const [kind = ""] = resource.split(" ");
    const allowed = faults.reduce((sum, { again }) => sum + (again?.[kind] ?? 0), 1);
    return times > allowed ? [`${resource} was made ${times} times, of ${allowed}`] : [];
  });
}

function losses({ run }: Aftermath, { digest, rows }: SoundRun): readonly string[] {
  if (run?.status !== "succeeded") return [];
  if (run.rows !== rows) return [`${run.rows} rows of results, of ${rows}`];
  return run.digest === digest ? [] : ["other results than without a fault"];
}

function stuck({ run, unended }: Aftermath): readonly string[] {
  if (unended > 0) return [`${unended} runs have not ended`];
  const late = ((run?.ended_at?.getTime() ?? 0) - (run?.deadline_at.getTime() ?? 0)) / MINUTE;
  return run !== undefined && late > LATEST_AFTER_DEADLINE_MINUTES
    ? [`it ended ${late.toFixed(0)} minutes after its deadline`]
    : [];
}

function wrongEnd(
  aftermath: Aftermath,
  faults: readonly Fault[],
  sound: SoundRun,
): readonly string[] {
  const { run, stages } = aftermath;
  const outcome = outcomeOf(aftermath);
  const end = outcome === "failed" ? (run?.error_code ?? "") : outcome;
  const forced = faults.flatMap(({ ends = [] }) => ends);
  const isRestarted = stages.some(({ statement }) => statement === "restart");
  const allowed = forced.length === 0 || isRestarted ? [...forced, "succeeded"] : forced;
  if (allowed.includes(end) || isForDeadline(aftermath, faults, sound)) return [];
  return [`it ended ${end}, and not ${allowed.join(" or ")}: ${run?.error_message ?? ""}`];
}

/** Whether the faults together may have taken a run to its deadline, at which it failed. */
function isForDeadline(
  { run }: Aftermath,
  faults: readonly Fault[],
  { deadlineMinutes, minutes }: SoundRun,
): boolean {
  if (run?.status !== "failed" || run.ended_at === null) return false;
  const delay = faults.reduce((sum, { delayMinutes }) => sum + delayMinutes, 0);
  return run.ended_at >= run.deadline_at && minutes + delay > deadlineMinutes;
}

/** What failed and is not told: by the run log with its cause, and by the factory for the alert. */
function untold({ ends, failures, run, stages }: Aftermath): readonly string[] {
  const untoldFailures = failures.filter(
    (failure) => !stages.some(({ message }) => message?.includes(failure.slice(0, 60)) === true),
  );
  // A step of a run that somebody has cancelled changes nothing more.
  const isCancelled = stages.some(({ statement }) => statement === "cancel");
  const missing = isCancelled
    ? []
    : untoldFailures.map((failure) => `nobody is told of: ${failure}`);
  if (run?.status !== "failed") return missing;
  const said = stages.at(-1)?.message ?? "";
  if (run.error_code === null || !run.error_message || !said.includes(run.error_code)) {
    return [...missing, "it failed, and the run log does not say why"];
  }
  return ends.some(({ status }) => status === "Failed")
    ? missing
    : [...missing, "it failed, and no pipeline did, so that no alert fires"];
}

function storyOf({ run, stages }: Aftermath, backend: string): readonly string[] {
  return run === undefined ? [] : flawsOfStory({ backend, outcome: run.status, stages });
}
