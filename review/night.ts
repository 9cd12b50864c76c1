/** What a change does to the night of each forecast: when results are there, and what that takes. */
import { isDeepStrictEqual } from "node:util";
import type { Night, Previewed } from "./previewed";
import type { Rehearsed } from "./rehearsed";

/** How a night was played: by the cost engine, or by a rehearsal with all that would be deployed. */
export type Played = "simulated" | "rehearsed";

/** The night of one forecast, which differs. */
export interface NightChange {
  readonly forecast: string;
  readonly by: Played;
  /** Null where that side has no such forecast, or its night is not known. */
  readonly before: Night | null;
  readonly after: Night | null;
}

/** Nights by forecast; undefined where a version does not tell them. */
type Nights = ReadonlyMap<string, Night> | undefined;

/**
 * @returns the simulated nights that differ, each side's as its own version simulates it; none where
 *   the base is too old to tell them
 */
export function simulatedNights(
  before: Previewed | undefined,
  after: Previewed | undefined,
): readonly NightChange[] {
  if (isTooOldForNights(before)) return [];
  return nightChanges("simulated", nightsOf(before), nightsOf(after));
}

/** Whether a version does not tell any night. */
export function isTooOldForNights(preview: Previewed | undefined): boolean {
  return preview !== undefined && preview.nights === undefined;
}

/** @returns the rehearsed nights that differ; a side that could not be rehearsed has none. */
export function rehearsedNights(
  before: Rehearsed | undefined,
  after: Rehearsed | undefined,
): readonly NightChange[] {
  return nightChanges("rehearsed", rehearsalOf(before), rehearsalOf(after));
}

function nightChanges(by: Played, before: Nights, after: Nights): readonly NightChange[] {
  const forecasts = new Set([...(after?.keys() ?? []), ...(before?.keys() ?? [])]);
  return [...forecasts]
    .map((forecast) => ({
      forecast,
      by,
      before: before?.get(forecast) ?? null,
      after: after?.get(forecast) ?? null,
    }))
    .filter((change) => !isDeepStrictEqual(change.before, change.after));
}

function nightsOf(preview: Previewed | undefined): Nights {
  return (
    preview?.nights && new Map(preview.nights.map(({ forecast, ...night }) => [forecast, night]))
  );
}

/** The last run of each forecast. */
function rehearsalOf(rehearsed: Rehearsed | undefined): Nights {
  return rehearsed && new Map(rehearsed.runs.map(({ forecast, night }) => [forecast, night]));
}
