/** Which roles of Azure nobody gets from this program. */
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";

/**
 * Built-in roles that may do everything, or give everything, by the GUID that all tenants share.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged
 */
const PRIVILEGED: ReadonlyMap<string, string> = new Map([
  ["18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator"],
  ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner"],
  ["b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor"],
  ["f58310d9-a9f6-439a-9e8d-f62e7b41a168", "Role Based Access Control Administrator"],
]);

/** The rule of role assignments. */
export const ROLE_ASSIGNMENT_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "role-assignment-privileged",
    severity: "error",
    title: "No identity gets a role that may do everything",
    why: "who takes over a job would own all that the role reaches",
    repair: "assign a role of the one service, at the scope of the one resource",
    source: "https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged",
    types: ["azure-native:authorization:RoleAssignment"],
    test: ({ inputs }) => {
      const id = inputs["roleDefinitionId"];
      const guid = typeof id === "string" ? id.slice(id.lastIndexOf("/") + 1).toLowerCase() : "";
      const role = PRIVILEGED.get(guid);
      return role === undefined
        ? []
        : [`roleDefinitionId must be a role of one service, got ${JSON.stringify(role)}`];
    },
  }),
]);
