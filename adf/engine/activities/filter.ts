import type { Json } from "../../expression/index";
import { evaluateArray, evaluateBoolean } from "../evaluate";
import { property } from "../json";
import type { Kernel } from "../kernel";
import type { ActivityRun } from "../state";
import { placeOf } from "./place";

/** The elements of an array for which a condition holds. */
export function filter(kernel: Kernel, run: ActivityRun): void {
  const { typeProperties } = run.activity;
  const place = placeOf(kernel, run);
  const given = evaluateArray(property(typeProperties, "items"), "items", place);
  const condition = property(typeProperties, "condition");
  const context = { ...place.context };
  const kept = given.filter((item) => {
    context.item = item;
    return evaluateBoolean(condition, "condition", { clock: place.clock, context });
  });
  const output: Json = { ItemsCount: given.length, FilteredItemsCount: kept.length, Value: kept };
  kernel.finish(run, { status: "Succeeded", output, isOutputTold: true });
}
