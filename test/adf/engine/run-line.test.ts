// Proves: `adf run` answers every line in order, and says of a wrong one where it is wrong and what
// to do. Does not prove that `npm run adf` reaches the command.

import { PassThrough, Readable } from "node:stream";
import { answerRunLine, type DefinitionProblem, type RunAnswer } from "../../../adf/engine";
import { runCommandOf } from "../../../tools/adf-run";
import {
  activity,
  forEach,
  iff,
  inactive,
  pipeline,
  until,
  wait,
  web,
  withPolicy,
} from "./definitions";

const NO_LINT = () => [];

function line(activities: readonly object[], rest: object = {}): string {
  return JSON.stringify({ pipeline: pipeline(activities as never), outcomes: {}, ...rest });
}

async function errorOf(text: string): Promise<string> {
  const answer = await answerRunLine(text);
  return "error" in answer ? answer.error.message : JSON.stringify(answer);
}

async function command(
  lines: readonly string[],
  args: readonly string[] = [],
  lint: () => readonly DefinitionProblem[] = NO_LINT,
): Promise<string> {
  const output = new PassThrough();
  let written = "";
  output.on("data", (text: Buffer) => {
    written += text.toString();
  });
  const input = Readable.from([lines.join("\n")]);
  await runCommandOf({ lint, input, output }).parseAsync(["node", "run", ...args]);
  return written;
}

describe("a run", () => {
  it("has the keys of the contract, and no others", async () => {
    const answer = await answerRunLine(
      line([web("A"), iff("If", "@equals(1, 2)", { yes: [web("B")] }, { A: "Succeeded" })], {
        outcomes: { A: { status: "Succeeded", output: { rows: 1 }, seconds: 2.5 } },
      }),
    );

    expect(answer).toStrictEqual({
      activities: { A: "Succeeded", If: "Succeeded" },
      pipeline: "Succeeded",
      runs: { A: 1, If: 1 },
      attempts: { A: 1, If: 1 },
      notRun: ["B"],
      variables: {},
      outputs: { A: { rows: 1 } },
      errors: {},
      elapsedSeconds: 2.5,
    });
  });

  it("may call pipelines that are given beside it", async () => {
    const call = activity("ExecutePipeline", "Call", {
      pipeline: { referenceName: "inner", type: "PipelineReference" },
    });

    const answer = await answerRunLine(
      line([call], { pipelines: [pipeline([web("A")], {}, "inner")], outcomes: { A: "Failed" } }),
    );

    expect(answer).toMatchObject({ activities: { Call: "Failed" }, pipeline: "Failed" });
  });

  it("takes outcomes in order, one for each attempt and turn, and repeats the last", async () => {
    const polled = withPolicy({ retry: 1 }, web("A"));

    const answer = await answerRunLine(
      line([until("Loop", "@equals(activity('A').output?.n, 3)", [polled])], {
        outcomes: {
          A: [
            { status: "Succeeded", output: { n: 1 } },
            "Failed",
            { status: "Succeeded", output: { n: 2 } },
            "Failed",
            "Failed",
            { status: "Succeeded", output: { n: 3 } },
          ],
        },
      }),
    );

    expect(answer).toMatchObject({ pipeline: "Succeeded", runs: { A: 4 }, attempts: { A: 6 } });
  });

  it("ignores outcomes of what does not run, or is inactive", async () => {
    const answer = await answerRunLine(
      line([inactive(web("A")), wait("W", 5)], {
        outcomes: { A: "Failed", W: "Succeeded", Z: "Failed" },
      }),
    );

    expect(answer).toMatchObject({ activities: { A: "Succeeded", W: "Succeeded" } });
  });
});

