/** Every code of {@link CostError}, with its cause and its repair. */
export const COST_CODES = Object.freeze({
  COST_UNKNOWN_PRICE: {
    cause: "the price list has no price of this id",
    repair: "use an id of cost/price-list.json, or add the price with its source",
  },
});

/** A code of {@link COST_CODES}. */
export type CostErrorCode = keyof typeof COST_CODES;

/** A price that is not in the price list. */
export class CostError extends Error {
  readonly code: CostErrorCode;
  /** The price's id. */
  readonly path: string;
  readonly repair: string;

  constructor(code: CostErrorCode, path: string) {
    const { cause, repair } = COST_CODES[code];
    super(`[${code}] ${path}: ${cause}; ${repair}`);
    this.name = "CostError";
    this.code = code;
    this.path = path;
    this.repair = repair;
  }
}
