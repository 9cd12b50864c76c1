// Proves: the queries of docs/operations.md run and answer what their headings say, those of
// docs/first-forecast.md run, and a decision reads no table as a whole. They run transpiled, as the statements do.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "pg";
import { fillPast, OWNER } from "../../bench/run-log";
import { decideText } from "../../run-log/embedded";
import { type EmbeddedServer, startServer } from "../../run-log/embedded/server";
import { PYTHON } from "../../tools/python-environment";
import { guid, RunLog } from "./support/database";

const ROOT = join(__dirname, "..", "..");
const TRANSPILE = `import sys; sys.path.insert(0, "python/tools")
from transpile import transpile
print(transpile(sys.stdin.read()))`;

const queries = [
  ...readFileSync(join(ROOT, "docs", "operations.md"), "utf8").matchAll(
    /^(.*):\n\n```sql\n([\s\S]*?)```/gm,
  ),
].map(([, title = "", text = ""]) => [title, text] as const);

function toPostgres(text: string): string {
  const { status, stdout, stderr } = spawnSync(PYTHON, ["-c", TRANSPILE], {
    cwd: ROOT,
    input: text,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

describe("an operator's query", () => {
  let log: RunLog;
  beforeAll(async () => {
    log = await RunLog.open();
    await log.reset();
    await log.claim(guid(1));
    await log.step(guid(1), { stage: "import", status: "waiting", wait_seconds: 1200 });
    await log.at(20);
    await log.step(guid(1), { stage: "train", status: "waiting", wait_seconds: 9000 });
    await log.claim(guid(2), "trees");
    const keys = await log.begin(guid(2));
    await log.later(6);
    await log.run("record", {
      ...keys,
      answer:
        '{"stage":"train","status":"failed","error_code":"BAD","error_message":"no rows","retry":"never"}',
    });
  });
  afterAll(() => log.close());

  const expected: Readonly<Record<string, readonly unknown[]>> = {
    "What runs, and why it waits": [
      expect.objectContaining({
        forecast: "demand",
        action: "wait",
        stage: "train",
        reason: "stage train is expected to be done at 2026-12-04T20:50:00 UTC",
      }),
    ],
    "The last run of each forecast": ["approved", "automl", "demand", "trees"].map((forecast) =>
      expect.objectContaining({ forecast }),
    ),
    "How long each stage takes, in minutes": [
      {
        forecast: "demand",
        stage: "import",
        times: 1,
        least: 20,
        average: expect.anything(),
        most: 20,
      },
    ],
    "What failed, and with what": [
      expect.objectContaining({ forecast: "trees", error_code: "BAD", error_message: "no rows" }),
    ],
    "Minutes of jobs by run, queue and cluster start included": [
      expect.objectContaining({ forecast: "demand", jobs: 2 }),
      expect.objectContaining({ forecast: "trees", jobs: 1 }),
    ],
    "What needs somebody, the longest overdue first": [],
  };

  it("has an expected answer each", () => {
    expect(queries.map(([title]) => title)).toStrictEqual(Object.keys(expected));
  });

  it.each(queries)("%s", async (title, text) => {
    expect(await log.rows(toPostgres(text))).toEqual(expected[title]);
  });

  it("is one of a first forecast's too: how the run stands, how it came to that, what it forecast", async () => {
    const page = readFileSync(join(ROOT, "docs", "first-forecast.md"), "utf8");
    const texts = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, text = ""]) => text);

    const [runs, events, forecast] = await Promise.all(
      texts.map((text) => log.rows(toPostgres(text))),
    );

    expect(texts).toHaveLength(3);
    expect(runs?.map(({ status }) => status).sort()).toStrictEqual(["failed", "waiting"]);
    expect(events?.length).toBeGreaterThan(runs?.length ?? 0);
    expect(forecast).toStrictEqual([]);
  });
});

describe("the plan of a decision", () => {
  let server: EmbeddedServer;
  let client: Client;
  beforeAll(async () => {
    server = await startServer();
    client = await server.connect("postgres");
    await fillPast(client, { forecasts: 100, runs: 5000, events: 20_000 });
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await server.stop();
  });

  it("scans no table of runs, events or approvals", async () => {
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN ${decideText(OWNER)}`);
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");

    expect(plan).toContain("Index Scan");
    expect(plan).not.toMatch(/Seq Scan on (?:run|run_event|approval)\b/);
    expect((await client.query<{ action: string }>(decideText(OWNER))).rows[0]?.action).toBe(
      "advance",
    );
  });
});
