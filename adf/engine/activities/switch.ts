import { evaluate, wrongType } from "../evaluate";
import { property } from "../json";
import type { Kernel } from "../kernel";
import { caseKey } from "../plan";
import type { ActivityRun } from "../state";
import { placeOf, runBranch } from "./place";

/**
 * The case whose value equals a text, case-sensitively, else the default.
 *
 * Case values are texts, and the service compares like with like only: a number fails a Switch that
 * has cases, anything else fails any Switch.
 */
export function switchOn(kernel: Kernel, run: ActivityRun): void {
  const { scopes, typeProperties } = run.activity;
  const on = evaluate(property(typeProperties, "on") ?? null, placeOf(kernel, run));
  const hasCases = scopes.size > 1;
  const isTaken = typeof on === "string" || (Number.isInteger(on) && !hasCases);
  if (!isTaken) throw wrongType("on", "a text, as the values of the cases are", on);
  const key = caseKey(on);
  runBranch(kernel, run, scopes.has(key) ? key : "defaultActivities");
}
