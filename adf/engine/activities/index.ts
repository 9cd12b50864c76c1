// What each type of activity does.

import type { Kernel } from "../kernel";
import type { ActivityRun } from "../state";
import { ask } from "./ask";
import { executePipeline } from "./execute-pipeline";
import { fail } from "./fail";
import { filter } from "./filter";
import { forEach } from "./for-each";
import { ifCondition } from "./if-condition";
import { switchOn } from "./switch";
import { until } from "./until";
import { appendVariable, setVariable } from "./variables";
import { wait } from "./wait";

/** Runs an activity until it calls `kernel.finish`, now or in a later event. */
type Behaviour = (kernel: Kernel, run: ActivityRun) => void | Promise<void>;

/** The behaviours of the types that the factory runs itself; under `""` that of all the others. */
export const BEHAVIOURS: ReadonlyMap<string, Behaviour> = new Map<string, Behaviour>([
  ["", ask],
  ["AppendVariable", appendVariable],
  ["ExecutePipeline", executePipeline],
  ["Fail", fail],
  ["Filter", filter],
  ["ForEach", forEach],
  ["IfCondition", ifCondition],
  ["SetVariable", setVariable],
  ["Switch", switchOn],
  ["Until", until],
  ["Wait", wait],
]);
