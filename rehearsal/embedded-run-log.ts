/** The run log's database of a rehearsal, in memory. */
import type { SqlConnection } from "../run-log/embedded";

/** PostgreSQL's number of the type `timestamp`. */
const TIMESTAMP = 1114;

/** All but the stages and the ledger, which the migrations fill; numbers begin at 1 again. */
const FORGET = `
  DO $$ BEGIN
    IF to_regclass('mlops.run') IS NOT NULL THEN
      TRUNCATE mlops.approval, mlops.forecast_result, mlops.run_event, mlops.run, mlops.forecast
      RESTART IDENTITY;
    END IF;
  END $$`;

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
  const database = await Database.create({ parsers });
  return {
    connection: database as unknown as SqlConnection,
    rows: async <Row>(text: string, values: unknown[] = []) =>
      (await database.query<Row>(text, values)).rows,
    reset: async () => {
      await database.exec(FORGET);
    },
    stop: () => database.close(),
  };
}
