/** Many runs: how they ended, a row each, and each of them folded. */
import type { RunReport } from "../reports";
import type { ReportDocument } from "./document";
import type { ReportPictures } from "./draw";
import { count, day, figure, minutes, money, times } from "./figures";
import { folded, type Html, html, table } from "./html";
import { pictureOf } from "./picture";
import { outcomeOf, runSection, runTitle } from "./run";

/** The section: two pictures, and by forecast a table of its runs. */
export function overview(document: ReportDocument, pictures: ReportPictures): Html {
  const { losses, outcomes } = pictures.month;
  const forecasts = [...new Set(document.runs.map(({ forecast }) => forecast))];
  return html`<section id="runs"><h2>The runs</h2>
${outcomes === undefined ? undefined : pictureOf(outcomes)}
${losses === undefined ? undefined : html`<h3>Loss beside a seasonal baseline’s, which is 1</h3>${pictureOf(losses)}`}
${forecasts.map((forecast) => runsOf(forecast, document, pictures))}</section>`;
}

function runsOf(forecast: string, document: ReportDocument, pictures: ReportPictures): Html {
  const own = [...document.runs.entries()].filter(([, run]) => run.forecast === forecast);
  const each = own.map(
    ([index, run]) =>
      html`<div id="${run.runId}">${folded(
        runTitle(run),
        runSection(document, index, pictures.runs[index] ?? {}),
      )}</div>`,
  );
  return html`<h3>${forecast}</h3>
${table(
  `${forecast}: its runs at a glance`,
  [
    { name: "from" },
    { name: "outcome" },
    { name: "ended after", numbers: true },
    { name: "cluster on", numbers: true },
    { name: "cost, USD", numbers: true },
    { name: "ten fixed hours, times as much", numbers: true },
    { name: "loss, of the baseline’s", numbers: true },
  ],
  own.map(([index, run]) => rowOf(run, index, document.fixedDesign.total)),
)}
${folded(`${count(own.length, "run")} of ${forecast}, one by one`, html`<div class="inner">${each}</div>`)}`;
}

function rowOf(run: RunReport, index: number, fixed: number): readonly Html[] {
  const { accuracy, clusterMinutes, cost, outcome, period, runId, virtualMinutes } = run;
  const at = (field: string) => `runs.${index}.${field}`;
  const ratio = fixed / cost.total;
  const succeeded = outcome === "succeeded";
  return [
    html`<a href="#${runId}">${day(period)}</a>`,
    outcomeOf(outcome),
    figure(at("virtualMinutes"), virtualMinutes, minutes(virtualMinutes)),
    figure(at("clusterMinutes"), clusterMinutes, minutes(clusterMinutes)),
    figure(at("cost.total"), cost.total, money(cost.total)),
    succeeded ? figure(`fixedDesign.total / ${at("cost.total")}`, ratio, times(ratio)) : html`–`,
    accuracy === null
      ? html`–`
      : figure(at("accuracy.ratio"), accuracy.ratio, accuracy.ratio.toFixed(2)),
  ];
}
