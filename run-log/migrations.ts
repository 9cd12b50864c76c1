/**
 * The migrations of the run log: what they are, and the blocks that apply them.
 *
 * A migration is a file `NNN-<what>.sql` of set-based T-SQL statements. Each statement is applied in
 * one transaction with its row in the ledger `mlops.schema_version`, so that a migration that stopped
 * half-way goes on where it stopped, and applying all of them twice changes nothing.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RunLogError } from "./error";
import { type SqlStatement, splitStatements } from "./sql-text";

/** One migration: a file `NNN-<what>.sql` of T-SQL statements without `GO`. */
export interface Migration {
  /** The file's name without its ending, such as `001-tables`. */
  readonly name: string;
  readonly text: string;
}

/** What is put into the migrations that make database users: GUIDs, checked before they are used. */
export interface MigrationValues {
  /** Client id of the identity `orchestrator`. */
  readonly orchestrator_client_id: string;
  /**
   * Object id of the Entra group of operators.
   *
   * @default - absent: the migrations that need it are left out, until there is one
   */
  readonly operators_object_id?: string;
}

/** One statement of a migration. */
export interface MigrationStatement {
  /** Number of the migration, from 1. */
  readonly migration: number;
  /** Place in its file, from 1. */
  readonly number: number;
  /** The migration's name. */
  readonly name: string;
  /** File and line. */
  readonly path: string;
  /** SHA-256 of the template, hexadecimal. */
  readonly checksum: string;
  /** The T-SQL, with marks such as `{{orchestrator_client_id}}`. */
  readonly template: string;
}

/** A batch of T-SQL for one activity of `apply-schema`. */
export interface MigrationBlock {
  /** Unique, such as `001-tables 3`. */
  readonly name: string;
  readonly text: string;
}

/** The first line of a migration that the embedded database does not run. */
export const NOT_EMBEDDED = "-- Not for the embedded database.";

const NAME = /^(\d{3})-[a-z][a-z0-9-]*$/;
const MARK = /\{\{(\w+)\}\}/g;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a statement of a migration may begin with. */
const ALLOWED =
  /^(?:CREATE (?:TABLE|(?:UNIQUE )?INDEX|USER|SCHEMA)|CREATE OR ALTER VIEW|ALTER TABLE|DROP (?:INDEX|VIEW)|INSERT INTO|UPDATE|DELETE FROM|MERGE|GRANT|DENY|REVOKE)\b/i;

/** What no statement of a migration may hold. */
const PROCEDURAL =
  /^(?:@.*|BEGIN|BREAK|CALL|COMMIT|CONTINUE|CURSOR|DECLARE|EXEC|EXECUTE|FUNCTION|GOTO|IF|OPENQUERY|PRINT|PROC|PROCEDURE|RAISERROR|RETURN|ROLLBACK|THROW|TRIGGER|USE|WAITFOR|WHILE)$/i;

/** @returns all migrations, in order. */
export function readMigrations(): readonly Migration[] {
  const directory = join(__dirname, "migrations");
  return readdirSync(directory)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => ({
      name: file.slice(0, -".sql".length),
      text: readFileSync(join(directory, file), "utf8").trim(),
    }));
}

/** The statements that make the ledger itself: its schema and its table. */
function readLedger(): readonly SqlStatement[] {
  return splitStatements(readFileSync(join(__dirname, "ledger.sql"), "utf8"), "ledger.sql");
}

/** @returns a checksum of what the migrations say: 64 hexadecimal digits. */
export function checksumOf(migrations: readonly Migration[]): string {
  const hash = createHash("sha256");
  for (const migration of migrations) {
    hash.update(JSON.stringify([migration.name, migration.text]));
  }
  return hash.digest("hex");
}

/**
 * Splits migrations into their statements, and checks all of them.
 *
 * @throws RunLogError by file and line: a wrong name, a gap in the numbers, `GO`, a procedural
 * statement, a text that does not end
 */
export function splitMigrations(migrations: readonly Migration[]): readonly MigrationStatement[] {
  return migrations.flatMap((migration, index) => {
    const { name } = migration;
    const file = `migrations/${name}.sql`;
    const [, digits] = NAME.exec(name) ?? [];
    if (digits === undefined) throw new RunLogError("RUN_LOG_MIGRATION_NAME", file, name);
    if (Number(digits) !== index + 1) {
      throw new RunLogError("RUN_LOG_MIGRATION_NUMBER", file, digits);
    }
    refuseSeparator(migration.text, file);
    return splitStatements(migration.text, file).map((statement, place) => {
      refuseProcedural(statement, file);
      return {
        migration: index + 1,
        number: place + 1,
        name,
        path: `${file}:${statement.line}`,
        checksum: sha256(statement.text),
        template: statement.text,
      };
    });
  });
}

/**
 * Renders the batches that apply migrations, in order.
 *
 * The first one makes the ledger and refuses a database whose ledger says otherwise than these files:
 * an applied statement that was edited, moved or removed since (error 50010). Then one batch a
 * statement. Each batch may be repeated.
 *
 * @throws RunLogError as {@link splitMigrations}; RUN_LOG_MIGRATION_VALUE for a value that is no GUID
 */
