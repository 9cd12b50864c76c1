// Proves: the handler's part, the events, and one clock for all. The rules of control flow inside a
// pipeline are in control-flow.test.ts.

import {
  type ActivityAnswer,
  type ActivityRequest,
  Engine,
  type EngineEvent,
  runPipeline,
} from "../../../adf/engine";
import {
  activity,
  call,
  codeOf,
  expression,
  forEach,
  inactive,
  pipeline,
  SUCCEED,
  set,
  until,
  wait,
  web,
  withPolicy,
} from "./definitions";

async function tracing(
  pipelines: readonly { readonly name: string }[],
  seed = 1,
): Promise<readonly EngineEvent[]> {
  const events: EngineEvent[] = [];
  await runPipeline({
    pipelines,
    pipeline: pipelines[0]?.name ?? "",
    handler: SUCCEED,
    listener: (event) => events.push(event),
    seed,
  });
  return events;
}

describe("the handler", () => {
  it("hears what runs, evaluated, with the instant and the attempt", async () => {
    const heard: ActivityRequest[] = [];
    const copy = withPolicy(
      { retry: 1, retryIntervalInSeconds: 45 },
      {
        ...activity("Copy", "Copy files", {
          source: { query: expression("@concat('a', 'b')") },
          sink: {},
        }),
        inputs: [
          {
            referenceName: "files",
            type: "DatasetReference",
            parameters: { directory: "@pipeline().Pipeline" },
          },
        ],
      },
    );

    const result = await runPipeline({
      pipelines: [pipeline([copy])],
      pipeline: "p",
      now: "2026-12-04T09:00:00Z",
      handler: async (request) => {
        heard.push(request);
        return await Promise.resolve({
          status: request.attempt === 1 ? "Failed" : "Succeeded",
          seconds: 15,
        });
      },
    });

    const common = {
      pipeline: "p",
      runId: result.runId,
      activity: "Copy files",
      type: "Copy",
      input: { source: { query: "ab" }, sink: {} },
      references: {
        inputs: [
          { referenceName: "files", type: "DatasetReference", parameters: { directory: "p" } },
        ],
      },
    };
    expect(heard).toStrictEqual([
      { ...common, attempt: 1, now: "2026-12-04T09:00:00.0000000Z" },
      { ...common, attempt: 2, now: "2026-12-04T09:01:00.0000000Z" },
    ]);
  });

  it.each([
    [undefined],
    [{}],
    [{ status: "Skipped" }],
    [{ status: "Succeeded", seconds: -1 }],
    [{ status: "Succeeded", seconds: Number.NaN }],
    [{ status: "Succeeded", error: { message: "m" } }],
    [{ status: "Failed", error: "m" }],
    [{ status: "Failed", error: { message: 1 } }],
  ])("is rejected when it answers %j", async (answer) => {
    const handler = () => answer as unknown as ActivityAnswer;

    expect(
      await codeOf(() =>
        runPipeline({ pipelines: [pipeline([web("A")])], pipeline: "p", handler }),
      ),
    ).toBe("ENGINE_ANSWER_SHAPE");
  });

  it("may throw, which ends the simulation", async () => {
    const handler = () => {
      throw new RangeError("broken");
    };

    await expect(
      runPipeline({ pipelines: [pipeline([web("A")])], pipeline: "p", handler }),
    ).rejects.toThrow("broken");
  });
});

