/** Which pictures the page needs. */
import type { Nights } from "../nights";
import type { RunReport } from "../reports";
import type { Picture, Pictures, Workspace } from "../workspace";
import type { ReportDocument } from "./document";

/** All pictures of a page. */
export interface ReportPictures {
  /** Of each run, in order; empty for one that is told in figures alone. */
  readonly runs: readonly Pictures[];
  /** Of all runs together; empty where they are few. */
  readonly month: Pictures;
  /** Of each forecast's nights, in order. */
  readonly nights: readonly Pictures[];
}

/** Runs that are all drawn; of more, the last of each forecast and the first that went wrong. */
const MOST_DRAWN = 4;

/**
 * The figures of nights, and what those of waiting for a service shall reach with estimates that are wrong by
 * up to 30 %.
 */
const SPREADS = [
  {
    field: "total",
    name: "cost of a night",
    unit: "USD",
    decimals: 2,
    wanted: { most: 0.6, of: "at the median" },
  },
  {
    field: "readyMinutes",
    name: "results after",
    unit: "minutes",
    decimals: 0,
    wanted: { most: 300, of: "in 9 of 10" },
  },
] as const;

/** Who can draw. */
type Draughtsman = Pick<Workspace, "draw">;

/** Draws them. */
export async function drawPictures(
  document: ReportDocument,
  workspace: Draughtsman,
): Promise<ReportPictures> {
  const { fixedDesign, nights, runs } = document;
  const drawn = drawnRuns(runs);
  const pictures: Pictures[] = [];
  for (const [index, run] of runs.entries()) {
    const whole = { id: `run-${index}`, run, fixed: fixedDesign.total };
    pictures.push(drawn.has(run) ? await workspace.draw("run", whole) : {});
  }
  const many = runs.length > MOST_DRAWN;
  return {
    runs: pictures,
    month: many ? await workspace.draw("month", { id: "month", runs: runs.map(shortened) }) : {},
    nights: nights === undefined ? [] : await drawNights(nights, workspace),
  };
}

function drawnRuns(runs: readonly RunReport[]): ReadonlySet<RunReport> {
  if (runs.length <= MOST_DRAWN) return new Set(runs);
  const last = new Map(runs.map((run) => [run.forecast, run]));
  const wrong = runs.filter(({ outcome }) => outcome !== "succeeded").slice(0, MOST_DRAWN);
  return new Set([...last.values(), ...wrong]);
}

/** What the pictures of a month need. */
function shortened({ accuracy, forecast, outcome, startedAt }: RunReport): object {
  return { accuracy, forecast, outcome, startedAt };
}

async function drawNights({ forecasts }: Nights, workspace: Draughtsman): Promise<Pictures[]> {
  const pictures: Pictures[] = [];
  for (const [index, { backend, values }] of forecasts.entries()) {
    const drawn: Record<string, Picture> = {};
    for (const { field, wanted, ...words } of SPREADS) {
      const shown = values.flatMap((value) => value[field] ?? []);
      // Where not one night succeeded there is nothing to draw.
      if (shown.length === 0) continue;
      const { spread } = await workspace.draw("spread", {
        id: `nights-${index}-${field}`,
        values: shown,
        wanted: backend === "random-forest" ? null : wanted,
        ...words,
      });
      if (spread !== undefined) drawn[field] = spread;
    }
    pictures.push(drawn);
  }
  return pictures;
}
