/** `npm run adf -- eval`: evaluates expressions, a line of JSON for each, as Data Factory does. */
import { once } from "node:events";
import type { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { Command } from "commander";
import {
  type ExpressionContext,
  ExpressionError,
  evaluateExact,
  exactJson,
  JsonError,
  needsExactNumbers,
  parseJson,
  type Value,
} from "../adf/expression";
import { newCommand } from "./command";

/** What is wrong with a line that cannot be evaluated at all. */
export const EVAL_CODES = Object.freeze({
  EVAL_LINE_JSON: {
    cause: "a line is not JSON",
    repair: "write one JSON object a line",
  },
  EVAL_LINE_SHAPE: {
    cause: "a line's object is not of the form {expr, context}",
    repair: 'write {"expr": "@...", "context": {...}}',
  },
});

/** What `utcNow()` gives where a context has no `now`; said once on stderr. */
export const DEFAULT_NOW = "2026-01-01T00:00:00Z";

const MAX_LINE_CHARACTERS = 16 * 1024 * 1024;
const WRITTEN_CHARACTERS = 64 * 1024;
const RECORDS = [
  "parameters",
  "variables",
  "activities",
  "pipeline",
  "globalParameters",
  "dataset",
  "linkedService",
  "trigger",
] as const;

/** The command `eval`. */
export function evalCommand(): Command {
  return newCommand(
    "eval",
    [
      "Evaluates expressions: reads lines of JSON {expr, context}, writes a line for each.",
      "An answer is {value} or {error: {code, message}}, in the order of the lines.",
      "A context may have parameters, variables, activities (name -> {output, status, error}),",
      "item, pipeline, globalParameters, now; and dataset, linkedService, trigger.",
      `Without now, the time is ${DEFAULT_NOW}; guid() and rand() give the same on every run.`,
    ].join(" "),
    `echo '{"expr": "@add(1, pipeline().parameters.n)", "context": {"parameters": {"n": 2}}}' | npm run --silent adf -- eval`,
  ).action(async () => {
    await evaluateLines(process.stdin, process.stdout, (note) => process.stderr.write(`${note}\n`));
  });
}

/**
 * Answers each line of the input by one line of the output.
 *
 * @param note - is told once where an answer rests on the default time
 */
export async function evaluateLines(
  input: AsyncIterable<Buffer | string>,
  output: Writable,
  note: (text: string) => void,
): Promise<void> {
  let answers = "";
  let hasNoted = false;
  const onDefault = () => {
    if (!hasNoted) note(`No "now" in a context: the time is taken as ${DEFAULT_NOW}.`);
    hasNoted = true;
  };
  for await (const line of linesOf(input)) {
    answers += `${answer(line, onDefault)}\n`;
    if (answers.length < WRITTEN_CHARACTERS) continue;
    if (!(await written(output, answers))) return;
    answers = "";
  }
  await written(output, answers);
}

/** Waits until the output takes more; false where its reader has gone. */
async function written(output: Writable, text: string): Promise<boolean> {
  if (!output.writable) return false;
  if (text !== "" && !output.write(text)) {
    const stop = new AbortController();
    const { signal } = stop;
    await Promise.race([
      once(output, "drain", { signal }),
      once(output, "close", { signal }),
    ]).catch(() => undefined);
    stop.abort();
  }
  return output.writable;
}

/** The lines of a stream, each at most so long that it can be held; a longer one is cut off. */
async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  let open = "";
  for await (const chunk of input) {
    const text = typeof chunk === "string" ? chunk : decoder.write(chunk);
    const parts = text.split("\n");
    const last = parts.pop() ?? "";
    for (const part of parts) {
      yield open + part;
      open = "";
    }
    if (open.length <= MAX_LINE_CHARACTERS) open += last;
  }
  open += decoder.end();
  if (open !== "") yield open;
}

function answer(line: string, onDefault: () => void): string {
  try {
    const { context, expr } = readLine(line, onDefault);
    return `{"value":${exactJson(evaluateExact(expr, context))}}`;
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof LineError) {
      return JSON.stringify({ error: { code: error.code, message: error.message } });
    }
    throw error;
  }
}

class LineError extends Error {
  readonly code: keyof typeof EVAL_CODES;

  constructor(code: keyof typeof EVAL_CODES, rule: string) {
    super(`[${code}] ${rule}; ${EVAL_CODES[code].repair}`);
    this.code = code;
  }
}

interface Line {
  readonly expr: string;
  readonly context: ExpressionContext;
}

function readLine(line: string, onDefault: () => void): Line {
  if (line.length > MAX_LINE_CHARACTERS) {
    throw new LineError("EVAL_LINE_JSON", `a line has at most ${MAX_LINE_CHARACTERS} characters`);
  }
  const value = parseLine(line);
  if (!isRecord(value)) throw new LineError("EVAL_LINE_SHAPE", "the line is not a JSON object");
  const { expr, context = {} } = value;
  if (typeof expr !== "string") throw new LineError("EVAL_LINE_SHAPE", "expr must be a string");
  if (!isRecord(context)) throw new LineError("EVAL_LINE_SHAPE", "context must be an object");
  return { expr, context: readContext(context, onDefault) };
}

function parseLine(line: string): Value {
  try {
    return needsExactNumbers(line) ? parseJson(line) : JSON.parse(line);
  } catch (error) {
    if (error instanceof JsonError) {
      const place = `character ${error.offset + 1}`;
      throw new LineError("EVAL_LINE_JSON", `the line is not JSON: ${place}: ${error.message}`);
    }
    if (error instanceof SyntaxError) {
      throw new LineError("EVAL_LINE_JSON", `the line is not JSON: ${error.message}`);
    }
    throw error;
  }
}

function readContext(
  given: Readonly<Record<string, Value>>,
  onDefault: () => void,
): ExpressionContext {
  for (const key of RECORDS) {
    const value = given[key];
    if (value !== undefined && !isRecord(value)) {
      throw new LineError("EVAL_LINE_SHAPE", `context/${key} must be an object`);
    }
  }
  const { activities, now } = given;
  for (const [name, result] of Object.entries(isRecord(activities) ? activities : {})) {
    if (!isRecord(result)) {
      throw new LineError("EVAL_LINE_SHAPE", `context/activities/${name} must be an object`);
    }
  }
  if (now !== undefined && typeof now !== "string") {
    throw new LineError("EVAL_LINE_SHAPE", "context/now must be a string");
  }
  return new LineContext(given, onDefault);
}

/** The context of a line: what it gives, and fixed sources of time and chance. */
class LineContext implements ExpressionContext {
  [key: string]: unknown;
  readonly #onDefault: () => void;
  readonly #now: string | undefined;
  #state = 0x2545f491;

  constructor(given: Readonly<Record<string, Value>>, onDefault: () => void) {
    for (const key of RECORDS) {
      if (given[key] !== undefined) this[key] = given[key];
    }
    if (given["item"] !== undefined) this["item"] = given["item"];
    this.#now = typeof given["now"] === "string" ? given["now"] : undefined;
    this.#onDefault = onDefault;
  }

  get now(): string {
    if (this.#now === undefined) this.#onDefault();
    return this.#now ?? DEFAULT_NOW;
  }

  readonly random = (): number => {
    // Marsaglia's xorshift with 32 bits.
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) / 2 ** 32;
  };

  readonly guid = (): string => {
    const digits = Array.from({ length: 32 }, () => Math.floor(this.random() * 16).toString(16));
    digits[12] = "4";
    digits[16] = "8";
    return digits.join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
}

function isRecord(value: Value | undefined): value is Readonly<Record<string, Value>> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
