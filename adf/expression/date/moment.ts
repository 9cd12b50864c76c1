// Moments as .NET has them: ticks of 100 ns since the year 1, and what is known of their zone.

import { type Call, fail } from "../call";

/** `utc`: ends in Z. `offset`: had an offset, held in UTC. `unspecified`: no zone was given. */
export type MomentKind = "utc" | "offset" | "unspecified";

/** A point of a calendar, with the zone that its text named. */
export interface Moment {
  /** 100-nanosecond intervals since 0001-01-01T00:00:00. */
  readonly ticks: bigint;
  readonly kind: MomentKind;
}

/** The parts of a date and time. */
export interface Parts {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 100-nanosecond intervals, below a second. */
  readonly fraction: number;
  /** From 0, Sunday. */
  readonly weekday: number;
}

/** Ticks of the units of a fixed length. */
export const TICKS = {
  millisecond: 10_000n,
  second: 10_000_000n,
  minute: 600_000_000n,
  hour: 36_000_000_000n,
  day: 864_000_000_000n,
  week: 6_048_000_000_000n,
} as const;

// At 1970-01-01T00:00:00Z.
const EPOCH_TICKS = 621_355_968_000_000_000n;
const LAST_TICKS = 3_155_378_975_999_999_999n;

/** A moment, which must lie in the years 1 to 9999. */
export function moment(ticks: bigint, kind: MomentKind, call: Call): Moment {
  if (ticks >= 0n && ticks <= LAST_TICKS) return { ticks, kind };
  return fail(call, "EXPRESSION_DATE", "the result is outside the years 1 to 9999");
}

function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The ticks of a date and time, undefined where there is none. */
export function ticksOf(parts: Omit<Parts, "weekday">): bigint | undefined {
  const { year, month, day, hour, minute, second, fraction } = parts;
  const isDate =
    year >= 1 &&
    year <= 9999 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month);
  if (!isDate || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const days = BigInt(date.getTime() / 86_400_000);
  const seconds = BigInt(hour * 3600 + minute * 60 + second);
  return EPOCH_TICKS + days * TICKS.day + seconds * TICKS.second + BigInt(fraction);
}

/** The milliseconds since 1970 of a moment that is read as UTC. */
export function epochMilliseconds(ticks: bigint): number {
  const shifted = ticks - EPOCH_TICKS;
  const whole = shifted / TICKS.millisecond;
  return Number(shifted < 0n && shifted % TICKS.millisecond !== 0n ? whole - 1n : whole);
}

/** The parts of a moment. */
export function partsOf({ ticks }: Moment): Parts {
  const date = new Date(epochMilliseconds(ticks));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    fraction: Number(ticks % TICKS.second),
    weekday: date.getUTCDay(),
  };
}

/** A moment some months later or earlier; the day is at most the month's last. */
export function addMonths(start: Moment, months: number, call: Call): Moment {
  const parts = partsOf(start);
  const index = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const day = Math.min(parts.day, daysInMonth(year, month));
  const ticks = ticksOf({ ...parts, year, month, day });
  return moment(ticks ?? -1n, start.kind, call);
}
