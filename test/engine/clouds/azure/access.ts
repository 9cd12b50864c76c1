/** Who gets access: what the authorization service refuses. */
import type { Wanted } from "../cloud-type";
import { Refusal } from "../refusal";
import { textOf } from "../values";
import { isPrincipal } from "./subscription";

/**
 * Built-in roles by the GUID of their definitions.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
const BUILT_IN_ROLES: ReadonlySet<string> = new Set([
  "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", // Storage Blob Data Reader
  "acdd72a7-3385-48ef-bd42-f606fba81ae7", // Reader
  "b24988ac-6180-42a0-ab88-20f7382dd24c", // Contributor
  "ba92f5b4-2d11-453d-a403-e96b0029c9fe", // Storage Blob Data Contributor
  "db58b8e5-c6ad-4a2a-8342-4190687cbf4a", // Storage Blob Delegator
]);

/** @throws Refusal for a principal or a role that does not exist, and for the same assignment twice */
export function refuseAssignment({ clouds, inputs, previous, type }: Wanted): void {
  const principal = textOf(inputs["principalId"]);
  const role = textOf(inputs["roleDefinitionId"]);
  if (!isPrincipal(clouds, principal)) {
    throw new Refusal(
      "PrincipalNotFound",
      `principal ${principal} does not exist in the directory`,
    );
  }
  if (!BUILT_IN_ROLES.has(role.split("/").at(-1) ?? "")) {
    throw new Refusal("RoleDefinitionDoesNotExist", `the role definition '${role}' does not exist`);
  }
  const same = ["principalId", "roleDefinitionId", "scope"];
  const twice = clouds
    .ofType(type)
    .some((other) => same.every((key) => other.inputs[key] === inputs[key]));
  if (twice && previous === undefined) {
    throw new Refusal("RoleAssignmentExists", "the role assignment already exists");
  }
}
