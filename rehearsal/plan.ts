/** When each forecast fires, so that what it forecasts is in the data and can be measured. */
import { join } from "node:path";
import type { Forecast } from "../config/forecast";
import type { Factory, Trigger } from "./factory";
import { type Firing, firingsOf } from "./firings";
import { RehearsalError } from "./rehearsal-error";
import type { DataExtent, Workspace } from "./workspace";

const DAY = 86_400_000;

/**
 * Lengths of the horizon that the history has to have before a period.
 *
 * @see https://docs.aws.amazon.com/forecast/latest/dg/API_CreateAutoPredictor.html (read 2026-11-23)
 */
const SHORTEST_HISTORY = 4;

const DATA = join(__dirname, "data");

/** The demo data by frequency: real departures from New York's airports. */
const DEMO_DATA: Readonly<Record<string, string>> = {
  D: join(DATA, "departures-by-airline-daily.csv.gz"),
  H: join(DATA, "departures-by-airport-hourly.csv.gz"),
};

/** A forecast that is played, and its data. */
export interface Played {
  readonly forecast: Forecast;
  readonly table: { readonly data: string; readonly frequency: string };
  /** The runs, the earliest first; those before `reportedFrom` only leave a past behind. */
  readonly firings: readonly Firing[];
  readonly reportedFrom: Date;
}

/** What a plan is made from. */
export interface PlanOptions {
  readonly factory: Factory;
  readonly forecasts: readonly Forecast[];
  /** @default - the demo data of the forecast's frequency */
  readonly data?: string | undefined;
  /** How many days of schedules. @default - the last run of each forecast that can be measured */
  readonly days?: number | undefined;
  /** Runs before those that are reported. */
  readonly pastRuns: number;
}

/** @throws RehearsalError `REHEARSAL_DATA` */
export async function planned(
  { data, days, factory, forecasts, pastRuns }: PlanOptions,
  workspace: Workspace,
): Promise<readonly Played[]> {
  return Promise.all(
    forecasts.map(async (forecast) => {
      const { frequency, name } = forecast;
      const path = data ?? DEMO_DATA[frequency];
      if (path === undefined) {
        const repair = "give data of your own with --data";
        const detail = `there are no demo data of frequency ${frequency}`;
        throw new RehearsalError("REHEARSAL_DATA", name, detail, repair);
      }
      const table = { data: path, frequency };
      const extent = await workspace.describe(table, forecast.allowNegative);
      const own = factory.triggers.filter(({ parameters }) => parameters["forecast"] === name);
      const all = measurableFirings(own, extent, forecast);
      const latest = all.at(-1);
      if (latest === undefined) throw tooShort(path, extent, forecast);
      const from = days === undefined ? latest.at : new Date(latest.at.getTime() - days * DAY);
      const reported = all.filter(({ at }) => at >= from);
      const before = all.length - reported.length;
      const past = all.slice(Math.max(0, before - pastRuns), before);
      const firings = [...past, ...reported];
      return { forecast, table, firings, reportedFrom: reported[0]?.at ?? latest.at };
    }),
  );
}

/** The firings with a past to learn from in the data, and their whole horizon to be measured by. */
function measurableFirings(
  triggers: readonly Trigger[],
  { first, last }: DataExtent,
  { frequency, horizon }: Forecast,
): readonly Firing[] {
  const [begin, end] = [new Date(`${first}Z`), new Date(`${last}Z`)];
  return firingsOf(triggers, begin, new Date(end.getTime() + DAY)).filter(({ parameters }) => {
    const period = new Date(`${parameters["period"]}Z`);
    return (
      stepsBetween(begin, period, frequency) >= SHORTEST_HISTORY * horizon &&
      stepsBetween(period, end, frequency) + 1 >= horizon
    );
  });
}

function tooShort(
  path: string,
  { first, last }: DataExtent,
  { frequency, horizon, name }: Forecast,
): RehearsalError {
  const steps = stepsBetween(new Date(`${first}Z`), new Date(`${last}Z`), frequency) + 1;
  const detail = `no run of ${name} can be learnt and measured: the data have ${steps} steps, from ${first} to ${last}`;
  const needed = (SHORTEST_HISTORY + 1) * horizon;
  const repair = `a run needs ${SHORTEST_HISTORY * horizon} before its period and ${horizon} from there on: give data of ${needed} steps and a span of the schedule, or a shorter horizon`;
  return new RehearsalError("REHEARSAL_DATA", path, detail, repair);
}

/** How many steps lead from one time to another. */
function stepsBetween(from: Date, to: Date, frequency: string): number {
  if (frequency === "M") {
    const years = to.getUTCFullYear() - from.getUTCFullYear();
    return years * 12 + to.getUTCMonth() - from.getUTCMonth();
  }
  const step = { H: DAY / 24, D: DAY, W: 7 * DAY }[frequency] ?? DAY;
  return Math.floor((to.getTime() - from.getTime()) / step);
}