describe("the events", () => {
  it("tell when what was queued, started, tried again and ended", async () => {
    const events: EngineEvent[] = [];
    let attempts = 0;
    await runPipeline({
      pipelines: [pipeline([withPolicy({ retry: 1 }, web("A")), web("B", { A: "Failed" })])],
      pipeline: "p",
      handler: () => {
        attempts += 1;
        return { status: attempts === 1 ? "Failed" : "Succeeded", seconds: 10 };
      },
      listener: (event) => events.push(event),
    });

    expect(
      events.map((event) => [
        event.at,
        event.of === "pipeline" ? "p" : event.activity,
        event.kind,
        event.status,
      ]),
    ).toStrictEqual([
      [0, "p", "queued", undefined],
      [0, "p", "started", undefined],
      [0, "A", "queued", undefined],
      [0, "A", "started", undefined],
      [40, "A", "retried", undefined],
      [50, "A", "ended", "Succeeded"],
      [50, "B", "ended", "Skipped"],
      [50, "p", "ended", "Succeeded"],
    ]);
  });

  it("name the container, the turn, and the run that called", async () => {
    const inner = pipeline([web("A")], {}, "inner");
    const outer = pipeline([
      forEach("Loop", "@range(0, 2)", [call("Call", "inner")], { isSequential: true }),
    ]);

    const events = await tracing([outer, inner]);

    const loop = events.find((event) => event.of === "activity" && event.activity === "Loop");
    const calls = events.flatMap((event) =>
      event.of === "activity" && event.activity === "Call" && event.kind === "started"
        ? [event]
        : [],
    );
    const children = events.flatMap((event) =>
      event.of === "pipeline" && event.pipeline === "inner" && event.kind === "started"
        ? [event]
        : [],
    );
    expect(
      calls.map(({ containerRunId, iteration }) => [
        containerRunId === (loop?.of === "activity" ? loop.activityRunId : ""),
        iteration,
      ]),
    ).toStrictEqual([
      [true, 0],
      [true, 1],
    ]);
    expect(children.map(({ parent }) => parent?.activityRunId)).toStrictEqual(
      calls.map(({ activityRunId }) => activityRunId),
    );
    expect(new Set(children.map(({ runId }) => runId)).size).toBe(2);
  });

  it("are the same for the same seed, ids and all, and have other ids for another", async () => {
    const pipelines = [
      pipeline(
        [
          forEach("Loop", "@range(0, 3)", [set("S", "v", expression("@guid()"))]),
          web("A", { Loop: "Succeeded" }),
        ],
        { variables: { v: { type: "String" } } },
      ),
    ];

    const [one, two, three] = [
      await tracing(pipelines, 7),
      await tracing(pipelines, 7),
      await tracing(pipelines, 8),
    ];

    expect(two).toStrictEqual(one);
    expect(three?.map(({ runId: _, ...event }) => event.kind)).toStrictEqual(
      one?.map(({ kind }) => kind),
    );
    expect(three?.[0]?.runId).not.toBe(one?.[0]?.runId);
    expect(one?.[0]?.runId).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

describe("the engine", () => {
  it("rejects a run of a pipeline that it does not have, and names the nearest", () => {
    const engine = new Engine({ pipelines: [pipeline([], {}, "forecast-run")], handler: SUCCEED });

    expect(() => engine.submit({ pipeline: "forecast-runs" })).toThrow(
      'did you mean "forecast-run"?',
    );
  });

  it("rejects two pipelines of one name", async () => {
    expect(
      await codeOf(
        () => new Engine({ pipelines: [pipeline([]), pipeline([], {}, "P")], handler: SUCCEED }),
      ),
    ).toBe("ENGINE_PIPELINE_NAME");
  });

  it.each([["now", { now: "yesterday" }]])("rejects a wrong %s", async (_, options) => {
    expect(await codeOf(() => new Engine({ pipelines: [], handler: SUCCEED, ...options }))).toBe(
      "ENGINE_TIME",
    );
  });

  it("rejects to wait beyond the year 9999", async () => {
    const centuries = pipeline([
      forEach("Loop", "@range(0, 1000)", [wait("W", 999_999_999)], { isSequential: true }),
    ]);

    expect(
      await codeOf(() => runPipeline({ pipelines: [centuries], pipeline: "p", handler: SUCCEED })),
    ).toBe("ENGINE_TIME");
  });

  it("rejects to tell of a run that has not ended", () => {
    const engine = new Engine({ pipelines: [pipeline([])], handler: SUCCEED });
    const run = engine.submit({ pipeline: "p" });

    expect(() => run.result).toThrow("ENGINE_RUN_UNKNOWN");
    expect(() => engine.cancel("nobody")).toThrow("ENGINE_RUN_UNKNOWN");
  });

  it("runs several pipelines on one clock", async () => {
    const engine = new Engine({
      pipelines: [pipeline([wait("W", 60)])],
      handler: SUCCEED,
      now: "2026-12-04T09:00:00Z",
    });
    engine.submit({ pipeline: "p", afterSeconds: 3600 });
    engine.submit({ pipeline: "p" });

    await engine.finish();

    expect(engine.now).toBe("2026-12-04T10:01:00.0000000Z");
  });

  it("ends a loop that would turn for ever, though something changes in every turn", async () => {
    const counting = pipeline(
      [
        until(
          "Loop",
          "@equals(1, 2)",
          [activity("AppendVariable", "A", { variableName: "v", value: "x" })],
          "0.00:10:00",
        ),
      ],
      { variables: { v: { type: "String" } } },
    );
    let n = 0;
    const asking = pipeline([until("Loop", "@equals(1, 2)", [web("A")], "0.00:10:00")]);

    const refused = await runPipeline({ pipelines: [counting], pipeline: "p", handler: SUCCEED });
    const endless = await runPipeline({
      pipelines: [asking],
      pipeline: "p",
      handler: () => ({ status: "Succeeded", output: { n: n++ } }),
    });

    expect([refused.activities["Loop"], refused.elapsedSeconds]).toStrictEqual(["Failed", 600]);
    expect([endless.activities["Loop"], endless.elapsedSeconds]).toStrictEqual(["Failed", 600]);
  });

  it("marks what is inactive without asking for it", async () => {
    const handler = jest.fn(SUCCEED);

    await runPipeline({ pipelines: [pipeline([inactive(web("A"))])], pipeline: "p", handler });

    expect(handler).not.toHaveBeenCalled();
  });
});
