// Proves: what each statement does to a run, that a repeated one does nothing more, and that a run
// goes on after a crash behind any of its statements. One connection: races are another suite.

import { STATEMENTS } from "../../run-log/statements";
import { guid, PERIOD, RunLog } from "./support/database";

let log: RunLog;
beforeAll(async () => {
  log = await RunLog.open();
});
afterAll(() => log.close());
beforeEach(() => log.reset());

const ME = guid(1);
const YOU = guid(2);
const person = { decided_by: "ada@example.com", factory_run_id: guid(9) };

describe("a repeated statement", () => {
  const twice: Readonly<Record<keyof typeof STATEMENTS, () => Promise<() => Promise<unknown>>>> = {
    claim: async () => () => log.claim(ME),
    begin: async () => {
      await log.claim(ME);
      const { run_id, step_id } = await log.decide(ME);
      return () => log.run("begin", { run_id: String(run_id), step_id: String(step_id) });
    },
    record: async () => {
      await log.claim(ME);
      const keys = await log.begin(ME);
      const answer = JSON.stringify({ stage: "train", status: "waiting", state: "{}" });
      return () => log.run("record", { ...keys, answer });
    },
    recordFailure: async () => {
      await log.claim(ME);
      const keys = await log.begin(ME);
      return () => log.run("recordFailure", { ...keys, error_message: "the cluster died" });
    },
    loadDone: async () => {
      await log.claim(ME);
      await log.step(ME, { stage: "collect", status: "succeeded" });
      const keys = await log.begin(ME);
      return () => log.run("loadDone", { ...keys, rows_loaded: 7 });
    },
    close: async () => {
      await log.claim(ME);
      await log.at(721);
      return () => log.run("close", { lease_owner: ME });
    },
    recordApproval: async () => () =>
      log.run("recordApproval", {
        forecast: "trees",
        model_version: "3",
        decision: "approved",
        ...person,
      }),
    cancel: async () => {
      const { run_id } = await log.claim(ME);
      return () => log.run("cancel", { run_id: String(run_id), ...person });
    },
    restart: async () => {
      const { run_id } = await log.claim(ME);
      await log.run("cancel", { run_id: String(run_id), ...person });
      return () => log.run("restart", { run_id: String(run_id), stage: "", ...person });
    },
    syncForecasts: async () => () =>
      log.run("syncForecasts", {
        forecasts:
          '[{"forecast":"demand","backend":"random-forest","frequency":"H","deadline_minutes":60,"retrain_after_minutes":60,"max_gap_minutes":60,"job_timeout_minutes":60,"approval":"none","advance_job_id":"5"}]',
      }),
  };

  it.each(Object.keys(STATEMENTS) as (keyof typeof STATEMENTS)[])(
    "%s answers the same and changes nothing, also minutes later",
    async (name) => {
      const run = await twice[name]();
      const before = await log.everything();

      const first = await run();
      const after = await log.everything();
      const second = await run();
      await log.later(14);
      const third = await run();

      expect(after).not.toStrictEqual(before);
      expect([second, third]).toStrictEqual([first, first]);
      expect(await log.everything()).toStrictEqual(after);
    },
  );
});

describe("a lease", () => {
  it("is two hours by claim, the job's time and two hours by begin, two hours after wait_until by record", async () => {
    const minutes = async () => {
      const { lease_expires_at } = await log.only();
      return ((lease_expires_at as Date).getTime() - log.now.getTime()) / 60_000;
    };
    await log.claim(ME);
    const claimed = await minutes();
    const keys = await log.begin(ME);
    const begun = await minutes();
    const answer = { stage: "import", status: "waiting", wait_seconds: 1200, state: "{}" };
    await log.run("record", { ...keys, answer: JSON.stringify(answer) });

    expect([claimed, begun, await minutes()]).toStrictEqual([120, 270, 140]);
  });

  it("that expired is taken over, and the run goes on with the step that was begun", async () => {
    await log.claim(ME);
    const keys = await log.begin(ME);
    await log.at(271);

    expect(
      await log.rows("SELECT kind, lease_owner FROM mlops.overdue WHERE run_id IS NOT NULL"),
    ).toStrictEqual([{ kind: "lease", lease_owner: ME }]);
    expect(await log.claim(YOU)).toMatchObject({ held: 1, status: "running", run_id: keys.run_id });
    expect(await log.decide(YOU)).toMatchObject({ action: "advance", ...keys });
    expect(await log.decide(ME)).toMatchObject({ action: "stop", reason: "nothing to do" });
    expect(await log.run("close", { lease_owner: ME })).toMatchObject({ status: "none" });
    await log.run("begin", keys);
    expect((await log.only())["lease_expires_at"]).toStrictEqual(
      new Date(log.now.getTime() + 270 * 60_000),
    );
  });

  it("left behind past its deadline is ended by the next claim of the forecast", async () => {
    await log.claim(ME);
    await log.at(24 * 60);

    expect(await log.claim(YOU, "demand", "2026-12-05T00:00:00")).toMatchObject({ held: 1 });
    expect(
      await log.rows("SELECT status, error_code FROM mlops.run ORDER BY period"),
    ).toStrictEqual([
      { status: "failed", error_code: "DEADLINE_PASSED" },
      { status: "queued", error_code: null },
    ]);
  });
});

