/** Every code of {@link GraphError}, with its cause and its repair. */
export const GRAPH_CODES = Object.freeze({
  GRAPH_DUPLICATE_URN: {
    cause: "two resources have one URN, and an engine would refuse the second",
    repair: "give one of them another name",
  },
  GRAPH_NOT_REGISTERED: {
    cause:
      "a resource was declared and never reached the monitor: an input of it never became known",
    repair: "look for an error or an endless wait in what its inputs are made of",
  },
  GRAPH_UNKNOWN_TYPE: {
    cause: "the recorder does not know what the service answers for a type of resource",
    repair: "add its row to graph/arm-ids.ts or graph/answers.ts",
  },
  GRAPH_UNLISTED_INVOKE: {
    cause: "the program asks a provider for data, which needs a cloud",
    repair: "take the value from the settings or from a resource",
  },
});

/** A code of {@link GRAPH_CODES}. */
export type GraphErrorCode = keyof typeof GRAPH_CODES;

/** A program that cannot be recorded, or a graph that no engine would take. */
export class GraphError extends Error {
  readonly code: GraphErrorCode;
  /** The URN, the type or the token of the call. */
  readonly path: string;
  readonly repair: string;

  constructor(code: GraphErrorCode, path: string) {
    const { cause, repair } = GRAPH_CODES[code];
    super(`[${code}] ${path}: ${cause}; ${repair}`);
    this.name = "GraphError";
    this.code = code;
    this.path = path;
    this.repair = repair;
  }
}
