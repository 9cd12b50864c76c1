/** The run log's database of a rehearsal, in memory. */
import type { SqlConnection } from "../run-log/embedded";

/** PostgreSQL's number of the type `timestamp`. */
const TIMESTAMP = 1114;

/** A database, and the way to end it. */
export interface EmbeddedRunLog {
  readonly connection: SqlConnection;
  rows<Row>(text: string, values?: unknown[]): Promise<readonly Row[]>;
  stop(): Promise<void>;
}

/** An empty database, to which `apply-schema` has not come yet. */
export async function openRunLog(): Promise<EmbeddedRunLog> {
  const { PGlite: Database } = await import("@electric-sql/pglite");
  // Times of the run log are UTC and say no zone.
  const parsers = { [TIMESTAMP]: (text: string) => new Date(`${text.replace(" ", "T")}Z`) };
  const database = await Database.create({ parsers });
  return {
    connection: database as unknown as SqlConnection,
    rows: async <Row>(text: string, values: unknown[] = []) =>
      (await database.query<Row>(text, values)).rows,
    stop: () => database.close(),
  };
}
