/**
 * When a pipeline runs by itself.
 *
 *   PipelineSchedule
 *   ├─ Trigger               weekly in a time zone of its own, or every so often
 *   └─ StartedTrigger        only where the environment starts its triggers
 *
 * https://learn.microsoft.com/azure/data-factory/how-to-create-schedule-trigger
 */
import { Trigger } from "@pulumi/azure-native/datafactory";
import type { input } from "@pulumi/azure-native/types";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import { type Duration, durationToMinutes } from "../../config/duration";
import type { Schedule } from "../../config/forecast";
import { childOptions } from "../shared/child-options";
import type { FactoryPlace } from "./data-factory";
import { StartedTrigger } from "./started-trigger";

/** How often: on days of the week in a time zone, or every so often from midnight UTC. */
export type Recurrence = Schedule | { readonly every: Duration };

/** Arguments of {@link PipelineSchedule}. */
export interface PipelineScheduleArgs {
  readonly factory: FactoryPlace;
  /**
   * The pipeline's arguments: literals, or expressions on `trigger()` beginning with `@`.
   *
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly pipelineName: Output<string>;
  readonly recurrence: Recurrence;
  /**
   * What is done before the trigger is started.
   *
   * @default - nothing beside the trigger itself
   */
  readonly startAfter?: Resource;
  /** Whether the deployment starts the trigger; plain: decides which resources exist. */
  readonly started: boolean;
  /** The trigger's name in the factory. */
  readonly triggerName: string;
}

/**
 * The local time from which triggers count; any time in the past does, and it never changes.
 *
 * @format `yyyy-MM-ddTHH:mm:ss`, without a zone, as the service wants it beside `timeZone`
 */
const FIRST_TIME = "2026-01-01T00:00:00";

/**
 * A schedule trigger of one pipeline, and its started state.
 *
 * Children: `<name>-trigger`, `<name>-started`.
 *
 * @example
 * new PipelineSchedule("schedule-demand", {
 *   factory, pipelineName, recurrence: schedule, started: true, triggerName: "demand",
 *   parameters: { forecast: "demand", period: "@trigger().scheduledTime" },
 * })
 * @example
 * new PipelineSchedule("watch", {
 *   factory, pipelineName, recurrence: { every: "1 hour" }, started: true, triggerName: "run-watch",
 * })
 */
export class PipelineSchedule extends ComponentResource {
  readonly triggerId: Output<string>;

  constructor(name: string, args: PipelineScheduleArgs, options?: ComponentResourceOptions) {
    const { recurrence, startAfter, started } = args;
    const summary = { ...recurrence, started };
    super("forecast-platform:data-factory:PipelineSchedule", name, summary, options);

    const trigger = this.#createTrigger(name, args);
    this.triggerId = trigger.id;
    if (started) {
      const dependsOn = startAfter === undefined ? [] : [startAfter];
      const inputs = { triggerId: trigger.id };
      new StartedTrigger(`${name}-started`, inputs, childOptions(this, { dependsOn }));
    }
    this.registerOutputs({ triggerId: this.triggerId });
  }

  #createTrigger(name: string, args: PipelineScheduleArgs): Trigger {
    const { parameters = {} } = args;
    return new Trigger(
      `${name}-trigger`,
      {
        triggerName: args.triggerName,
        factoryName: args.factory.factoryName,
        resourceGroupName: args.factory.resourceGroupName,
        properties: {
          type: "ScheduleTrigger",
          recurrence: recurrenceOf(args.recurrence),
          pipelines: [
            {
              pipelineReference: { type: "PipelineReference", referenceName: args.pipelineName },
              parameters: { ...parameters },
            },
          ],
        },
      },
      // A started trigger refuses every change, so each change makes a new one.
      childOptions(this, { replaceOnChanges: ["properties"] }),
    );
  }
}

function recurrenceOf(recurrence: Recurrence): input.datafactory.ScheduleTriggerRecurrenceArgs {
  if ("every" in recurrence) {
    const minutes = durationToMinutes(recurrence.every);
    return { frequency: "Minute", interval: minutes, startTime: FIRST_TIME, timeZone: "UTC" };
  }
  const { days, time, timeZone } = recurrence;
  const [hour, minute] = time.split(":").map(Number);
  return {
    frequency: "Week",
    interval: 1,
    startTime: FIRST_TIME,
    timeZone,
    schedule: {
      weekDays: [...days],
      hours: [hour ?? 0],
      minutes: [minute ?? 0],
    },
  };
}