describe("the decision", () => {
  it("is one row for whoever asks", async () => {
    expect(await log.decide(YOU)).toStrictEqual({
      lease_owner: YOU,
      run_id: null,
      step_id: null,
      action: "stop",
      wait_seconds: 1,
      reason: "nothing to do",
      job_id: null,
      job_parameters: null,
    });
  });

  it("gives the job one JSON document, whatever the state holds", async () => {
    await log.claim(ME);
    const state = JSON.stringify({ text: 'a "quoted" \\ line\nand é/\u0001', n: 1 });
    await log.step(ME, { stage: "train", status: "advance", state });

    const { job_id, job_parameters, run_id, step_id } = await log.decide(ME);

    expect(job_id).toBe("11");
    expect(JSON.parse(String(job_parameters))).toStrictEqual({
      run_id,
      step_id,
      now: "2026-12-04T18:00:00Z",
      forecast: "demand",
      backend: "amazon-forecast",
      stage: "train",
      period: PERIOD,
      scheduled_at: "2026-12-04T18:00:00Z",
      deadline_at: "2026-12-05T06:00:00Z",
      frequency: "D",
      retrain_after_minutes: 10_080,
      approval: "none",
      attempt: 0,
      state,
    });
    expect(step_id).toBe(`${String(run_id)}-2`);
  });

  it("waits in turns of an hour until the estimate, then advances", async () => {
    await log.claim(ME);
    await log.step(ME, { stage: "train", status: "waiting", wait_seconds: 9000 });
    const turns: unknown[] = [];
    for (const minute of [0, 60, 120, 149, 150]) {
      await log.at(minute);
      const { action, wait_seconds } = await log.decide(ME);
      turns.push([action, wait_seconds]);
    }

    expect(turns).toStrictEqual([
      ["wait", 3600],
      ["wait", 3600],
      ["wait", 1800],
      ["wait", 60],
      ["advance", 1],
    ]);
  });

  it("never waits past the deadline", async () => {
    await log.claim(ME);
    await log.step(ME, { stage: "train", status: "waiting", wait_seconds: 90_000 });
    await log.at(710);
    expect(await log.decide(ME)).toMatchObject({ action: "wait", wait_seconds: 600 });

    await log.at(720);
    expect(await log.decide(ME)).toMatchObject({
      action: "stop",
      reason: expect.stringContaining("the deadline passed"),
    });
    expect(await log.run("close", { lease_owner: ME })).toMatchObject({
      status: "failed",
      error_code: "DEADLINE_PASSED",
    });
    expect(await log.decide(ME)).toMatchObject({
      action: "stop",
      reason: "the run has ended: failed, DEADLINE_PASSED",
    });
  });

  it("takes the usual duration of a stage where there is no estimate, else ten minutes", async () => {
    const waits: unknown[] = [];
    for (const n of [1, 2]) {
      await log.at(n * 1500);
      await log.claim(guid(n), "demand", `2026-12-0${n + 3}`);
      await log.step(guid(n), { stage: "export", status: "waiting" });
      waits.push((await log.decide(guid(n)))["wait_seconds"]);
      await log.at(n * 1500 + 21);
      await log.step(guid(n), { stage: "collect", status: "succeeded" });
      await log.run("loadDone", { ...(await log.begin(guid(n))), rows_loaded: 1 });
    }

    expect(waits).toStrictEqual([600, 1260]);
  });

  it.each([
    ["soon", [5, 10, 20, 40, 60, 60]],
    ["quota", [15, 30, 60, 60]],
  ])("tries again %s, less often each time", async (retry, expected) => {
    await log.claim(ME);
    let minute = 0;
    const waits: number[] = [];
    for (const wait of expected) {
      await log.step(ME, { stage: "import", status: "failed", error_code: "BUSY", retry });
      const { wait_until } = await log.only();
      waits.push(((wait_until as Date).getTime() - log.now.getTime()) / 60_000);
      minute += wait;
      await log.at(minute);
    }

    expect(waits).toStrictEqual(expected);
    expect((await log.decide(ME))["action"]).toBe("advance");
  });

  it("stops a run that failed for good, and says why", async () => {
    await log.claim(ME);
    await log.step(ME, {
      stage: "import",
      status: "failed",
      error_code: "BAD_DATA",
      error_message: "no rows",
      retry: "never",
    });

    expect(await log.decide(ME)).toMatchObject({
      action: "stop",
      reason: "the run has ended: failed, BAD_DATA",
    });
    expect(await log.run("close", { lease_owner: ME })).toMatchObject({
      status: "failed",
      error_code: "BAD_DATA",
      error_message: "no rows",
    });
  });

  it("says DATA_LATE when the first stage waited for its input to the end", async () => {
    await log.claim(ME);
    await log.step(ME, { stage: "import", status: "waiting", retry: "soon", wait_seconds: 90_000 });
    await log.at(720);

    expect(await log.run("close", { lease_owner: ME })).toMatchObject({
      status: "failed",
      error_code: "DATA_LATE",
    });
  });

  it("keeps the last error of a run that ends at its deadline", async () => {
    await log.claim(ME);
    await log.run("recordFailure", { ...(await log.begin(ME)), error_message: "no capacity" });
    await log.at(720);

    expect(await log.run("close", { lease_owner: ME })).toMatchObject({
      error_code: "STEP_FAILED",
      error_message: "no capacity",
    });
  });

  it("predicts only with an approved model, where approval is required", async () => {
    await log.claim(ME, "approved");
    await log.step(ME, { stage: "predict", status: "advance" });
    const refused = await log.decide(ME);
    const version = { forecast: "approved", model_version: "3" };
    await log.run("recordApproval", { ...version, decision: "approved", ...person });
    const approved = await log.decide(ME);
    await log.run("recordApproval", {
      ...version,
      decision: "refused",
      ...person,
      factory_run_id: guid(10),
    });

    expect(refused).toMatchObject({
      action: "stop",
      reason: expect.stringContaining("no model of this forecast is approved"),
    });
    expect(approved).toMatchObject({ action: "advance" });
    expect(await log.decide(ME)).toMatchObject({ action: "stop" });
    expect(await log.run("close", { lease_owner: ME })).toMatchObject({
      status: "failed",
      error_code: "NO_APPROVED_MODEL",
    });
  });
});

