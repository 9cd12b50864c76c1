/** Every code of {@link WheelError}, with its cause and its repair. */
export const WHEEL_CODES = Object.freeze({
  WHEEL_PACKAGE_MISSING: {
    cause: "the Python package has no `__init__.py` where its name says that it lies",
    repair: "name the package's folder as the project, with underscores, below `python/src`",
  },
  WHEEL_PROJECT_WRONG: {
    cause: "`pyproject.toml` lacks what a wheel's metadata need, or is no TOML",
    repair: "correct it at the place that the message names",
  },
});

/** A code of {@link WHEEL_CODES}. */
export type WheelErrorCode = keyof typeof WHEEL_CODES;

/** A Python package that no wheel can be made of. */
export class WheelError extends Error {
  readonly code: WheelErrorCode;
  /** The file, and the place in it where one is known. */
  readonly path: string;
  readonly repair: string;

  constructor(code: WheelErrorCode, path: string, found: string) {
    const { cause, repair } = WHEEL_CODES[code];
    super(`[${code}] ${path}: ${cause} (${found}); ${repair}`);
    this.name = "WheelError";
    this.code = code;
    this.path = path;
    this.repair = repair;
  }
}
