/** The forecasts of a stack that are played. */
import type { Forecast } from "../config/forecast";
import type { Settings } from "../config/settings";
import { RehearsalError } from "./rehearsal-error";

/** @param forecast - only this one. @throws RehearsalError `REHEARSAL_FORECAST_UNKNOWN` */
export function chosenForecasts({
  forecast,
  settings,
}: {
  readonly forecast?: string | undefined;
  readonly settings: Settings;
}): readonly Forecast[] {
  if (forecast === undefined) return settings.forecasts;
  const found = settings.forecasts.filter(({ name }) => name === forecast);
  if (found.length > 0) return found;
  const known = settings.forecasts.map(({ name }) => name).join(", ");
  throw new RehearsalError(
    "REHEARSAL_FORECAST_UNKNOWN",
    forecast,
    "the stack has no such forecast",
    `give one of ${known}`,
  );
}
