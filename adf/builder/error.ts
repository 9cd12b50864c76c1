// The one error class of the kit: it carries every problem found, each with code, path and repair.

import { ADF_ERRORS, type AdfErrorCode } from "./error-codes";

const SHOWN_CHARACTERS = 80;

/** One thing that is wrong with a pipeline. */
export interface Problem {
  readonly code: AdfErrorCode;
  /** Where: names of activities and properties, from the pipeline, such as `activities/Decide/policy/retry`. */
  readonly path: string;
  /** The rule that is broken, and what was given. */
  readonly message: string;
  readonly repair: string;
}

/**
 * What the kit throws: a pipeline is wrong in these ways.
 *
 * `code`, `path` and `repair` are those of the first problem; the message has a line for each, of
 * the form `[CODE] pipeline "name": path rule, got value; repair`.
 */
export class AdfError extends Error {
  override readonly name = "AdfError";
  readonly code: AdfErrorCode;
  readonly path: string;
  readonly repair: string;
  /** All problems, sorted by path, then code. */
  readonly problems: readonly Problem[];

  constructor(subject: string, problems: readonly [Problem, ...Problem[]]) {
    super(problems.map((problem) => line(subject, problem)).join("\n"));
    const [first] = problems;
    this.code = first.code;
    this.path = first.path;
    this.repair = first.repair;
    this.problems = Object.freeze([...problems]);
  }
}

/** A problem with the repair of its code. */
export function problem(
  code: AdfErrorCode,
  path: string,
  rule: string,
  ...got: readonly [unknown?]
): Problem {
  const message = got.length === 0 ? rule : `${rule}, got ${show(got[0])}`;
  return Object.freeze({ code, path, message, repair: ADF_ERRORS[code].repair });
}

/** The error of a pipeline's problems, sorted. */
export function pipelineError(
  pipeline: string,
  problems: readonly [Problem, ...Problem[]],
): AdfError {
  const [first, ...rest] = problems;
  const [head = first, ...tail] = [first, ...rest].sort(byPath);
  return new AdfError(`pipeline ${JSON.stringify(pipeline)}`, [head, ...tail]);
}

function byPath(left: Problem, right: Problem): number {
  return compare(left.path, right.path) || compare(left.code, right.code);
}

// Not localeCompare: the order must not depend on the machine.
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function line(subject: string, { code, path, message, repair }: Problem): string {
  return `[${code}] ${subject}: ${path} ${message}; ${repair}`;
}

function show(value: unknown): string {
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS - 1)}…`;
}
