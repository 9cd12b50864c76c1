/** One run: its figures, its pictures, its story. */
import type { RunReport } from "../reports";
import type { Pictures } from "../workspace";
import { costOf } from "./cost";
import type { ReportDocument } from "./document";
import { count, day, figure, minutes, money, times } from "./figures";
import { type Html, html } from "./html";
import { legend, pictureOf } from "./picture";
import { storyOf } from "./story";

/** @param index - the run's place in the document. @param pictures - empty where the run is told in figures alone */
export function runSection(document: ReportDocument, index: number, pictures: Pictures): Html {
  const run = document.runs[index];
  if (run === undefined) return html``;
  return html`${figuresOf(run, index, document)}
${run.error === null ? undefined : html`<p class="error"><b>${run.error.code}</b> ${run.error.message}</p>`}
${timelineOf(run, pictures)}
${costOf(run, index, document.fixedDesign, pictures["cost"])}
${forecastOf(pictures)}
${storyOf(run, index)}`;
}

/** What a run is called. */
export function runTitle({ backend, forecast, outcome, period }: RunReport): Html {
  return html`${forecast} ${outcomeOf(outcome)}
<small>by ${backend}, from ${day(period, !period.endsWith("T00:00:00"))}</small>`;
}

/** How a run ended, never by colour alone. */
export function outcomeOf(outcome: string): Html {
  const good = outcome === "succeeded";
  return html`<span class="outcome ${good ? "good" : "bad"}">${good ? "✓" : "✗"} ${outcome}</span>`;
}

/** A figure with its name, and what it is of. */
interface Term {
  readonly term: string;
  readonly value: Html;
  readonly note?: string;
}

function figuresOf(run: RunReport, index: number, { fixedDesign }: ReportDocument): Html {
  const { accuracy, clusterMinutes, cost, jobRuns, outcome, results, virtualMinutes } = run;
  const of = (field: string, value: number, text: string) =>
    figure(`runs.${index}.${field}`, value, text);
  const ratio = fixedDesign.total / cost.total;
  const terms: readonly (Term | undefined)[] = [
    { term: "ended after", value: of("virtualMinutes", virtualMinutes, minutes(virtualMinutes)) },
    {
      term: "cluster on",
      value: of("clusterMinutes", clusterMinutes, minutes(clusterMinutes)),
      note: `in ${count(jobRuns, "job run")}`,
    },
    { term: "cost", value: of("cost.total", cost.total, `${money(cost.total)} ${cost.currency}`) },
    outcome === "succeeded"
      ? {
          term: "ten fixed hours",
          value: figure(`fixedDesign.total / runs.${index}.cost.total`, ratio, times(ratio)),
          note: "times as much",
        }
      : undefined,
    {
      term: "results",
      value: of("results.rows", results.rows, results.rows.toLocaleString("en")),
      note: "rows",
    },
    accuracy === null
      ? undefined
      : {
          term: "forecast loss",
          value: of("accuracy.ratio", accuracy.ratio, accuracy.ratio.toFixed(2)),
          note: "of a seasonal baseline’s",
        },
  ];
  return html`<dl>${terms.flatMap((term) => (term === undefined ? [] : [termOf(term)]))}</dl>`;
}

function termOf({ note, term, value }: Term): Html {
  const small = note === undefined ? undefined : html` <small>${note}</small>`;
  return html`<div><dt>${term}</dt><dd>${value}${small}</dd></div>`;
}

function timelineOf({ stages, timeline }: RunReport, pictures: Pictures): Html | undefined {
  if (pictures["timeline"] === undefined) return undefined;
  const { activities, clusters } = timeline;
  const shown: readonly (readonly [boolean, string, string])[] = [
    [
      stages.some(({ status }) => status === "waiting"),
      "service",
      "the service works, nothing is on",
    ],
    [clusters.length > 0, "cluster pale", "a cluster starts"],
    [clusters.length > 0, "cluster", "a job works"],
    [activities.some(({ type }) => type === "Wait"), "wait", "Data Factory waits"],
    [activities.length > 0, "factory", "Data Factory works"],
  ];
  const entries = shown.filter(([is]) => is).map(([, swatch, words]) => [swatch, words] as const);
  return html`<h3>What it did and waited for</h3>
${legend(entries)}
${pictureOf(pictures["timeline"])}`;
}

function forecastOf(pictures: Pictures): Html | undefined {
  const shown = Object.entries(pictures).filter(([name]) => name.startsWith("forecast-"));
  if (shown.length === 0) return undefined;
  return html`<h3>The forecast beside what came: the largest items</h3>
${legend([
  ["ink line", "what came"],
  ["cluster line", "the median forecast"],
  ["cluster pale", "between its lowest and highest quantile"],
])}
<div class="beside">${shown.map(([, picture]) => pictureOf(picture))}</div>`;
}
