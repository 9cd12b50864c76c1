import { evaluateBoolean } from "../evaluate";
import { property } from "../json";
import type { Kernel } from "../kernel";
import type { ActivityRun } from "../state";
import { placeOf, runBranch } from "./place";

/** One of two branches; a missing one does nothing. */
export function ifCondition(kernel: Kernel, run: ActivityRun): void {
  const given = property(run.activity.typeProperties, "expression");
  const isTrue = evaluateBoolean(given, "expression", placeOf(kernel, run));
  runBranch(kernel, run, isTrue ? "ifTrueActivities" : "ifFalseActivities");
}
