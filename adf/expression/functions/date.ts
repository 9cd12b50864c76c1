// The date functions.

import {
  type Call,
  fail,
  type Implementation,
  type Implementations,
  integerOf,
  optionalText,
  textOf,
} from "../call";
import type { ExpressionContext } from "../context";
import { formatMoment } from "../date/format";
import {
  addMonths,
  type Moment,
  moment,
  type Parts,
  partsOf,
  TICKS,
  ticksOf,
} from "../date/moment";
import { parseMoment } from "../date/parse";
import { utcTicks, type Zone, zoneOf } from "../date/zone";
import { show } from "../error";
import { integer, type Value } from "../value";

/** The date functions, by name. */
export const DATE_FUNCTIONS: Implementations = {
  addDays: adding("Day"),
  addHours: adding("Hour"),
  addMinutes: adding("Minute"),
  addSeconds: adding("Second"),
  addToTime: (args, call) => {
    const shifted = shift(
      timestamp(args, call),
      integerOf(args, 1, call),
      textOf(args, 2, call),
      call,
    );
    return formatted(shifted, args, 3, call);
  },
  convertFromUtc: (args, call) => {
    const zone = zoneOf(textOf(args, 1, call), call);
    return formatted(inZone(timestamp(args, call).ticks, zone, call), args, 2, call);
  },
  convertTimeZone: (args, call) => {
    const start = timestamp(args, call);
    const source = zoneOf(textOf(args, 1, call), call);
    const target = zoneOf(textOf(args, 2, call), call);
    return formatted(inZone(toUtc(start, source, call), target, call), args, 3, call);
  },
  convertToUtc: (args, call) => {
    const start = timestamp(args, call);
    const zone = zoneOf(textOf(args, 1, call), call);
    if (start.kind === "utc" && !zone.isUtc) {
      const rule = `the timestamp is in UTC already, which is not the zone ${show(zone.id)}`;
      return fail(call, "EXPRESSION_DATE", rule, "give a timestamp without Z, or the zone 'UTC'");
    }
    return formatted(moment(toUtc(start, zone, call), "utc", call), args, 2, call);
  },
  dayOfMonth: (args, call) => partsOf(timestamp(args, call)).day,
  dayOfWeek: (args, call) => partsOf(timestamp(args, call)).weekday,
  dayOfYear: (args, call) => dayOfYear(timestamp(args, call)),
  formatDateTime: (args, call) => formatted(timestamp(args, call), args, 1, call),
  getFutureTime: fromNow(1n),
  getPastTime: fromNow(-1n),
  startOfDay: startOf(() => ({ hour: 0, minute: 0 })),
  startOfHour: startOf(() => ({ minute: 0 })),
  startOfMonth: startOf(() => ({ day: 1, hour: 0, minute: 0 })),
  subtractFromTime: (args, call) => {
    const count = -BigInt(integerOf(args, 1, call));
    const shifted = shift(timestamp(args, call), count, textOf(args, 2, call), call);
    return formatted(shifted, args, 3, call);
  },
  ticks: (args, call) => integer(timestamp(args, call).ticks) ?? 0,
  utcNow: (args, call, context) => formatted(now(call, context), args, 0, call),
};

function timestamp(args: readonly Value[], call: Call): Moment {
  return parseMoment(textOf(args, 0, call), call);
}

function formatted(value: Moment, args: readonly Value[], index: number, call: Call): string {
  return formatMoment(value, optionalText(args, index, call), call);
}

function now(call: Call, context: ExpressionContext): Moment {
  if (context.now === undefined) {
    return fail(call, "EXPRESSION_CONTEXT", "the context has no clock", "give the context a `now`");
  }
  const { ticks } = parseMoment(context.now, call);
  return moment(ticks, "utc", call);
}

function adding(unit: string): Implementation {
  return (args, call) => {
    const shifted = shift(timestamp(args, call), integerOf(args, 1, call), unit, call);
    return formatted(shifted, args, 2, call);
  };
}

function fromNow(sign: 1n | -1n): Implementation {
  return (args, call, context) => {
    const count = sign * BigInt(integerOf(args, 0, call));
    const shifted = shift(now(call, context), count, textOf(args, 1, call), call);
    return formatted(shifted, args, 2, call);
  };
}

const UNIT_TICKS: Readonly<Record<string, bigint | undefined>> = {
  second: TICKS.second,
  minute: TICKS.minute,
  hour: TICKS.hour,
  day: TICKS.day,
  week: TICKS.week,
};

const UNIT_MONTHS: Readonly<Record<string, number | undefined>> = { month: 1, year: 12 };
const MOST_MONTHS = 120_000;

function shift(start: Moment, count: number | bigint, unit: string, call: Call): Moment {
  const name = unit.toLowerCase().replace(/s$/, "");
  const ticks = Object.hasOwn(UNIT_TICKS, name) ? UNIT_TICKS[name] : undefined;
  if (ticks !== undefined) return moment(start.ticks + BigInt(count) * ticks, start.kind, call);
  const months = Object.hasOwn(UNIT_MONTHS, name) ? UNIT_MONTHS[name] : undefined;
  if (months === undefined) {
    const rule = `${show(unit)} is not a time unit`;
    const repair = "give Second, Minute, Hour, Day, Week, Month or Year";
    return fail(call, "EXPRESSION_DATE", rule, repair);
  }
  if (count > MOST_MONTHS || count < -MOST_MONTHS) return moment(-1n, start.kind, call);
  return addMonths(start, Number(count) * months, call);
}

function startOf(reset: () => Partial<Parts>): Implementation {
  return (args, call) => {
    const start = timestamp(args, call);
    const ticks = ticksOf({ ...partsOf(start), second: 0, fraction: 0, ...reset() });
    return formatted(moment(ticks ?? -1n, start.kind, call), args, 1, call);
  };
}

function dayOfYear(start: Moment): number {
  const { year } = partsOf(start);
  const first = ticksOf({ year, month: 1, day: 1, hour: 0, minute: 0, second: 0, fraction: 0 });
  return Number((start.ticks - (first ?? 0n)) / TICKS.day) + 1;
}

function toUtc(start: Moment, zone: Zone, call: Call): bigint {
  return start.kind === "unspecified" ? utcTicks(start.ticks, zone, call) : start.ticks;
}

function inZone(ticks: bigint, zone: Zone, call: Call): Moment {
  return moment(ticks + zone.offsetAt(ticks), zone.isUtc ? "utc" : "unspecified", call);
}
