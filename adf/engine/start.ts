// A new run of a pipeline: its parameters, its variables, what its expressions may read.

import type { Json } from "../expression/index";
import { EngineError, pointer, suggestion } from "./error";
import { dictionary, entryOf, type JsonRecord, property, textOf } from "./json";
import type { Kernel } from "./kernel";
import type { Plan } from "./plan";
import { uuid } from "./random";
import { type Caller, newTally, type PipelineRun } from "./state";

/** What started a run. */
export interface Trigger {
  /** @default "Manual" */
  readonly type?: string;
  /** @default - the trigger's type */
  readonly name?: string;
  /** @default - the run's own id */
  readonly id?: string;
  /** ISO 8601, UTC. @default - when the run was asked for */
  readonly time?: string;
}

/** How a run is asked for. */
export interface RunStart {
  readonly parameters: JsonRecord;
  readonly caller?: Caller;
  readonly trigger?: Trigger;
  readonly whenEnded: (run: PipelineRun) => void;
}

/** A run that has not begun. @throws EngineError `ENGINE_PARAMETER_MISSING` */
export function newRun(
  kernel: Kernel,
  plan: Plan,
  start: RunStart & { readonly runId: string },
): PipelineRun {
  const { caller, parameters, runId, whenEnded } = start;
  const { clock, draw, options } = kernel;
  return {
    plan,
    runId,
    caller,
    depth: (caller?.depth ?? 0) + 1,
    context: {
      activities: dictionary(),
      variables: initialVariables(plan),
      parameters: givenParameters(plan, parameters),
      pipeline: systemVariables(kernel, plan, start),
      globalParameters: options.globalParameters,
      random: draw,
      guid: () => uuid(draw),
    },
    tallies: plan.activities.map(newTally),
    open: new Set(),
    whenEnded,
    phase: "queued",
    status: undefined,
    error: undefined,
    returnValue: undefined,
    submittedAt: clock.now,
    startedAt: clock.now,
    endedAt: clock.now,
  };
}

function givenParameters(plan: Plan, given: JsonRecord): Record<string, Json> {
  const values = dictionary<Json>();
  for (const [name, specification] of Object.entries(plan.parameters)) {
    const found = entryOf(given, name);
    const value = found === undefined ? property(specification, "defaultValue") : found;
    if (value === undefined) {
      const rule = `pipeline ${plan.name} needs a value`;
      const hint = suggestion(name, Object.keys(given));
      throw new EngineError("ENGINE_PARAMETER_MISSING", `parameters${pointer(name)}`, rule, hint);
    }
    values[name] = value;
  }
  return values;
}

/** What a variable without default reads as. */
const INITIAL: Readonly<Record<string, Json>> = {
  array: [],
  bool: false,
  boolean: false,
  int: 0,
  integer: 0,
  string: "",
};

function initialVariables({ variables }: Plan): Record<string, Json> {
  const values = dictionary<Json>();
  for (const [name, specification] of Object.entries(variables)) {
    const type = textOf(specification, "type").toLowerCase();
    const value = property(specification, "defaultValue") ?? INITIAL[type] ?? null;
    // A list is the run's own: appending puts into it.
    values[name] = Array.isArray(value) ? [...value] : value;
  }
  return values;
}

/** @see https://learn.microsoft.com/azure/data-factory/control-flow-system-variables (read 2026-11-23) */
function systemVariables(
  { clock, options }: Kernel,
  plan: Plan,
  { caller, runId, trigger = {} }: RunStart & { readonly runId: string },
): Record<string, Json> {
  const type = trigger.type ?? (caller === undefined ? "Manual" : "PipelineActivity");
  return {
    DataFactory: options.factory,
    Pipeline: plan.name,
    RunId: runId,
    GroupId: caller?.runId ?? runId,
    TriggerType: type,
    TriggerId: trigger.id ?? caller?.activityRunId ?? runId,
    TriggerName: trigger.name ?? type,
    TriggerTime: trigger.time ?? clock.text(),
    ...(caller === undefined
      ? {}
      : {
          TriggeredByPipelineName: caller.pipeline,
          TriggeredByPipelineRunId: caller.runId,
        }),
  };
}
