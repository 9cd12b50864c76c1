import type { ConfigCode } from "./codes";
import { type Draft, type Locate, type Problem, toProblem, toProblems } from "./problem";

/**
 * The settings of a stack are wrong; `message` lists every problem, one line each.
 *
 * `code`, `path` and `repair` are those of the first problem. A caller prints `message` and nothing
 * else: the stack trace tells a person who writes settings nothing.
 */
export class ConfigError extends Error {
  override readonly name: string = "ConfigError";
  /** Code of the first problem. */
  readonly code: ConfigCode;
  /** Key path of the first problem. */
  readonly path: string;
  /** What to do about the first problem. */
  readonly repair: string;
  /** All problems, in the order of the file. */
  readonly problems: readonly Problem[];

  constructor(first: Problem, ...rest: readonly Problem[]) {
    const problems = [first, ...rest];
    super(problems.map(problemText).join("\n"));
    this.code = first.code;
    this.path = first.path;
    this.repair = first.repair;
    this.problems = Object.freeze(problems);
  }
}

/** Throws a {@link ConfigError} of all drafts; returns when there is none. */
export function throwProblems(drafts: readonly Draft[], locate?: Locate): void {
  const [first, ...rest] = toProblems(drafts, locate);
  if (first) throw new ConfigError(first, ...rest);
}

/** Throws a {@link ConfigError} of one problem that leaves nothing more to check. */
export function refuse(draft: Draft): never {
  throw new ConfigError(toProblem(draft));
}

// [CODE] Pulumi.dev.yaml:12 path: message; repair
function problemText(problem: Problem): string {
  const place = [placeText(problem), problem.path].filter((part) => part !== "").join(" ");
  const lead = place === "" ? "" : ` ${place}:`;
  return `[${problem.code}]${lead} ${problem.message}; ${problem.repair}`;
}

function placeText({ code, position }: Problem): string {
  if (!position) return "";
  const line = `${position.file}:${position.line}`;
  return code === "CONFIG_SYNTAX" ? `${line}:${position.column}` : line;
}
