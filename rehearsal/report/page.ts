/** A rehearsal as one page for people: no script, no network, for desk, phone, the dark and paper. */
import type { ReportDocument } from "./document";
import type { ReportPictures } from "./draw";
import { faultsSection } from "./faults";
import { leadOf, titleOf } from "./headline";
import { Html, html } from "./html";
import { nightsSection } from "./nights";
import { overview } from "./overview";
import { registrySection } from "./registry";
import { runSection, runTitle } from "./run";
import { STYLE } from "./style";

/** Runs that are shown whole, one after the other; of more there is an overview, and each is folded. */
const MOST_OPEN = 4;

/** @returns the page. */
export function renderReport(document: ReportDocument, pictures: ReportPictures): string {
  const { faults, nights, registry = [], runs, scenario } = document;
  const many = runs.length > MOST_OPEN;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rehearsal: ${titleOf(document)}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>
<p class="kind">A rehearsal in the scenario <b>${scenario}</b></p>
<h1>${titleOf(document)}</h1>
${leadOf(document)}
${document.violations.length === 0 && faults !== undefined ? undefined : violationsOf(document)}
</header>
<main>
${faults === undefined ? undefined : faultsSection(faults)}
${nights === undefined ? undefined : nightsSection(nights, pictures.nights)}
${many ? overview(document, pictures) : runs.map((_, index) => wholeRun(document, index, pictures))}
${registrySection(registry)}
</main>
<footer>${madeOf()}</footer>
</body>
</html>
`.text;
}

function wholeRun(document: ReportDocument, index: number, pictures: ReportPictures): Html {
  const run = document.runs[index];
  if (run === undefined) return html``;
  const one =
    (document.nights ?? document.faults) === undefined
      ? undefined
      : html`<small>One of them:</small> `;
  return html`<section id="${run.runId}"><h2>${one}${runTitle(run)}</h2>
${runSection(document, index, pictures.runs[index] ?? {})}</section>`;
}

function violationsOf({ violations }: ReportDocument): Html {
  if (violations.length === 0) {
    return html`<p class="note"><span class="good">✓</span> Nothing was made twice, no result is lost or doubled, no run is
stuck, and none has a wrong status.</p>`;
  }
  return html`<div class="error"><b>What must not be</b><ul>${violations.map(
    ({ kind, message, of }) => html`<li><b>${kind}</b> ${of}: ${message}</li>`,
  )}</ul></div>`;
}

function madeOf(): Html {
  return html`<p>What was run is what would be deployed: the pipelines of the previewed stack, the SQL of the run log, the
notebooks and the Python package, on real data, in virtual time on one machine. Amazon Forecast is a stand-in that
keeps the service’s rules and times; clusters are counted instead of started. Costs are those of compute and Data
Factory, at list prices; what the forecasting service itself bills is the same in every design and left out.</p>`;
}
