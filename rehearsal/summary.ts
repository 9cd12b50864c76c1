/** A rehearsal as a person reads it on a terminal. */
import { renderTable } from "../tools/table";
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

/** Runs that get a paragraph each; more are a table. */
const MOST_PARAGRAPHS = 4;
/** Letters of a message in the run log's table. */
const MOST_LETTERS = 90;

/** @returns the summary: a paragraph a run, or a table of many. */
export function renderSummary(rehearsal: Rehearsal, colors: Colors): string {
  const { fixedDesign, runs, scenario } = rehearsal;
  const paragraphs =
    runs.length > MOST_PARAGRAPHS
      ? [tableOf(runs, fixedDesign.total, colors), ...runs.flatMap(errorOf)]
      : runs.map((run) => paragraphOf(run, fixedDesign.total, colors));
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

function tableOf(runs: readonly RunReport[], fixed: number, { green, red }: Colors): string {
  const rows = runs.map(
    ({ accuracy, clusterMinutes, cost, forecast, outcome, period, virtualMinutes }) => [
      forecast,
      period.replace("T", " ").slice(0, 16),
      outcome === "succeeded" ? green(outcome) : red(outcome),
      hours(virtualMinutes),
      `${clusterMinutes.toFixed(0)} min`,
      cost.total,
      fixed / cost.total,
      accuracy?.ratio ?? "-",
    ],
  );
  const total = runs.reduce((sum, { cost }) => sum + cost.total, 0);
  const table = renderTable(
    [
      "forecast",
      "from",
      "outcome",
      "after",
      "cluster on",
      "USD",
      "fixed / cost",
      "loss / baseline",
    ],
    rows,
  );
  const all = `${runs.length} runs cost ${total.toFixed(2)} USD, as many times ten fixed hours ${(fixed * runs.length).toFixed(2)}`;
  return `${table}\n\n${all}`;
}

function errorOf({ error, forecast, period }: RunReport): readonly string[] {
  return error === null ? [] : [`${forecast} from ${period}: ${error.code}: ${error.message}`];
}

function paragraphOf(run: RunReport, fixed: number, { bold, green, red }: Colors): string {
  const { accuracy, backend, clusterMinutes, cost, error, forecast, jobRuns, outcome } = run;
  const { compute, currency, dataFactory, total } = cost;
  const color = outcome === "succeeded" ? green : red;
  const lines = [
    `${bold(forecast)} by ${backend}, from ${run.period}: ${color(outcome)} after ${hours(run.virtualMinutes)}`,
    `  a cluster was on for ${clusterMinutes.toFixed(1)} minutes in ${jobRuns} job runs; ${run.activityRuns} activity runs`,
    `  it cost ${total.toFixed(2)} ${currency}: ${compute.toFixed(2)} compute, ${dataFactory.toFixed(2)} Data Factory; ` +
      `ten fixed hours with a cluster on cost ${fixed.toFixed(2)}, ${(fixed / total).toFixed(0)} times as much`,
  ];
  if (error !== null) lines.push(`  ${error.code}: ${error.message}`);
  if (accuracy !== null) {
    const wql = mean(Object.values(accuracy.wql));
    lines.push(
      `  ${run.results.rows} rows for ${accuracy.items} items; weighted quantile loss ${wql.toFixed(3)}, ` +
        `${accuracy.ratio.toFixed(2)} of the seasonal baseline's`,
    );
  }
  return [...lines, "", indented(logOf(run))].join("\n");
}

/** The run log as it grew. */
function logOf({ stages }: RunReport): string {
  return renderTable(
    ["minute", "stage", "status", ""],
    stages.map(({ message, minute, stage, status }) => [
      minute.toFixed(0).padStart(6),
      stage,
      status,
      shortened(message ?? ""),
    ]),
  );
}

/** The whole of an error stands above its table. */
function shortened(message: string): string {
  return message.length <= MOST_LETTERS ? message : `${message.slice(0, MOST_LETTERS - 1)}…`;
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}

function hours(minutes: number): string {
  return minutes < 120 ? `${minutes.toFixed(0)} minutes` : `${(minutes / 60).toFixed(1)} hours`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
