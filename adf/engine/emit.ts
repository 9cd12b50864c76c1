// Events are made only where somebody listens: a long loop costs no memory otherwise.

import type { ActivityEvent, PipelineEvent } from "./events";
import type { Kernel } from "./kernel";
import type { ActivityRun, PipelineRun } from "./state";
import type { ActivityError, ActivityStatus } from "./status";

/** Tells of an activity run. */
export function emitActivity(
  kernel: Kernel,
  run: ActivityRun,
  kind: ActivityEvent["kind"],
  how: { readonly status?: ActivityStatus; readonly error?: ActivityError | undefined } = {},
): void {
  const { listener } = kernel.options;
  if (listener === undefined) return;
  const { activity, attempt, frame } = run;
  listener({
    of: "activity",
    kind,
    ...when(kernel, frame.run),
    activity: activity.name,
    type: activity.type,
    activityRunId: kernel.idOf(run),
    ...(frame.container === undefined ? {} : { containerRunId: kernel.idOf(frame.container) }),
    ...(frame.iteration === undefined ? {} : { iteration: frame.iteration }),
    attempt,
    ...(how.status === undefined ? {} : { status: how.status }),
    ...(how.error === undefined ? {} : { error: how.error }),
  });
}

/** Tells of a run of a pipeline. */
export function emitPipeline(kernel: Kernel, run: PipelineRun, kind: PipelineEvent["kind"]): void {
  const { listener } = kernel.options;
  if (listener === undefined) return;
  const { caller, status } = run;
  listener({
    of: "pipeline",
    kind,
    ...when(kernel, run),
    ...(caller === undefined
      ? {}
      : { parent: { runId: caller.runId, activityRunId: caller.activityRunId } }),
    ...(status === undefined ? {} : { status }),
  });
}

function when(
  { clock }: Kernel,
  run: PipelineRun,
): Pick<PipelineEvent, "at" | "time" | "pipeline" | "runId"> {
  return { at: clock.now, time: clock.text(), pipeline: run.plan.name, runId: run.runId };
}
