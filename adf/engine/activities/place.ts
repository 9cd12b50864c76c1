// What all behaviours share: where to evaluate, and how a container ends with its inner activities.

import type { Place } from "../evaluate";
import type { Finish, Kernel } from "../kernel";
import { runScope, type ScopeEnd } from "../scope-run";
import type { ActivityRun, Frame } from "../state";

/** Where the properties of an activity are evaluated. */
export function placeOf(kernel: Kernel, run: ActivityRun): Place {
  return { clock: kernel.clock, context: run.frame.context };
}

/** Where the inner activities of a container run. */
export function inside(run: ActivityRun, iteration?: number): Frame {
  const { context, iteration: outer, run: pipelineRun } = run.frame;
  return { run: pipelineRun, context, container: run, iteration: iteration ?? outer };
}

/** A container ends as its inner activities do. */
export function containerEnd({ status, failed }: ScopeEnd): Finish {
  if (failed === undefined) return { status, output: {} };
  const { activity, error } = failed;
  const message = `Activity failed because an inner activity failed; Inner activity name: ${activity}, Error: ${error.message}`;
  return { status, output: {}, error: { message, errorCode: "ActionFailed" } };
}

/** Runs one of a container's branches, and ends the container with it; a missing one does nothing. */
export function runBranch(kernel: Kernel, run: ActivityRun, key: string): void {
  const scope = run.activity.scopes.get(key);
  const whenEnded = (end: ScopeEnd) => kernel.finish(run, containerEnd(end));
  if (scope === undefined) whenEnded({ status: "Succeeded" });
  else runScope(kernel, scope, inside(run), whenEnded);
}
