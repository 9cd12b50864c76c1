/** How often each pipeline of a graph runs by its triggers. */
import type { Graph, GraphValue, ResourceNode } from "../../graph/graph";
import { inputsOf, listAt, numberAt, textAt, valueAt } from "../graph-values";

/** Runs of one pipeline by one trigger. */
export interface ScheduledRuns {
  readonly pipeline: string;
  /** The forecast that the trigger names; undefined for what is of no forecast. */
  readonly forecast: string | undefined;
  /** In a month of a twelfth of a year. */
  readonly perMonth: number;
}

const TRIGGER = "azure-native:datafactory:Trigger";

/** Days of a twelfth of a year. */
const DAYS_PER_MONTH = 365 / 12;

/** How many recurrences of a frequency a month holds. */
const PER_MONTH: Readonly<Record<string, number>> = {
  Minute: DAYS_PER_MONTH * 24 * 60,
  Hour: DAYS_PER_MONTH * 24,
  Day: DAYS_PER_MONTH,
  Week: DAYS_PER_MONTH / 7,
  Month: 1,
};

/** Every run that a trigger of a graph brings about, as if the triggers were all started. */
export function scheduledRuns({ resources }: Graph): readonly ScheduledRuns[] {
  return resources.filter(({ type }) => type === TRIGGER).flatMap(runsOf);
}

function runsOf(trigger: ResourceNode): readonly ScheduledRuns[] {
  const properties = valueAt(inputsOf(trigger), "properties");
  const perMonth = perMonthOf(valueAt(properties, "recurrence"));
  return listAt(properties, "pipelines").map((started) => {
    const forecast = textAt(started, "parameters", "forecast");
    return {
      pipeline: textAt(started, "pipelineReference", "referenceName"),
      forecast: forecast === "" ? undefined : forecast,
      perMonth,
    };
  });
}

function perMonthOf(recurrence: GraphValue | undefined): number {
  const turns = PER_MONTH[textAt(recurrence, "frequency")] ?? 0;
  const times = ["weekDays", "monthDays", "hours", "minutes"].map(
    (key) => listAt(recurrence, "schedule", key).length || 1,
  );
  const product = times.reduce((all, each) => all * each, 1);
  return (turns / (numberAt(recurrence, "interval") ?? 1)) * product;
}
