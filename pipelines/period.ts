/**
 * The period that a scheduled run forecasts, as an expression of a trigger.
 *
 * It is the scheduled time cut to the forecast's frequency in the forecast's own time zone: the
 * first step that is forecast.
 */
import {
  add,
  addDays,
  convertFromUtc,
  dayOfWeek,
  type Expression,
  formatDateTime,
  mod,
  startOfDay,
  startOfMonth,
  sub,
  triggerInfo,
} from "../adf/builder";

/** How far apart the steps of a forecast are: hour, day, week (from Monday) or month. */
export type Frequency = "H" | "D" | "W" | "M";

/** @param timeZone - a Windows time zone id, such as `Korea Standard Time` */
export function periodOf(frequency: Frequency, timeZone: string): Expression<"string"> {
  const local = convertFromUtc(triggerInfo.scheduledTime, timeZone);
  switch (frequency) {
    case "H":
      return formatDateTime(local, "yyyy-MM-ddTHH:00:00");
    case "D":
      return startOfDay(local, "yyyy-MM-ddTHH:mm:ss");
    case "W": {
      // Sunday is 0, so Monday is as many days back as the day's number plus six, modulo seven.
      const sinceMonday = mod(add(dayOfWeek(local), 6), 7);
      return addDays(startOfDay(local), sub(0, sinceMonday), "yyyy-MM-ddTHH:mm:ss");
    }
    case "M":
      return startOfMonth(local, "yyyy-MM-ddTHH:mm:ss");
  }
}
