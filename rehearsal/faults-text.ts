/** Many disturbed runs as a person reads them on a terminal. */
import type { FaultCounts, Faults, ToldFaultRun } from "./faults/faults";

/** Stages in the order of a run, whatever the backend. */
const STAGES = ["import", "train", "forecast", "export", "load"] as const;
const WIDTH = 13;

/** @returns a table of kinds and stages, the four counts, and the runs that broke a rule. */
export function renderFaults(faults: Faults): string {
  const { byKindAndStage, injected, runs, seed, told } = faults;
  const rows = Object.entries(byKindAndStage).map(([kind, stages]) =>
    row(
      kind,
      STAGES.map((stage) => cell(stages[stage])),
    ),
  );
  const bad = told.filter(({ violations }) => violations.length > 0);
  return [
    `${injected} faults in ${runs} runs, seed ${seed}`,
    "",
    row("succeeded/failed/cancelled", STAGES),
    ...rows,
    "",
    `made twice: ${faults.doubleSubmissions}   results lost: ${faults.lostResults}   ` +
      `stuck: ${faults.stuck}   wrong status: ${faults.wrongStatus}`,
    ...bad.map(story),
  ].join("\n");
}

function row(name: string, cells: readonly string[]): string {
  return `  ${name.padEnd(26)}${cells.map((text) => text.padStart(WIDTH)).join("")}`.trimEnd();
}

function cell(counts: FaultCounts | undefined): string {
  if (counts === undefined) return "";
  return [counts.succeeded, counts.failed, counts.cancelled].join("/");
}

function story({ faults, forecast, outcome, seed, violations }: ToldFaultRun): string {
  const what = faults.map(({ detail, kind, stage }) => `${kind} at ${stage}: ${detail}`).join("; ");
  const wrong = violations.map(({ message }) => message).join("; ");
  return `  ${forecast}, seed ${seed}, ${outcome}: ${what} - ${wrong}`;
}
