// The ForEach: how many turns at once, and what such turns must not do.

import { type Problem, problem } from "../error";
import { isWhole } from "./limits";
import type { Visit } from "./walk";

/**
 * How many turns of a ForEach may run at once.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-for-each-activity#type-properties
 */
const BATCH_COUNT: { readonly least: number; readonly most: number } = Object.freeze({
  least: 1,
  most: 50,
});

/** Batch counts out of range, and variables that are set by turns that run at once. */
export function checkForEach(visits: readonly Visit[]): readonly Problem[] {
  return visits.flatMap((visit) => [...checkBatchCount(visit), ...checkSetVariable(visit)]);
}

function checkBatchCount({ activity, path }: Visit): readonly Problem[] {
  const count = activity.typeProperties["batchCount"];
  if (activity.type !== "ForEach" || count === undefined) return [];
  if (isWhole(count, BATCH_COUNT.least) && count <= BATCH_COUNT.most) return [];
  const rule = `must be a whole number between ${BATCH_COUNT.least} and ${BATCH_COUNT.most}`;
  return [problem("ADF_BATCH_COUNT_RANGE", `${path}/batchCount`, rule, count)];
}

/** @see https://learn.microsoft.com/azure/data-factory/control-flow-for-each-activity#limitations-and-workarounds */
function checkSetVariable(visit: Visit): readonly Problem[] {
  if (visit.activity.type !== "SetVariable") return [];
  const loop = parallelAround(visit);
  if (loop === undefined) return [];
  const rule = `(SetVariable) must not be inside ForEach ${JSON.stringify(loop.activity.name)}, which is parallel`;
  return [problem("ADF_VARIABLE_PARALLEL", visit.path, rule)];
}

function parallelAround({ enclosing }: Visit): Visit | undefined {
  if (enclosing === undefined) return undefined;
  const { type, typeProperties } = enclosing.activity;
  const parallel = type === "ForEach" && typeProperties["isSequential"] !== true;
  return parallel ? enclosing : parallelAround(enclosing);
}
