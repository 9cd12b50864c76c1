/**
 * Whole rehearsals, as a user calls them: the previewed definitions, the real notebooks and package, the
 * embedded run log and the stand-in for Amazon Forecast.
 *
 * Not proven: that the services answer as the stand-in and the embedded database do, and how long a
 * cluster takes to start.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunReport } from "../../rehearsal/reports";
import type { RegisteredModel } from "../../rehearsal/workspace";
import { PROJECT_DIRECTORY } from "../../tools/root";
import { isOf, lookAt, NOTHING_WRONG, whereBrowser } from "./report-page";

interface Answer {
  readonly scenario: string;
  readonly runs: readonly RunReport[];
  readonly violations: readonly unknown[];
  readonly registry: readonly RegisteredModel[];
  readonly fixedDesign: { readonly compute: number; readonly total: number };
}

const REPORT = join(PROJECT_DIRECTORY, "out", "rehearsal.html");

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function rehearse(...args: readonly string[]): Promise<Ended> {
  return endOf(started(...args));
}

function started(...args: readonly string[]): ChildProcessWithoutNullStreams {
  const command = ["--require", "./tools/register.js", "tools/rehearse.ts", "--stack", "dev"];
  return spawn(process.execPath, [...command, ...args], { cwd: PROJECT_DIRECTORY });
}

function endOf(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text: Buffer) => {
    stdout += text.toString();
  });
  child.stderr.on("data", (text: Buffer) => {
    stderr += text.toString();
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}

const LONG = 300_000;

describe("a rehearsal of the yardstick", () => {
  let ended: Ended;
  let demand: RunReport | undefined;
  let load: RunReport | undefined;

  beforeAll(async () => {
    ended = await rehearse("--json");
    const { runs } = JSON.parse(ended.stdout) as Answer;
    [demand, load] = runs;
  }, LONG);

  it("ends with results of both forecasts", () => {
    expect(ended.code).toBe(0);
    expect([demand, load].map((run) => [run?.forecast, run?.backend, run?.outcome])).toEqual([
      ["demand", "amazon-forecast", "succeeded"],
      ["load", "random-forest", "succeeded"],
    ]);
    // Quantiles .1, .5 and .9 of 14 days of 16 airlines, and of 48 hours of three airports.
    expect(demand?.results.rows).toBe(16 * 14 * 3);
    expect(load?.results.rows).toBe(3 * 48 * 3);
  });

  it("finds nothing that must not be", () => {
    expect((JSON.parse(ended.stdout) as Answer).violations).toEqual([]);
  });

  it("holds no cluster while it waits: five starts, and the work", () => {
    expect(demand?.jobRuns).toBe(5);
    expect(demand?.clusterMinutes).toBeCloseTo(5 * 5 + 4 * 0.5 + 3, 5);
  });

  it("is done within 265 minutes, for at most 0.45 USD, a twelfth of ten fixed hours", () => {
    const { fixedDesign } = JSON.parse(ended.stdout) as Answer;

    expect(demand?.virtualMinutes).toBeLessThanOrEqual(265);
    expect(demand?.cost.compute).toBeLessThanOrEqual(0.31);
    expect(demand?.cost.dataFactory).toBeLessThanOrEqual(0.13);
    expect(demand?.cost.total).toBeLessThanOrEqual(0.45);
    expect(fixedDesign.total / (demand?.cost.total ?? Number.NaN)).toBeGreaterThanOrEqual(12);
  });

  it("tells where the results came from", () => {
    expect(Object.keys(demand?.lineage ?? {})).toEqual(
      expect.arrayContaining(["predictor_arn", "forecast_arn", "export_arn", "input_checksum"]),
    );
    expect(Object.keys(load?.lineage ?? {})).toEqual(
      expect.arrayContaining(["mlflow_run_id", "model_version", "input_checksum"]),
    );
  });

  it("tells which version of the model is in charge, and which run made it", () => {
    const { registry } = JSON.parse(ended.stdout) as Answer;
    const [version] = registry[0]?.versions ?? [];

    expect(registry.map(({ model, versions }) => [model, versions.length])).toEqual([
      ["forecast_dev.forecasting.load", 1],
    ]);
    expect([version?.version, version?.aliases, version?.stage, version?.decision]).toEqual([
      "1",
      ["champion"],
      "Production",
      "full",
    ]);
    expect(load?.lineage).toMatchObject({
      model_version: version?.version,
      mlflow_run_id: version?.mlflowRunId,
    });
  });

  it("forecasts better than the seasonal baseline where it trains itself", () => {
    expect(load?.accuracy?.ratio).toBeLessThan(1);
  });

  it("leaves a page without a script or an address", () => {
    const page = readFileSync(REPORT, "utf8");

    expect(page).not.toMatch(/<script|<link|@import/);
    // Of each run what it did and what it cost, for a desk and for a phone, and three items.
    expect(page.match(/<svg /g)).toHaveLength(2 * (2 * 2 + 3));
  });

  whereBrowser("shows that page in a browser", () => {
    it(
      "with the document's figures, readable and alone, on a phone and in the dark",
      async () => {
        const seen = await lookAt(REPORT, [
          { width: 390, colorScheme: "light" },
          { width: 1200, colorScheme: "dark" },
        ]);

        expect(seen).toMatchObject([NOTHING_WRONG, NOTHING_WRONG]);
        const contrasts = seen.map(({ pictureContrasts }) => Math.min(...pictureContrasts));
        expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
        const document: unknown = JSON.parse(ended.stdout);
        const figures = seen.flatMap((each) => each.figures);
        expect(figures.length).toBeGreaterThan(120);
        expect(figures.filter((shown) => !isOf(document, shown))).toEqual([]);
      },
      LONG,
    );
  });
});

describe("a rehearsal of an account that is closed to the service", () => {
  it(
    "fails at once with what to do, in exit code 1 and in the run log",
    async () => {
      const ended = await rehearse(
        "--forecast",
        "demand",
        "--scenario",
        "closed-account",
        "--json",
      );
      const [run] = (JSON.parse(ended.stdout) as Answer).runs;

      expect(ended.code).toBe(1);
      expect([run?.outcome, run?.error?.code, run?.jobRuns]).toEqual([
        "failed",
        "AWS_ACCOUNT_CLOSED",
        1,
      ]);
      expect(run?.error?.message).toContain("random-forest");
      expect(run?.results.rows).toBe(0);
    },
    LONG,
  );
});

describe("what cannot be rehearsed", () => {
  it(
    "rejects a table with a bad row, names it, and leaves the report that was there",
    async () => {
      writeFileSync(REPORT, "the report before");
      const table = join(PROJECT_DIRECTORY, "out", "bad-row.csv");
      writeFileSync(
        table,
        "item_id,timestamp,target_value\nnorth,2026-01-01,12\nnorth,2026-01-02,twelve\n",
      );
      const { code, stderr, stdout } = await rehearse("--forecast", "demand", "--data", table);

      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(
        `[REHEARSAL_DATA] ${table}: DATA_TARGET_NOT_NUMERIC: file "bad-row.csv" row 3`,
      );
      expect(stderr).toContain("correct the value");
      expect(readFileSync(REPORT, "utf8")).toBe("the report before");
    },
    LONG,
  );

  it.each([
    ["a number of days that is none", ["--until", "soon"], "--until"],
    ["no night", ["--nights", "0"], "a number from 1"],
    ["a number of faults that is none", ["--faults", "x"], "a number from 1"],
    ["nights and faults", ["--nights", "3", "--faults", "3"], "cannot be used with"],
    ["faults and days", ["--faults", "3", "--until", "30d"], "cannot be used with"],
  ])("rejects %s, before anything is started", async (_title, args, words) => {
    const { code, stderr, stdout } = await rehearse(...args);

    expect(stderr).toContain(words);
    expect([code, stdout]).toEqual([2, ""]);
  });

  it(
    "ends at once when a person interrupts it, and writes no report",
    async () => {
      writeFileSync(REPORT, "the report before");
      const child = started("--forecast", "demand");
      child.stderr.once("data", () => child.kill("SIGINT"));
      const { code, stderr, stdout } = await endOf(child);

      expect([code, stdout]).toEqual([130, ""]);
      expect(stderr).toMatch(/Interrupted: no report was written\.\n$/);
      expect(readFileSync(REPORT, "utf8")).toBe("the report before");
    },
    LONG,
  );
});