describe("an answer", () => {
  const long = "x".repeat(700);
  it.each<[string, string]>([
    ["is not JSON", `{"stage": ${long}`],
    ["is not JSON", "42"],
    ["is not JSON", ""],
    ["lacks the field stage", '{"status":"advance","state":"{}"}'],
    ["lacks the field stage", '[{"stage":"train"}]'],
    ["lacks the field stage", '{"stage":{"a":1},"status":"advance","state":"{}"}'],
    ["lacks the field status", '{"stage":"train","state":"{}"}'],
    ["lacks the field state", '{"stage":"train","status":"advance"}'],
    [
      "longer than 4000",
      JSON.stringify({ stage: "train", status: "advance", state: "x".repeat(4001) }),
    ],
    ["lacks the field error_code", '{"stage":"train","status":"failed","retry":"never"}'],
    ["lacks the field retry", '{"stage":"train","status":"failed","error_code":"X"}'],
    [
      "names a stage that its backend does not have",
      '{"stage":"validate","status":"advance","state":"{}"}',
    ],
    [
      "names a stage that its backend does not have",
      '{"stage":"Train","status":"advance","state":"{}"}',
    ],
    ["goes backwards from stage train", '{"stage":"import","status":"advance","state":"{}"}'],
    ["has an unknown status", '{"stage":"train","status":"done","state":"{}"}'],
    ["has an unknown status", '{"stage":"train","status":"Advance","state":"{}"}'],
    ["has an unknown retry", '{"stage":"train","status":"waiting","state":"{}","retry":"later"}'],
    ["is in stage load before it succeeded", '{"stage":"load","status":"advance","state":"{}"}'],
    [
      "no whole number of seconds",
      '{"stage":"train","status":"waiting","state":"{}","wait_seconds":-1}',
    ],
    [
      "no whole number of seconds",
      '{"stage":"train","status":"waiting","state":"{}","wait_seconds":1.5}',
    ],
    [
      "no whole number of seconds",
      '{"stage":"train","status":"waiting","state":"{}","wait_seconds":"soon"}',
    ],
    [
      "no whole number of seconds",
      '{"stage":"train","status":"waiting","state":"{}","wait_seconds":999999999}',
    ],
  ])("rejects one that %s: the run fails and quotes it", async (problem, answer) => {
    await log.claim(ME);
    await log.step(ME, {
      stage: "train",
      status: "advance",
      state: '{"kept":1}',
      predictor_arn: "arn:kept",
    });
    const keys = await log.begin(ME);

    await log.run("record", { ...keys, answer });

    const run = await log.only();
    expect(run).toMatchObject({
      status: "failed",
      stage: "train",
      error_code: "ANSWER_INVALID",
      state: '{"kept":1}',
      predictor_arn: "arn:kept",
    });
    expect(run["error_message"]).toContain(problem);
    expect(String(run["error_message"]).endsWith(`: ${answer.slice(0, 500)}`)).toBe(true);
  });

  it("of another step changes nothing", async () => {
    await log.claim(ME);
    const { run_id } = await log.begin(ME);
    const before = await log.everything();

    const answered = await log.run("record", { run_id, step_id: `${run_id}-7`, answer: "{}" });

    expect(answered).toMatchObject({ event_id: null, status: "running" });
    expect(await log.everything()).toStrictEqual(before);
  });

  it("brings its lineage, and keeps what it does not name", async () => {
    await log.claim(ME);
    await log.step(ME, {
      stage: "train",
      status: "advance",
      predictor_arn: "arn:p",
      git_commit: "abc",
    });
    await log.step(ME, {
      stage: "forecast",
      status: "advance",
      forecast_arn: "arn:f",
      mlflow_run_id: null,
    });

    expect(await log.only()).toMatchObject({
      predictor_arn: "arn:p",
      git_commit: "abc",
      forecast_arn: "arn:f",
      mlflow_run_id: null,
    });
  });
});

