/** Whether the run log tells a story that can have happened. */
import { FIRST_STATUS, STAGES, STATUS_TRANSITIONS, type Status } from "../run-log/contract";
import type { RunReport, StageReport } from "./reports";

/**
 * What is wrong with the entries of a run, for a person; empty where they follow from each other.
 *
 * Statuses follow each other as the contract says, stages only go forward unless a person restarted the
 * run, and the last entry is how the run stands.
 */
export function flawsOfStory({
  backend,
  outcome,
  stages,
}: Pick<RunReport, "backend" | "outcome" | "stages">): readonly string[] {
  const [first] = stages;
  const last = stages.at(-1);
  if (first === undefined || last === undefined) return ["the run log tells nothing of it"];
  const order: readonly string[] = STAGES[backend as keyof typeof STAGES];
  const begin =
    first.status === FIRST_STATUS && first.stage === order[0]
      ? []
      : [`it begins ${first.status} in ${first.stage}`];
  const end = last.status === outcome ? [] : [`it ends ${last.status}, and the run is ${outcome}`];
  const loaded = outcome !== "succeeded" || last.stage === order.at(-1);
  return [
    ...begin,
    ...stages
      .slice(1)
      .flatMap((entry, index) => flawsOfEntry(entry, stages[index] ?? first, order)),
    ...end,
    ...(loaded ? [] : [`it succeeded in ${last.stage}`]),
  ];
}

function flawsOfEntry(
  { stage, statement, status }: StageReport,
  before: StageReport,
  order: readonly string[],
): readonly string[] {
  const flaws: string[] = [];
  const following: readonly string[] = STATUS_TRANSITIONS[before.status as Status] ?? [];
  if (!following.includes(status)) flaws.push(`${statement}: ${status} after ${before.status}`);
  if (!order.includes(stage)) flaws.push(`${statement}: there is no stage ${stage}`);
  if (statement !== "restart" && order.indexOf(stage) < order.indexOf(before.stage)) {
    flaws.push(`${statement}: ${stage} after ${before.stage}`);
  }
  return flaws;
}
