// Proves: what becomes of pipelines that call each other.

import { Engine, runPipeline } from "../../../adf/engine";
import {
  activity,
  call,
  codeOf,
  expression,
  pipeline,
  SUCCEED,
  set,
  wait,
  web,
} from "./definitions";

describe("a pipeline that calls another", () => {
  const child = pipeline(
    [
      wait("W", 60),
      set(
        "Return",
        "pipelineReturnValue",
        [
          { key: "n", value: { type: "Expression", content: "@pipeline().parameters.n" } },
          {
            key: "list",
            value: {
              type: "Array",
              content: [{ type: "String", content: "@x" }, { type: "Null" }],
            },
          },
        ],
        { W: "Succeeded" },
      ),
    ].map((one) =>
      one.name === "Return"
        ? {
            ...one,
            typeProperties: { ...(one["typeProperties"] as object), setSystemVariable: true },
          }
        : one,
    ),
    { parameters: { n: { type: "Int" } } },
    "child",
  );

  it("waits for it, and reads what it returns", async () => {
    const parent = pipeline(
      [
        call("Call", "child", { parameters: { n: expression("@add(1, 1)") } }),
        set("Read", "v", expression("@string(activity('Call').output.pipelineReturnValue)"), {
          Call: "Succeeded",
        }),
      ],
      { variables: { v: { type: "String" } } },
    );

    const result = await runPipeline({
      pipelines: [parent, child],
      pipeline: "p",
      handler: SUCCEED,
    });

    expect(result).toMatchObject({
      pipeline: "Succeeded",
      variables: { v: '{"n":2,"list":["@x",null]}' },
      elapsedSeconds: 60,
    });
  });

  it("goes on at once where it does not wait, whatever becomes of the other", async () => {
    const parent = pipeline([
      call("Call", "failing", { waitOnCompletion: false }),
      web("Next", { Call: "Succeeded" }),
    ]);
    const failing = pipeline(
      [wait("W", 60), { ...activity("Fail", "F", { message: "no", errorCode: "1" }) }],
      {},
      "failing",
    );

    const result = await runPipeline({
      pipelines: [parent, failing],
      pipeline: "p",
      handler: SUCCEED,
    });

    expect(result).toMatchObject({
      pipeline: "Succeeded",
      activities: { Call: "Succeeded", Next: "Succeeded" },
      elapsedSeconds: 0,
    });
  });

  it("fails with it, and says which of its activities failed", async () => {
    const parent = pipeline([call("Call", "failing")]);
    const failing = pipeline(
      [activity("Fail", "F", { message: "no luck", errorCode: "1" })],
      {},
      "failing",
    );

    const result = await runPipeline({
      pipelines: [parent, failing],
      pipeline: "p",
      handler: SUCCEED,
    });

    expect(result.errors["Call"]).toStrictEqual({
      message: "Operation on target F failed: no luck",
      errorCode: "BadRequest",
    });
  });

  it("waits where the definition does not say", async () => {
    const parent = pipeline([
      activity("ExecutePipeline", "Call", {
        pipeline: { referenceName: "CHILD" },
        parameters: { n: 1 },
      }),
    ]);

    const result = await runPipeline({
      pipelines: [parent, child],
      pipeline: "p",
      handler: SUCCEED,
    });

    expect(result.elapsedSeconds).toBe(60);
  });

  it("fails where a parameter is missing", async () => {
    const result = await runPipeline({
      pipelines: [pipeline([call("Call", "child")]), child],
      pipeline: "p",
      handler: SUCCEED,
    });

    expect(result.activities).toStrictEqual({ Call: "Failed" });
    expect(result.errors["Call"]?.message).toContain("parameters/n");
  });

  it("tells the other who called", async () => {
    const told = pipeline(
      [
        set(
          "S",
          "v",
          expression(
            "@concat(pipeline()?.TriggeredByPipelineName, ' ', equals(pipeline()?.TriggeredByPipelineRunId, pipeline().GroupId))",
          ),
        ),
      ],
      { variables: { v: { type: "String" } } },
      "told",
    );
    const outer = pipeline([call("Call", "told")]);
    const engine = new Engine({ pipelines: [outer, told], handler: SUCCEED });

    const alone = engine.submit({ pipeline: "told" });
    const calling = engine.submit({ pipeline: "p" });
    await engine.finish();

    expect(alone.result.variables).toStrictEqual({ v: " False" });
    expect(calling.result.pipeline).toBe("Succeeded");
  });

  it("rejects pipelines that call each other without end", async () => {
    const circle = pipeline([call("Call", "p")]);

    expect(
      await codeOf(() => runPipeline({ pipelines: [circle], pipeline: "p", handler: SUCCEED })),
    ).toBe("ENGINE_CALL_DEPTH");
  });
});
