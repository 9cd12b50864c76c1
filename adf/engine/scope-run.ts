// One run of what runs together: edges, skipping, and what the whole amounts to.

import type { Kernel } from "./kernel";
import type { PlannedScope } from "./plan";
import type { Frame } from "./state";
import { type ActivityError, type End, isIn } from "./status";

/** How a scope ended. */
export interface ScopeEnd {
  readonly status: "Succeeded" | "Failed";
  /** The first of the activities that made it fail. */
  readonly failed?: { readonly activity: string; readonly error: ActivityError };
}

/** Runs a scope; `whenEnded` is called in a later event. */
export function runScope(
  kernel: Kernel,
  scope: PlannedScope,
  frame: Frame,
  whenEnded: (end: ScopeEnd) => void,
): void {
  new ScopeRun(kernel, scope, frame, whenEnded).start();
}

class ScopeRun {
  readonly #kernel: Kernel;
  readonly #scope: PlannedScope;
  readonly #frame: Frame;
  readonly #whenEnded: (end: ScopeEnd) => void;
  readonly #ends: (End | undefined)[];
  readonly #waiting: number[];
  #left: number;
  #failed = false;

  constructor(
    kernel: Kernel,
    scope: PlannedScope,
    frame: Frame,
    whenEnded: (end: ScopeEnd) => void,
  ) {
    this.#kernel = kernel;
    this.#scope = scope;
    this.#frame = frame;
    this.#whenEnded = whenEnded;
    this.#left = scope.activities.length;
    this.#ends = scope.activities.map(() => undefined);
    this.#waiting = scope.activities.map(({ dependencies }) => dependencies.length);
  }

  start(): void {
    const { activities } = this.#scope;
    if (activities.length === 0) {
      this.#kernel.clock.after(0, () => this.#whenEnded({ status: "Succeeded" }));
    }
    for (const { position, dependencies } of activities) {
      if (dependencies.length === 0) this.#begin(position);
    }
  }

  #begin(position: number): void {
    const activity = this.#scope.activities[position];
    if (activity === undefined) return;
    this.#kernel.start(activity, this.#frame, (end) => this.#ended(position, end));
  }

  #ended(position: number, end: End): void {
    // A list and not recursion: a chain of skipped activities may be long.
    const ended: [number, End][] = [[position, end]];
    for (let next = ended.pop(); next !== undefined; next = ended.pop()) {
      const [place, how] = next;
      this.#ends[place] = how;
      this.#left -= 1;
      if (how.status !== "Succeeded" && how.status !== "Skipped") this.#failed = true;
      for (const dependent of this.#scope.activities[place]?.dependents ?? []) {
        const skipped = this.#decide(dependent);
        if (skipped !== undefined) ended.push([dependent, skipped]);
      }
    }
    if (this.#left === 0) this.#whenEnded(this.#outcome());
  }

  /** Begins an activity whose last dependency has ended, or skips it. */
  #decide(position: number): End | undefined {
    const waiting = (this.#waiting[position] ?? 0) - 1;
    this.#waiting[position] = waiting;
    const activity = this.#scope.activities[position];
    if (waiting > 0 || activity === undefined) return undefined;
    const isMet = activity.dependencies.every(({ position: from, accepted }) =>
      isIn(this.#ends[from]?.status ?? "Skipped", accepted),
    );
    if (!isMet) return this.#kernel.skip(activity, this.#frame);
    this.#begin(position);
    return undefined;
  }

  /**
   * The leaves decide; a skipped leaf is replaced by what it depends on, and so on.
   *
   * @see https://learn.microsoft.com/azure/data-factory/tutorial-pipeline-failure-error-handling#how-pipeline-failure-are-determined (read 2026-11-23)
   */
  #outcome(): ScopeEnd {
    const first = this.#failed ? Math.min(...this.#failedAmongLeaves()) : Number.POSITIVE_INFINITY;
    const activity = this.#scope.activities[first]?.name;
    if (activity === undefined) return { status: "Succeeded" };
    const error = this.#ends[first]?.error ?? { message: "", errorCode: "" };
    return { status: "Failed", failed: { activity, error } };
  }

  #failedAmongLeaves(): readonly number[] {
    const { activities } = this.#scope;
    const leaves = activities.filter(({ dependents }) => dependents.length === 0);
    const asked = new Set(leaves.map(({ position }) => position));
    const failed: number[] = [];
    // A set grows while it is walked, and holds each activity once.
    for (const position of asked) {
      const status = this.#ends[position]?.status;
      if (status === "Skipped") {
        for (const edge of activities[position]?.dependencies ?? []) asked.add(edge.position);
      } else if (status !== "Succeeded") {
        failed.push(position);
      }
    }
    return failed;
  }
}
