/** A rehearsal as one page for people: no script, no network, for phones and for the dark. */
import type { Rehearsal } from "./rehearse";
import type { RunReport } from "./reports";
import type { Pictures } from "./workspace";

const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1e21; --muted: #6b7280; --line: #e3e5e8;
  --wait: #d9dee5; --cluster: #2563eb; --factory: #0e9f6e; --fixed: #c2410c; --good: #0e7a55; --bad: #b91c1c; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e6e8ea; --muted: #9aa2ad;
  --line: #2c3036; --wait: #3a414b; --cluster: #6ea0ff; --factory: #3ecf9a; --fixed: #fb923c;
  --good: #4ade9f; --bad: #f87171; } }
body { margin: 0 auto; max-width: 56rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; } p { max-width: 44rem; } small, dt { color: var(--muted); }
.picture { overflow-x: auto; } svg { width: 100%; min-width: 34rem; height: auto; } svg text { fill: var(--ink); font-family: inherit; }
.good { color: var(--good); } .bad { color: var(--bad); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .5rem 1.5rem; margin: 0; }
dt { font-size: .8rem; } dd { margin: 0; font-size: 1.15rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .85rem; }
td, th { text-align: left; padding: .15rem .75rem .15rem 0; border-bottom: 1px solid var(--line); }
td.number { text-align: right; font-variant-numeric: tabular-nums; } code { overflow-wrap: anywhere; }
`;

/** @returns the page. @param pictures - of each run, in the order of the runs */
export function renderReport(rehearsal: Rehearsal, pictures: readonly Pictures[]): string {
  const { fixedDesign, runs, scenario } = rehearsal;
  const sections = runs.map((run, index) =>
    sectionOf(run, pictures[index] ?? {}, fixedDesign.total),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rehearsal: ${escaped(scenario)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Rehearsal</h1>
<p>The pipelines, statements, notebooks and settings that would be deployed, run on one machine in virtual
time, in the scenario <b>${escaped(scenario)}</b>. Amazon Forecast is a stand-in, and clusters are counted
instead of started; everything else is real, the data and the forecasts too.</p>
${sections.join("\n")}
</body>
</html>
`;
}

function sectionOf(run: RunReport, pictures: Pictures, fixed: number): string {
  const forecasts = Object.entries(pictures).filter(([name]) => name.startsWith("forecast-"));
  return `<section id="${escaped(run.runId)}">
<h2>${escaped(run.forecast)} <small>${escaped(run.backend)}, from ${escaped(run.period)}</small></h2>
<dl>${figuresOf(run, fixed)
    .map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`)
    .join("")}</dl>
${run.error === null ? "" : `<p class="bad">${escaped(run.error.code)}: ${escaped(run.error.message)}</p>`}
<h3>What the run waited for, and when a cluster was on</h3>
${pictureOf(pictures["timeline"])}
<p><small>Pale blue is the start of a cluster. While the run waits for the service, nothing is on.</small></p>
<h3>What it cost beside ten fixed hours</h3>
${pictureOf(pictures["cost"])}
${forecasts.length === 0 ? "" : "<h3>Forecast against what came: the largest items</h3>"}
${forecasts.map(([, svg]) => pictureOf(svg)).join("\n")}
<details><summary>The run log as it grew</summary><div class="wide">${logOf(run)}</div></details>
<details><summary>The cost by meter</summary><div class="wide">${metersOf(run)}</div></details>
<details><summary>Where it came from</summary><div class="wide">${lineageOf(run)}</div></details>
</section>`;
}

function pictureOf(svg = ""): string {
  return `<div class="picture">${svg}</div>`;
}

function figuresOf(run: RunReport, fixed: number): readonly (readonly [string, string])[] {
  const { accuracy, cost, outcome } = run;
  const color = outcome === "succeeded" ? "good" : "bad";
  return [
    ["outcome", `<span class="${color}">${escaped(outcome)}</span>`],
    ["after", `${run.virtualMinutes.toFixed(0)} minutes`],
    ["a cluster was on", `${run.clusterMinutes.toFixed(1)} minutes, ${run.jobRuns} times`],
    ["cost", `${cost.total.toFixed(2)} ${escaped(cost.currency)}`],
    ["ten fixed hours cost", `${(fixed / cost.total).toFixed(0)} times as much`],
    ["results", `${run.results.rows} rows`],
    ...(accuracy === null
      ? []
      : ([["loss beside the seasonal baseline", accuracy.ratio.toFixed(2)]] as const)),
  ];
}

function logOf({ stages }: RunReport): string {
  const rows = stages.map(
    ({ message, minute, stage, statement, status }) =>
      `<tr><td class="number">${minute.toFixed(0)}</td><td>${escaped(statement)}</td><td>${escaped(stage)}</td><td>${escaped(status)}</td><td>${escaped(message ?? "")}</td></tr>`,
  );
  return `<table><tr><th>minute</th><th>statement</th><th>stage</th><th>status</th><th></th></tr>${rows.join("")}</table>`;
}

function metersOf({ cost }: RunReport): string {
  const rows = cost.lines.map(
    (line) =>
      `<tr><td>${escaped(line.item)}</td><td class="number">${line.quantity.toFixed(4)}</td><td>${escaped(line.unit)}</td><td class="number">${line.cost.toFixed(4)}</td></tr>`,
  );
  return `<table><tr><th>meter</th><th>used</th><th>unit</th><th>${escaped(cost.currency)}</th></tr>${rows.join("")}</table>`;
}

function lineageOf({ lineage }: RunReport): string {
  const rows = Object.entries(lineage).map(
    ([name, value]) => `<tr><td>${escaped(name)}</td><td><code>${escaped(value)}</code></td></tr>`,
  );
  return `<table>${rows.join("")}</table>`;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
