/** A rehearsal in a few sentences: what ran, how it ended, when results were there, what it cost. */
import type { RunReport } from "../reports";
import type { ReportDocument } from "./document";
import { count, figure, listed, minutes, money, times } from "./figures";
import { type Html, html } from "./html";

/** Runs that get a sentence each; of more, one sentence tells all. */
const MOST_SENTENCES = 4;

/** The title of the page in plain words. */
export function titleOf({ faults, nights, runs, violations }: ReportDocument): string {
  if (violations.length > 0) return `${count(violations.length, "thing")} that must not be`;
  if (faults !== undefined) {
    const made = `${count(faults.runs, "run")} with ${count(faults.injected, "fault")}`;
    return `${made}: nothing lost, doubled, stuck or told wrong`;
  }
  if (nights !== undefined) return `${count(nights.count, "night")} of ${nights.scenario}`;
  return runsTitle(runs);
}

function runsTitle(runs: readonly RunReport[]): string {
  const names = [...new Set(runs.map(({ forecast }) => forecast))];
  const bad = runs.filter(({ outcome }) => outcome !== "succeeded");
  if (runs.length === names.length && bad.length === 0) return `${listed(names)} succeeded`;
  if (runs.length === 1) return `${listed(names)} ${bad[0]?.outcome ?? ""}`;
  if (bad.length === 0) return `All ${count(runs.length, "run")} succeeded`;
  return `${count(bad.length, "run")} of ${runs.length} did not succeed`;
}

/** The paragraphs under it. */
export function leadOf(document: ReportDocument): readonly Html[] {
  const { faults, nights, runs } = document;
  return [
    ...(runs.length > MOST_SENTENCES
      ? [sentenceOfAll(document)]
      : runs.map((run, index) => sentenceOf(run, index, document))),
    ...(nights === undefined ? [] : nightsSentences(nights)),
    ...(faults === undefined ? [] : [faultsSentence(faults)]),
  ];
}

function sentenceOf(run: RunReport, index: number, { fixedDesign }: ReportDocument): Html {
  const { backend, clusterMinutes, cost, forecast, outcome, results, virtualMinutes } = run;
  const at = (field: string) => `runs.${index}.${field}`;
  const spent = figure(at("cost.total"), cost.total, `${money(cost.total)} ${cost.currency}`);
  const who = html`<b>${forecast}</b>, forecast by ${backend},`;
  if (outcome !== "succeeded") {
    const why =
      run.error === null ? html`` : html`: ${run.error.message} <code>${run.error.code}</code>`;
    return html`<p>${who} ${outcome} after
${figure(at("virtualMinutes"), virtualMinutes, minutes(virtualMinutes))}, for ${spent}${why}</p>`;
  }
  const ratio = fixedDesign.total / cost.total;
  return html`<p>${who} had its ${figure(at("results.rows"), results.rows, results.rows.toLocaleString("en"))}
rows of results after ${figure(at("virtualMinutes"), virtualMinutes, minutes(virtualMinutes))}
and cost <b>${spent}</b>. A cluster was on for
${figure(at("clusterMinutes"), clusterMinutes, minutes(clusterMinutes))} of that time. Ten fixed hours with a cluster on
cost ${figure("fixedDesign.total", fixedDesign.total, `${money(fixedDesign.total)} ${cost.currency}`)},
<b>${figure(`fixedDesign.total / ${at("cost.total")}`, ratio, `${times(ratio)} times`)} as much</b>.</p>`;
}

function sentenceOfAll({ fixedDesign, runs }: ReportDocument): Html {
  const total = runs.reduce((sum, { cost }) => sum + cost.total, 0);
  const fixed = fixedDesign.total * runs.length;
  const currency = runs[0]?.cost.currency ?? "";
  const names = [...new Set(runs.map(({ forecast }) => forecast))];
  const done = runs.filter(({ outcome }) => outcome === "succeeded").length;
  return html`<p>${count(done, "run")} of ${listed(names)} succeeded, ${runs.length - done} did not. Together they cost
<b>${figure("runs.*.cost.total", total, `${money(total)} ${currency}`)}</b>; ten fixed hours with a cluster on for each
would have cost ${money(fixed)} ${currency}, <b>${times(fixed / total)} times as much</b>.</p>`;
}

function nightsSentences({ count: nights, forecasts }: NonNullable<ReportDocument["nights"]>) {
  return forecasts.map(({ forecast, readyMinutes, succeeded, total }, index) => {
    const at = (field: string) => `nights.forecasts.${index}.${field}`;
    const cost = total.p50 ?? Number.NaN;
    const ready = readyMinutes.p90 ?? Number.NaN;
    return html`<p><b>${forecast}</b> had results in ${figure(at("succeeded"), succeeded, String(succeeded))} of ${nights}
nights, in nine of ten within <b>${figure(at("readyMinutes.p90"), ready, minutes(ready))}</b>; half of them cost at most
<b>${figure(at("total.p50"), cost, `${money(cost)} USD`)}</b>.</p>`;
  });
}

function faultsSentence(faults: NonNullable<ReportDocument["faults"]>): Html {
  const { doubleSubmissions, injected, lostResults, runs, stuck, wrongStatus } = faults;
  const found = [
    ["resources made twice", "doubleSubmissions", doubleSubmissions],
    ["results lost or doubled", "lostResults", lostResults],
    ["runs stuck", "stuck", stuck],
    ["wrong statuses", "wrongStatus", wrongStatus],
  ] as const;
  return html`<p>${figure("faults.injected", injected, injected.toLocaleString("en"))} faults were put into
${figure("faults.runs", runs, runs.toLocaleString("en"))} runs:
${found.map(
  ([words, field, number], index) =>
    html`${index === 0 ? "" : ", "}<b>${figure(`faults.${field}`, number, String(number))}</b> ${words}`,
)}.</p>`;
}
