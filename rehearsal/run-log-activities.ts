/** What Script and Lookup activities on the run log do, on the embedded database. */
import type { ActivityAnswer, ActivityRequest } from "../adf/engine";
import type { Json } from "../adf/expression";
import { DATASETS, LINKED_SERVICES } from "../pipelines/connections";
import {
  decideFor,
  embeddedStatements,
  type Row,
  runStatement,
  type SqlConnection,
  type StatementName,
  type StatementValues,
  setClock,
} from "../run-log/embedded";
import { runSchemaBatch } from "../run-log/embedded/schema-batch";
import { DECIDE, OVERDUE_QUERY, STATEMENTS } from "../run-log/statements";

/** Virtual seconds that a statement takes. */
const STATEMENT_SECONDS = 2;

const RUN_LOG_SERVICES: readonly string[] = [LINKED_SERVICES.runLog, LINKED_SERVICES.runLogSchema];

const NAME_OF_TEXT: ReadonlyMap<string, StatementName> = new Map(
  (Object.keys(STATEMENTS) as StatementName[]).map((name) => [STATEMENTS[name].text, name]),
);

/** One block of a Script activity. */
interface Block {
  readonly text: string;
  readonly type: "NonQuery" | "Query";
  readonly parameters?: readonly {
    readonly name: string;
    readonly value: string | number | null;
  }[];
}

/**
 * Answers an activity on the run log, at the request's time.
 *
 * @returns undefined for any other activity
 * @throws TypeError for a text that the run log does not have
 */
export async function answerFromRunLog(
  connection: SqlConnection,
  request: ActivityRequest,
): Promise<ActivityAnswer | undefined> {
  const isScript = request.type === "Script" && isOnRunLog(request);
  if (!isScript && !(request.type === "Lookup" && isQuery(request))) return undefined;
  await setClock(connection, new Date(request.now));
  try {
    const output = isScript
      ? await runBlocks(connection, request.input["scripts"] as unknown as readonly Block[])
      : await lookUp(connection, request);
    return { status: "Succeeded", output, seconds: STATEMENT_SECONDS };
  } catch (error) {
    if (error instanceof TypeError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const failure = { message, errorCode: "SqlOperationFailed" };
    return { status: "Failed", error: failure, seconds: STATEMENT_SECONDS };
  }
}

function isOnRunLog({ references }: ActivityRequest): boolean {
  return RUN_LOG_SERVICES.includes(referenceIn(references?.["linkedServiceName"]));
}

function isQuery({ input }: ActivityRequest): boolean {
  return referenceIn(input["dataset"]) === DATASETS.runLogQuery;
}

function referenceIn(value: unknown): string {
  const { referenceName } = (value ?? {}) as { readonly referenceName?: string };
  return referenceName ?? "";
}

/** Runs the blocks of a Script in order; each query gives one result set. */
async function runBlocks(connection: SqlConnection, blocks: readonly Block[]): Promise<Json> {
  const resultSets: Json[] = [];
  for (const { text, type, parameters = [] } of blocks) {
    const name = NAME_OF_TEXT.get(text);
    if (name !== undefined) {
      const values = Object.fromEntries(parameters.map((each) => [each.name, each.value]));
      const row = await runStatement(connection, name, values as StatementValues<typeof name>);
      resultSets.push({ rowCount: 1, rows: [toJson(row ?? {})] });
    } else if (type === "NonQuery") {
      await runSchemaBatch(connection, text);
    } else {
      throw new TypeError(`the run log has no statement ${text.slice(0, 80)}`);
    }
  }
  return { resultSetCount: resultSets.length, resultSets };
}

async function lookUp(connection: SqlConnection, { input }: ActivityRequest): Promise<Json> {
  const { sqlReaderQuery } = input["source"] as { readonly sqlReaderQuery: string };
  if (sqlReaderQuery === OVERDUE_QUERY) {
    const [query = ""] = embeddedStatements("generated/overdue.sql");
    const { rows } = await connection.query(query);
    return { count: rows.length, value: (rows as readonly Row[]).map(toJson) };
  }
  const { before, after } = DECIDE;
  if (!sqlReaderQuery.startsWith(before) || !sqlReaderQuery.endsWith(after)) {
    throw new TypeError(`the run log has no query ${sqlReaderQuery.slice(0, 80)}`);
  }
  const owner = sqlReaderQuery.slice(before.length, sqlReaderQuery.length - after.length);
  return { firstRow: toJson(await decideFor(connection, owner)) };
}

/** A row as an activity's output: times as ISO 8601. */
function toJson(row: Row): Json {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      value instanceof Date ? value.toISOString().replace(".000Z", "Z") : (value as Json),
    ]),
  );
}
