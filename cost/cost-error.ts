/** What the cost folder refuses, each code literal once. */
export type CostErrorCode = "COST_UNKNOWN_PRICE";

/** A price that is not in the price list. */
export class CostError extends Error {
  readonly code: CostErrorCode;
  /** The price's id. */
  readonly path: string;
  readonly repair: string;

  constructor(code: CostErrorCode, path: string, rule: string, repair: string) {
    super(`[${code}] ${path}: ${rule}; ${repair}`);
    this.name = "CostError";
    this.code = code;
    this.path = path;
    this.repair = repair;
  }
}
