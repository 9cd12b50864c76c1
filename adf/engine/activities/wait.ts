import { evaluateCount } from "../evaluate";
import { property } from "../json";
import type { Kernel } from "../kernel";
import type { ActivityRun } from "../state";
import { placeOf } from "./place";

const PROPERTY = "waitTimeInSeconds";

/** A pause. */
export function wait(kernel: Kernel, run: ActivityRun): void {
  const given = property(run.activity.typeProperties, PROPERTY);
  const seconds = evaluateCount(given, PROPERTY, placeOf(kernel, run));
  kernel.clock.after(seconds, () => kernel.finish(run, { status: "Succeeded", output: {} }));
}
