/** One run: its figures, its pictures, its story. */
import type { CostLine } from "../../cost/bill";
import type { RunReport } from "../reports";
import type { Pictures } from "../workspace";
import type { ReportDocument } from "./document";
import { count, day, figure, minutes, money, times } from "./figures";
import { folded, type Html, html, table } from "./html";
import { legend, pictureOf } from "./picture";

/** @param index - the run's place in the document. @param pictures - empty where the run is told in figures alone */
export function runSection(document: ReportDocument, index: number, pictures: Pictures): Html {
  const run = document.runs[index];
  if (run === undefined) return html``;
  return html`${figuresOf(run, index, document)}
${run.error === null ? undefined : html`<p class="error"><b>${run.error.code}</b> ${run.error.message}</p>`}
${timelineOf(run, pictures)}
${costOf(run, index, document, pictures)}
${forecastOf(pictures)}
${folded(`The run log as it grew: ${count(run.stages.length, "entry", "entries")}`, logOf(run, index), run.error !== null)}
${folded("Where it came from", lineageOf(run))}`;
}

/** What a run is called. */
export function runTitle({ backend, forecast, outcome, period }: RunReport): Html {
  return html`${forecast} ${outcomeOf(outcome)}
<small>by ${backend}, from ${day(period, !period.endsWith("T00:00:00"))}</small>`;
}

/** How a run ended, never by colour alone. */
export function outcomeOf(outcome: string): Html {
  const good = outcome === "succeeded";
  return html`<span class="${good ? "good" : "bad"}">${good ? "✓" : "✗"} ${outcome}</span>`;
}

function figuresOf(run: RunReport, index: number, { fixedDesign }: ReportDocument): Html {
  const { accuracy, clusterMinutes, cost, jobRuns, results, virtualMinutes } = run;
  const at = (field: string) => `runs.${index}.${field}`;
  const ratio = fixedDesign.total / cost.total;
  const terms: readonly (readonly [string, Html])[] = [
    ["ended after", figure(at("virtualMinutes"), virtualMinutes, minutes(virtualMinutes))],
    [
      "cluster on",
      html`${figure(at("clusterMinutes"), clusterMinutes, minutes(clusterMinutes))} <small>in ${count(jobRuns, "job run")}</small>`,
    ],
    ["cost", figure(at("cost.total"), cost.total, `${money(cost.total)} ${cost.currency}`)],
    [
      "ten fixed hours",
      html`${figure(`fixedDesign.total / ${at("cost.total")}`, ratio, times(ratio))} <small>times as much</small>`,
    ],
    [
      "results",
      html`${figure(at("results.rows"), results.rows, results.rows.toLocaleString("en"))} <small>rows</small>`,
    ],
    ...(accuracy === null
      ? []
      : ([
          [
            "forecast loss",
            html`${figure(at("accuracy.ratio"), accuracy.ratio, accuracy.ratio.toFixed(2))} <small>of a seasonal baseline’s</small>`,
          ],
        ] as const)),
  ];
  return html`<dl>${terms.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
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

function costOf(
  run: RunReport,
  index: number,
  { fixedDesign }: ReportDocument,
  { cost: picture }: Pictures,
): Html {
  const { cost } = run;
  const metered = folded("The cost by meter", metersOf(cost.lines, fixedDesign.lines, index));
  if (picture === undefined) return metered;
  return html`<h3>What it cost beside ten fixed hours</h3>
${legend([
  ["cluster", `compute, ${money(cost.compute)} ${cost.currency}`],
  ["factory", `Data Factory, ${money(cost.dataFactory)} ${cost.currency}`],
  [
    "fixed",
    "a pipeline that keeps a cluster on for ten fixed hours, by the same meters and prices",
  ],
])}
${pictureOf(picture)}
${metered}`;
}

/** Both designs by meter; a meter that one of them does not use is empty there. */
function metersOf(own: readonly CostLine[], fixed: readonly CostLine[], index: number): Html {
  const items = [...new Set([...own, ...fixed].map(({ item }) => item))];
  const cellsOf = (lines: readonly CostLine[], item: string, list: string) => {
    const line = lines.findIndex((each) => each.item === item);
    const found = lines[line];
    if (found === undefined) return [html``, html``];
    return [
      html`${figure(`${list}.${line}.quantity`, found.quantity, found.quantity.toFixed(2))} <small>${found.unit}</small>`,
      figure(`${list}.${line}.cost`, found.cost, found.cost.toFixed(4)),
    ];
  };
  const rows = items.map((item) => [
    html`${item}`,
    ...cellsOf(own, item, `runs.${index}.cost.lines`),
    ...cellsOf(fixed, item, "fixedDesign.lines"),
  ]);
  return table(
    "Cost by meter, USD",
    [
      { name: "meter" },
      { name: "this run", numbers: true },
      { name: "cost", numbers: true },
      { name: "ten fixed hours", numbers: true },
      { name: "cost", numbers: true },
    ],
    rows,
  );
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

function logOf({ stages }: RunReport, index: number): Html {
  return table(
    "The run log, entry by entry",
    [
      { name: "minute", numbers: true },
      { name: "stage" },
      { name: "status" },
      { name: "statement" },
      { name: "message" },
    ],
    stages.map(({ message, minute, stage, statement, status }, entry) => [
      figure(`runs.${index}.stages.${entry}.minute`, minute, minute.toFixed(0)),
      html`${stage}`,
      html`${status}`,
      html`${statement}`,
      html`${message ?? ""}`,
    ]),
  );
}

function lineageOf({ lineage }: RunReport): Html {
  return table(
    "What the run is traced by",
    [{ name: "what" }, { name: "value" }],
    Object.entries(lineage).map(([name, value]) => [html`${name}`, html`<code>${value}</code>`]),
  );
}