export function renderMigrations(
  migrations: readonly Migration[],
  values: MigrationValues,
): readonly MigrationBlock[] {
  return renderStatements(splitMigrations(migrations), values);
}

/** As {@link renderMigrations}, of what is split already. */
export function renderStatements(
  statements: readonly MigrationStatement[],
  values: MigrationValues,
): readonly MigrationBlock[] {
  const given = new Map(Object.entries(values).map(([name, guid]) => [name, sidOf(name, guid)]));
  const waiting = new Set(
    statements.filter((each) => needsAbsentValue(each, given)).map(({ name }) => name),
  );
  const applied = statements
    .filter(({ name }) => !waiting.has(name))
    .map((statement) => ({
      name: `${statement.name} ${statement.number}`,
      text: applyBatch(statement, fill(statement, given)),
    }));
  return [{ name: "ledger", text: ledgerBatch(statements) }, ...applied];
}

/** Whether a migration waits for a value that need not be there. */
function needsAbsentValue(
  { template }: MigrationStatement,
  given: ReadonlyMap<string, string>,
): boolean {
  return template.includes("{{operators_object_id}}") && !given.has("operators_object_id");
}

function fill({ template, path }: MigrationStatement, given: ReadonlyMap<string, string>): string {
  return template.replaceAll(MARK, (_, name: string) => {
    const value = given.get(name);
    if (value === undefined) throw new RunLogError("RUN_LOG_MIGRATION_VALUE", path, name);
    return value;
  });
}

/**
 * A GUID as the 16 bytes that SQL Server keeps of it: its first three groups are little-endian.
 *
 * @returns a binary literal, `0x` and 32 digits
 */
function sidOf(name: string, guid: string): string {
  if (!GUID.test(guid)) throw new RunLogError("RUN_LOG_MIGRATION_VALUE", name, guid);
  const [a = "", b = "", c = "", d = "", e = ""] = guid.toUpperCase().split("-");
  const swapped = [a, b, c].map((group) => (group.match(/../g) ?? []).reverse().join(""));
  return `0x${swapped.join("")}${d}${e}`;
}

function ledgerBatch(statements: readonly MigrationStatement[]): string {
  const [schema, table] = readLedger();
  const known = statements
    .map((s) => `  (${s.migration}, ${s.number}, N'${s.name}', N'${s.checksum}')`)
    .join(",\n");
  return `SET XACT_ABORT ON;
IF SCHEMA_ID(N'mlops') IS NULL EXEC (${literal(schema?.text ?? "")});
IF OBJECT_ID(N'mlops.schema_version') IS NULL EXEC (${literal(table?.text ?? "")});
DECLARE @changed nvarchar(2048) = (
  SELECT TOP (1) CONCAT(
    N'[RUN_LOG_MIGRATION_CHANGED] statement ', v.statement_number, N' of migration ', v.name,
    N' was applied with another text than the program has now; restore it, and write what is new as a new migration'
  )
  FROM mlops.schema_version AS v
  LEFT JOIN (VALUES
${known}
  ) AS k (migration, statement_number, name, checksum)
    ON k.migration = v.migration AND k.statement_number = v.statement_number
    AND k.name = v.name COLLATE Latin1_General_100_BIN2
    AND k.checksum = v.checksum COLLATE Latin1_General_100_BIN2
  WHERE k.migration IS NULL
  ORDER BY v.migration, v.statement_number
);
IF @changed IS NOT NULL THROW 50010, @changed, 1;`;
}

/** DDL has to be alone in its batch, so that each statement runs in one of its own. */
function applyBatch(statement: MigrationStatement, text: string): string {
  const { migration, number, name, checksum } = statement;
  return `SET XACT_ABORT ON;
BEGIN TRANSACTION;
IF NOT EXISTS (SELECT 1 FROM mlops.schema_version WITH (UPDLOCK, HOLDLOCK) WHERE migration = ${migration} AND statement_number = ${number})
BEGIN
  EXEC (${literal(text)});
  INSERT INTO mlops.schema_version (migration, statement_number, name, checksum, applied_at)
  VALUES (${migration}, ${number}, N'${name}', N'${checksum}', SYSUTCDATETIME());
END;
COMMIT TRANSACTION;`;
}

function literal(text: string): string {
  return `N'${text.replaceAll("'", "''")}'`;
}

function refuseSeparator(text: string, file: string): void {
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*GO\s*(?:\d+\s*)?;?\s*(?:--.*)?$/i.test(line)) {
      throw new RunLogError("RUN_LOG_BATCH_SEPARATOR", `${file}:${index + 1}`, line.trim());
    }
  }
}

function refuseProcedural({ words, line, text }: SqlStatement, file: string): void {
  const start = words
    .slice(0, 4)
    .map((word) => word.text)
    .join(" ");
  const wrong = words.find((word) => PROCEDURAL.test(word.text));
  if (wrong !== undefined) {
    throw new RunLogError("RUN_LOG_PROCEDURAL", `${file}:${wrong.line}`, wrong.text);
  }
  if (!ALLOWED.test(start)) throw new RunLogError("RUN_LOG_PROCEDURAL", `${file}:${line}`, text);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
