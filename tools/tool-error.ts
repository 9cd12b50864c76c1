/** Every code of {@link ToolError}, with its cause and its repair. */
export const TOOL_CODES = Object.freeze({
  TOOL_PULUMI_BUILD: {
    cause: "the Pulumi CLI could not be built from its Go module",
    repair:
      "look at what the compiler says; it needs proxy.golang.org, or a proxy that GOPROXY names",
  },
  TOOL_PULUMI_MISSING: {
    cause: "there is neither a recent Pulumi CLI nor Go to build one",
    repair:
      "install Go 1.26 or newer (go.dev/dl), or the Pulumi CLI 3.255 or newer (pulumi.com/docs/install)",
  },
  TOOL_PYTHON_MISSING: {
    cause: "the tests and the rehearsal need Python 3.11 or newer, and none was found",
    repair: "install it so that `python3` starts it",
  },
  TOOL_PYTHON_SET_UP: {
    cause: "the Python environment could not be made",
    repair: "look at what the command says; it needs PyPI, or a mirror that pip is configured for",
  },
  TOOL_UNREADABLE_FILE: {
    cause: "a file that a command was given cannot be read",
    repair: "give the path of a file that exists and may be read",
  },
});

/** A code of {@link TOOL_CODES}. */
export type ToolCode = keyof typeof TOOL_CODES;

/** A command was given something that it cannot use, or misses something on the machine. */
export class ToolError extends Error {
  readonly code: ToolCode;
  /** The file or the command. */
  readonly path: string;
  readonly repair: string;

  /** @param detail - what the system says */
  constructor(code: ToolCode, path: string, detail: string) {
    const { cause, repair } = TOOL_CODES[code];
    super(`[${code}] ${path}: ${cause} (${detail}); ${repair}`);
    this.name = "ToolError";
    this.code = code;
    this.path = path;
    this.repair = repair;
  }
}
