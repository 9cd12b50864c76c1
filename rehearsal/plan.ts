/** When each forecast fires, so that what it forecasts is in the data and can be measured. */
import { join } from "node:path";
import type { Forecast } from "../config/forecast";
import type { Factory } from "./factory";
import { type Firing, firingsOf } from "./firings";
import { RehearsalError } from "./rehearsal-error";
import type { Workspace } from "./workspace";

const DAY = 86_400_000;
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
      const { first, last } = await workspace.describe(table);
      const own = factory.triggers.filter(({ parameters }) => parameters["forecast"] === name);
      const end = new Date(`${last}Z`);
      const all = firingsOf(own, new Date(`${first}Z`), end).filter(
        ({ parameters }) =>
          stepsAfter(parameters["period"] ?? "", end, frequency) >= forecast.horizon,
      );
      const latest = all.at(-1);
      if (latest === undefined) {
        const detail = `no run of ${name} has its whole horizon before the data's end, ${last}`;
        throw new RehearsalError("REHEARSAL_DATA", path, detail);
      }
      const from = days === undefined ? latest.at : new Date(latest.at.getTime() - days * DAY);
      const reported = all.filter(({ at }) => at >= from);
      const before = all.length - reported.length;
      const past = all.slice(Math.max(0, before - pastRuns), before);
      const firings = [...past, ...reported];
      return { forecast, table, firings, reportedFrom: reported[0]?.at ?? latest.at };
    }),
  );
}

/** How many steps of the data lie from a period on. */
function stepsAfter(period: string, end: Date, frequency: string): number {
  const start = new Date(`${period}Z`);
  if (frequency === "M") {
    const years = end.getUTCFullYear() - start.getUTCFullYear();
    return years * 12 + end.getUTCMonth() - start.getUTCMonth() + 1;
  }
  const step = { H: DAY / 24, D: DAY, W: 7 * DAY }[frequency] ?? DAY;
  return Math.floor((end.getTime() - start.getTime()) / step) + 1;
}
