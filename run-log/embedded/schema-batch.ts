/**
 * A batch of `apply-schema` on the embedded database.
 *
 * The batches are the one procedural part of the run log: each asks the ledger first. This does what
 * SQL Server does with them, by what stands in their text; the statement itself is the generated one.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { embeddedStatements, type SqlConnection } from "../embedded";

/** A row of `mlops.schema_version`, as it stands in a batch. */
interface LedgerRow {
  readonly migration: number;
  readonly statement: number;
  readonly name: string;
  readonly checksum: string;
}

const LEDGER_ROW = /\((\d+), (\d+), N'([^']+)', N'([0-9a-f]{64})'/g;

/**
 * Runs a batch in one transaction.
 *
 * @throws the database's error; where an applied statement is not the program's any more, an error
 * that begins with the code RUN_LOG_MIGRATION_CHANGED
 */
export async function runSchemaBatch(connection: SqlConnection, batch: string): Promise<void> {
  const rows = Array.from(batch.matchAll(LEDGER_ROW), rowOf);
  const [first] = rows;
  await connection.query("BEGIN");
  try {
    if (batch.includes("BEGIN TRANSACTION") && first !== undefined) {
      await applyOnce(connection, first);
    } else {
      await openLedger(connection, rows);
    }
    await connection.query("COMMIT");
  } catch (error) {
    await connection.query("ROLLBACK");
    throw error;
  }
}

function rowOf([, migration, statement, name = "", checksum = ""]: RegExpExecArray): LedgerRow {
  return { migration: Number(migration), statement: Number(statement), name, checksum };
}

/** Makes the ledger where it is missing, and refuses one that says otherwise than the program. */
async function openLedger(connection: SqlConnection, known: readonly LedgerRow[]): Promise<void> {
  const found = await connection.query("SELECT to_regclass('mlops.schema_version') AS ledger");
  const [{ ledger }] = found.rows as readonly [{ ledger: string | null }];
  if (ledger === null) {
    for (const text of ["embedded/functions.sql", "generated/ledger.sql"].flatMap(
      embeddedStatements,
    )) {
      await connection.query(text);
    }
    return;
  }
  const { rows } = await connection.query(
    "SELECT migration, statement_number AS statement, name, checksum FROM mlops.schema_version ORDER BY 1, 2",
  );
  const changed = (rows as readonly LedgerRow[]).find(
    (row) => !known.some((each) => key(each) === key(row)),
  );
  if (changed !== undefined) {
    throw new Error(
      `[RUN_LOG_MIGRATION_CHANGED] statement ${changed.statement} of migration ${changed.name} was applied with another text than the program has now; restore it, and write what is new as a new migration`,
    );
  }
}

/** Applies a statement with its row in the ledger, unless that is there. */
async function applyOnce(connection: SqlConnection, row: LedgerRow): Promise<void> {
  const { migration, statement, name, checksum } = row;
  const found = await connection.query(
    "SELECT 1 FROM mlops.schema_version WHERE migration = $1 AND statement_number = $2",
    [migration, statement],
  );
  if (found.rows.length > 0) return;
  const file = `generated/${name}.sql`;
  // What names users and grants has no generated text: the embedded database has neither.
  if (existsSync(join(__dirname, "..", file))) {
    await connection.query(embeddedStatements(file)[statement - 1] ?? "");
  }
  await connection.query(
    "INSERT INTO mlops.schema_version VALUES ($1, $2, $3, $4, SYSUTCDATETIME())",
    [migration, statement, name, checksum],
  );
}

function key({ migration, statement, name, checksum }: LedgerRow): string {
  return JSON.stringify([migration, statement, name, checksum]);
}
