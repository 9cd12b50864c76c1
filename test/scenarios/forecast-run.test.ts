// Proves: what the platform's own pipelines do with each kind of answer, hour by hour, in virtual
// time. Does not prove the run log's SQL, nor that the service runs the definitions as the engine does.

import { Engine, type EngineEvent, type RunResult } from "../../adf/engine";
import { toServiceJson } from "../../adf/wire";
import { forecastRun } from "../../pipelines/forecast-run";
import { forecastStep } from "../../pipelines/forecast-step";
import { type Play, RunLogPlay, turnsOf } from "./run-log-play";

const NOW = "2026-12-04T09:00:00Z";
const PARAMETERS = { forecast: "demand", period: "2026-12-04T00:00:00Z" };

const step = forecastStep();
const PIPELINES = [
  toServiceJson(forecastRun({ step, longestDeadlineMinutes: 12 * 60 })),
  toServiceJson(step),
];

interface Played {
  readonly result: RunResult;
  readonly events: readonly EngineEvent[];
  readonly turns: readonly (readonly string[])[];
  /** How often each activity was asked for. */
  readonly asked: Readonly<Record<string, number>>;
}

async function play(what: Play): Promise<Played> {
  const events: EngineEvent[] = [];
  const log = new RunLogPlay(what, NOW);
  const engine = new Engine({
    pipelines: PIPELINES,
    handler: log.handler,
    listener: (event) => events.push(event),
    now: NOW,
  });
  const run = engine.submit({ pipeline: "forecast-run", parameters: PARAMETERS });
  await engine.finish();
  const asked: Record<string, number> = {};
  for (const { activity } of log.heard) asked[activity] = (asked[activity] ?? 0) + 1;
  return { result: run.result, events, turns: turnsOf(events), asked };
}

const WAITING_TURN = ["Lookup", "IfCondition", "Wait"];
const STEP_TURN = ["Lookup", "IfCondition", "ExecutePipeline"];
const LAST_TURN = WAITING_TURN;

