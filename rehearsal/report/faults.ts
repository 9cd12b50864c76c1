/** Faults by kind and stage, and what became of the runs that had them. */
import { STAGES } from "../../run-log/contract";
import type { FaultCounts, Faults, ToldFaultRun } from "../faults/faults";
import { FAULT_KINDS, type FaultKind } from "../faults/kinds";
import { count, figure } from "./figures";
import { folded, type Html, html } from "./html";
import { outcomeOf } from "./run";

/** Runs that are told one by one. */
const MOST_TOLD = 40;

/** Stages in the order in which runs take them; what is none of them stands before. */
const ORDER: readonly string[] = Object.values(STAGES).flat();

/** The section. */
export function faultsSection(faults: Faults): Html {
  const { injected, runs, seed, told } = faults;
  return html`<section id="faults"><h2>${count(injected, "fault")} in ${count(runs, "run")}</h2>
<p>Each run had a schedule of faults of its own, drawn from seed ${seed}. A cell says how many faults of a kind hit
a stage, and how many of the runs that had them succeeded all the same (✓) or failed with their cause in the run log (✗):
the more failed, the darker the cell.</p>
${heatMap(faults)}
${told.length === 0 ? undefined : folded(`Runs told one by one: ${told.length <= MOST_TOLD ? told.length : `${MOST_TOLD} of ${told.length}`}`, toldRuns(told))}
</section>`;
}

function heatMap({ byKindAndStage }: Faults): Html {
  const kinds = (Object.keys(FAULT_KINDS) as FaultKind[]).filter((kind) => kind in byKindAndStage);
  const hit = new Set(kinds.flatMap((kind) => Object.keys(byKindAndStage[kind] ?? {})));
  const stages = [...hit].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  const caption = "Faults by kind and stage";
  return html`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table class="heat">
<caption>${caption}</caption>
<thead><tr><th scope="col">kind</th>${stages.map((stage) => html`<th scope="col">${stage}</th>`)}</tr></thead>
<tbody>${kinds.map(
    (kind) =>
      html`<tr><th scope="row">${kind}<small>${FAULT_KINDS[kind]}</small></th>${stages.map(
        (stage) => cellOf(byKindAndStage[kind]?.[stage], `faults.byKindAndStage.${kind}.${stage}`),
      )}</tr>`,
  )}</tbody>
</table></div>`;
}

function cellOf(cell: FaultCounts | undefined, field: string): Html {
  if (cell === undefined || cell.injected === 0) return html`<td></td>`;
  const { cancelled, failed, injected, succeeded } = cell;
  const others = [
    ["✓", "succeeded", succeeded],
    ["✗", "failed", failed],
    ["–", "cancelled", cancelled],
  ] as const;
  const ended = succeeded + failed + cancelled;
  const share = ended === 0 ? 0 : (failed / ended).toFixed(2);
  return html`<td style="--share: ${share}">${figure(`${field}.injected`, injected, String(injected))}
<small>${others
    .filter(([, , number]) => number > 0)
    .map(
      ([sign, name, number]) =>
        html`<span title="${name}">${sign}${figure(`${field}.${name}`, number, String(number))}</span>`,
    )}</small></td>`;
}

function toldRuns(told: readonly ToldFaultRun[]): Html {
  return html`<ol>${told.slice(0, MOST_TOLD).map(toldRun)}</ol>`;
}

function toldRun({ error, faults, outcome, violations }: ToldFaultRun): Html {
  const what = faults.map(
    ({ detail, kind, stage }) => html`<b>${kind}</b> at ${stage}: ${detail}; `,
  );
  const why = error === null ? undefined : html` <code>${error.code}</code> ${error.message}`;
  const wrong = violations.map(({ message }) => html` <span class="bad">${message}</span>`);
  return html`<li>${what}${outcomeOf(outcome)}${why}${wrong}</li>`;
}
