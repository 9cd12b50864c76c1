// Proves: how runs are queued, and how they are cancelled.

import { Engine, type EngineEvent, runPipeline } from "../../../adf/engine";
import { call, codeOf, forEach, iff, pipeline, SUCCEED, wait, web } from "./definitions";

describe("a limit on concurrent runs", () => {
  const limited = pipeline([wait("W", 60)], { concurrency: 2 });

  it("queues what is beyond it, in order", async () => {
    const engine = new Engine({ pipelines: [limited], handler: SUCCEED });
    const runs = Array.from({ length: 5 }, () => engine.submit({ pipeline: "p" }));

    await engine.finish();

    expect(runs.map(({ result }) => result.queuedSeconds)).toStrictEqual([0, 0, 60, 60, 120]);
    expect(runs.map(({ result }) => result.elapsedSeconds)).toStrictEqual([60, 60, 60, 60, 60]);
  });

  it("rejects a run when a hundred are queued", async () => {
    const engine = new Engine({ pipelines: [limited], handler: SUCCEED });
    for (let run = 0; run < 103; run++) engine.submit({ pipeline: "p" });

    expect(await codeOf(() => engine.finish())).toBe("ENGINE_QUEUE_FULL");
  });

  it("fails the activity that calls into a full queue", async () => {
    const parent = pipeline(
      [
        forEach("Loop", "@range(0, 103)", [call("Call", "p", { waitOnCompletion: false })], {
          isSequential: true,
        }),
      ],
      {},
      "parent",
    );

    const result = await runPipeline({
      pipelines: [parent, limited],
      pipeline: "parent",
      handler: SUCCEED,
    });

    expect(result.activities).toStrictEqual({ Loop: "Failed", Call: "Failed" });
    expect(result.runs).toStrictEqual({ Loop: 1, Call: 103 });
  });

  it("rejects runs that wait for each other", async () => {
    const self = pipeline(
      [
        iff("If", "@pipeline().parameters.again", {
          yes: [call("Call", "p", { parameters: { again: false } })],
        }),
      ],
      {
        concurrency: 1,
        parameters: { again: { type: "Bool", defaultValue: true } },
      },
    );

    expect(
      await codeOf(() => runPipeline({ pipelines: [self], pipeline: "p", handler: SUCCEED })),
    ).toBe("ENGINE_STUCK");
  });

  it("gives the place of a queued run that is cancelled to the next", async () => {
    const engine = new Engine({
      pipelines: [pipeline([wait("W", 60)], { concurrency: 1 })],
      handler: SUCCEED,
    });
    const [first, second, third] = ["", "", ""].map(() => engine.submit({ pipeline: "p" }));
    second?.cancel({ afterSeconds: 10 });

    await engine.finish();

    expect(
      [first, second, third].map((run) => [run?.result.pipeline, run?.result.queuedSeconds]),
    ).toStrictEqual([
      ["Succeeded", 0],
      ["Cancelled", 0],
      ["Succeeded", 60],
    ]);
  });
});

describe("cancelling", () => {
  const child = pipeline([wait("Long", 1000)], {}, "child");
  const parent = pipeline([
    call("Call", "child"),
    web("Next", { Call: "Succeeded" }),
    wait("Beside", 500),
  ]);

  it("ends what is under way as cancelled, and begins nothing more", async () => {
    const engine = new Engine({ pipelines: [parent, child], handler: SUCCEED });
    const run = engine.submit({ pipeline: "p" });
    run.cancel({ afterSeconds: 100 });

    await engine.finish();

    expect(run.result).toMatchObject({
      pipeline: "Cancelled",
      activities: { Call: "Cancelled", Beside: "Cancelled" },
      notRun: ["Next"],
      elapsedSeconds: 100,
    });
  });

  it.each([
    [false, "Succeeded", 1000],
    [true, "Cancelled", 100],
  ])("with isRecursive %s, the run that it waits for ends %s", async (isRecursive, status, at) => {
    const events: EngineEvent[] = [];
    const engine = new Engine({
      pipelines: [parent, child],
      handler: SUCCEED,
      listener: (event) => events.push(event),
    });
    engine.submit({ pipeline: "p" }).cancel({ afterSeconds: 100, isRecursive });

    await engine.finish();

    const ended = events.find(
      ({ kind, of, pipeline: name }) => of === "pipeline" && kind === "ended" && name === "child",
    );
    expect([ended?.status, ended?.at]).toStrictEqual([status, at]);
  });

  it("fails the activity that waits for a run which is cancelled alone", async () => {
    const engine: Engine = new Engine({
      pipelines: [
        pipeline([call("Call", "child")]),
        pipeline([web("Suicide"), wait("W", 60, { Suicide: "Succeeded" })], {}, "child"),
      ],
      handler: ({ runId }) => {
        engine.cancel(runId, { afterSeconds: 10 });
        return { status: "Succeeded" };
      },
    });
    const run = engine.submit({ pipeline: "p" });

    await engine.finish();

    expect(run.result.errors["Call"]?.message).toBe("Pipeline child was cancelled");
    expect(run.result.elapsedSeconds).toBe(10);
  });
});
