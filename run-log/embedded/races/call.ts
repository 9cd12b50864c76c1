/** A statement of one connection: the batch of it, with pauses, tried again after a collision. */
import type { Client } from "pg";
import { boundStatements, type StatementName, type StatementValues } from "../../embedded";
import type { Random } from "./random";

/** As often as an activity is tried again. */
const MOST_RETRIES = 2;
/** A unique index or a deadlock: the transaction has ended without a change. */
const COLLISIONS: readonly string[] = ["23505", "40P01"];

const START = Date.UTC(2026, 11, 4, 18);

/** What has been done so far. */
export interface Count {
  operations: number;
  retries: number;
}

/** One connection. */
export interface Actor {
  readonly client: Client;
  readonly random: Random;
  readonly count: Count;
  /** Minutes on its clock since the start. */
  readonly minutes: number;
}

/** Runs a statement as its batch does, with pauses in it; tries again after a collision. */
export async function call<Name extends StatementName>(
  actor: Actor,
  name: Name,
  values: StatementValues<Name>,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const text = await batchOf(actor, name, values);
  actor.count.operations++;
  for (let attempt = 0; ; attempt++) {
    try {
      const results: unknown = await actor.client.query(text);
      const last = (results as readonly { rows: Readonly<Record<string, unknown>>[] }[]).at(-1);
      return last?.rows[0];
    } catch (error) {
      await actor.client.query("ROLLBACK");
      const { code } = error as { readonly code?: string };
      if (attempt === MOST_RETRIES || code === undefined || !COLLISIONS.includes(code)) throw error;
      actor.count.retries++;
    }
  }
}

const prepared = new WeakMap<Client, Set<string>>();

/** One message for the server: prepared once a connection, values as literals that are made here. */
async function batchOf<Name extends StatementName>(
  { client, random, minutes }: Actor,
  name: Name,
  values: StatementValues<Name>,
): Promise<string> {
  const statements = boundStatements(name, values);
  const known = prepared.get(client) ?? new Set();
  prepared.set(client, known);
  if (!known.has(name)) {
    known.add(name);
    const texts = statements.map(({ text }, n) => `PREPARE "${name} ${n}" AS ${text}`);
    await client.query(texts.join(";\n"));
  }
  const pause = () =>
    minutes > 0 && random(5) === 0 ? [`SELECT pg_sleep(${random(10) / 10_000})`] : [];
  const executes = statements.map(({ values: given }, n) => {
    const list = given.map((value) => client.escapeLiteral(String(value))).join(", ");
    return `EXECUTE "${name} ${n}"(${list})`;
  });
  const now = new Date(START + minutes * 60_000).toISOString().slice(0, 19);
  return [
    ...pause(),
    `SELECT set_config('mlops.now', '${now}', false)`,
    "BEGIN",
    ...executes.slice(0, -1).flatMap((text) => [text, ...pause()]),
    "COMMIT",
    ...executes.slice(-1),
  ].join(";\n");
}
