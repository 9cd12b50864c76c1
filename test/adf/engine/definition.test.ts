// Proves: what the engine refuses to run, and that no name is special.

import { type ActivityAnswer, Engine, runPipeline } from "../../../adf/engine";
import { activity, codeOf, expression, iff, pipeline, SUCCEED, set, web } from "./definitions";

describe("a definition", () => {
  it.each([
    ["ENGINE_DEFINITION_SHAPE", null],
    ["ENGINE_DEFINITION_SHAPE", {}],
    ["ENGINE_DEFINITION_SHAPE", { name: "p" }],
    ["ENGINE_DEFINITION_SHAPE", { name: "p", properties: { activities: {} } }],
    ["ENGINE_DEFINITION_SHAPE", pipeline([{ type: "Wait" }])],
    ["ENGINE_DEFINITION_SHAPE", pipeline([{ name: "A" }])],
    ["ENGINE_ACTIVITY_TYPE", pipeline([activity("WebActivty", "A")])],
    [
      "ENGINE_ACTIVITY_TYPE",
      pipeline([iff("If", "@equals(1, 2)", { yes: [activity("Nonsense", "A")] })]),
    ],
    ["ENGINE_ACTIVITY_NAME", pipeline([web("A"), web("a")])],
    ["ENGINE_ACTIVITY_NAME", pipeline([web("A"), iff("If", "@equals(1, 2)", { yes: [web("A")] })])],
    ["ENGINE_DEPENDENCY", pipeline([web("A", { Nobody: "Succeeded" })])],
    ["ENGINE_DEPENDENCY", pipeline([web("A"), web("B", { A: "Success" })])],
    [
      "ENGINE_DEPENDENCY",
      pipeline([iff("If", "@equals(1, 2)", { yes: [web("A")] }), web("B", { A: "Succeeded" })]),
    ],
    [
      "ENGINE_DEPENDENCY_CYCLE",
      pipeline([web("A", { B: "Succeeded" }), web("B", { A: "Succeeded" })]),
    ],
    ["ENGINE_DEPENDENCY_CYCLE", pipeline([web("A", { A: "Succeeded" })])],
  ])("is rejected with %s: %j", async (code, definition) => {
    expect(await codeOf(() => new Engine({ pipelines: [definition], handler: SUCCEED }))).toBe(
      code,
    );
  });

  it("is rejected when it is nested without end", async () => {
    let deep: unknown = "end";
    for (let level = 0; level < 100_000; level++) deep = [deep];

    expect(
      await codeOf(
        () =>
          new Engine({
            pipelines: [pipeline([{ name: "A", type: "Wait", typeProperties: { deep } }])],
            handler: SUCCEED,
          }),
      ),
    ).toBe("ENGINE_NESTING");
  });

  it("names the type that was meant", async () => {
    expect(
      () => new Engine({ pipelines: [pipeline([activity("WebActivty", "A")])], handler: SUCCEED }),
    ).toThrow(
      '[ENGINE_ACTIVITY_TYPE] /properties/activities/0/type: activity "A" must be of a known type, got "WebActivty"; use a type of the service, or mark the activity Inactive (did you mean "WebActivity"?)',
    );
  });

  it.each(["__proto__", "constructor", "toString"])("may use the name %s", async (name) => {
    const definition = pipeline(
      [
        web(name),
        set("S", name, expression(`@activity('${name}').output.v`), { [name]: "Succeeded" }),
      ],
      {
        variables: JSON.parse(`{${JSON.stringify(name)}: {"type": "String"}}`),
      },
    );
    const handler = (): ActivityAnswer => ({ status: "Succeeded", output: { v: "x" } });

    const result = await runPipeline({ pipelines: [definition], pipeline: "p", handler });

    expect(result.pipeline).toBe("Succeeded");
    expect(Object.entries(result.variables)).toStrictEqual([[name, "x"]]);
  });
});
