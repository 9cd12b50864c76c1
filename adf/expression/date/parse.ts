// Timestamps from text: ISO 8601, and the common forms that .NET reads in the culture en-US.

import { type Call, fail } from "../call";
import { show } from "../error";
import { type Moment, type MomentKind, moment, TICKS, ticksOf } from "./moment";
import { indexOfName, MONTHS, WEEKDAYS } from "./names";

const MAX_CHARACTERS = 100;
const TICKS_PER_SECOND = 10_000_000;

const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:\s*(AM|PM))?`;
const ZONE = String.raw`\s*(Z|GMT|UTC|[+-]\d{1,2}(?::?\d{2})?)?`;
const ISO = new RegExp(
  String.raw`^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:(?:T|\s+)${TIME}${ZONE}|(Z))?$`,
  "i",
);
const SLASHED = new RegExp(
  String.raw`^(\d{1,4})[/-](\d{1,2})[/-](\d{1,4})(?:(?:T|\s+)${TIME}${ZONE})?$`,
  "i",
);
const NAMED_TIME = new RegExp(String.raw`^(.*?)(?:\s+${TIME}${ZONE})?$`, "i");

/**
 * Reads a timestamp. `Z` makes it UTC, an offset is converted to UTC, no zone stays without one.
 *
 * @throws ExpressionError `EXPRESSION_DATE`
 */
export function parseMoment(text: string, call: Call): Moment {
  const trimmed = text.length > MAX_CHARACTERS ? "" : text.trim();
  const found = iso(trimmed) ?? slashed(trimmed) ?? named(trimmed);
  const ticks = found === undefined ? undefined : ticksOf(found);
  if (found === undefined || ticks === undefined) {
    const rule = `${show(text)} is not a timestamp`;
    return fail(call, "EXPRESSION_DATE", rule, "give ISO 8601, such as '2026-11-24T08:00:00Z'");
  }
  return moment(ticks - found.offset, found.kind, call);
}

interface Found {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly fraction: number;
  readonly kind: MomentKind;
  /** Ticks that the text's zone is ahead of UTC. */
  readonly offset: bigint;
}

type Group = string | undefined;

function iso(text: string): Found | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, year, month, day = "1", ...rest] = match;
  const [hour, minute, second, fraction, half, zone, z] = rest;
  return complete([year, month, day], [hour, minute, second, fraction, half], zone ?? z);
}

function slashed(text: string): Found | undefined {
  const match = SLASHED.exec(text);
  if (match === null) return undefined;
  const [, first = "", second = "", third = "", ...rest] = match;
  const [hour, minute, seconds, fraction, half, zone] = rest;
  const isYearFirst = first.length > 2;
  if (isYearFirst === third.length > 2) return undefined;
  const date = isYearFirst ? [first, second, third] : [third, first, second];
  return complete(date, [hour, minute, seconds, fraction, half], zone);
}

// Such as "15 March 2018", "March 15, 2018 1:00 PM", "Thu, 15 Mar 2018 13:00:00 GMT".
function named(text: string): Found | undefined {
  const match = NAMED_TIME.exec(text);
  if (match === null) return undefined;
  const [, date = "", hour, minute, second, fraction, half, zone] = match;
  const words = date.split(/[\s,]+/).filter((word) => word !== "");
  const [first = ""] = words;
  const parts = indexOfName(WEEKDAYS, first) >= 0 ? words.slice(1) : words;
  const month = parts.findIndex((word) => indexOfName(MONTHS, word) >= 0);
  const numbers = parts.filter((word) => /^\d{1,4}$/.test(word));
  const [day = "", year = ""] = numbers;
  if (month < 0 || parts.length !== 3 || numbers.length !== 2 || year.length !== 4)
    return undefined;
  const index = String(indexOfName(MONTHS, parts[month] ?? "") + 1);
  return complete([year, index, day], [hour, minute, second, fraction, half], zone);
}

function complete(
  [year = "", month = "", day = ""]: readonly Group[],
  [hour = "0", minute = "0", second = "0", fraction = "", half]: readonly Group[],
  zone: Group,
): Found | undefined {
  const hours = half === undefined ? Number(hour) : halfDay(Number(hour), half);
  if (hours === undefined) return undefined;
  const offset = offsetOf(zone);
  if (offset === undefined) return undefined;
  return {
    year: year.length <= 2 ? century(Number(year)) : Number(year),
    month: Number(month),
    day: Number(day),
    hour: hours,
    minute: Number(minute),
    second: Number(second),
    fraction: Math.round(Number(`0.${fraction}`) * TICKS_PER_SECOND),
    ...offset,
  };
}

function halfDay(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toUpperCase() === "PM" ? 12 : 0);
}

// .NET's sliding window ends with 2049.
function century(year: number): number {
  return year < 50 ? 2000 + year : 1900 + year;
}

function offsetOf(zone: Group): { readonly kind: MomentKind; readonly offset: bigint } | undefined {
  if (zone === undefined) return { kind: "unspecified", offset: 0n };
  const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (match === null) return { kind: "utc", offset: 0n };
  const [, sign, hours = "", minutes = "0"] = match;
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined;
  const size = BigInt(hours) * TICKS.hour + BigInt(minutes) * TICKS.minute;
  return { kind: "offset", offset: sign === "-" ? -size : size };
}
