/**
 * Races on a real server: many connections claim and write at once, and the history is checked.
 *
 * A schedule is one forecast and 2 to 16 connections, each with an operation, a start and pauses
 * between the statements of its transactions, all drawn from a seed. An operation that a unique index
 * or a deadlock ends is tried again, as an activity is. Afterwards the rows and the events of all
 * schedules must tell a story that is possible.
 */
import type { Client } from "pg";
import { embeddedSchema } from "../../embedded";
import type { EmbeddedServer } from "../server";
import { act, begin, type Held } from "./actor";
import { type Actor, type Count, call } from "./call";
import { impossibleStories, unreaped } from "./history";
import { guidOf, type Random, randomOf } from "./random";

/** What to race. */
export interface RaceOptions {
  readonly schedules: number;
  readonly seed: number;
  /** Leaves this index out, to show what it is for. */
  readonly withoutIndex?: string;
}

/** What came of it. */
export interface RaceReport {
  readonly schedules: number;
  readonly operations: number;
  /** Operations that were ended by a unique index or a deadlock, and tried again. */
  readonly retries: number;
  readonly runs: number;
  /** What must not be, in words; none is well. */
  readonly violations: readonly string[];
}

/** Connections of one schedule at most. */
const MOST_ACTORS = 16;
/** Schedules that run at the same time, each on connections of its own. */
const LANES = 2;
const DATABASE = "races";

interface Lane {
  readonly clients: readonly Client[];
}

/** Runs the schedules in a database of their own. */
export async function runRaces(server: EmbeddedServer, options: RaceOptions): Promise<RaceReport> {
  const admin = await openDatabase(server, options.withoutIndex);
  const names = Array.from({ length: options.schedules }, (_, n) => `race-${n}`);
  await configure(admin, names);
  const lanes = await Promise.all(Array.from({ length: LANES }, () => openLane(server)));
  const count: Count = { operations: 0, retries: 0 };
  const violations: string[] = [];
  let next = 0;
  const work = async (lane: Lane) => {
    for (let n = next++; n < names.length; n = next++) {
      const random = randomOf(options.seed + n);
      violations.push(...(await runSchedule(lane, names[n] ?? "", random, count)));
    }
  };
  await Promise.all(lanes.map(work));
  violations.push(...(await impossibleStories(admin)), ...(await unreaped(admin)));
  const { rows } = await admin.query<{ runs: number }>(
    "SELECT count(*)::int AS runs FROM mlops.run",
  );
  await Promise.all([admin, ...lanes.flatMap(({ clients }) => clients)].map((c) => c.end()));
  return { schedules: names.length, ...count, runs: rows[0]?.runs ?? 0, violations };
}

async function openDatabase(server: EmbeddedServer, withoutIndex?: string): Promise<Client> {
  const first = await server.connect("postgres");
  await first.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  await first.query(`CREATE DATABASE ${DATABASE}`);
  await first.end();
  const admin = await server.connect(DATABASE);
  for (const text of embeddedSchema()) await admin.query(text);
  if (withoutIndex !== undefined) await admin.query(`DROP INDEX mlops.${withoutIndex}`);
  return admin;
}

async function configure(admin: Client, names: readonly string[]): Promise<void> {
  await admin.query(
    `INSERT INTO mlops.forecast SELECT name, 'random-forest', 'D', 720, 10080, 1440, 150, 'none',
       '1', NULL, 1, '2026-12-01' FROM unnest($1::text[]) AS name`,
    [names],
  );
}

async function openLane(server: EmbeddedServer): Promise<Lane> {
  const clients = await Promise.all(
    Array.from({ length: MOST_ACTORS }, () => server.connect(DATABASE)),
  );
  await Promise.all(
    clients.map((client) =>
      client.query(
        "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off",
      ),
    ),
  );
  return { clients };
}

/** One schedule: a start, then everybody at once. */
async function runSchedule(
  { clients }: Lane,
  forecast: string,
  random: Random,
  count: Count,
): Promise<readonly string[]> {
  const first: Actor = { client: clients[0] as Client, random, count, minutes: 0 };
  const owner = guidOf(random);
  const begun = random(4);
  let run: Held | undefined;
  if (begun > 0) run = await begin(first, forecast, owner);
  if (run !== undefined && begun === 3) {
    const parameters = {
      run_id: run.runId,
      decided_by: "operator",
      factory_run_id: guidOf(random),
    };
    await call(first, "cancel", parameters);
  }
  // The smaller of two draws: all numbers come, small ones more often.
  const actors = 2 + Math.min(random(MOST_ACTORS - 1), random(MOST_ACTORS - 1));
  // Some schedules are at the start, some after the lease, some after the deadline.
  const minutes = [1, 1, 200, 330, 900][random(5)] ?? 1;
  const claims = await Promise.all(
    clients
      .slice(0, actors)
      .map((client) =>
        act({ client, random: randomOf(random(2 ** 31)), count, minutes }, forecast, owner, run),
      ),
  );
  const holders = new Map<string, Set<string>>();
  for (const { runId, owner: by } of claims.flatMap((each) => each ?? [])) {
    holders.set(runId, (holders.get(runId) ?? new Set()).add(by));
  }
  // A lease that ends and a restart give a run away; where there is neither, it has one owner.
  const twice = [...holders].filter(([, owners]) => begun === 0 && owners.size > 1);
  return twice.map(([runId]) => `${forecast}: run ${runId} was given to two callers`);
}
