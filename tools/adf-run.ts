/** `npm run adf -- run`: pipelines with given outcomes, run in virtual time, a line each. */
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Command } from "commander";
import { answerRunLine, duration, type Lint, type RunAnswer, Timeline } from "../adf/engine";
import { newCommand } from "./command";

/** What the command works with. */
export interface RunCommandOptions {
  /** Finds what the service would refuse in a definition. */
  readonly lint: Lint;
  /** Where the lines come from. @default - standard input */
  readonly input?: Readable;
  /** Where the answers go. @default - standard output */
  readonly output?: Writable;
}

/** The command `run`. */
export function runCommandOf(options: RunCommandOptions): Command {
  const { input = process.stdin, output = process.stdout } = options;
  return newCommand(
    "run",
    "Runs pipelines with given outcomes in virtual time: JSON lines in, JSON lines out.",
    `echo '{"pipeline": {...}, "outcomes": {"Copy": ["Failed", "Succeeded"]}}' | npm run --silent adf -- run`,
  )
    .option("--text", "print a timeline for people instead of JSON lines")
    .action(async ({ text = false }: { readonly text?: boolean }) => {
      for await (const [number, line] of linesOf(input)) {
        const shown = text
          ? await timelineOf(line, number, options.lint)
          : `${JSON.stringify(await answerRunLine(line, options))}\n`;
        if (!output.write(shown)) await drained(output);
      }
    });
}

/** Lines that are not blank, numbered from 1. */
async function* linesOf(input: Readable): AsyncGenerator<readonly [number, string]> {
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() !== "") yield [number, line];
  }
}

async function timelineOf(line: string, number: number, lint: Lint): Promise<string> {
  const timeline = new Timeline();
  const answer = await answerRunLine(line, { lint, listener: timeline.listen });
  return `line ${number}: ${headOf(answer)}\n${"pipeline" in answer ? timeline.toString() : ""}\n`;
}

function headOf(answer: RunAnswer): string {
  if ("error" in answer) return answer.error.message;
  if ("problems" in answer) {
    const lines = answer.problems.map(
      ({ code, path, message }) => `\n  [${code}] ${path}: ${message}`,
    );
    return `the service would refuse this pipeline${lines.join("")}`;
  }
  const notRun = answer.notRun.length === 0 ? "" : `; not run: ${answer.notRun.join(", ")}`;
  return `${answer.pipeline} after ${duration(answer.elapsedSeconds)}${notRun}`;
}

function drained(output: Writable): Promise<void> {
  return new Promise((resolve) => {
    output.once("drain", () => resolve());
    output.once("close", () => resolve());
  });
}
