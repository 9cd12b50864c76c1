/** What the graph refuses, each code literal once. */
export type GraphErrorCode = "GRAPH_DUPLICATE_URN" | "GRAPH_UNKNOWN_TYPE" | "GRAPH_UNLISTED_INVOKE";

/** A program that cannot be recorded, or a graph that no engine would take. */
export class GraphError extends Error {
  readonly code: GraphErrorCode;
  /** The URN, or the token of the call. */
  readonly path: string;
  readonly repair: string;

  constructor(code: GraphErrorCode, path: string, rule: string, repair: string) {
    super(`[${code}] ${path}: ${rule}; ${repair}`);
    this.name = "GraphError";
    this.code = code;
    this.path = path;
    this.repair = repair;
  }
}
