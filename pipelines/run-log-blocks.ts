/** The run log's statements as blocks of Script activities and queries of Lookups. */
import {
  concat,
  type Expression,
  queryBlock,
  type ScriptBlock,
  sqlParameter,
  type Value,
} from "../adf/builder";
import { DECIDE, type Statement, type StatementParameters } from "../run-log/statements";

/** A value for each parameter of a statement, and nothing else. */
export type StatementValues<Parameters extends StatementParameters> = {
  readonly [Name in keyof Parameters]: Value;
};

/** A statement with its values: the block of a Script activity. */
export function statementBlock<Parameters extends StatementParameters>(
  statement: Statement<Parameters>,
  values: StatementValues<Parameters>,
): ScriptBlock {
  const parameters = Object.entries(statement.parameters).map(([name, { type, size }]) =>
    sqlParameter(name, type, values[name] ?? null, size),
  );
  return queryBlock(statement.text, parameters);
}

/** The decision query for the run that the caller holds. */
export function decideQuery(leaseOwner: Expression<"string">): Expression<"string"> {
  return concat(DECIDE.before, leaseOwner, DECIDE.after);
}