describe("an operator", () => {
  it("restarts a failed run from a stage, with a new deadline, and run-watch finds it", async () => {
    const { run_id } = await log.claim(ME);
    await log.step(ME, { stage: "export", status: "failed", error_code: "X", retry: "never" });
    await log.at(1000);

    const restarted = await log.run("restart", {
      run_id: String(run_id),
      stage: "train",
      ...person,
    });

    expect(restarted).toMatchObject({
      done: 1,
      status: "queued",
      stage: "train",
      reason: "restarted",
    });
    expect((await log.only())["deadline_at"]).toStrictEqual(
      new Date(log.now.getTime() + 720 * 60_000),
    );
    expect(
      await log.rows("SELECT kind, run_id FROM mlops.overdue WHERE run_id IS NOT NULL"),
    ).toStrictEqual([{ kind: "lease", run_id }]);
    expect(await log.claim(YOU)).toMatchObject({ held: 1, run_id });
    expect(await log.decide(YOU)).toMatchObject({
      action: "advance",
      reason: "stage train is due",
    });
  });

  it.each([
    ["an active run", "", "only a failed or cancelled run is restarted, this one is queued"],
    ["an unknown stage", "validate", "its backend amazon-forecast has no such stage"],
  ])("rejects to restart %s, and says why", async (what, stage, reason) => {
    const { run_id } = await log.claim(ME);
    if (what === "an unknown stage") {
      await log.run("cancel", { run_id: String(run_id), ...person });
    }

    expect(await log.run("restart", { run_id: String(run_id), stage, ...person })).toMatchObject({
      done: 0,
      reason,
    });
  });

  it("rejects to restart a run while another one of the forecast is active", async () => {
    const { run_id } = await log.claim(ME);
    await log.run("cancel", { run_id: String(run_id), ...person });
    await log.claim(YOU, "demand", "2026-12-05");

    expect(
      await log.run("restart", { run_id: String(run_id), stage: "", ...person }),
    ).toMatchObject({
      done: 0,
      status: "cancelled",
      reason: "another run of the forecast is active",
    });
  });

  it("cancels a run, whose step then records nothing", async () => {
    await log.claim(ME);
    const keys = await log.begin(ME);

    expect(await log.run("cancel", { run_id: keys.run_id, ...person })).toMatchObject({
      done: 1,
      status: "cancelled",
    });
    expect(
      await log.run("record", {
        ...keys,
        answer: '{"stage":"train","status":"advance","state":"{}"}',
      }),
    ).toMatchObject({ event_id: null, status: "cancelled" });
  });

  it("gets the promotion job and its parameters with an approval", async () => {
    const approved = await log.run("recordApproval", {
      forecast: "trees",
      model_version: "3",
      decision: "approved",
      ...person,
    });

    expect(approved["job_id"]).toBe("12");
    expect(JSON.parse(String(approved["job_parameters"]))).toStrictEqual({
      forecast: "trees",
      model_version: "3",
      decision: "approved",
      decided_by: "ada@example.com",
      decided_at: "2026-12-04T18:00:00Z",
    });
  });
});

