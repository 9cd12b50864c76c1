// Proves: the command's lines in and out, and that no line stops the rest. Does not prove its speed:
// the bench measures it.

import { Writable } from "node:stream";
import { DEFAULT_NOW, evalCommand, evaluateLines } from "../../../tools/adf-eval";

interface Run {
  readonly answers: readonly unknown[];
  readonly text: string;
  readonly notes: readonly string[];
}

async function run(chunks: readonly (Buffer | string)[]): Promise<Run> {
  const written: string[] = [];
  const notes: string[] = [];
  const output = new Writable({
    highWaterMark: 1,
    write: (chunk, _, done) => {
      written.push(String(chunk));
      setImmediate(done);
    },
  });
  await evaluateLines(toStream(chunks), output, (note) => notes.push(note));
  const text = written.join("");
  const lines = text.split("\n").slice(0, -1);
  return { answers: lines.map((line): unknown => JSON.parse(line)), text, notes };
}

async function* toStream(chunks: readonly (Buffer | string)[]): AsyncGenerator<Buffer | string> {
  yield* chunks;
}

function line(expr: unknown, context?: unknown): string {
  return `${JSON.stringify({ expr, context })}\n`;
}

describe("the command eval", () => {
  it("answers each line in order", async () => {
    const { answers } = await run([
      line("@add(1, 2)"),
      line("x@{item()}", { item: 5 }),
      line("plain"),
    ]);

    expect(answers).toStrictEqual([{ value: 3 }, { value: "x5" }, { value: "plain" }]);
  });

  it("takes chunks that end anywhere, and a last line without an end", async () => {
    const bytes = Buffer.from(`${line("@'é😀'")}${line("@'b'").trimEnd()}`, "utf8");
    const chunks = Array.from(bytes, (byte) => Buffer.from([byte]));

    expect((await run(chunks)).answers).toStrictEqual([{ value: "é😀" }, { value: "b" }]);
  });

  it("writes integers and floats exactly", async () => {
    const { text } = await run([
      line("@ticks('2018-03-15T13:00:00Z')"),
      '{"expr":"@createArray(div(item(), 2), variables(\'n\'))","context":{"item":5.0,"variables":{"n":12345678901234567}}}\n',
    ]);

    expect(text).toBe('{"value":636567156000000000}\n{"value":[2.5,12345678901234567]}\n');
  });

  it("reads activities, parameters, variables and the rest of a context", async () => {
    const context = {
      activities: { A: { status: "Failed", error: { message: "m" } } },
      globalParameters: { g: 1 },
      now: "2026-11-24T08:00:00Z",
      parameters: { p: 2 },
      pipeline: { RunId: "r" },
      variables: { v: 3 },
    };
    const expr =
      "@createArray(activity('a').Status, activity('A').Error.message, pipeline().globalParameters.g, pipeline().parameters.p, pipeline().RunId, variables('v'), utcNow('s'))";

    const { answers, notes } = await run([line(expr, context)]);

    expect(answers).toStrictEqual([
      { value: ["Failed", "m", 1, 2, "r", 3, "2026-11-24T08:00:00"] },
    ]);
    expect(notes).toStrictEqual([]);
  });

  it("says once that it uses its own time, and gives the same on every run", async () => {
    const lines = [
      line("@utcNow()"),
      line("@utcNow('yyyy')"),
      line("@concat(guid(), rand(0, 1000))"),
    ];
    const [first, second] = [await run(lines), await run(lines)];

    expect(first).toStrictEqual(second);
    expect(first.answers[1]).toStrictEqual({ value: DEFAULT_NOW.slice(0, 4) });
    expect(first.notes).toHaveLength(1);
    expect(first.notes[0]).toContain(DEFAULT_NOW);
  });

  it.each([
    ["{", "EVAL_LINE_JSON", "the line is not JSON"],
    ["", "EVAL_LINE_JSON", "the line is not JSON"],
    ['{"expr": 1.5.5}', "EVAL_LINE_JSON", "character 13"],
    ["[1]", "EVAL_LINE_SHAPE", "the line is not a JSON object"],
    ["{}", "EVAL_LINE_SHAPE", "expr must be a string"],
    ['{"expr": "a", "context": []}', "EVAL_LINE_SHAPE", "context must be an object"],
    [
      '{"expr": "a", "context": {"parameters": 1}}',
      "EVAL_LINE_SHAPE",
      "context/parameters must be",
    ],
    [
      '{"expr": "a", "context": {"activities": {"A": 1}}}',
      "EVAL_LINE_SHAPE",
      "context/activities/A must",
    ],
    ['{"expr": "a", "context": {"now": 1}}', "EVAL_LINE_SHAPE", "context/now must be a string"],
    [
      '{"expr": "@foo()"}',
      "EXPRESSION_UNKNOWN_FUNCTION",
      'character 2: there is no function "foo"',
    ],
    [
      '{"expr": "@utcNow()", "context": {"now": "soon"}}',
      "EXPRESSION_DATE",
      '"soon" is not a timestamp',
    ],
  ])("rejects the line %j with %s, and goes on", async (bad, code, message) => {
    const { answers } = await run([line("@1"), `${bad}\n`, line("@2")]);

    expect(answers).toStrictEqual([
      { value: 1 },
      { error: { code, message: expect.stringContaining(message) } },
      { value: 2 },
    ]);
  });

  it("rejects a line that is too long, and goes on", async () => {
    const long = Array.from({ length: 20 }, () => "x".repeat(1024 * 1024));

    const { answers } = await run([...long, "\n", line("@2")]);

    expect(answers).toMatchObject([{ error: { code: "EVAL_LINE_JSON" } }, { value: 2 }]);
  });

  it("takes a line with a very deep context", async () => {
    const deep = `{"expr":"@item()","context":{"item":${"[".repeat(50_000)}${"]".repeat(50_000)}}}\n`;

    expect((await run([deep, line("@2")])).answers).toMatchObject([
      { error: { code: "EXPRESSION_NESTING" } },
      { value: 2 },
    ]);
  });

  it("has help with an example", () => {
    expect(evalCommand().helpInformation()).toContain("Evaluates expressions");
  });
});