describe("a wrong line", () => {
  const one = [web("Load data")];

  it.each([
    ["", "[ENGINE_LINE_JSON] "],
    ["{", "[ENGINE_LINE_JSON] character 2: "],
    ['{"pipeline": ]}', "[ENGINE_LINE_JSON] character 14: "],
    ["[]", "[ENGINE_LINE_SHAPE] must be an object, got an array; "],
    ["{}", "[ENGINE_LINE_SHAPE] pipeline: must be given"],
    [
      '{"pipeline": 5}',
      "[ENGINE_DEFINITION_SHAPE] /name: must be a text that is not empty, got nothing",
    ],
    [
      line(one, { parameters: [] }),
      "[ENGINE_LINE_SHAPE] parameters: must be an object, got an array",
    ],
    [line(one, { pipelines: {} }), "[ENGINE_LINE_SHAPE] pipelines: must be a list"],
    [
      line(one, { outcomes: [] }),
      "[ENGINE_OUTCOME_SHAPE] outcomes: must be an object by activity name, got an array",
    ],
    [
      line(one),
      '[ENGINE_OUTCOME_MISSING] outcomes/Load data: activity "Load data" of type WebActivity runs without one; give it in outcomes',
    ],
    [line(one, { outcomes: { "Load dat": "Failed" } }), 'did you mean "Load dat"?'],
    [
      line(one, { outcomes: { "Load data": "Done" } }),
      '[ENGINE_OUTCOME_SHAPE] outcomes/Load data: status must be "Succeeded" or "Failed", got "Done"',
    ],
    [
      line(one, { outcomes: { "Load data": [] } }),
      "[ENGINE_OUTCOME_SHAPE] outcomes/Load data: must not be an empty list",
    ],
    [
      line(one, { outcomes: { "Load data": ["Failed", 5] } }),
      "[ENGINE_OUTCOME_SHAPE] outcomes/Load data/1: must be an object with a status, got 5",
    ],
    [
      line(one, { outcomes: { "Load data": { status: "Failed", second: 5 } } }),
      'must have no key but status, output, error, seconds, got "second"',
    ],
    [
      line(one, { outcomes: { "Load data": { status: "Failed", seconds: "5" } } }),
      'seconds must be a number from 0 to 1000000000, got "5"',
    ],
    [
      line(one, { outcomes: { "Load data": { status: "Failed", error: 5 } } }),
      "error must be {message, errorCode}, got 5",
    ],
    [
      line([activity("Sleep", "A")]),
      '[ENGINE_ACTIVITY_TYPE] /properties/activities/0/type: activity "A" must be of a known type, got "Sleep"',
    ],
    [
      line([wait("W", 1)], { outcomes: { W: "Failed" } }),
      "[ENGINE_OUTCOME_CONTRADICTED] outcomes/W: a Wait is run by the engine itself",
    ],
    [line([], { now: "noon" }), "[ENGINE_TIME] now: "],
    [`{"pipeline":${"[".repeat(50_000)}${"]".repeat(50_000)}}`, "[ENGINE_NESTING] "],
  ])("is answered with place and repair: %s", async (text, message) => {
    expect(await errorOf(text)).toContain(message);
  });

  it("is answered with a missing parameter", async () => {
    const definition = pipeline([], { parameters: { period: { type: "String" } } });

    expect(
      await errorOf(
        JSON.stringify({ pipeline: definition, parameters: { perod: "x" }, outcomes: {} }),
      ),
    ).toBe(
      '[ENGINE_PARAMETER_MISSING] parameters/period: pipeline p needs a value; give it in parameters (did you mean "perod"?)',
    );
  });

  it.each([
    ["ENGINE_ACTIVITY_NAME", [web("A"), web("A")]],
    ["ENGINE_DEPENDENCY", [web("A", { B: "Succeeded" })]],
    ["ENGINE_DEPENDENCY_CYCLE", [web("A", { A: "Succeeded" })]],
  ])("is answered with a problem where the service would refuse: %s", async (code, activities) => {
    const answer = await answerRunLine(line(activities));

    expect(answer).toStrictEqual({
      problems: [
        { code, severity: "error", path: expect.any(String), message: expect.any(String) },
      ],
    });
  });

  it("is answered with the errors of the lint, and no warnings", async () => {
    const found = { code: "X", severity: "error", path: "/a", message: "m", repair: "r" };

    const answer = await answerRunLine(line([web("A")]), {
      lint: () => [found, { ...found, severity: "warning" }],
    });

    expect(answer).toStrictEqual({
      problems: [{ code: "X", severity: "error", path: "/a", message: "m" }],
    });
  });
});

describe("the command", () => {
  it("answers each line in order, and no wrong line stops the rest", async () => {
    const lines = Array.from({ length: 300 }, (_, index) =>
      index % 3 === 0 ? "{" : line([wait("W", index)]),
    );

    const written = await command(["", ...lines, ""]);

    const answers = written
      .trimEnd()
      .split("\n")
      .map((text) => JSON.parse(text) as RunAnswer);
    expect(
      answers.map((answer) => ("elapsedSeconds" in answer ? answer.elapsedSeconds : -1)),
    ).toStrictEqual(lines.map((text, index) => (text === "{" ? -1 : index)));
  });

  it("draws a timeline for people", async () => {
    const written = await command(
      [
        line(
          [
            withPolicy({ retry: 1 }, web("Load")),
            forEach("Each", "@createArray(1)", [wait("W", 90)]),
            web("Never", { Load: "Failed" }),
            iff("If", "@equals(1, 2)", { yes: [web("T")] }, { Each: "Succeeded" }),
            activity("Fail", "Stop", { message: "no more", errorCode: "1" }, { If: "Succeeded" }),
          ],
          { outcomes: { Load: ["Failed", { status: "Succeeded", seconds: 5 }] } },
        ),
        "{",
      ],
      ["--text"],
    );

    expect(written).toBe(
      [
        "line 1: Failed after 1 min 30 s; not run: T",
        "00:00:00  p          pipeline     1 min 30 s  Failed",
        "00:00:00    Load     WebActivity  35 s        Succeeded  2 attempts",
        "00:00:00    Each     ForEach      1 min 30 s  Succeeded",
        "00:00:00      W [0]  Wait         1 min 30 s  Succeeded",
        "00:00:35    Never    WebActivity              Skipped",
        "00:01:30    If       IfCondition  0 s         Succeeded",
        "00:01:30    Stop     Fail         0 s         Failed     no more",
        "",
        "line 2: [ENGINE_LINE_JSON] character 2: CloseBraceExpected; write one JSON document on the line",
        "",
        "",
      ].join("\n"),
    );
  });

  it("shows what the service would refuse", async () => {
    const lint = () => [{ code: "X", severity: "error", path: "/a", message: "must not" }];

    expect(await command([line([])], ["--text"], lint)).toBe(
      "line 1: the service would refuse this pipeline\n  [X] /a: must not\n\n",
    );
  });
});
