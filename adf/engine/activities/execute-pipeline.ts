import type { Json } from "../../expression/index";
import { EngineError } from "../error";
import { evaluate, evaluateBoolean } from "../evaluate";
import { entryOf, isRecord, type JsonRecord, property, textOf } from "../json";
import type { Finish, Kernel } from "../kernel";
import type { Plan } from "../plan";
import { ActivityFault, type ActivityRun, type PipelineRun } from "../state";
import { ask } from "./ask";
import { placeOf } from "./place";

/** What the calling activity hears of as its own failure; anything else ends the simulation. */
const REFUSALS = new Set(["ENGINE_PARAMETER_MISSING", "ENGINE_QUEUE_FULL"]);

/**
 * A run of another pipeline, waited for or not; one that the engine was not given is asked of the
 * handler, as any activity is that somebody else does.
 */
export function executePipeline(kernel: Kernel, run: ActivityRun): void | Promise<void> {
  const { typeProperties } = run.activity;
  const name = textOf(property(typeProperties, "pipeline"), "referenceName");
  const plan = entryOf(kernel.options.plans, name);
  if (plan === undefined) return ask(kernel, run);
  const place = placeOf(kernel, run);
  const given = evaluate(property(typeProperties, "parameters") ?? {}, place);
  const waits = property(typeProperties, "waitOnCompletion") ?? true;
  const isWaiting = evaluateBoolean(waits, "waitOnCompletion", place);
  const child = submit(kernel, run, plan, {
    parameters: isRecord(given) ? given : {},
    whenEnded: (ended) => {
      if (isWaiting) kernel.finish(run, childEnd(ended));
    },
  });
  if (isWaiting) run.child = child;
  else kernel.finish(run, { status: "Succeeded", output: outputOf(child), isOutputTold: true });
  return undefined;
}

function submit(
  kernel: Kernel,
  run: ActivityRun,
  plan: Plan,
  start: {
    readonly parameters: JsonRecord;
    readonly whenEnded: (child: PipelineRun) => void;
  },
): PipelineRun {
  const { depth, plan: own, runId } = run.frame.run;
  const caller = { runId, pipeline: own.name, activityRunId: kernel.idOf(run), depth };
  // A pipeline may behave otherwise the next time it is called.
  kernel.changes += 1;
  try {
    return kernel.submit(plan, { ...start, caller });
  } catch (error) {
    if (!(error instanceof EngineError && REFUSALS.has(error.code))) throw error;
    throw new ActivityFault(error.message, "BadRequest");
  }
}

function childEnd(child: PipelineRun): Finish {
  const told = { output: outputOf(child), isOutputTold: true };
  if (child.status === "Succeeded") return { status: "Succeeded", ...told };
  const message =
    child.status === "Cancelled"
      ? `Pipeline ${child.plan.name} was cancelled`
      : (child.error?.message ?? "");
  return { status: "Failed", ...told, error: { message, errorCode: "BadRequest" } };
}

function outputOf({ plan, returnValue, runId }: PipelineRun): Json {
  return {
    pipelineName: plan.name,
    pipelineRunId: runId,
    ...(returnValue === undefined ? {} : { pipelineReturnValue: { ...returnValue } }),
  };
}
