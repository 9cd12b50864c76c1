/**
 * A connection that plans each statement once.
 *
 * To plan one of the run log's statements takes PostgreSQL ten times as long as to run it, and a rehearsal
 * runs the same dozen thousands of times.
 */
import type { SqlConnection } from "../embedded";

const PREPARABLE = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|MERGE)\b/i;

/** Wraps a connection; what cannot be prepared, such as DDL, is handed on as it is. */
export function prepared(connection: SqlConnection): SqlConnection {
  const names = new Map<string, string>();
  let isGeneric = false;
  return {
    query: async (text, values = []) => {
      if (!PREPARABLE.test(text)) return connection.query(text);
      // Else PostgreSQL plans the first five times for the very values.
      if (!isGeneric) await connection.query("SET plan_cache_mode = force_generic_plan");
      isGeneric = true;
      const known = names.get(text);
      const name = known ?? `statement_${names.size + 1}`;
      if (known === undefined) {
        await connection.query(`PREPARE ${name} AS ${text}`);
        names.set(text, name);
      }
      const list = values.length === 0 ? "" : `(${values.map(literal).join(", ")})`;
      return connection.query(`EXECUTE ${name}${list}`);
    },
  };
}

/** A value as SQL text of no type, which takes that of its parameter. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `'${text.replaceAll("'", "''")}'`;
}
