/**
 * The statements that pipelines run on the run log, with the parameters that each one takes.
 *
 * The texts are files beside this one. A pipeline binds values by name, so it cannot name a
 * parameter that a statement does not have, nor forget one.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { splitStatements } from "./sql-text";

/** SQL types of parameters, by the names that a Script activity knows them by. */
export type ParameterType = "DateTime" | "Guid" | "Int32" | "String";

/** One parameter of a statement. */
export interface StatementParameter {
  readonly type: ParameterType;
  /** For texts: most characters; -1 is `nvarchar(max)`. */
  readonly size?: number;
}

/** The parameters of a statement, by name without the `@`. */
export type StatementParameters = Readonly<Record<string, StatementParameter>>;

/** A T-SQL statement that yields exactly one result set. */
export interface Statement<Parameters extends StatementParameters = StatementParameters> {
  readonly name: string;
  readonly parameters: Parameters;
  /** What writes in one transaction, then what answers with one row. */
  readonly text: string;
}

const guid = { type: "Guid" } as const;
const forecastName = { type: "String", size: 31 } as const;
const modelVersion = { type: "String", size: 20 } as const;
const person = { type: "String", size: 128 } as const;
const stage = { type: "String", size: 20 } as const;
const stepId = { type: "String", size: 100 } as const;
const document = { type: "String", size: -1 } as const;

/** The statements with parameters. Each may be repeated: it changes nothing more, and answers the same. */
export const STATEMENTS = {
  /**
   * Takes the run of a forecast and period for the caller, or says who holds it.
   *
   * Answers: `forecast, run_id, period, status, stage, lease_owner, lease_expires_at, deadline_at, held`;
   * `held` is 1 when the caller holds the run, `status` is `none` when there is no run.
   */
  claim: statement("claim", {
    forecast: forecastName,
    period: { type: "DateTime" },
    lease_owner: guid,
  }),
  /**
   * Marks a step as begun and prolongs the lease until its job must have ended.
   *
   * Answers, as the next three: `run_id, step_id, event_id, status, stage, message`; `event_id` is
   * null when the step was not the run's, so that nothing was changed. This one also `done`: 0 then.
   */
  begin: statement("begin", { run_id: guid, step_id: stepId }),
  /** Writes what a step's job answered. */
  record: statement("record", { run_id: guid, step_id: stepId, answer: document }),
  /** Writes that a step failed without an answer. */
  recordFailure: statement("record-failure", {
    run_id: guid,
    step_id: stepId,
    error_message: document,
  }),
  /** Writes that a run's results are in the table, which makes the run `succeeded`. */
  loadDone: statement("load-done", {
    run_id: guid,
    step_id: stepId,
    rows_loaded: { type: "Int32" },
  }),
  /**
   * Ends an own run that the decision stops, and returns how the caller's run stands.
   *
   * Answers: `run_id, status, error_code, error_message`; `status` is `none` without a run.
   */
  close: statement("close", { lease_owner: guid }),
  /**
   * Writes that a person approves or refuses a model version.
   *
   * Answers: `forecast, model_version, decision, decided_by, decided_at, done, reason, job_id,
   * job_parameters`; `done` is 0 where nothing may be decided, and `reason` says why. The last two are
   * of the promotion job, and empty unless the version is approved.
   */
  recordApproval: statement("record-approval", {
    forecast: forecastName,
    model_version: modelVersion,
    decision: { type: "String", size: 10 },
    decided_by: person,
    factory_run_id: guid,
  }),
  /**
   * Ends an active run because a person says so.
   *
   * Answers, as the next one: `run_id, forecast, period, status, stage, done, reason`.
   */
  cancel: statement("cancel", { run_id: guid, decided_by: person, factory_run_id: guid }),
  /** Makes a failed or cancelled run active again, from a stage; an empty one is where it was. */
  restart: statement("restart", {
    run_id: guid,
    stage,
    decided_by: person,
    factory_run_id: guid,
  }),
  /**
   * Makes the rows of `mlops.forecast` equal to the settings: JSON text of {@link ForecastRow}s.
   *
   * Answers: `enabled, total`. Run by `schema-owner`.
   */
  syncForecasts: statement("sync-forecasts", { forecasts: document }),
} as const;

/** One forecast in the document that `sync-forecasts` takes, which holds 1,000 of them at most. */
export interface ForecastRow {
  readonly forecast: string;
  readonly backend: string;
  readonly frequency: string;
  readonly deadline_minutes: number;
  readonly retrain_after_minutes: number;
  /** Longest time between the starts of two runs. */
  readonly max_gap_minutes: number;
  /** Longest time of a step's job activity. */
  readonly job_timeout_minutes: number;
  readonly approval: "none" | "required";
  /** Databricks job that takes a step. */
  readonly advance_job_id: string;
  /** Databricks job that promotes a model. @default - absent: the backend has none */
  readonly promote_job_id?: string;
}

/** The two halves of the decision query, around the GUID of the caller's run. */
export interface QueryAroundGuid {
  readonly before: string;
  readonly after: string;
}

/** What stands in `decide.sql` where the caller's run id belongs. */
const LEASE_OWNER_MARK = "{{lease_owner}}";

/**
 * The decision: one read-only query that returns exactly one row, always.
 *
 * A Lookup's query takes no parameters, so the caller's run id is put into its text; that id is a
 * GUID which Data Factory itself gives.
 */
export const DECIDE: QueryAroundGuid = splitAtMark(sqlText("statements/decide.sql"));

/** What `run-watch` looks up: every row of the view, the longest overdue first. */
export const OVERDUE_QUERY: string = sqlText("statements/overdue.sql");

function statement<const Parameters extends StatementParameters>(
  name: string,
  parameters: Parameters,
): Statement<Parameters> {
  return { name, parameters, text: inTransaction(name) };
}

/**
 * All but the last statement of a file in one transaction, then the last one, which answers: what it
 * answers is committed.
 */
function inTransaction(name: string): string {
  const file = `statements/${name}.sql`;
  const text = sqlText(file);
  const statements = splitStatements(text, file).map((each) => `${each.text};`);
  const header = text.slice(0, text.search(/^[^-\n]/m)).trimEnd();
  return [
    header,
    "SET NOCOUNT ON;",
    "SET XACT_ABORT ON;",
    "BEGIN TRANSACTION;",
    ...statements.slice(0, -1),
    "COMMIT TRANSACTION;",
    ...statements.slice(-1),
  ].join("\n");
}

function sqlText(file: string): string {
  return readFileSync(join(__dirname, file), "utf8").trim();
}

function splitAtMark(text: string): QueryAroundGuid {
  const [before, after, ...rest] = text.split(LEASE_OWNER_MARK);
  if (before === undefined || after === undefined || rest.length > 0) {
    throw new TypeError(`decide.sql must hold ${LEASE_OWNER_MARK} exactly once`);
  }
  return { before, after };
}
