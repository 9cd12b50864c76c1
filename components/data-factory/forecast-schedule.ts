/**
 * When a forecast runs.
 *
 *   ForecastSchedule
 *   ├─ Trigger               weekly, on the given days, in the forecast's own time zone
 *   └─ StartedTrigger        only where the environment starts its triggers
 *
 * https://learn.microsoft.com/azure/data-factory/how-to-create-schedule-trigger
 */
import { Trigger } from "@pulumi/azure-native/datafactory";
import type { input } from "@pulumi/azure-native/types";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { Schedule } from "../../config/forecast";
import { childOptions } from "../shared/child-options";
import type { FactoryPlace } from "./data-factory";
import { StartedTrigger } from "./started-trigger";

/** Arguments of {@link ForecastSchedule}. */
export interface ForecastScheduleArgs {
  readonly factory: FactoryPlace;
  readonly pipelineName: Output<string>;
  /** The pipeline's arguments: literals, or expressions on `trigger()` beginning with `@`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly schedule: Schedule;
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
export const FIRST_TIME = "2026-01-01T00:00:00";

/**
 * A weekly schedule trigger, and its started state.
 *
 * Children: `<name>-trigger`, `<name>-started`.
 *
 * @example
 * new ForecastSchedule("schedule-demand", {
 *   factory, pipelineName, schedule, started: true, triggerName: "demand",
 *   parameters: { forecast: "demand", period: "@trigger().scheduledTime" },
 * })
 */
export class ForecastSchedule extends ComponentResource {
  readonly triggerId: Output<string>;

  constructor(name: string, args: ForecastScheduleArgs, options?: ComponentResourceOptions) {
    const { schedule, started } = args;
    const summary = { ...schedule, started };
    super("forecast-platform:data-factory:ForecastSchedule", name, summary, options);

    const trigger = this.#createTrigger(name, args);
    this.triggerId = trigger.id;
    if (started) {
      new StartedTrigger(`${name}-started`, { triggerId: trigger.id }, childOptions(this));
    }
    this.registerOutputs({ triggerId: this.triggerId });
  }

  #createTrigger(name: string, args: ForecastScheduleArgs): Trigger {
    return new Trigger(
      `${name}-trigger`,
      {
        triggerName: args.triggerName,
        factoryName: args.factory.factoryName,
        resourceGroupName: args.factory.resourceGroupName,
        properties: {
          type: "ScheduleTrigger",
          recurrence: recurrenceOf(args.schedule),
          pipelines: [
            {
              pipelineReference: { type: "PipelineReference", referenceName: args.pipelineName },
              parameters: { ...args.parameters },
            },
          ],
        },
      },
      // A started trigger refuses every change, so each change makes a new one.
      childOptions(this, { replaceOnChanges: ["properties"] }),
    );
  }
}

function recurrenceOf({
  days,
  time,
  timeZone,
}: Schedule): input.datafactory.ScheduleTriggerRecurrenceArgs {
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
