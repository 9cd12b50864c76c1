// The system variables of a pipeline run and of a trigger, as expressions:
// https://learn.microsoft.com/azure/data-factory/control-flow-system-variables

import { call, type Expression, optionalPath, path } from "./expression";

const run = call("pipeline");
const trigger = call("trigger");

/** What a pipeline run knows of itself; usable anywhere in a pipeline. */
export const pipelineInfo: {
  /** The id of this run, a GUID. */
  readonly runId: Expression<"string">;
  /** The name of this pipeline. */
  readonly name: Expression<"string">;
  /** The name of the factory. */
  readonly factoryName: Expression<"string">;
  /** `Manual`, or the type of the trigger. */
  readonly triggerType: Expression<"string">;
  /** The id of the trigger run, a GUID. */
  readonly triggerId: Expression<"string">;
  /** The name of the trigger. */
  readonly triggerName: Expression<"string">;
  /** When the trigger started this run, UTC, ISO 8601. */
  readonly triggerTime: Expression<"string">;
  /** The run that called this one by an ExecutePipeline activity, null where none did. */
  readonly triggeredByPipelineRunId: Expression<"string">;
} = Object.freeze({
  runId: path<"string">(run, "RunId"),
  name: path<"string">(run, "Pipeline"),
  factoryName: path<"string">(run, "DataFactory"),
  triggerType: path<"string">(run, "TriggerType"),
  triggerId: path<"string">(run, "TriggerId"),
  triggerName: path<"string">(run, "TriggerName"),
  triggerTime: path<"string">(run, "TriggerTime"),
  // Absent unless a parent called, and a plain read of what is absent fails the activity.
  triggeredByPipelineRunId: optionalPath<"string">(run, "TriggeredByPipelineRunId"),
});

/**
 * What a trigger knows of its firing: for the pipeline parameters of a trigger only.
 *
 * The service does not know `trigger()` inside a pipeline, and `build()` rejects it there: hand it
 * to a pipeline parameter.
 */
export const triggerInfo: {
  /** When a schedule or tumbling-window trigger was due, UTC, ISO 8601. */
  readonly scheduledTime: Expression<"string">;
  /** When the trigger really fired, UTC, ISO 8601. */
  readonly startTime: Expression<"string">;
  /** Start of the window of a tumbling-window trigger. */
  readonly windowStartTime: Expression<"string">;
  /** End of the window of a tumbling-window trigger. */
  readonly windowEndTime: Expression<"string">;
} = Object.freeze({
  scheduledTime: path<"string">(trigger, "scheduledTime"),
  startTime: path<"string">(trigger, "startTime"),
  windowStartTime: path<"string">(trigger, "outputs", "windowStartTime"),
  windowEndTime: path<"string">(trigger, "outputs", "windowEndTime"),
});
