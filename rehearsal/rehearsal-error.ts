/** Why a rehearsal cannot begin or go on. */
export type RehearsalErrorCode =
  | "REHEARSAL_BUSY"
  | "REHEARSAL_DATA"
  | "REHEARSAL_ENDLESS"
  | "REHEARSAL_FORECAST_UNKNOWN"
  | "REHEARSAL_PART_MISSING"
  | "REHEARSAL_PROCESS"
  | "REHEARSAL_SCENARIO_UNKNOWN";

/** The codes with cause and repair, for the reference. */
export const REHEARSAL_ERRORS: Readonly<
  Record<RehearsalErrorCode, { readonly cause: string; readonly repair: string }>
> = Object.freeze({
  REHEARSAL_BUSY: {
    cause: "another rehearsal of the stack is under way, and both would use one folder",
    repair: "wait for its end, or end it",
  },
  REHEARSAL_DATA: {
    cause: "the data cannot be read, or do not reach far enough",
    repair: "correct the file, or give one with a longer history",
  },
  REHEARSAL_ENDLESS: {
    cause: "a run of a pipeline goes round and round without coming to an end",
    repair: "look at the loop's condition, and at what the run log decides",
  },
  REHEARSAL_FORECAST_UNKNOWN: {
    cause: "the stack has no forecast of that name",
    repair: "give one of its forecasts",
  },
  REHEARSAL_PART_MISSING: {
    cause: "the stack lacks a part that a rehearsal plays",
    repair: "look at the stack's preview",
  },
  REHEARSAL_PROCESS: {
    cause: "a process that takes part ended, or did not answer",
    repair: "read what it wrote last; try again",
  },
  REHEARSAL_SCENARIO_UNKNOWN: {
    cause: "there is no scenario of that name",
    repair: "give one of those that are listed",
  },
});

/** An error of a rehearsal, told to the user without a stack trace. */
export class RehearsalError extends Error {
  readonly code: RehearsalErrorCode;
  /** What it is about: a file, a forecast, a process. */
  readonly path: string;
  readonly repair: string;

  constructor(
    code: RehearsalErrorCode,
    path: string,
    detail: string,
    repair: string = REHEARSAL_ERRORS[code].repair,
  ) {
    super(`[${code}] ${path}: ${detail}; ${repair}`);
    this.name = "RehearsalError";
    this.code = code;
    this.path = path;
    this.repair = repair;
  }
}
