/** What a night is like: how long the service works, how long jobs do, how long a cluster needs to start. */

/** One stage that a service works through by itself. */
export interface StageTime {
  /** As the run log names it, such as `train`. */
  readonly name: string;
  readonly minutes: number;
  /** What the service says beforehand; null where it says nothing. */
  readonly estimateMinutes: number | null;
}

/** Minutes that a job itself works, its cluster once ready. */
export interface WorkMinutes {
  /** To start a stage of the service. */
  readonly submit: number;
  /** To look whether a stage is done, and find that it is not. */
  readonly poll: number;
  /** To fetch the results, and make a table of them. */
  readonly collect: number;
}

/** A night of one run. */
export interface Night {
  /** In order; none where the job does all the work itself. */
  readonly stages: readonly StageTime[];
  readonly work: WorkMinutes;
  /** Minutes from the request of a cluster until it is there. */
  readonly startMinutes: number;
  /** Minutes that a fresh cluster installs packages before its job begins. */
  readonly installMinutes: number;
}

/**
 * The night that designs are compared on: a weekly run of Amazon Forecast that trains anew.
 *
 * Work and start are assumptions (`job-minutes`, `cluster-start`); export gives no estimate, so the run
 * log takes the last run's time.
 */
export const YARDSTICK: Night = Object.freeze({
  stages: [
    { name: "import", minutes: 20, estimateMinutes: 20 },
    { name: "train", minutes: 150, estimateMinutes: 150 },
    { name: "forecast", minutes: 30, estimateMinutes: 30 },
    { name: "export", minutes: 20, estimateMinutes: null },
  ],
  work: { submit: 0.5, poll: 0.25, collect: 3 },
  startMinutes: 5,
  // The package's version ranges hold for the runtime, so that next to nothing is installed.
  installMinutes: 0,
});

/** Whole seconds from the request of a cluster until its job begins. */
export function coldStartSeconds({
  installMinutes,
  startMinutes,
}: Pick<Night, "installMinutes" | "startMinutes">): number {
  return Math.round((startMinutes + installMinutes) * 60);
}

/** Minutes of the jobs' own work that any design needs, a cluster start not counted. */
export function neededMinutes({ stages, work }: Night): number {
  return stages.length * work.submit + work.collect;
}

/** Seconds that each stage took in the one past run that the run log holds. */
export function historyOf({ stages }: Night): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(stages.map(({ name, minutes }) => [name, [minutes * 60]]));
}
