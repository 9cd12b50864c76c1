// What the reader throws: a text or a file that holds no pipeline that can be read.

/** The codes of {@link AdfReadError}, each with its cause and its repair. Changing a code is breaking. */
export const ADF_READ_CODES = Object.freeze({
  ADF_READ_DEPTH: {
    cause: "the JSON is nested deeper than any definition of the service",
    repair: "give the definition itself, as Data Factory Studio shows it",
  },
  ADF_READ_JSON: {
    cause: "the text is not JSON",
    repair: "mend it at this position; comments and trailing commas are not JSON",
  },
  ADF_READ_NO_PIPELINES: {
    cause: "a folder or a template holds no pipeline",
    repair:
      "give the root of a factory's repository, a folder of pipeline files, or a template that exports pipelines",
  },
  ADF_READ_OTHER_KIND: {
    cause: "the file defines something else than a pipeline",
    repair: "give a pipeline of the form {name, properties: {activities}}",
  },
  ADF_READ_SIZE: {
    cause: "the file is far larger than any export of a factory",
    repair: "give the pipelines in files of their own",
  },
  ADF_READ_UNREADABLE: {
    cause: "the file or folder cannot be read",
    repair: "give a path that exists and may be read",
  },
});

/** A code of {@link ADF_READ_CODES}. */
export type AdfReadCode = keyof typeof ADF_READ_CODES;

/**
 * A text, file or folder from which no pipeline can be read.
 *
 * The message has the form `[CODE] path rule; repair`.
 */
export class AdfReadError extends Error {
  override readonly name = "AdfReadError";
  readonly code: AdfReadCode;
  /** The file, with `:line:column` where the place in it is known. */
  readonly path: string;
  readonly repair: string;

  /** @param rule - what must hold, and what was found. Lower-case start, no final dot. */
  constructor(code: AdfReadCode, path: string, rule: string) {
    const { repair } = ADF_READ_CODES[code];
    super(`[${code}] ${path} ${rule}; ${repair}`);
    this.code = code;
    this.path = path;
    this.repair = repair;
  }
}
