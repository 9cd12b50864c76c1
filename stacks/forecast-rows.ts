/** The configured forecasts as the run log keeps them. */
import { durationToMinutes } from "../config/duration";
import { type Schedule, WEEKDAYS } from "../config/forecast";
import type { Settings } from "../config/settings";
import { JOB_ACTIVITY_MINUTES } from "../pipelines/limits";
import type { ForecastRow } from "../run-log/statements";

const MINUTES_PER_DAY = 24 * 60;

/** Minutes that a scheduled run may begin late before it is missed. */
const GRACE_MINUTES = 120;

/**
 * @param jobIds - Databricks job ids by the jobs' names
 * @returns one row a forecast, in the order of the settings
 */
export function forecastRows(
  { approval, forecasts }: Pick<Settings, "approval" | "forecasts">,
  jobIds: Readonly<Record<string, string>>,
): readonly ForecastRow[] {
  return forecasts.map(({ name, backend, frequency, deadline, retrainAfter, schedule }) => {
    const promote = backend === "random-forest" ? jobIds["promote"] : undefined;
    return {
      forecast: name,
      backend,
      frequency,
      deadline_minutes: durationToMinutes(deadline),
      retrain_after_minutes: durationToMinutes(retrainAfter),
      max_gap_minutes: longestGapDays(schedule) * MINUTES_PER_DAY + GRACE_MINUTES,
      job_timeout_minutes: JOB_ACTIVITY_MINUTES,
      approval: backend === "random-forest" ? approval : "none",
      advance_job_id: jobIds[`advance-${backend}`] ?? "",
      ...(promote !== undefined && { promote_job_id: promote }),
    };
  });
}

/** @returns the most days between two scheduled runs, 1 to 7. */
function longestGapDays({ days }: Pick<Schedule, "days">): number {
  const places = days.map((day) => WEEKDAYS.indexOf(day)).sort((a, b) => a - b);
  const [first = 0] = places;
  // The week begins again after its last run.
  const next = [...places.slice(1), first + WEEKDAYS.length];
  return Math.max(...places.map((place, index) => (next[index] ?? place) - place));
}
