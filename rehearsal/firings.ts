/** When triggers fire in a span of virtual time, and what they hand to their pipelines. */
import { evaluateText, type Json } from "../adf/expression";
import { WEEKDAYS } from "../config/forecast";
import type { Trigger } from "./factory";

/** One firing. */
export interface Firing {
  readonly trigger: Trigger;
  /** The scheduled time, UTC. */
  readonly at: Date;
  /** The parameters, evaluated. */
  readonly parameters: Readonly<Record<string, string>>;
}

const DAY = 86_400_000;

/** @returns the firings from `from` until before `until`, the earliest first. */
export function firingsOf(
  triggers: readonly Trigger[],
  from: Date,
  until: Date,
): readonly Firing[] {
  return triggers
    .flatMap((trigger) => timesOf(trigger, from, until).map((at) => firingAt(trigger, at)))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

function timesOf({ recurrence }: Trigger, from: Date, until: Date): readonly Date[] {
  const { hours, minutes, weekDays, timeZone } = recurrence;
  const days: Date[] = [];
  // A zone is at most a day away from UTC.
  for (let day = from.getTime() - DAY; day < until.getTime() + DAY; day += DAY) {
    days.push(new Date(day));
  }
  return days
    .filter((day) => weekDays.includes(weekdayOf(day)))
    .flatMap((day) =>
      hours.flatMap((hour) => minutes.map((minute) => localTime(day, hour, minute))),
    )
    .map((local) => toUtc(local, timeZone))
    .filter((at) => at >= from && at < until);
}

function weekdayOf(day: Date): string {
  // Monday is the first of them, and Sunday is 0.
  return WEEKDAYS[(day.getUTCDay() + 6) % 7] ?? "";
}

function localTime(day: Date, hour: number, minute: number): string {
  const date = day.toISOString().slice(0, 10);
  return `${date}T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00`;
}

/** By the kit's own function, which knows the zones as Data Factory does. */
function toUtc(local: string, timeZone: string): Date {
  return new Date(textOf(evaluateText(`@convertToUtc('${local}', '${timeZone}')`, {})));
}

function firingAt(trigger: Trigger, at: Date): Firing {
  const scheduledTime = at.toISOString();
  const context = { trigger: { scheduledTime, startTime: scheduledTime } };
  const parameters = Object.fromEntries(
    Object.entries(trigger.parameters).map(([name, value]) => [
      name,
      textOf(evaluateText(value, context)),
    ]),
  );
  return { trigger, at, parameters };
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
