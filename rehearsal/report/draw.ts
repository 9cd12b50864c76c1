/** Which pictures the page needs. */
import type { Nights } from "../nights";
import type { RunReport } from "../reports";
import type { Pictures, Workspace } from "../workspace";
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

/** What a night of waiting for a service shall reach with estimates that are wrong by up to 30 %. */
const WANTED = {
  total: { most: 0.6, of: "at the median" },
  readyMinutes: { most: 300, of: "in 9 of 10" },
} as const;

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
    const draw = (field: "total" | "readyMinutes", name: string, unit: string) =>
      workspace.draw("spread", {
        id: `nights-${index}-${field}`,
        values: values.flatMap((value) => value[field] ?? []),
        name,
        unit,
        wanted: backend === "random-forest" ? null : WANTED[field],
      });
    const { spread: cost } = await draw("total", "cost of a night", "USD");
    const { spread: readiness } = await draw("readyMinutes", "results after", "minutes");
    pictures.push({ ...(cost && { cost }), ...(readiness && { readiness }) });
  }
  return pictures;
}
