// Time zones by their Windows ids, with the rules of the machine's Intl data.

import { WINDOWS_TO_IANA_MAP } from "windows-iana";
import { type Call, fail } from "../call";
import { show } from "../error";
import { nearest } from "../nearest";
import { epochMilliseconds, TICKS } from "./moment";

/** A time zone. */
export interface Zone {
  /** Its Windows id. */
  readonly id: string;
  readonly isUtc: boolean;
  /** Ticks that its clocks are ahead of UTC at a moment of UTC. */
  offsetAt(utcTicks: bigint): bigint;
}

const UTC_IDS = ["utc", "coordinated universal time"];
const zones = new Map<string, Zone>();

/** The zone of a Windows id, in any case. @throws ExpressionError `EXPRESSION_DATE` */
export function zoneOf(id: string, call: Call): Zone {
  const key = id.toLowerCase();
  const known = zones.get(key);
  if (known !== undefined) return known;
  const zone = UTC_IDS.includes(key) ? UTC : intlZone(id, call);
  zones.set(key, zone);
  return zone;
}

const UTC: Zone = { id: "UTC", isUtc: true, offsetAt: () => 0n };

function intlZone(id: string, call: Call): Zone {
  const wanted = id.toLowerCase();
  const entry = WINDOWS_TO_IANA_MAP.find(
    ({ territory, windowsName }) => territory === "001" && windowsName.toLowerCase() === wanted,
  );
  const [name] = entry?.iana ?? [];
  if (entry === undefined || name === undefined) return unknownZone(id, call);
  const clock = new Intl.DateTimeFormat("en-US", { ...CLOCK, timeZone: name });
  return {
    id: entry.windowsName,
    isUtc: false,
    offsetAt: (utcTicks) => offsetAt(clock, utcTicks),
  };
}

const CLOCK = {
  calendar: "gregory",
  era: "short",
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
} as const;

function offsetAt(clock: Intl.DateTimeFormat, utcTicks: bigint): bigint {
  const utc = Math.floor(epochMilliseconds(utcTicks) / 1000) * 1000;
  const shown: Record<string, number> = {};
  let isBeforeYearOne = false;
  for (const { type, value } of clock.formatToParts(utc)) {
    if (type === "era") isBeforeYearOne = value.startsWith("B");
    else if (type !== "literal") shown[type] = Number(value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  const local = new Date(0);
  local.setUTCFullYear(isBeforeYearOne ? 1 - year : year, month - 1, day);
  local.setUTCHours(hour, minute, second);
  return BigInt(local.getTime() - utc) * TICKS.millisecond;
}

/**
 * The UTC ticks of a zone's clock. An hour that comes twice is read as standard time.
 *
 * @throws ExpressionError `EXPRESSION_DATE` for an hour that the zone's clocks skip
 * @see https://learn.microsoft.com/dotnet/api/system.timezoneinfo.converttimetoutc (read 2026-11-24)
 */
export function utcTicks(localTicks: bigint, zone: Zone, call: Call): bigint {
  const candidates = [zone.offsetAt(localTicks - TICKS.day), zone.offsetAt(localTicks + TICKS.day)];
  const fitting = candidates.filter((offset) => zone.offsetAt(localTicks - offset) === offset);
  const [first, second] = fitting;
  if (first === undefined) {
    const rule = `the clocks of ${zone.id} skip this time`;
    return fail(call, "EXPRESSION_DATE", rule, "give a time that exists in the zone");
  }
  return localTicks - (second === undefined || first < second ? first : second);
}

function unknownZone(id: string, call: Call): never {
  const windows = WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === "001");
  const iana = WINDOWS_TO_IANA_MAP.find((entry) => entry.iana.some((name) => name === id));
  const near =
    iana?.windowsName ??
    nearest(
      id,
      windows.map(({ windowsName }) => windowsName),
    );
  const repair =
    near === undefined
      ? "give a Windows id, such as 'Korea Standard Time'"
      : `did you mean '${near}'?`;
  return fail(call, "EXPRESSION_DATE", `${show(id)} is not the Windows id of a time zone`, repair);
}
