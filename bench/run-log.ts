/** How fast the run log decides with a long past, and many more races than the tests run. */
import type { Client } from "pg";
import { decideText, embeddedSchema } from "../run-log/embedded";
import { runRaces } from "../run-log/embedded/races/races";
import { startServer } from "../run-log/embedded/server";
import { median } from "./measure";
import type { Figure } from "./preview";

/** How much a database holds. */
export interface Past {
  readonly forecasts: number;
  /** Finished runs. */
  readonly runs: number;
  readonly events: number;
}

const SMALL: Past = { forecasts: 10, runs: 100, events: 1000 };
const LARGE: Past = { forecasts: 1000, runs: 100_000, events: 1_000_000 };
const ROUNDS = 300;
const RACES = 10_000;

/** The figures of the run log. */
export async function runLogSpeed(): Promise<readonly Figure[]> {
  const server = await startServer();
  try {
    const open = async (database: string, past: Past) => {
      const admin = await server.connect("postgres");
      await admin.query(`CREATE DATABASE ${database}`);
      await admin.end();
      const client = await server.connect(database);
      await fillPast(client, past);
      return client;
    };
    const small = await open("small", SMALL);
    const large = await open("large", LARGE);
    const [a, b] = await decideInTurn(small, large);
    await Promise.all([small.end(), large.end()]);
    const start = performance.now();
    const races = await runRaces(server, { schedules: RACES, seed: 1 });
    const seconds = (performance.now() - start) / 1000;
    return [
      { name: "decide with 1,000 events, ms", value: a.toFixed(3), wanted: "" },
      { name: "decide with 1,000,000 events, ms", value: b.toFixed(3), wanted: "" },
      { name: "ratio", value: (b / a).toFixed(2), wanted: "at most 3" },
      { name: `${RACES} races, s`, value: seconds.toFixed(1), wanted: "" },
      { name: "what must not be", value: String(races.violations.length), wanted: "0" },
    ];
  } finally {
    await server.stop();
  }
}

/** Makes the schema and a past; the forecast `forecast-1` has an active run of {@link OWNER}. */
export async function fillPast(client: Client, past: Past): Promise<void> {
  for (const text of embeddedSchema()) await client.query(text);
  await client.query(
    `INSERT INTO mlops.forecast SELECT 'forecast-' || n, 'amazon-forecast', 'D', 720, 10080, 1440, 150,
       'none', '1', NULL, 1, '2020-01-01' FROM generate_series(1, $1::int) AS n`,
    [past.forecasts],
  );
  await client.query(RUNS, [past.runs, past.forecasts]);
  await client.query(EVENTS, [past.events / past.runs]);
  await client.query(APPROVALS);
  await client.query(ACTIVE_RUN, [OWNER]);
  await client.query("ANALYZE");
  await client.query("SELECT set_config('mlops.now', '2026-12-04 18:00:00', false)");
}

/** Who holds the active run of a filled past. */
export const OWNER = "00000000-0000-4000-8000-000000000001";

const COLUMNS = `run_id, forecast, period, backend, stage, stage_position, stage_entered_at, status, step,
  attempt, lease_owner, lease_expires_at, started_at, deadline_at, ended_at, rows_loaded, factory_run_id,
  previous_status, changed_at, changed_step, changed_by`;

const RUNS = `INSERT INTO mlops.run (${COLUMNS})
  SELECT gen_random_uuid(), 'forecast-' || (1 + n % $2::int), timestamp '2020-01-01' + n * interval '1 day',
    'amazon-forecast', 'load', 6, '2020-01-01', 'succeeded', 9, 0, gen_random_uuid(), '2020-01-01',
    timestamp '2020-01-01' + n * interval '1 minute', '2020-01-01', '2020-01-01', 1, gen_random_uuid(),
    'running', '2020-01-01', 'step-' || n, 'load-done'
  FROM generate_series(1, $1::int) AS n`;

const EVENTS = `INSERT INTO mlops.run_event (run_id, forecast, step_id, statement, occurred_at,
    from_status, to_status, from_stage, to_stage, stage_seconds, source)
  SELECT r.run_id, r.forecast, r.run_id || '-' || n, 'record', r.started_at, 'running', 'waiting',
    'train', 'train', 60, 'job'
  FROM mlops.run AS r CROSS JOIN generate_series(1, $1::int) AS n`;

const APPROVALS = `INSERT INTO mlops.approval (forecast, model_version, decision, decided_by, decided_at, factory_run_id)
  SELECT f.forecast, CAST(n AS text), 'approved', 'ada', '2026-01-01', gen_random_uuid()
  FROM mlops.forecast AS f CROSS JOIN generate_series(1, 20) AS n`;

const ACTIVE_RUN = `INSERT INTO mlops.run (${COLUMNS})
  VALUES (gen_random_uuid(), 'forecast-1', '2019-01-01', 'amazon-forecast', 'train', 2, '2026-12-04 18:00',
    'queued', 1, 0, $1, '2026-12-04 20:00', '2026-12-04 18:00', '2026-12-05 06:00', NULL, NULL, $1,
    NULL, '2026-12-04 18:00', 'claim', 'claim')`;

/** The median time of one decision on each, asked in turn. */
async function decideInTurn(small: Client, large: Client): Promise<readonly [number, number]> {
  const text = decideText(OWNER);
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, client] of [small, large].entries()) {
      const start = performance.now();
      await client.query(text);
      if (round > 10) times[index]?.push(performance.now() - start);
    }
  }
  return [median(times[0]), median(times[1])];
}
