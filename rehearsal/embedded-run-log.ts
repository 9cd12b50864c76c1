/** The run log's database of a rehearsal, in memory. */
import type { SqlConnection } from "../run-log/embedded";
import { emptyRunLog, sweepRunLog } from "../run-log/embedded/empty";
import { prepared } from "../run-log/embedded/prepared";
import { emptyDatabase } from "./empty-database";

/** PostgreSQL's number of the type `timestamp`. */
const TIMESTAMP = 1114;

/** After so many resets the database is swept. */
const SWEEP_EVERY = 20;

/** A database, and the way to end it. */
export interface EmbeddedRunLog {
  readonly connection: SqlConnection;
  rows<Row>(text: string, values?: unknown[]): Promise<readonly Row[]>;
  /** Forgets every run, forecast and result; the schema stays. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** An empty database, to which `apply-schema` has not come yet. */
export async function openRunLog(): Promise<EmbeddedRunLog> {
  const { PGlite: Database } = await import("@electric-sql/pglite");
  // Times of the run log are UTC and say no zone.
  const parsers = { [TIMESTAMP]: (text: string) => new Date(`${text.replace(" ", "T")}Z`) };
  const loadDataDir = await emptyDatabase(() => Database.create());
  const database = await Database.create({ loadDataDir, parsers });
  const connection = prepared(database as unknown as SqlConnection);
  let resets = 0;
  return {
    connection,
    rows: async <Row>(text: string, values: unknown[] = []) =>
      (await database.query<Row>(text, values)).rows,
    reset: async () => {
      const { rows } = await connection.query("SELECT to_regclass('mlops.run') AS run");
      if ((rows as readonly { readonly run: unknown }[])[0]?.run === null) return;
      await emptyRunLog(connection);
      resets += 1;
      if (resets % SWEEP_EVERY === 0) await sweepRunLog(connection);
    },
    stop: () => database.close(),
  };
}
