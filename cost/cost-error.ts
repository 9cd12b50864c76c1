/** Every code of {@link CostError}, with its cause and its repair. */
export const COST_CODES = Object.freeze({
  COST_PRICE_API: {
    cause: "a price API answered something else than its documentation says",
    repair: "look at the answer quoted; where the API has changed, correct cost/prices/",
  },
  COST_PRICE_CURRENCY: {
    cause: "a price is in another currency than the list, and sums of two currencies mean nothing",
    repair: "ask for prices in the list's currency, or refresh the whole list in the other one",
  },
  COST_PRICE_LIST: {
    cause: "a row of a price list is not complete, or is there twice",
    repair: "give each row the fields of cost/price-list.json, and each id once for a region",
  },
  COST_PRICE_OFFLINE: {
    cause: "a price API cannot be reached, so the list stays as it is",
    repair: "try again where there is a network; without one, the stored prices are used",
  },
});

/** A code of {@link COST_CODES}. */
export type CostErrorCode = keyof typeof COST_CODES;

/** Something that keeps prices or costs from being told. */
export class CostError extends Error {
  readonly code: CostErrorCode;
  /** The row or the address. */
  readonly path: string;
  readonly repair: string;

  /** @param detail - what was given instead; it follows the cause */
  constructor(code: CostErrorCode, path: string, detail?: string) {
    const { cause, repair } = COST_CODES[code];
    const given = detail === undefined ? "" : `, got ${detail}`;
    super(`[${code}] ${path}: ${cause}${given}; ${repair}`);
    this.name = "CostError";
    this.code = code;
    this.path = path;
    this.repair = repair;
  }
}
