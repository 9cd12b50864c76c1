// The date functions of the expression language. Timestamps are ISO 8601 text; formats are .NET's;
// zones are Windows time zone ids ("Korea Standard Time"):
// https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions#date-functions

import { call, type Expression, type Operand } from "./expression";

type Text = Operand<"string">;

/** The time of the evaluation, UTC; `yyyy-MM-ddTHH:mm:ss.fffffffZ` where no format is given. */
export function utcNow(format?: Text): Expression<"string"> {
  return call("utcNow", format);
}

/** A timestamp in a .NET format. */
export function formatDateTime(timestamp: Text, format?: Text): Expression<"string"> {
  return call("formatDateTime", timestamp, format);
}

/** A UTC timestamp in the time of a zone; the result carries no zone suffix. */
export function convertFromUtc(timestamp: Text, zone: Text, format?: Text): Expression<"string"> {
  return call("convertFromUtc", timestamp, zone, format);
}

/** A timestamp some days later, or earlier where negative. */
export function addDays(
  timestamp: Text,
  days: Operand<"number">,
  format?: Text,
): Expression<"string"> {
  return call("addDays", timestamp, days, format);
}

/** A timestamp some minutes later, or earlier where negative. */
export function addMinutes(
  timestamp: Text,
  minutes: Operand<"number">,
  format?: Text,
): Expression<"string"> {
  return call("addMinutes", timestamp, minutes, format);
}

/** The first moment of a timestamp's day. */
export function startOfDay(timestamp: Text, format?: Text): Expression<"string"> {
  return call("startOfDay", timestamp, format);
}

/** The first moment of a timestamp's hour. */
export function startOfHour(timestamp: Text, format?: Text): Expression<"string"> {
  return call("startOfHour", timestamp, format);
}

/** The first moment of a timestamp's month. */
export function startOfMonth(timestamp: Text, format?: Text): Expression<"string"> {
  return call("startOfMonth", timestamp, format);
}

/** The day of the week of a timestamp: 0 is Sunday, 6 is Saturday. */
export function dayOfWeek(timestamp: Text): Expression<"number"> {
  return call("dayOfWeek", timestamp);
}
