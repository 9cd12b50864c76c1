/** Every code of {@link EngineError}, with its cause and its repair. */
export const ENGINE_TEST_CODES = Object.freeze({
  ENGINE_CLI_BUILD: {
    cause: "the Pulumi CLI could not be built from its Go module",
    repair: "read the compiler's last lines above; the module proxy of Go has to be reachable",
  },
  ENGINE_CLI_MISSING: {
    cause: "there is neither a recent Pulumi CLI nor Go to build one",
    repair:
      "install Go 1.26 or later (https://go.dev/dl), or the Pulumi CLI 3.255.0 or later (https://www.pulumi.com/docs/install), and run it again",
  },
});

/** What the engine test cannot begin without. */
export class EngineError extends Error {
  readonly code: keyof typeof ENGINE_TEST_CODES;
  /** The program that is missing or does not work. */
  readonly path: string;
  readonly repair: string;

  constructor(code: keyof typeof ENGINE_TEST_CODES, path: string, detail = "") {
    const { cause, repair } = ENGINE_TEST_CODES[code];
    super(`[${code}] ${path}: ${cause}${detail === "" ? "" : ` (${detail})`}; ${repair}`);
    this.name = "EngineError";
    this.code = code;
    this.path = path;
    this.repair = repair;
  }
}
