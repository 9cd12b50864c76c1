/**
 * Races on a real server: many connections claim and write at once, and the history is checked.
 *
 * A schedule is one forecast and 2 to 16 connections, each with an operation, a start and pauses
 * between the statements of its transactions, all drawn from a seed. An operation that a unique index
 * or a deadlock ends is tried again, as an activity is. Afterwards the rows and the events of all
 * schedules must tell a story that is possible.
 */
import type { Client } from "pg";
import { ACTIVE_STATUSES } from "../contract";
import {
  boundStatements,
  decideText,
  embeddedSchema,
  type StatementName,
  type StatementValues,
} from "../embedded";
import type { EmbeddedServer } from "./server";

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
/** As often as an activity is tried again. */
const MOST_RETRIES = 2;
/** A unique index or a deadlock: the transaction has ended without a change. */
const COLLISIONS: readonly string[] = ["23505", "40P01"];

const START = Date.UTC(2026, 11, 4, 18);
const PERIODS = ["2026-12-04T00:00:00", "2026-12-05T00:00:00"] as const;
const DATABASE = "races";

type Random = (below: number) => number;

interface Lane {
  readonly clients: readonly Client[];
}

interface Count {
  operations: number;
  retries: number;
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

interface Actor {
  readonly client: Client;
  readonly random: Random;
  readonly count: Count;
  /** Minutes on its clock since the start. */
  readonly minutes: number;
}

interface Held {
  readonly runId: string;
  readonly stepId: string;
  readonly owner: string;
}

/** Claims, begins the first step, and sometimes records it. */
async function begin(actor: Actor, forecast: string, owner: string): Promise<Held | undefined> {
  const claimed = await call(actor, "claim", { forecast, period: PERIODS[0], lease_owner: owner });
  const run = heldBy(claimed, owner);
  if (run === undefined) return undefined;
  await call(actor, "begin", { run_id: run.runId, step_id: run.stepId });
  return run;
}

/** What one connection does: it claims, or it writes on the run that was begun. */
async function act(
  actor: Actor,
  forecast: string,
  owner: string,
  run: Held | undefined,
): Promise<Held | undefined> {
  const { random } = actor;
  if (run === undefined || random(2) === 0) {
    // One in four claims for the first owner: its own retry, while the first may still be under way.
    const by = random(4) === 0 ? owner : guidOf(random);
    const period = PERIODS[random(2)] ?? PERIODS[0];
    const claimed = await call(actor, "claim", { forecast, period, lease_owner: by });
    const mine = heldBy(claimed, by);
    if (mine !== undefined && random(2) === 0) await step(actor, mine);
    return mine;
  }
  await write(actor, run);
  return undefined;
}

/** Obeys the decision once, as a factory run does. */
async function step(actor: Actor, { owner }: Held): Promise<void> {
  const { rows } = await actor.client.query<{ action: string; run_id: string; step_id: string }>(
    decideText(owner),
  );
  const [decided] = rows;
  if (decided?.action !== "advance") return;
  const keys = { run_id: decided.run_id, step_id: decided.step_id };
  await call(actor, "begin", keys);
  await call(actor, "record", { ...keys, answer: answerOf(actor.random) });
}

const WRITES = [
  "record",
  "record",
  "recordFailure",
  "begin",
  "cancel",
  "restart",
  "close",
  "loadDone",
] as const;

async function write(actor: Actor, { runId, stepId, owner }: Held): Promise<void> {
  const { random } = actor;
  const keys = { run_id: runId, step_id: stepId };
  const person = { run_id: runId, decided_by: "operator", factory_run_id: guidOf(random) };
  const name = WRITES[random(WRITES.length)] ?? "record";
  switch (name) {
    case "record":
      await call(actor, name, { ...keys, answer: answerOf(random) });
      return;
    case "recordFailure":
      await call(actor, name, { ...keys, error_message: "raced" });
      return;
    case "begin":
      await call(actor, name, keys);
      return;
    case "cancel":
      await call(actor, name, person);
      return;
    case "restart":
      await call(actor, name, { ...person, stage: "" });
      return;
    case "close":
      await call(actor, name, { lease_owner: owner });
      return;
    case "loadDone":
      await call(actor, name, { ...keys, rows_loaded: 1 });
      return;
  }
}

function answerOf(random: Random): string {
  const answers = [
    { stage: "train", status: "waiting", wait_seconds: 60, state: "{}" },
    { stage: "predict", status: "advance", state: "{}" },
    { stage: "predict", status: "succeeded", state: "{}" },
    { stage: "train", status: "failed", error_code: "RACED", retry: "never" },
  ];
  return JSON.stringify(answers[random(answers.length)]);
}

function heldBy(
  row: Readonly<Record<string, unknown>> | undefined,
  owner: string,
): Held | undefined {
  if (row?.["held"] !== 1) return undefined;
  const runId = String(row["run_id"]);
  return { runId, stepId: `${runId}-1`, owner };
}

/** Runs a statement as its batch does, with pauses in it; tries again after a collision. */
async function call<Name extends StatementName>(
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

interface Event {
  readonly run_id: string;
  readonly forecast: string;
  readonly from_status: string | null;
  readonly to_status: string;
  readonly from_stage: string | null;
  readonly to_stage: string;
}

const ACTIVE: readonly string[] = ACTIVE_STATUSES;

/** Replays the events: nobody acted on a state that was not, and no forecast was held twice. */
async function impossibleStories(admin: Client): Promise<readonly string[]> {
  const { rows: events } = await admin.query<Event>(
    `SELECT run_id, forecast, from_status, to_status, from_stage, to_stage
     FROM mlops.run_event ORDER BY event_id`,
  );
  const states = new Map<string, string>();
  const active = new Map<string, string>();
  const told = events.flatMap((event) => [...leftBehind(event, states), ...held(event, active)]);
  const { rows: runs } = await admin.query<{ run_id: string; forecast: string; state: string }>(
    "SELECT run_id, forecast, status || ' ' || stage AS state FROM mlops.run",
  );
  const untold = runs
    .filter(({ run_id, state }) => states.get(run_id) !== state)
    .map((run) => `${run.forecast}: its events do not end at ${run.state}`);
  const { rows: twice } = await admin.query<{ forecast: string }>(
    "SELECT forecast FROM mlops.run GROUP BY forecast, period HAVING count(*) > 1",
  );
  return [
    ...told,
    ...untold,
    ...twice.map(({ forecast }) => `${forecast}: a period was run twice`),
  ];
}

/** Whether an event left another state than the one that the run was in. */
function leftBehind(event: Event, states: Map<string, string>): readonly string[] {
  const left = event.from_status === null ? "new" : `${event.from_status} ${event.from_stage}`;
  const known = states.get(event.run_id) ?? "new";
  states.set(event.run_id, `${event.to_status} ${event.to_stage}`);
  return left === known ? [] : [`${event.forecast}: an event left ${left}, the run was ${known}`];
}

/** Whether a run became active while another one of its forecast was. */
function held(event: Event, active: Map<string, string>): readonly string[] {
  const holder = active.get(event.forecast);
  if (!ACTIVE.includes(event.to_status)) {
    if (holder === event.run_id) active.delete(event.forecast);
    return [];
  }
  active.set(event.forecast, event.run_id);
  const two = holder !== undefined && holder !== event.run_id;
  return two ? [`${event.forecast}: two runs were active at once`] : [];
}

/** A month later: every run that is still active is overdue, so that it is closed or taken over. */
async function unreaped(admin: Client): Promise<readonly string[]> {
  await admin.query("SELECT set_config('mlops.now', '2027-01-04 18:00:00', false)");
  const { rows } = await admin.query<{ forecast: string }>(
    `SELECT r.forecast FROM mlops.run AS r
     WHERE r.status IN ('queued', 'running', 'waiting')
       AND NOT EXISTS (SELECT 1 FROM mlops.overdue AS o WHERE o.run_id = r.run_id)`,
  );
  return rows.map(({ forecast }) => `${forecast}: an active run has no owner and is not reaped`);
}

function guidOf(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random(16).toString(16)).join("");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}

/** Mulberry32: small, seeded, good enough to draw schedules. */
function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
