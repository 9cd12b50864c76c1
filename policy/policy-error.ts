/** Every code of {@link PolicyError}, with its cause and its repair. */
export const POLICY_CODES = Object.freeze({
  POLICY_DATE_FORMAT: {
    cause: "a date of the rule book is no day of the calendar",
    repair: "write it as yyyy-MM-dd, such as 2027-12-31",
  },
  POLICY_WAIVER_DUPLICATE: {
    cause: "two waivers are about the same rule and resource in one stack",
    repair: "keep one of them",
  },
  POLICY_WAIVER_MISSING: {
    cause: "a waiver lacks a field that is needed, such as its reason",
    repair: "add it: nobody can judge a waiver without its reason and its last day",
  },
  POLICY_WAIVER_SYNTAX: {
    cause: "the waivers are not readable JSON",
    repair: "correct the text at the position named",
  },
  POLICY_WAIVER_TYPE: {
    cause: "the waivers, or a field of one, have the wrong type",
    repair: "write a list of objects, each field a text but stacks, which is a list of texts",
  },
  POLICY_WAIVER_UNKNOWN_FIELD: {
    cause: "a waiver has a field that means nothing",
    repair: "correct its spelling, or remove it",
  },
  POLICY_WAIVER_UNKNOWN_RULE: {
    cause: "a waiver names a rule that the rule book does not have",
    repair: "correct its spelling, or remove the waiver of a rule that is gone",
  },
});

/** A code of {@link POLICY_CODES}. */
export type PolicyCode = keyof typeof POLICY_CODES;

/** One thing that is wrong with what the rule book was given. */
export interface PolicyProblem {
  readonly code: PolicyCode;
  /** Where it is, such as `waivers[0].reason`. */
  readonly path: string;
  /** The rule that is broken and what was given. Lower-case start, no final dot. */
  readonly message: string;
  readonly repair: string;
}

/** The rule book was given something wrong; `message` lists every problem, one line each. */
export class PolicyError extends Error {
  override readonly name: string = "PolicyError";
  /** Code of the first problem. */
  readonly code: PolicyCode;
  /** Path of the first problem. */
  readonly path: string;
  /** What to do about the first problem. */
  readonly repair: string;
  readonly problems: readonly PolicyProblem[];

  constructor(first: PolicyProblem, ...rest: readonly PolicyProblem[]) {
    const problems = [first, ...rest];
    super(problems.map(lineOf).join("\n"));
    this.code = first.code;
    this.path = first.path;
    this.repair = first.repair;
    this.problems = Object.freeze(problems);
  }
}

/** A problem with the repair of its code. */
export function problem(code: PolicyCode, path: string, message: string): PolicyProblem {
  return { code, path, message, repair: POLICY_CODES[code].repair };
}

function lineOf({ code, path, message, repair }: PolicyProblem): string {
  return `[${code}] ${path} ${message}; ${repair}`;
}
