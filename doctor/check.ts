/** What `doctor` says of one thing that a deployment needs. */

/** One check and how it came out. */
export interface Check {
  /** Stable, kebab-case, such as `azure-vm-standard-d4ds-v5`. */
  readonly id: string;
  /** `unchecked`: it could not be looked at here, which stops nothing; the message says why. */
  readonly status: "passed" | "failed" | "unchecked";
  /** What was found. Lower-case start, no final dot. */
  readonly message: string;
  /** What to do about it; empty where it passed. */
  readonly repair: string;
}

/** A check that passed. */
export function passed(id: string, message: string): Check {
  return { id, status: "passed", message, repair: "" };
}

/** A check that failed: the deployment would, too. */
export function failed(id: string, message: string, repair: string): Check {
  return { id, status: "failed", message, repair };
}

/** A check that could not be made here. */
export function unchecked(id: string, message: string, repair: string): Check {
  return { id, status: "unchecked", message, repair };
}
