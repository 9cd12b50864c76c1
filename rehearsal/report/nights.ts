/** Many nights: how cost and readiness are spread, beside what is wanted. */

import type { Distribution } from "../../cost/nights";
import type { ForecastNights, Nights } from "../nights";
import type { Pictures } from "../workspace";
import { count, figure, minutes, money } from "./figures";
import { type Html, html, table } from "./html";
import { pictureOf } from "./picture";

const PERCENTILES = ["p5", "p10", "p50", "p90", "p95", "max", "mean"] as const;

/** What the percentiles are called. */
const HEADS: Readonly<Record<(typeof PERCENTILES)[number], string>> = {
  p5: "5 %",
  p10: "10 %",
  p50: "median",
  p90: "90 %",
  p95: "95 %",
  max: "most",
  mean: "mean",
};

/** @param pictures - of each forecast, in order */
export function nightsSection(nights: Nights, pictures: readonly Pictures[]): Html {
  const { forecasts, scenario, seed } = nights;
  return html`<section id="nights"><h2>${count(nights.count, "night")}</h2>
<p>The same night again and again in the scenario <b>${scenario}</b>, what that leaves to chance drawn anew each time;
seed ${seed} gives the same nights again.</p>
${forecasts.map((forecast, index) => forecastNights(forecast, index, pictures[index] ?? {}))}</section>`;
}

function forecastNights(forecast: ForecastNights, index: number, pictures: Pictures): Html {
  const { backend, clusterMinutes, compute, dataFactory, jobRuns, readyMinutes, total } = forecast;
  const row = (
    words: string,
    field: string,
    spread: Distribution,
    form: (value: number) => string,
  ) => [
    html`${words}`,
    ...PERCENTILES.map((percentile) => {
      const value = spread[percentile];
      const at = `nights.forecasts.${index}.${field}.${percentile}`;
      return value === null ? html`-` : figure(at, value, form(value));
    }),
  ];
  return html`<h3>${forecast.forecast} <small>by ${backend}: ${figure(`nights.forecasts.${index}.succeeded`, forecast.succeeded, String(forecast.succeeded))}
of ${forecast.nights} succeeded</small></h3>
<div class="beside">${Object.values(pictures).map((picture) => pictureOf(picture))}</div>
${table(
  `${forecast.forecast}: spread over the nights`,
  [
    { name: "figure" },
    ...PERCENTILES.map((name) => ({ name: HEADS[name], numbers: true as const })),
  ],
  [
    row("cost, USD", "total", total, money),
    row("of it compute", "compute", compute, money),
    row("of it Data Factory", "dataFactory", dataFactory, money),
    row("results after", "readyMinutes", readyMinutes, minutes),
    row("cluster on", "clusterMinutes", clusterMinutes, minutes),
    row("job runs", "jobRuns", jobRuns, (value) => String(Number(value.toFixed(1)))),
  ],
)}`;
}
