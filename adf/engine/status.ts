// How activities and pipelines end.

/** How an activity ended. */
export type ActivityStatus = "Succeeded" | "Failed" | "Skipped" | "Cancelled";

/** How a run of a pipeline ended. */
export type PipelineStatus = "Succeeded" | "Failed" | "Cancelled";

/** Why an activity failed, as `activity('name').error` reads it. */
export interface ActivityError {
  readonly message: string;
  readonly errorCode: string;
}

/** How a run of an activity, of a branch or of a loop's turn ended. */
export interface End<S extends ActivityStatus = ActivityStatus> {
  readonly status: S;
  /** Only of what failed. */
  readonly error?: ActivityError;
}

/** Bits of a set of statuses. */
const BIT: Readonly<Record<ActivityStatus, number>> = {
  Succeeded: 1,
  Failed: 2,
  Skipped: 4,
  Cancelled: 8,
};

/**
 * The statuses that meet a condition: a skipped activity has not completed.
 *
 * @see https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities#activity-dependency (read 2026-11-23)
 */
const ACCEPTED: ReadonlyMap<string, number> = new Map([
  ["Succeeded", BIT.Succeeded],
  ["Failed", BIT.Failed],
  ["Skipped", BIT.Skipped],
  ["Completed", BIT.Succeeded | BIT.Failed],
]);

/** The names of the conditions. */
export const CONDITIONS: readonly string[] = [...ACCEPTED.keys()];

/** The set of statuses that meet one of some conditions, or undefined where one does not exist. */
export function acceptedBy(conditions: readonly string[]): number | undefined {
  let set = 0;
  for (const condition of conditions) {
    const bits = ACCEPTED.get(condition);
    if (bits === undefined) return undefined;
    set |= bits;
  }
  return set;
}

/** Whether a status is in a set. */
export function isIn(status: ActivityStatus, set: number): boolean {
  return (BIT[status] & set) !== 0;
}
