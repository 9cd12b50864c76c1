/** A rehearsal as a person reads it on a terminal. */
import { renderFaults } from "./faults-text";
import { renderNights } from "./nights-text";
import type { Rehearsal } from "./rehearse";
import type { RunReport } from "./reports";

/** What colours are needed. */
interface Colors {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly red: (text: string) => string;
}

/** @returns the summary, a paragraph a run. */
export function renderSummary(rehearsal: Rehearsal, colors: Colors): string {
  const { fixedDesign, runs, scenario } = rehearsal;
  const paragraphs = runs.map((run) => paragraphOf(run, fixedDesign.total, colors));
  if (rehearsal.nights !== undefined) {
    paragraphs.unshift(renderNights(rehearsal.nights), colors.bold("The first of them"));
  }
  if (rehearsal.faults !== undefined) {
    paragraphs.unshift(renderFaults(rehearsal.faults), colors.bold("The first of them"));
  }
  for (const { kind, message, of } of rehearsal.violations) {
    paragraphs.push(colors.red(`must not be (${kind}): ${of}: ${message}`));
  }
  return `${[colors.dim(`scenario ${scenario}`), ...paragraphs].join("\n\n")}\n`;
}

function paragraphOf(run: RunReport, fixed: number, { bold, green, red }: Colors): string {
  const { accuracy, backend, clusterMinutes, error, forecast, jobRuns, outcome, results } = run;
  const color = outcome === "succeeded" ? green : red;
  const lines = [
    `${bold(forecast)} by ${backend}, from ${run.period}: ${color(outcome)} after ${hours(run.virtualMinutes)}`,
    `  a cluster was on for ${clusterMinutes.toFixed(1)} minutes in ${jobRuns} job runs; ${run.activityRuns} activity runs`,
  ];
  const { compute, currency, dataFactory, total } = run.cost;
  const times = fixed / total;
  lines.push(
    `  it cost ${total.toFixed(2)} ${currency}: ${compute.toFixed(2)} compute, ${dataFactory.toFixed(2)} Data Factory; ` +
      `ten fixed hours with a cluster on cost ${fixed.toFixed(2)}, ${times.toFixed(0)} times as much`,
  );
  if (error !== null) lines.push(`  ${error.code}: ${error.message}`);
  if (accuracy !== null) {
    const wql = mean(Object.values(accuracy.wql));
    lines.push(
      `  ${results.rows} rows for ${accuracy.items} items; weighted quantile loss ${wql.toFixed(3)}, ` +
        `${accuracy.ratio.toFixed(2)} of the seasonal baseline's`,
    );
  }
  for (const { minute, stage, status, message } of run.stages) {
    const text = message === null ? "" : `  ${message}`;
    lines.push(`  ${minute.toFixed(0).padStart(6)} min  ${stage.padEnd(8)} ${status}${text}`);
  }
  return lines.join("\n");
}

function hours(minutes: number): string {
  return minutes < 120 ? `${minutes.toFixed(0)} minutes` : `${(minutes / 60).toFixed(1)} hours`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
