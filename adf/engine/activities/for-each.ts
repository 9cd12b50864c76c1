import type { Json } from "../../expression/index";
import { evaluate, evaluateArray, evaluateCount, wrongType } from "../evaluate";
import { dictionary, property } from "../json";
import type { Kernel } from "../kernel";
import type { PlannedScope } from "../plan";
import { runScope, type ScopeEnd } from "../scope-run";
import { ActivityFault, type ActivityRun, type Context } from "../state";
import { containerEnd, inside, placeOf } from "./place";

/** @see https://learn.microsoft.com/azure/data-factory/control-flow-for-each-activity#type-properties (read 2026-11-23) */
const DEFAULT_BATCH = 20;

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-data-factory-limits (read 2026-11-23) */
const MAX_ITEMS = 100_000;

interface Loop {
  readonly scope: PlannedScope;
  readonly items: readonly Json[];
  next: number;
  active: number;
  failed: ScopeEnd | undefined;
}

/** A run of its activities for each element; an element that fails never stops the others. */
export function forEach(kernel: Kernel, run: ActivityRun): void {
  const { scopes, typeProperties } = run.activity;
  const place = placeOf(kernel, run);
  const items = evaluateArray(property(typeProperties, "items"), "items", place);
  if (items.length > MAX_ITEMS) {
    const message = `items must be at most ${MAX_ITEMS}, got ${items.length}`;
    throw new ActivityFault(message, "ExpressionEvaluationFailed");
  }
  const scope = scopes.get("activities");
  if (scope === undefined || items.length === 0) {
    kernel.finish(run, { status: "Succeeded", output: {} });
    return;
  }
  const loop: Loop = { scope, items, next: 0, active: 0, failed: undefined };
  const width = Math.min(widthOf(kernel, run), items.length);
  for (let index = 0; index < width; index++) startNext(kernel, run, loop);
}

function widthOf(kernel: Kernel, run: ActivityRun): number {
  const { typeProperties } = run.activity;
  const place = placeOf(kernel, run);
  const isSequential = evaluate(property(typeProperties, "isSequential") ?? false, place);
  if (typeof isSequential !== "boolean") throw wrongType("isSequential", "a boolean", isSequential);
  if (isSequential) return 1;
  const batch = property(typeProperties, "batchCount") ?? DEFAULT_BATCH;
  return Math.max(1, evaluateCount(batch, "batchCount", place));
}

function startNext(kernel: Kernel, run: ActivityRun, loop: Loop): void {
  const index = loop.next;
  const item = loop.items[index];
  if (item === undefined) return;
  loop.next += 1;
  loop.active += 1;
  const outer = run.frame.context;
  const context: Context = { ...outer, item, activities: dictionary(outer.activities) };
  // Elements must not read each other's activities, beside them or before.
  for (const name of loop.scope.names) delete context.activities[name];
  runScope(kernel, loop.scope, { ...inside(run, index), context }, (end) => {
    handOver(loop.scope, context, outer);
    loop.active -= 1;
    if (end.status === "Failed") loop.failed ??= end;
    startNext(kernel, run, loop);
    if (loop.active === 0) kernel.finish(run, containerEnd(loop.failed ?? { status: "Succeeded" }));
  });
}

function handOver(scope: PlannedScope, inner: Context, outer: Context): void {
  for (const name of scope.names) {
    const left = inner.activities[name];
    if (left !== undefined) outer.activities[name] = left;
  }
}
