// Proves: the pipelines and the run log's own statements together, from the trigger to the last row, and
// what people and the watch do when a night goes wrong. Does not prove the jobs, which are played, nor
// that SQL Server takes the texts.

import type { SqlConnection } from "../../run-log/embedded";
import { readMigrations } from "../../run-log/migrations";
import { FORECASTS, PERIOD, RunLog } from "../run-log/support/database";
import { type Job, Night } from "./night";

let log: RunLog;
beforeAll(async () => {
  log = await RunLog.open();
});
afterAll(() => log.close());
beforeEach(() => log.reset());

const DEMAND = { forecast: "demand", period: PERIOD };
const APPROVED = { forecast: "approved", period: PERIOD };
const ADA = { decidedBy: "ada@example.com" };

/** Every job starts the service's work on the next stage, which takes an hour; the last one succeeds. */
const hourly: Job = ({ stage, forecast }) => {
  const stages =
    forecast === "demand"
      ? ["import", "train", "forecast", "export", "collect"]
      : ["train", "validate", "predict"];
  const next = stages[stages.indexOf(stage) + 1];
  return next === undefined
    ? { stage, status: "succeeded" }
    : { stage: next, status: "waiting", wait_seconds: 3600 };
};

const statusOf = async (forecast?: string) => {
  const { status, stage, error_code } = await log.only(forecast);
  return { status, stage, error_code };
};

describe("a night", () => {
  it("takes each stage with one job, waits without any, and loads the results", async () => {
    const night = new Night(log, { job: hourly });
    const run = night.submit("forecast-run", DEMAND);
    await night.finish();

    expect(run.result.pipeline).toBe("Succeeded");
    expect(night.jobStages).toStrictEqual(["import", "train", "forecast", "export", "collect"]);
    expect(await log.only()).toMatchObject({ status: "succeeded", stage: "load", rows_loaded: 42 });
  });

  it("forecasts a period once, however often its trigger fires", async () => {
    const night = new Night(log, { job: hourly });
    const runs = [0, 0, 30, 400].map((after) => night.submit("forecast-run", DEMAND, after));
    await night.finish();

    expect(runs.map(({ result }) => result.pipeline)).toStrictEqual(Array(4).fill("Succeeded"));
    expect(night.jobStages).toHaveLength(5);
  });

  it("starts no job for a step that another factory run has taken meanwhile", async () => {
    const night = new Night(log, {
      job: hourly,
      before: ({ activity }) =>
        activity === "Begin"
          ? {
              status: "Succeeded",
              output: { resultSets: [{ rows: [{ done: 0 }] }] },
              seconds: 4 * 3600,
            }
          : undefined,
    });
    night.submit("forecast-run", DEMAND);
    await night.finish();

    expect(night.jobStages).toStrictEqual([]);
  });

  it("ends as failed at its deadline, with the last error of its jobs", async () => {
    const night = new Night(log, { job: () => undefined });
    const run = night.submit("forecast-run", DEMAND);
    await night.finish();

    expect(run.result.pipeline).toBe("Failed");
    expect(run.result.errors["Fail"]).toStrictEqual({
      errorCode: "STEP_FAILED",
      message: expect.stringContaining("the job failed"),
    });
    expect(await statusOf()).toMatchObject({ status: "failed", error_code: "STEP_FAILED" });
  });
});

describe("an expired lease", () => {
  it("is taken over by the watch, and the run goes on from its stage", async () => {
    const night = new Night(log, { job: hourly });
    const lost = night.submit("forecast-run", DEMAND);
    lost.cancel({ afterSeconds: 100 * 60, isRecursive: true });
    const early = night.submit("run-watch", {}, 150);
    const late = night.submit("run-watch", {}, 300);
    await night.finish();

    expect(lost.result.pipeline).toBe("Cancelled");
    expect(early.result.runs["Take over"]).toBeUndefined();
    expect(late.result.pipeline).toBe("Succeeded");
    expect(night.jobStages).toStrictEqual(["import", "train", "forecast", "export", "collect"]);
    expect(await statusOf()).toMatchObject({ status: "succeeded", stage: "load" });
  });

  it("of a run past its deadline is closed by the watch, which fails", async () => {
    const night = new Night(log, { job: hourly });
    night.submit("forecast-run", DEMAND).cancel({ afterSeconds: 100 * 60, isRecursive: true });
    const watch = night.submit("run-watch", {}, 800);
    await night.finish();

    expect(watch.result.pipeline).toBe("Failed");
    expect(await statusOf()).toMatchObject({ status: "failed", error_code: "DEADLINE_PASSED" });
  });
});

