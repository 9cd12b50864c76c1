/** Whether a trigger starts, and whether it can change. */
import type { ResourceNode } from "../../graph/graph";
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { textAt } from "../values";

const TRIGGER = "azure-native:datafactory:Trigger";
const STARTED = "pulumi-nodejs:dynamic/data-factory:StartedTrigger";

/** The rules of triggers. */
export const TRIGGER_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "adf-trigger-started",
    severity: "error",
    title: "Each trigger is started where the environment starts its triggers",
    why: "the service deploys every trigger stopped: without a start nothing ever runs",
    repair: "add a StartedTrigger that names the trigger",
    source: "https://learn.microsoft.com/azure/data-factory/concepts-pipeline-execution-triggers",
    types: [TRIGGER],
    test: (trigger, index, { startsTriggers }) =>
      !startsTriggers || index.ofType(STARTED).some((started) => starts(started, trigger))
        ? []
        : ["must be started by a StartedTrigger, got none"],
  }),
  resourceRule({
    id: "adf-trigger-replacement",
    severity: "error",
    title: "A changed trigger is stopped, deleted and made again",
    why: "a started trigger refuses every change, so that a deployment would fail half-way",
    repair: "set the options deleteBeforeReplace, and replaceOnChanges of properties",
    source: "https://learn.microsoft.com/azure/data-factory/how-to-create-schedule-trigger",
    types: [TRIGGER],
    test: ({ options: { deleteBeforeReplace, replaceOnChanges } }) => [
      ...(deleteBeforeReplace ? [] : ["deleteBeforeReplace must be true, got false"]),
      ...(replaceOnChanges.some((path) => path === "properties" || path === "*")
        ? []
        : ['replaceOnChanges must hold "properties" or "*", got neither']),
    ],
  }),
]);

function starts(started: ResourceNode, trigger: ResourceNode): boolean {
  const id = textAt(started.inputs, "triggerId");
  const name = textAt(trigger.inputs, "triggerName");
  const factory = textAt(trigger.inputs, "factoryName");
  if (id === undefined || name === undefined || factory === undefined) {
    return started.dependencies.includes(trigger.urn);
  }
  return id.toLowerCase().endsWith(`/factories/${factory}/triggers/${name}`.toLowerCase());
}
