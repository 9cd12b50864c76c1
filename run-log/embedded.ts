/**
 * The run log on PostgreSQL, for tests and rehearsal: the generated texts, applied and bound.
 *
 * The texts in `generated/` are the same T-SQL, transpiled; what they need of SQL Server is in
 * `embedded/functions.sql`. This module knows no driver: PGlite and a connection of `pg` both fit
 * {@link SqlConnection}.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NOT_EMBEDDED, readMigrations } from "./migrations";
import { replaceWords, splitStatements } from "./sql-text";
import { STATEMENTS } from "./statements";

/** One connection to a PostgreSQL database. */
export interface SqlConnection {
  /** Runs one statement with `$1`, `$2`... */
  query(
    text: string,
    values?: unknown[],
  ): Promise<{ readonly rows: readonly unknown[]; readonly affectedRows?: number }>;
}

/** A row that a statement answers with, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** The name of a statement with parameters. */
export type StatementName = keyof typeof STATEMENTS;

/** The values of a statement's parameters, by name. */
export type StatementValues<Name extends StatementName> = Readonly<
  Record<keyof (typeof STATEMENTS)[Name]["parameters"], string | number | null>
>;

/** Applies the whole schema to an empty database. */
export async function applyEmbeddedSchema(connection: SqlConnection): Promise<void> {
  for (const text of embeddedSchema()) {
    await connection.query(text);
  }
}

/** @returns the statements that make the schema in an empty database, in order. */
export function embeddedSchema(): readonly string[] {
  const migrations = readMigrations()
    .filter(({ text }) => !text.startsWith(NOT_EMBEDDED))
    .map(({ name }) => `generated/${name}.sql`);
  return ["embedded/functions.sql", "generated/ledger.sql", ...migrations].flatMap(
    embeddedStatements,
  );
}

/**
 * Runs a statement as its batch does: what writes in one transaction, then what answers.
 *
 * @returns the one row that it answers with, if any
 */
export async function runStatement<Name extends StatementName>(
  connection: SqlConnection,
  name: Name,
  values: StatementValues<Name>,
): Promise<Row | undefined> {
  const bound = boundStatements(name, values);
  await connection.query("BEGIN");
  try {
    for (const { text, values: positional } of bound.slice(0, -1)) {
      await connection.query(text, positional);
    }
    await connection.query("COMMIT");
  } catch (error) {
    await connection.query("ROLLBACK");
    throw error;
  }
  const [answer] = bound.slice(-1);
  const result = await connection.query(answer?.text ?? "", answer?.values);
  return result.rows[0] as Row | undefined;
}

/** One statement with `$1`, `$2`... and the values for these. */
export interface BoundStatement {
  readonly text: string;
  readonly values: unknown[];
}

/** @returns the single statements of a statement's batch, in order, the answering one last. */
export function boundStatements<Name extends StatementName>(
  name: Name,
  values: StatementValues<Name>,
): readonly BoundStatement[] {
  return embeddedStatements(`generated/${STATEMENTS[name].name}.sql`).map((text) =>
    bind(text, values),
  );
}

/** Asks for the decision. */
export async function decideFor(connection: SqlConnection, leaseOwner: string): Promise<Row> {
  // Bound, so that a connection can keep the plan for every caller.
  const { rows } = await connection.query(decideText("$1", ""), [leaseOwner]);
  const [row] = rows as readonly (Row | undefined)[];
  if (row === undefined || rows.length > 1) {
    throw new TypeError(`decide answered with ${rows.length} rows`);
  }
  return row;
}

/** @returns the decision's query, with the caller's run id put in. @param quote - around it */
export function decideText(leaseOwner: string, quote: "'" | "" = "'"): string {
  const [text = ""] = embeddedStatements("generated/decide.sql");
  return text.replace("'{{lease_owner}}'", () => `${quote}${leaseOwner}${quote}`);
}

/** Sets the clock of a connection. @param now - UTC; null is the machine's clock */
export async function setClock(connection: SqlConnection, now: Date | null): Promise<void> {
  const text = now === null ? "" : now.toISOString().slice(0, 19);
  await connection.query("SELECT set_config('mlops.now', $1, false)", [text]);
}

const statementCache = new Map<string, readonly string[]>();

/** @returns the statements of a generated text, in order. @param file - under `run-log/` */
export function embeddedStatements(file: string): readonly string[] {
  const known = statementCache.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(join(__dirname, file), "utf8");
  const statements = splitStatements(text, file).map((statement) => statement.text);
  statementCache.set(file, statements);
  return statements;
}

/** A text with `$1`, `$2`... and the names of these, in order. */
interface Positional {
  readonly text: string;
  readonly names: readonly string[];
}

const positionalCache = new Map<string, Positional>();

function bind(text: string, values: Readonly<Record<string, unknown>>): BoundStatement {
  const known = positionalCache.get(text) ?? positional(text);
  positionalCache.set(text, known);
  return { text: known.text, values: known.names.map((name) => values[name]) };
}

function positional(text: string): Positional {
  const places = new Map<string, number>();
  const replaced = replaceWords(text, (word) => {
    if (!word.startsWith("$")) return word;
    const name = word.slice(1);
    if (!places.has(name)) places.set(name, places.size + 1);
    return `$${String(places.get(name))}`;
  });
  return { text: replaced, names: [...places.keys()] };
}
