/**
 * The statements that pipelines run on the run log, with the parameters that each one takes.
 *
 * The texts are files beside this one. A pipeline binds values by name, so it cannot name a
 * parameter that a statement does not have, nor forget one.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

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
  readonly text: string;
}

const guid = { type: "Guid" } as const;
const forecastName = { type: "String", size: 31 } as const;
const stepId = { type: "String", size: 100 } as const;
const document = { type: "String", size: -1 } as const;

/** The statements with parameters. */
export const STATEMENTS = {
  /** Takes the run of a forecast and period for the caller, or says who holds it. */
  claim: statement("claim", {
    forecast: forecastName,
    period: { type: "DateTime" },
    lease_owner: guid,
  }),
  /** Marks a step as begun and prolongs the lease until its job must have ended. */
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
  /** Ends an own run past its deadline, and returns how the caller's run stands. */
  close: statement("close", { lease_owner: guid }),
} as const;

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

function statement<const Parameters extends StatementParameters>(
  name: string,
  parameters: Parameters,
): Statement<Parameters> {
  return { name, parameters, text: sqlText(`statements/${name}.sql`) };
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
