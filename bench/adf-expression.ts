/** How fast expressions are evaluated: in the program, and through the command. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { evaluateTemplate, parseTemplate } from "../adf/expression";
import { inTurn, median } from "./measure";
import type { Figure } from "./preview";

const ROUNDS = 5;
const EVALUATIONS = 1_000_000;
const LINES = 200_000;
const TOOLS = join(__dirname, "..", "tools");
const COMMAND = `
  const [evaluation, command] = ["adf-eval", "command"].map((name) => require("${TOOLS}/" + name));
  command.runCommand(evaluation.evalCommand(), ["node", "eval"]);
`;

/** Evaluations a second of one parsed expression, and lines a second through the command. */
export function expressionSpeed(): readonly Figure[] {
  const input = linesOfInput();
  const [evaluations, lines] = inTurn(ROUNDS, [evaluate, () => runLines(input)]);
  return [
    {
      name: "evaluations of a parsed concat, a second",
      value: median(evaluations).toFixed(0),
      wanted: "at least 200000",
    },
    {
      name: "lines a second through the command",
      value: median(lines).toFixed(0),
      wanted: "at least 50000",
    },
  ];
}

function evaluate(): number {
  const template = parseTemplate("@concat('a', pipeline().parameters.b)");
  const contexts = ["x", "y", "z"].map((b) => ({ parameters: { b } }));
  let characters = 0;
  const start = performance.now();
  for (let index = 0; index < EVALUATIONS; index++) {
    const value = evaluateTemplate(template, contexts[index % 3] ?? {});
    if (typeof value === "string") characters += value.length;
  }
  const seconds = (performance.now() - start) / 1000;
  if (characters !== EVALUATIONS * 2) throw new Error("the evaluations gave something else");
  return EVALUATIONS / seconds;
}

// Some expressions return, as in a set of pipelines; the values differ from line to line.
function linesOfInput(): string {
  return Array.from({ length: LINES }, (_, index) =>
    JSON.stringify({
      expr:
        index % 2 === 0 ? "@concat('a', pipeline().parameters.b)" : `@add(${index % 500}, item())`,
      context: { parameters: { b: `value ${index}` }, item: index },
    }),
  ).join("\n");
}

function runLines(input: string): number {
  const start = performance.now();
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ["--require", "./tools/register.js", "--eval", COMMAND],
    { cwd: join(__dirname, ".."), encoding: "utf8", input, maxBuffer: 2 ** 28 },
  );
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`the command ended with ${status}: ${stderr}`);
  const answers = stdout.trimEnd().split("\n");
  if (answers.length !== LINES) throw new Error(`the command gave ${answers.length} answers`);
  return LINES / seconds;
}
