/** The run log's statements as blocks of Script activities and queries of Lookups. */
import {
  type Activity,
  concat,
  type Expression,
  queryBlock,
  type ScriptBlock,
  script,
  sqlParameter,
  type Value,
} from "../adf/builder";
import { DECIDE, type Statement, type StatementParameters } from "../run-log/statements";
import { LINKED_SERVICES } from "./connections";
import { SHORT_POLICY } from "./limits";

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

/** A Script activity that runs one statement on the run log. */
export function runLogScript<const Name extends string>(
  name: Name,
  block: ScriptBlock,
): Activity<Name, "Script", never> {
  return script(name, {
    linkedService: LINKED_SERVICES.runLog,
    blocks: [block],
    policy: SHORT_POLICY,
  });
}

/** The decision query for the run that the caller holds. */
export function decideQuery(leaseOwner: Expression<"string">): Expression<"string"> {
  return concat(DECIDE.before, leaseOwner, DECIDE.after);
}