describe("the settings", () => {
  it("that no longer name a forecast keep its row, and nothing new starts", async () => {
    await log.run("syncForecasts", { forecasts: "[]" });

    expect(await log.claim(ME)).toMatchObject({ held: 0, status: "none" });
    expect(await log.rows("SELECT 1 FROM mlops.overdue")).toStrictEqual([]);
  });
});

describe("a crash", () => {
  /** One run, as the pipelines do it; each line is one statement. */
  async function* story(owner: string): AsyncGenerator<void> {
    await log.claim(owner);
    yield;
    for (let turn = 0; turn < 30; turn++) {
      const decided = await log.decide(owner);
      if (decided["action"] === "stop") break;
      if (decided["action"] === "wait") {
        await log.later(Number(decided["wait_seconds"]) / 60);
        continue;
      }
      const keys = { run_id: String(decided["run_id"]), step_id: String(decided["step_id"]) };
      await log.run("begin", keys);
      yield;
      if (decided["action"] === "load") {
        await log.rows(
          `INSERT INTO mlops.forecast_result VALUES ($1, 'a', '2026-12-04', 0.5, 1), ($1, 'b', '2026-12-04', 0.5, 2)
           ON CONFLICT DO NOTHING`,
          [keys.run_id],
        );
        yield;
        await log.run("loadDone", { ...keys, rows_loaded: 2 });
      } else {
        await log.run("record", { ...keys, answer: answerTo(String(decided["job_parameters"])) });
      }
      yield;
    }
    await log.run("close", { lease_owner: owner });
    yield;
  }

  /** A job that goes on from what it is told. */
  function answerTo(parameters: string): string {
    const { stage, state } = JSON.parse(parameters) as { stage: string; state: string };
    const after: Readonly<Record<string, unknown>> = {
      "import {}": { stage: "import", status: "waiting", wait_seconds: 1200, state: '{"asked":1}' },
      'import {"asked":1}': { stage: "train", status: "waiting", wait_seconds: 9000, state: "{}" },
      "train {}": { stage: "export", status: "waiting", state: "{}" },
      "export {}": { stage: "collect", status: "succeeded", state: "{}" },
    };
    return JSON.stringify(after[`${stage} ${state}`]);
  }

  /** @returns the number of statements that ran */
  async function crashAfter(crash: number): Promise<number> {
    let statements = 0;
    for await (const _ of story(ME)) {
      statements++;
      if (statements === crash) break;
    }
    return statements;
  }

  async function runUntil(crash: number): Promise<unknown> {
    await log.reset();
    const statements = await crashAfter(crash);
    for (let n = 2; n < 4 && (await log.only())["status"] !== "succeeded"; n++) {
      await log.later(300);
      await log.rows("UPDATE mlops.run SET deadline_at = '2027-01-01'");
      for await (const _ of story(guid(n)));
    }
    return {
      run: await log.rows(
        "SELECT forecast, period, status, stage, rows_loaded, step FROM mlops.run",
      ),
      results: await log.rows(
        "SELECT forecast, item_id, quantile, value FROM mlops.latest_forecast ORDER BY item_id",
      ),
      statements,
    };
  }

  it("after any statement of a run leaves it to the next one, which ends with the same rows", async () => {
    const whole = (await runUntil(0)) as { statements: number; run: unknown; results: unknown[] };
    expect(whole.results).toHaveLength(2);
    expect(whole.statements).toBeGreaterThan(10);

    for (let crash = 1; crash < whole.statements; crash++) {
      expect(await runUntil(crash)).toStrictEqual({ ...whole, statements: crash });
    }
  });
});
