/** All runs at a glance: a row each, and over a month two pictures. */
import type { Pictures } from "../workspace";
import type { ReportDocument } from "./document";
import { day, figure, minutes, money, times } from "./figures";
import { type Html, html, table } from "./html";
import { pictureOf } from "./picture";
import { outcomeOf } from "./run";

/** @param pictures - of the month; empty where the runs are few */
export function overview({ fixedDesign, runs }: ReportDocument, pictures: Pictures): Html {
  const rows = runs.map(
    (
      { accuracy, clusterMinutes, cost, forecast, outcome, period, runId, virtualMinutes },
      index,
    ) => {
      const at = (field: string) => `runs.${index}.${field}`;
      const ratio = fixedDesign.total / cost.total;
      return [
        html`<a href="#${runId}">${forecast}, ${day(period)}</a>`,
        outcomeOf(outcome),
        figure(at("virtualMinutes"), virtualMinutes, minutes(virtualMinutes)),
        figure(at("clusterMinutes"), clusterMinutes, minutes(clusterMinutes)),
        figure(at("cost.total"), cost.total, money(cost.total)),
        figure(`fixedDesign.total / ${at("cost.total")}`, ratio, times(ratio)),
        accuracy === null
          ? html`-`
          : figure(at("accuracy.ratio"), accuracy.ratio, accuracy.ratio.toFixed(2)),
      ];
    },
  );
  const { losses, outcomes } = pictures;
  return html`<section id="runs"><h2>Every run</h2>
${outcomes === undefined ? undefined : pictureOf(outcomes)}
${losses === undefined ? undefined : html`<h3>Loss beside the seasonal baseline’s, which is 1</h3>${pictureOf(losses)}`}
${table(
  "Every run at a glance",
  [
    { name: "run, from" },
    { name: "outcome" },
    { name: "ended after", numbers: true },
    { name: "cluster on", numbers: true },
    { name: "cost, USD", numbers: true },
    { name: "ten fixed hours, times as much", numbers: true },
    { name: "loss, of the baseline’s", numbers: true },
  ],
  rows,
)}</section>`;
}
