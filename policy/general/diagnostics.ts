/** Whether the services write down what happens in them. */
import type { ResourceNode } from "../../graph/graph";
import { ARM_LOGGED_TYPES, isArmIdWithin } from "../relations";
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";

/** The rule of diagnostic settings. */
export const DIAGNOSTIC_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "diagnostics",
    severity: "warning",
    title: "Factory, database, workspace and lake keep their logs",
    why: "what is not stored on the day of an incident cannot be read on the day after",
    repair: "add a DiagnosticSetting of the resource to the log workspace",
    source: "https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings",
    types: ARM_LOGGED_TYPES,
    test: (resource, index) =>
      index
        .ofType("azure-native:monitor:DiagnosticSetting")
        .some((setting) => isSettingOf(setting, resource))
        ? []
        : ["must have a diagnostic setting, got none"],
  }),
]);

function isSettingOf({ inputs, dependencies }: ResourceNode, resource: ResourceNode): boolean {
  const uri = inputs["resourceUri"];
  return typeof uri === "string"
    ? isArmIdWithin(uri, resource)
    : dependencies.includes(resource.urn);
}