describe("forecast-run", () => {
  it("takes every step once and succeeds, on the happy path", async () => {
    const { asked, result, turns } = await play({ serviceMinutes: [0, 0, 0, 0, 0] });

    expect(result.pipeline).toBe("Succeeded");
    expect(asked).toStrictEqual({
      Claim: 1,
      Decide: 7,
      Begin: 6,
      "Run job": 5,
      "Read answer": 5,
      "Record answer": 5,
      "Load results": 1,
      "Record load": 1,
      Close: 1,
    });
    expect(turns).toStrictEqual([...Array.from({ length: 6 }, () => STEP_TURN), LAST_TURN]);
    expect(result.notRun).toStrictEqual(["Fail"]);
  });

  it("waits in turns of a Lookup, an If and a Wait while the service is busy, and starts no job", async () => {
    const { asked, events, result, turns } = await play({ serviceMinutes: [20, 150] });

    expect(result.pipeline).toBe("Succeeded");
    // 20 minutes are one turn; 150 are an hour, an hour and the rest.
    expect(turns).toStrictEqual([
      STEP_TURN,
      WAITING_TURN,
      STEP_TURN,
      WAITING_TURN,
      WAITING_TURN,
      WAITING_TURN,
      STEP_TURN,
      LAST_TURN,
    ]);
    expect(asked["Run job"]).toBe(2);
    const jobs = events.filter(
      (event) =>
        event.of === "activity" && event.type === "DatabricksJob" && event.kind === "started",
    );
    expect(jobs.map(({ time }) => time.slice(11, 16))).toStrictEqual(["09:00", "09:25"]);
    expect(Math.round(result.elapsedSeconds / 60)).toBe(181);
  });

  it("records a job that fails once and for all, and fails with the run's own error", async () => {
    const { asked, result } = await play({
      serviceMinutes: [0],
      jobs: ["Failed"],
      mostFailures: 1,
    });

    expect(result.pipeline).toBe("Failed");
    expect(asked).toMatchObject({ "Run job": 1, "Record failure": 1, Close: 1 });
    expect(asked["Read answer"]).toBeUndefined();
    expect(result.errors["Fail"]).toStrictEqual({
      message: "the job failed",
      errorCode: "STEP_FAILED",
    });
    expect(result.activities["Take step"]).toBe("Succeeded");
  });

  it("goes on after a job that fails twice and then passes", async () => {
    const { asked, result } = await play({
      serviceMinutes: [0],
      jobs: ["Failed", "Failed", "Succeeded"],
    });

    expect(result.pipeline).toBe("Succeeded");
    expect(asked).toMatchObject({
      "Run job": 3,
      "Record failure": 2,
      "Record answer": 1,
      "Record load": 1,
    });
  });

  it("ends as failed when its deadline passes", async () => {
    const { asked, result } = await play({ serviceMinutes: [10_000] });

    expect(result.pipeline).toBe("Failed");
    expect(result.errors["Fail"]?.errorCode).toBe("DEADLINE_PASSED");
    expect(asked["Run job"]).toBe(1);
    // Twelve hours, and not one turn beyond.
    expect(Math.round(result.elapsedSeconds / 60)).toBe(720);
  });

  it("ends by its own timeout when nothing ever tells it to stop, and still closes", async () => {
    const { asked, result } = await play({ serviceMinutes: [10_000], deadlineMinutes: 10_000 });

    expect(result.activities["Until nothing is left to do"]).toBe("Failed");
    expect(asked["Close"]).toBe(1);
    expect(result.pipeline).toBe("Succeeded");
    expect(result.elapsedSeconds / 3600).toBeGreaterThanOrEqual(13.5);
    expect(result.elapsedSeconds / 3600).toBeLessThan(14.6);
  });

  it("does nothing where there is nothing to do", async () => {
    const { asked, result, turns } = await play({
      serviceMinutes: [0],
      deadlineMinutes: 0,
      isHeldByAnother: true,
    });

    expect(result.pipeline).toBe("Succeeded");
    expect(asked).toStrictEqual({ Claim: 1, Decide: 1, Close: 1 });
    expect(turns).toStrictEqual([LAST_TURN]);
    expect(result.elapsedSeconds).toBe(7);
  });

  it("leaves a run that another holds to the other", async () => {
    const { asked, result } = await play({ serviceMinutes: [60], isHeldByAnother: true });

    expect(result.pipeline).toBe("Succeeded");
    expect(asked).toStrictEqual({ Claim: 1, Decide: 1, Close: 1 });
    expect(result.notRun).toStrictEqual(["Take step", "Fail"]);
  });

  it("fails where it cannot claim, and decides nothing", async () => {
    const { asked, result } = await play({ serviceMinutes: [0], faults: { Claim: [1, 2, 3] } });

    expect(result.pipeline).toBe("Failed");
    expect(asked).toStrictEqual({ Claim: 3 });
    expect(result.activities).toStrictEqual({
      Claim: "Failed",
      "Until nothing is left to do": "Skipped",
      Close: "Skipped",
      "Report failure": "Skipped",
    });
  });

  it("asks again after a step whose pipeline failed", async () => {
    const { asked, events, result } = await play({
      serviceMinutes: [0],
      faults: { Begin: [1, 2, 3] },
    });

    const ends = events.flatMap((event) =>
      event.of === "pipeline" && event.kind === "ended" && event.pipeline === "forecast-step"
        ? [event.status]
        : [],
    );
    expect(ends).toStrictEqual(["Failed", "Succeeded", "Succeeded"]);
    expect(result.pipeline).toBe("Succeeded");
    expect(asked).toMatchObject({ Begin: 5, "Run job": 1, "Record load": 1 });
  });

  it("asks again after a decision that cannot be read", async () => {
    const { asked, result, turns } = await play({
      serviceMinutes: [0],
      faults: { Decide: [1, 2, 3] },
    });

    expect(turns[0]).toStrictEqual(["Lookup"]);
    expect(result.pipeline).toBe("Succeeded");
    expect(asked).toMatchObject({ Decide: 6, "Run job": 1, "Record load": 1 });
  });

  it("records an answer whose first attempt was lost", async () => {
    const { asked, result } = await play({
      serviceMinutes: [0],
      faults: { "Record answer": [1], Close: [1] },
    });

    expect(result.pipeline).toBe("Succeeded");
    expect(asked).toMatchObject({ "Run job": 1, "Record answer": 2, Close: 2 });
    expect(asked["Record failure"]).toBeUndefined();
  });

  it("gives the handler of the run log the id of its own run", async () => {
    const { result, events } = await play({ serviceMinutes: [0] });

    expect(events[0]).toMatchObject({ of: "pipeline", kind: "queued", runId: result.runId });
  });
});
