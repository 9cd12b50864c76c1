/** What the run log tells of a run, entry by entry, and what it is traced by. */
import type { RunReport } from "../reports";
import { count, figure } from "./figures";
import { folded, type Html, html, table } from "./html";

/** Folded, but of a run that went wrong. @param index - the run's place in the document */
export function storyOf(run: RunReport, index: number): Html {
  const { error, stages } = run;
  const entries = count(stages.length, "entry", "entries");
  return html`${folded(`The run log as it grew: ${entries}`, logOf(run, index), error !== null)}
${folded("Where it came from", lineageOf(run))}`;
}

function logOf({ forecast, period, stages }: RunReport, index: number): Html {
  return table(
    `The run log of ${forecast} from ${period}`,
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

function lineageOf({ forecast, lineage, period }: RunReport): Html {
  return table(
    `What ${forecast} from ${period} is traced by`,
    [{ name: "what" }, { name: "value" }],
    Object.entries(lineage).map(([name, value]) => [html`${name}`, html`<code>${value}</code>`]),
  );
}
