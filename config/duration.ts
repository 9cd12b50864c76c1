import { ConfigError } from "./config-error";
import { showText } from "./show";

const UNIT_MINUTES = Object.freeze({ minute: 1, hour: 60, day: 1440 });

type Unit = keyof typeof UNIT_MINUTES;

/**
 * A length of time in words, such as `"12 hours"`, `"7 days"` or `"90 minutes"`.
 *
 * @format a whole number from 1 to 999999, one space, minute(s) | hour(s) | day(s)
 */
export type Duration = `${number} ${Unit | `${Unit}s`}`;

const FORM = /^([1-9][0-9]{0,5}) (minute|hour|day)s?$/;
const LOOSE_FORM = /^ ?([1-9][0-9]{0,5}) ?([a-z]{1,7}) ?$/i;

/** The form of a {@link Duration} in words, for messages. */
export const DURATION_FORM = 'a duration such as "90 minutes", "12 hours" or "7 days"';

/** Tells whether a text is a {@link Duration}. */
export function isDuration(text: string): text is Duration {
  return FORM.test(text);
}

/**
 * Converts a duration to whole minutes.
 *
 * @throws ConfigError CONFIG_FORMAT when the text is not a duration.
 */
export function durationToMinutes(duration: Duration): number {
  const [, count, unit] = FORM.exec(duration) ?? [];
  if (count === undefined || !isUnit(unit)) {
    throw new ConfigError({
      code: "CONFIG_FORMAT",
      path: "duration",
      message: `must be ${DURATION_FORM}, got ${showText(duration)}`,
      repair: "write a whole number, one space and minutes, hours or days",
    });
  }
  return Number(count) * UNIT_MINUTES[unit];
}

/**
 * Converts minutes to a duration in its largest whole unit: 1440 is `"1 day"`.
 *
 * @param minutes - A whole number from 1 to 999999.
 */
export function minutesToDuration(minutes: number): Duration {
  if (minutes % UNIT_MINUTES.day === 0) return spell(minutes / UNIT_MINUTES.day, "day");
  if (minutes % UNIT_MINUTES.hour === 0) return spell(minutes / UNIT_MINUTES.hour, "hour");
  return spell(minutes, "minute");
}

/** Guesses the duration that a text such as `12h`, `7d`, `90 min` or `1 week` stands for. */
export function suggestDuration(text: string): Duration | undefined {
  const [, count, unit] = LOOSE_FORM.exec(text) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  const word = unit.toLowerCase();
  if (/^w(?:eeks?)?$/.test(word)) return spell(Number(count) * 7, "day");
  if (/^d(?:ays?)?$/.test(word)) return spell(Number(count), "day");
  if (/^h(?:rs?|ours?)?$/.test(word)) return spell(Number(count), "hour");
  return /^m(?:ins?|inutes?)?$/.test(word) ? spell(Number(count), "minute") : undefined;
}

function spell(count: number, unit: Unit): Duration {
  return count === 1 ? `${count} ${unit}` : `${count} ${unit}s`;
}

function isUnit(unit: string | undefined): unit is Unit {
  return unit !== undefined && Object.hasOwn(UNIT_MINUTES, unit);
}
