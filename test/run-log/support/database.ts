// The run log on PGlite, with one clock, for suites that need one connection.

import type { PGlite } from "@electric-sql/pglite";
import { emptyDatabase } from "../../../rehearsal/empty-database";
import {
  applyEmbeddedSchema,
  decideFor,
  type Row,
  runStatement,
  type SqlConnection,
  type StatementName,
  type StatementValues,
  setClock,
} from "../../../run-log/embedded";
import { emptyRunLog } from "../../../run-log/embedded/empty";
import { prepared } from "../../../run-log/embedded/prepared";
import type { ForecastRow } from "../../../run-log/statements";
import { requireOutside } from "../../support/outside";

const TIMESTAMP = 1114;

const pglite = requireOutside("@electric-sql/pglite") as typeof import("@electric-sql/pglite");

/** When every story begins: a Friday, 18:00 UTC. */
const START: Date = new Date("2026-12-04T18:00:00Z");

/** The period that is forecast. */
export const PERIOD = "2026-12-04T00:00:00";

/** A factory run's id, by a small number. */
export function guid(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

/** A forecast of the settings. */
function forecastRow(
  forecast: string,
  backend: string,
  changes: Partial<ForecastRow> = {},
): ForecastRow {
  return {
    forecast,
    backend,
    frequency: "D",
    deadline_minutes: 720,
    retrain_after_minutes: 10_080,
    max_gap_minutes: 1500,
    job_timeout_minutes: 150,
    approval: "none",
    advance_job_id: "11",
    ...(backend === "random-forest" && { promote_job_id: "12" }),
    ...changes,
  };
}

/** The forecasts of every suite: one a backend, and one that needs approval. */
export const FORECASTS: readonly ForecastRow[] = [
  forecastRow("demand", "amazon-forecast"),
  forecastRow("automl", "sagemaker-automl"),
  forecastRow("trees", "random-forest"),
  forecastRow("approved", "random-forest", { approval: "required" }),
];

/** A run log in memory. */
export class RunLog {
  now: Date = START;
  readonly #database: PGlite;
  readonly #connection: SqlConnection;

  private constructor(database: PGlite) {
    this.#database = database;
    this.#connection = prepared(database as unknown as SqlConnection);
  }

  static async open(): Promise<RunLog> {
    const log = await RunLog.empty();
    await applyEmbeddedSchema(log.#connection);
    return log;
  }

  /** A database that `apply-schema` has never seen. */
  static async empty(): Promise<RunLog> {
    const parsers = { [TIMESTAMP]: (text: string) => new Date(`${text.replace(" ", "T")}Z`) };
    const loadDataDir = await emptyDatabase(() => pglite.PGlite.create());
    return new RunLog(await pglite.PGlite.create({ loadDataDir, parsers }));
  }

  get connection(): SqlConnection {
    return this.#connection;
  }

  /** Empties every table but the stages, configures the forecasts and sets the clock back. */
  async reset(): Promise<void> {
    await emptyRunLog(this.#connection);
    await this.at(0);
    await this.run("syncForecasts", { forecasts: JSON.stringify(FORECASTS) });
  }

  /** Sets the clock. @param minutes - since the start */
  async at(minutes: number): Promise<void> {
    this.now = new Date(START.getTime() + minutes * 60_000);
    await setClock(this.#connection, this.now);
  }

  /** Sets the clock forward. */
  later(minutes: number): Promise<void> {
    return this.at((this.now.getTime() - START.getTime()) / 60_000 + minutes);
  }

  async run<Name extends StatementName>(name: Name, values: StatementValues<Name>): Promise<Row> {
    return { ...(await runStatement(this.#connection, name, values)) };
  }

  async decide(owner: string): Promise<Row> {
    return { ...(await decideFor(this.#connection, owner)) };
  }

  async rows(text: string, values: unknown[] = []): Promise<readonly Row[]> {
    const { rows } = await this.#database.query<Row>(text, values);
    // Objects of this realm, so that they are equal to what a test writes down.
    return Array.from(rows, (row) => ({ ...row }));
  }

  /** Everything that the statements write, to compare. */
  async everything(): Promise<unknown> {
    return {
      runs: await this.rows("SELECT * FROM mlops.run ORDER BY run_id"),
      events: await this.rows("SELECT * FROM mlops.run_event ORDER BY event_id"),
      approvals: await this.rows("SELECT * FROM mlops.approval ORDER BY approval_id"),
      forecasts: await this.rows("SELECT * FROM mlops.forecast ORDER BY forecast"),
    };
  }

  /** The only run of a forecast. */
  async only(forecast = "demand"): Promise<Row> {
    const found = await this.rows("SELECT * FROM mlops.run WHERE forecast = $1", [forecast]);
    if (found.length !== 1) throw new Error(`${forecast} has ${found.length} runs`);
    return found[0] ?? {};
  }

  /** Claims for a caller. */
  claim(owner: string, forecast = "demand", period = PERIOD): Promise<Row> {
    return this.run("claim", { forecast, period, lease_owner: owner });
  }

  /** Begins the step that is due. @returns what the step's statements take */
  async begin(owner: string): Promise<{ run_id: string; step_id: string }> {
    const { run_id, step_id } = await this.decide(owner);
    const keys = { run_id: String(run_id), step_id: String(step_id) };
    await this.run("begin", keys);
    return keys;
  }

  /** Takes a whole step, with an answer. */
  async step(owner: string, answer: Readonly<Record<string, unknown>>): Promise<Row> {
    const keys = await this.begin(owner);
    return this.run("record", { ...keys, answer: JSON.stringify({ state: "{}", ...answer }) });
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}