describe("a person", () => {
  it("restarts a failed run from a stage, and the watch goes on with it", async () => {
    let isBroken = true;
    const job: Job = (step) =>
      step.stage === "export" && isBroken
        ? { stage: "export", status: "failed", error_code: "NO_BUCKET", retry: "never" }
        : hourly(step);
    const night = new Night(log, { job });
    const failed = night.submit("forecast-run", DEMAND);
    await night.finish();
    isBroken = false;
    const runId = String((await log.only())["run_id"]);
    const restart = night.submit("operate-run", {
      runId,
      operation: "restart",
      stage: "forecast",
      ...ADA,
    });
    night.submit("run-watch", {}, 5);
    await night.finish();

    expect(failed.result.errors["Fail"]).toMatchObject({ errorCode: "NO_BUCKET" });
    expect(restart.result.pipeline).toBe("Succeeded");
    expect(night.jobStages.slice(-4)).toStrictEqual(["export", "forecast", "export", "collect"]);
    expect(await statusOf()).toStrictEqual({
      status: "succeeded",
      stage: "load",
      error_code: null,
    });
  });

  it("is told why a run is not restarted", async () => {
    const night = new Night(log, { job: hourly });
    night.submit("forecast-run", DEMAND);
    await night.finish();
    const runId = String((await log.only())["run_id"]);
    const restart = night.submit("operate-run", { runId, operation: "restart", ...ADA });
    await night.finish();

    expect(restart.result.errors["Refused"]).toStrictEqual({
      errorCode: "OPERATION_REFUSED",
      message: "only a failed or cancelled run is restarted, this one is succeeded",
    });
  });

  it("who refuses the only model leaves the run stopped, and who approves one lets it go on", async () => {
    const night = new Night(log, { job: hourly });
    const decide = (decision: string, after: number) =>
      night.submit(
        "approve-model",
        { forecast: "approved", modelVersion: "1", decision, ...ADA },
        after,
      );
    const restart = (after: number) => async () => {
      const runId = String((await log.only("approved"))["run_id"]);
      night.submit("operate-run", { runId, operation: "restart", stage: "predict", ...ADA }, after);
      night.submit("run-watch", {}, after + 5);
      await night.finish();
      return statusOf("approved");
    };

    const first = night.submit("forecast-run", APPROVED);
    await night.finish();
    decide("refused", 0);
    const refused = await restart(5)();
    const promoted = decide("approved", 0);
    const approved = await restart(15)();

    expect(first.result.errors["Fail"]).toMatchObject({ errorCode: "NO_APPROVED_MODEL" });
    expect(refused).toMatchObject({ status: "failed", error_code: "NO_APPROVED_MODEL" });
    expect(promoted.result.pipeline).toBe("Succeeded");
    expect(approved).toMatchObject({ status: "succeeded" });
    expect(night.heard.filter(({ activity }) => activity === "Promote")).toHaveLength(1);
  });

  it.each([
    [{ forecast: "demand" }, "the backend amazon-forecast of demand has no models to approve"],
    [{ forecast: "deman" }, "there is no forecast deman"],
    [{ decision: "yes" }, "decision is approved or refused, not yes"],
    [{ decision: "Approved" }, "decision is approved or refused, not Approved"],
    [{ modelVersion: "" }, "modelVersion is empty: give the number of a version"],
    [{ decidedBy: "" }, "decidedBy is empty: give who decides"],
  ])("cannot decide %j, and is told why", async (wrong, reason) => {
    const night = new Night(log);
    const good = { forecast: "trees", modelVersion: "3", decision: "approved", ...ADA };
    const { result } = await played(night, { ...good, ...wrong });

    expect(result.errors["Refused"]).toStrictEqual({
      errorCode: "DECISION_NOT_RECORDED",
      message: reason,
    });
    expect(night.heard.map(({ activity }) => activity)).toStrictEqual(["Record decision"]);
    expect(await log.rows("SELECT 1 FROM mlops.approval")).toStrictEqual([]);
  });

  async function played(night: Night, parameters: Readonly<Record<string, string>>) {
    const run = night.submit("approve-model", parameters);
    await night.finish();
    return run;
  }
});

describe("apply-schema", () => {
  const LEDGER =
    "SELECT migration, statement_number, checksum FROM mlops.schema_version ORDER BY 1, 2";
  const parameters = { forecasts: JSON.stringify(FORECASTS) };
  let empty: RunLog;
  beforeEach(async () => {
    empty = await RunLog.empty();
  });
  afterEach(() => empty.close());

  async function apply(options: ConstructorParameters<typeof Night>[1] = {}) {
    const night = new Night(empty, options);
    const run = night.submit("apply-schema", parameters);
    await night.finish();
    return run.result;
  }

  /** The database, refusing what contains a text. */
  const refusing = (part: string): SqlConnection => ({
    query: (text, values) =>
      text.includes(part)
        ? Promise.reject(new Error("the database is full"))
        : empty.connection.query(text, values),
  });

  const tablesOf = (of: RunLog) =>
    of.rows(
      "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'mlops' ORDER BY 1, 2",
    );

  it("goes on where a migration stopped half-way, and ends with the same schema", async () => {
    const stopped = await apply({ connection: refusing("CREATE TABLE mlops.run_event") });
    const half = await empty.rows(LEDGER);
    const done = await apply();

    expect(stopped.pipeline).toBe("Failed");
    expect(half.length).toBeGreaterThan(1);
    expect((await empty.rows(LEDGER)).slice(0, half.length)).toStrictEqual(half);
    expect(done.pipeline).toBe("Succeeded");
    expect(await tablesOf(empty)).toStrictEqual(await tablesOf(log));
  });

  it("changes nothing when it is applied twice", async () => {
    await apply();
    const before = [await empty.rows(LEDGER), await empty.everything()];
    const again = await apply();

    expect(again.pipeline).toBe("Succeeded");
    expect([await empty.rows(LEDGER), await empty.everything()]).toStrictEqual(before);
  });

  it("refuses a migration that was edited after it was applied, and applies nothing", async () => {
    await apply();
    const before = await empty.rows(LEDGER);
    const edited = readMigrations().map((migration) =>
      migration.name === "001-tables"
        ? { ...migration, text: migration.text.replace("nvarchar(31)", "nvarchar(32)") }
        : migration,
    );
    const refused = await apply({ migrations: edited });

    expect(refused.pipeline).toBe("Failed");
    expect(JSON.stringify(refused.errors)).toContain(
      "[RUN_LOG_MIGRATION_CHANGED] statement 3 of migration 001-tables",
    );
    expect(await empty.rows(LEDGER)).toStrictEqual(before);
  });
});
