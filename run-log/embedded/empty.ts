/** The run log made as good as new, between two tests or two plays. */
import type { SqlConnection } from "../embedded";

/** The tables that runs fill, those that refer to others first. */
const TABLES = ["approval", "forecast_result", "run_event", "run", "forecast"] as const;

/** Of those that number their rows. */
const NUMBERS = { approval: "approval_id", run_event: "event_id" } as const;

/**
 * Empties every table but those that the migrations fill; numbers begin at 1 again.
 *
 * By DELETE, since after a TRUNCATE every statement would be planned anew.
 */
export async function emptyRunLog(connection: SqlConnection): Promise<void> {
  for (const table of TABLES) await connection.query(`DELETE FROM mlops.${table}`);
  for (const [table, column] of Object.entries(NUMBERS)) {
    const sequence = `pg_get_serial_sequence('mlops.${table}', '${column}')`;
    await connection.query(`SELECT setval(${sequence}, 1, false)`);
  }
}

/** Takes away what deleted rows leave behind, which slows every statement down after some dozens of times. */
export async function sweepRunLog(connection: SqlConnection): Promise<void> {
  for (const table of TABLES) await connection.query(`VACUUM mlops.${table}`);
}
