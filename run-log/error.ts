/** What is wrong with a text of the run log. */

/** Every code of {@link RunLogError}, with its cause and its repair. */
export const RUN_LOG_CODES = Object.freeze({
  RUN_LOG_BATCH_SEPARATOR: {
    cause: "a text of the run log holds GO, which is a command of tools and no SQL",
    repair: "end each statement with a semicolon instead",
  },
  RUN_LOG_MIGRATION_NAME: {
    cause: "a migration's file is not named NNN-<what>.sql",
    repair: "name it by the next number, three digits, then what it does in a-z, 0-9 and hyphens",
  },
  RUN_LOG_MIGRATION_NUMBER: {
    cause: "the numbers of the migrations have a gap, or one number twice",
    repair: "number the files from 001 without a gap",
  },
  RUN_LOG_MIGRATION_VALUE: {
    cause: "a value to put into a migration is missing or no GUID",
    repair: "give the client id of the identity, or the object id of the group",
  },
  RUN_LOG_PROCEDURAL: {
    cause: "a migration holds a procedural statement, or one that is not known",
    repair: "write it as a set-based statement that creates, alters, inserts, updates or grants",
  },
  RUN_LOG_UNTERMINATED: {
    cause: "a text of the run log ends within a string, a comment, a name or a statement",
    repair: "close it, and end the last statement with a semicolon",
  },
});

/** A code of {@link RUN_LOG_CODES}. */
export type RunLogErrorCode = keyof typeof RUN_LOG_CODES;

const SHOWN_CHARACTERS = 80;

/** A text of the run log that cannot be used. */
export class RunLogError extends Error {
  override readonly name = "RunLogError";
  readonly code: RunLogErrorCode;
  /** File and line, such as `migrations/002-indexes.sql:7`. */
  readonly path: string;
  readonly repair: string;

  /** @param got - what was found, shown in the message */
  constructor(code: RunLogErrorCode, path: string, got: string) {
    const { cause, repair } = RUN_LOG_CODES[code];
    const shown = got.length > SHOWN_CHARACTERS ? `${got.slice(0, SHOWN_CHARACTERS - 1)}…` : got;
    super(`[${code}] ${path}: ${cause}, got ${JSON.stringify(shown)}; ${repair}`);
    this.code = code;
    this.path = path;
    this.repair = repair;
  }
}
