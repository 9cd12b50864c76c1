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
  if (faults !== undefined) return [faultsSentence(faults)];
  if (nights !== undefined) return nightsSentences(nights, document.fixedDesign.total);
  return runs.length > MOST_SENTENCES
    ? sentencesOfAll(document)
    : runs.map((run, index) => sentenceOf(run, index, document));
}

function sentenceOf(run: RunReport, index: number, { fixedDesign }: ReportDocument): Html {
  const { backend, clusterMinutes, cost, forecast, outcome, results, virtualMinutes } = run;
  const at = (field: string) => `runs.${index}.${field}`;
  const spent = figure(at("cost.total"), cost.total, `${money(cost.total)} ${cost.currency}`);
  const after = figure(at("virtualMinutes"), virtualMinutes, minutes(virtualMinutes));
  const who = html`<b>${forecast}</b>, forecast by ${backend},`;
  if (outcome !== "succeeded") {
    const why = run.error === null ? undefined : html` with <code>${run.error.code}</code>`;
    return html`<p>${who} ${outcome} after ${after}, for ${spent}${why}.</p>`;
  }
  const rows = figure(at("results.rows"), results.rows, results.rows.toLocaleString("en"));
  const on = figure(at("clusterMinutes"), clusterMinutes, minutes(clusterMinutes));
  const fixed = `${money(fixedDesign.total)} ${cost.currency}`;
  const ratio = fixedDesign.total / cost.total;
  return html`<p>${who} had its ${rows} rows of results after <b>${after}</b> and cost <b>${spent}</b>.
A cluster was on for ${on} of that time. Ten fixed hours with a cluster on cost
${figure("fixedDesign.total", fixedDesign.total, fixed)},
<b>${figure(`fixedDesign.total / ${at("cost.total")}`, ratio, `${times(ratio)} times`)} as much</b>.</p>`;
}

function sentencesOfAll({ fixedDesign, runs }: ReportDocument): readonly Html[] {
  const total = runs.reduce((sum, { cost }) => sum + cost.total, 0);
  const fixed = fixedDesign.total * runs.length;
  const currency = runs[0]?.cost.currency ?? "";
  const names = [...new Set(runs.map(({ forecast }) => forecast))];
  const spent = figure("runs.*.cost.total", total, `${money(total)} ${currency}`);
  return [
    html`<p>Together they cost <b>${spent}</b>; ten fixed hours with a cluster on for each would have cost
${money(fixed)} ${currency}, <b>${times(fixed / total)} times as much</b>.</p>`,
    ...names.map((name) => sentenceOfForecast(runs.filter(({ forecast }) => forecast === name))),
  ];
}

function sentenceOfForecast(runs: readonly RunReport[]): Html {
  const [{ backend, forecast } = { backend: "", forecast: "" }] = runs;
  const done = runs.filter(({ outcome }) => outcome === "succeeded");
  const latest = Math.max(...done.map(({ virtualMinutes }) => virtualMinutes));
  const measured = runs.flatMap(({ accuracy }) => accuracy ?? []);
  const better = measured.filter(({ ratio }) => ratio < 1).length;
  return html`<p><b>${forecast}</b>, forecast by ${backend}: ${done.length} of ${count(runs.length, "run")} succeeded${
    done.length === 0
      ? undefined
      : html`, with results after ${minutes(latest)} at the latest; ${better} of ${measured.length} forecasts
were better than a seasonal baseline`
  }.</p>`;
}

function nightsSentences(
  { count: nights, forecasts }: NonNullable<ReportDocument["nights"]>,
  fixed: number,
): readonly Html[] {
  return forecasts.map(({ forecast, readyMinutes, succeeded, total }, index) => {
    const at = (field: string) => `nights.forecasts.${index}.${field}`;
    const cost = total.p50 ?? Number.NaN;
    const ready = readyMinutes.p90 ?? Number.NaN;
    const ratio = fixed / cost;
    return html`<p><b>${forecast}</b> had results in ${figure(at("succeeded"), succeeded, String(succeeded))} of ${nights}
nights, in nine of ten of these within <b>${figure(at("readyMinutes.p90"), ready, minutes(ready))}</b>. At the median a
night cost <b>${figure(at("total.p50"), cost, `${money(cost)} USD`)}</b>; ten fixed hours with a cluster on cost
${figure("fixedDesign.total", fixed, money(fixed))},
<b>${figure(`fixedDesign.total / ${at("total.p50")}`, ratio, `${times(ratio)} times`)} as much</b>.</p>`;
  });
}

function faultsSentence(faults: NonNullable<ReportDocument["faults"]>): Html {
  const { doubleSubmissions, injected, lostResults, runs, stuck, wrongStatus } = faults;
  const of = (field: string, number: number, one: string, many = `${one}s`) =>
    html`<b>${figure(`faults.${field}`, number, number.toLocaleString("en"))}</b> ${number === 1 ? one : many}`;
  return html`<p>${of("injected", injected, "fault")} in ${of("runs", runs, "run")}:
${of("doubleSubmissions", doubleSubmissions, "resource made twice", "resources made twice")},
${of("lostResults", lostResults, "result lost or doubled", "results lost or doubled")},
${of("stuck", stuck, "run stuck", "runs stuck")}, ${of("wrongStatus", wrongStatus, "wrong status", "wrong statuses")}.</p>`;
}
