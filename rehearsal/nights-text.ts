/** Many nights as a person reads them on a terminal. */
import type { Distribution } from "../cost/nights";
import type { ForecastNights, Nights } from "./nights";

/** @returns a paragraph a forecast. */
export function renderNights({ count, forecasts, scenario, seed }: Nights): string {
  const paragraphs = forecasts.map(paragraphOf);
  return [`${count} nights of ${scenario}, seed ${seed}`, ...paragraphs].join("\n\n");
}

function paragraphOf(nights: ForecastNights): string {
  const { backend, clusterMinutes, forecast, jobRuns, readyMinutes, succeeded, total } = nights;
  return [
    `${forecast} by ${backend}: ${succeeded} of ${nights.nights} nights succeeded`,
    "                       median   9 of 10 within      mean      most",
    rowOf("cost of a night", total, 2),
    rowOf("ready after, minutes", readyMinutes, 0),
    rowOf("cluster on, minutes", clusterMinutes, 1),
    rowOf("job runs", jobRuns, 0),
  ].join("\n");
}

function rowOf(name: string, { max, mean, p50, p90 }: Distribution, decimals: number): string {
  const figure = (value: number | null, width: number) =>
    (value?.toFixed(decimals) ?? "-").padStart(width);
  return `  ${name.padEnd(20)} ${figure(p50, 6)} ${figure(p90, 16)} ${figure(mean, 9)} ${figure(max, 9)}`;
}
