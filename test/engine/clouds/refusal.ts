import type { CloudResource } from "./cloud-type";

/** What a service answers where it does not do what it is asked for. */
export class Refusal extends Error {
  /** The service's own code, such as `StorageAccountAlreadyTaken`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.name = "Refusal";
    this.code = code;
  }
}

/**
 * A request that was taken, and whose resource then did not become ready.
 *
 * The provider keeps such a resource in the state, with the error.
 */
export class HalfMade extends Refusal {
  /** What was made, once it was. */
  resource?: CloudResource;
}
