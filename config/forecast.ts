import { findWindows, WINDOWS_TO_IANA_MAP } from "windows-iana";
import { z } from "zod";
import { BACKENDS, type Backend } from "./backends";
import {
  DURATION_FORM,
  type Duration,
  durationToMinutes,
  isDuration,
  suggestDuration,
} from "./duration";
import { choice, described, distinct, text } from "./fields";
import { lakePath } from "./lake-path";
import { nearest } from "./nearest";

/** The days of a week as Data Factory's triggers name them, Monday first. */
export const WEEKDAYS = Object.freeze([
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const);

/** A day of the week, in English. */
export type Weekday = (typeof WEEKDAYS)[number];

/** The length of a step of a forecast: an hour, a day, a week or a month. */
export type Frequency = "H" | "D" | "W" | "M";

/** When a forecast runs. */
export interface Schedule {
  /** At least one day, each once. */
  readonly days: readonly Weekday[];
  /** @format HH:mm, from 00:00 to 23:59, in `timeZone` */
  readonly time: string;
  /**
   * @format Windows time zone id, such as `Korea Standard Time`
   * @see https://learn.microsoft.com/windows-hardware/manufacture/desktop/default-time-zones
   */
  readonly timeZone: string;
}

/** One forecast of a stack. */
export interface Forecast {
  /** Unique in the stack. @format 2 to 31 of a-z, 0-9 and hyphen, a letter first */
  readonly name: string;
  readonly backend: Backend;
  readonly frequency: Frequency;
  /** Number of steps ahead, from 1 to the backend's limit. */
  readonly horizon: number;
  /**
   * Rising, each once, from 0.01 to 0.99 in whole percents; at most as many as the backend allows.
   * @default [0.1, 0.5, 0.9]
   */
  readonly quantiles: readonly number[];
  readonly schedule: Schedule;
  /**
   * Time from the scheduled time after which a run that has not ended fails; at most 89 days.
   * @default "12 hours"
   */
  readonly deadline: Duration;
  /**
   * Age at which a model is trained again.
   * @default "7 days"
   */
  readonly retrainAfter: Duration;
  /** Where the data lie in the lake. @format a container, then folders: `curated/demand` */
  readonly input: string;
  /**
   * Country whose public holidays count as Sundays; read by `random-forest` for `H` and `D` alone.
   *
   * @default - no holidays
   * @format ISO 3166-1 alpha-2, such as `KR`
   */
  readonly country?: string | undefined;
  /**
   * Whether the target may be below zero; if not, a negative row is a bad one.
   *
   * @default false
   */
  readonly allowNegative: boolean;
}

/** What a forecast gets that does not say otherwise. */
export const FORECAST_DEFAULTS: Readonly<
  Pick<Forecast, "quantiles" | "deadline" | "retrainAfter" | "allowNegative">
> = Object.freeze({
  quantiles: Object.freeze([0.1, 0.5, 0.9]),
  deadline: "12 hours",
  retrainAfter: "7 days",
  allowNegative: false,
});

/**
 * Longest deadline. A run's Until activity times out 90 minutes after it, and Data Factory allows 90 days.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-until-activity (read 2026-11-23)
 */
const MAX_DEADLINE: Duration = "89 days";

const WINDOWS_ZONES: ReadonlySet<string> = new Set(
  WINDOWS_TO_IANA_MAP.map(({ windowsName }) => windowsName),
);

const durationField: z.ZodType<Duration> = text<Duration>({
  be: DURATION_FORM,
  test: isDuration,
  suggest: suggestDuration,
});

const deadlineField = durationField.refine(
  (deadline) => durationToMinutes(deadline) <= durationToMinutes(MAX_DEADLINE),
  { error: `must be at most ${MAX_DEADLINE}`, params: { code: "CONFIG_RANGE" } },
);

const quantilesField = z
  .array(
    z
      .number()
      .min(0.01, { abort: true })
      .max(0.99, { abort: true })
      .refine(isWholePercent, wholePercentProblem()),
  )
  .min(1)
  .refine(
    (quantiles) =>
      quantiles.every((value, index) => value > (quantiles[index - 1] ?? Number.NEGATIVE_INFINITY)),
    {
      error: "must rise from one entry to the next",
      params: { code: "CONFIG_VALUE" },
    },
  );

const scheduleField: z.ZodType<Schedule> = z.strictObject({
  days: described(distinct(choice(WEEKDAYS)), { description: "days of the week, each once" }),
  time: described(
    text({
      be: "a time of day from 00:00 to 23:59",
      test: /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/,
      suggest: (given) => (/^[0-9]:[0-5][0-9]$/.test(given) ? `0${given}` : undefined),
    }),
    { description: "when it runs, in `timeZone`; written in quotes" },
  ),
  timeZone: described(
    text({
      be: "a Windows time zone id",
      test: (zone) => WINDOWS_ZONES.has(zone),
      code: "CONFIG_VALUE",
      suggest: (given) => findWindows(given)[0] ?? nearest(given, [...WINDOWS_ZONES]),
    }),
    { description: "the zone of the schedule and of the data's periods" },
  ),
});

/** The schema of one entry of `forecast-platform:forecasts`; limits by backend are rules of their own. */
export const forecastSchema: z.ZodType<Forecast> = z.strictObject({
  name: described(
    text({
      be: "2 to 31 lower-case letters, digits and hyphens, a letter first",
      test: /^[a-z][a-z0-9-]{1,30}$/,
      suggest: suggestName,
    }),
    { description: "its name, which is its identity; unique in the stack" },
  ),
  backend: described(choice(BACKENDS), { description: "what makes the forecast" }),
  frequency: described(choice(["H", "D", "W", "M"]), {
    description: "length of a step: hour, day, week or month",
  }),
  horizon: described(z.int().min(1), {
    description: "steps ahead, at most what the backend allows",
  }),
  quantiles: described(quantilesField.default([...FORECAST_DEFAULTS.quantiles]), {
    description: "from 0.01 to 0.99 in whole percents, rising",
  }),
  schedule: described(scheduleField, { description: "when it runs" }),
  deadline: described(deadlineField.default(FORECAST_DEFAULTS.deadline), {
    description: `from the scheduled time; later the run fails and says so; at most ${MAX_DEADLINE}`,
    absent: `\`${FORECAST_DEFAULTS.deadline}\``,
  }),
  retrainAfter: described(durationField.default(FORECAST_DEFAULTS.retrainAfter), {
    description: "age at which a model is trained again",
    absent: `\`${FORECAST_DEFAULTS.retrainAfter}\``,
  }),
  input: described(lakePath, { description: "where its data lie in the lake" }),
  country: described(
    text({
      be: "an ISO 3166-1 code of two capital letters",
      test: isCountry,
      suggest: (given) => (isCountry(given.toUpperCase()) ? given.toUpperCase() : undefined),
    }).optional(),
    {
      description: "whose holidays count as Sundays for `random-forest`, by hours and days",
      absent: "no holidays",
    },
  ),
  allowNegative: described(z.boolean().default(FORECAST_DEFAULTS.allowNegative), {
    description: "whether the target may be below zero; otherwise such a row is a bad one",
  }),
});

const COUNTRIES = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

function isCountry(given: string): boolean {
  return /^[A-Z]{2}$/.test(given) && COUNTRIES.of(given) !== undefined;
}

// Both services take quantiles in steps of .01; ours does the same, so that a forecast can change its backend.
// https://docs.aws.amazon.com/forecast/latest/dg/API_CreateForecast.html
function isWholePercent(quantile: number): boolean {
  return Math.abs(quantile * 100 - Math.round(quantile * 100)) < 1e-9;
}

function wholePercentProblem(): { error: string; params: { code: "CONFIG_FORMAT" } } {
  return { error: "must have at most two decimals", params: { code: "CONFIG_FORMAT" } };
}

function suggestName(given: string): string | undefined {
  const name = given.trim().toLowerCase().replaceAll(/[ _.]/g, "-");
  return /^[a-z][a-z0-9-]{1,30}$/.test(name) ? name : undefined;
}
