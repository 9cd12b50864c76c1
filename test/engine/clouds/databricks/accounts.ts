/** Who is known in a workspace. */
import type { Clouds } from "../clouds";
import { Refusal } from "../refusal";

export const SERVICE_PRINCIPAL = "databricks:index/servicePrincipal:ServicePrincipal";

/** Groups that every account has. */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set(["account users", "admins", "users"]);

/** @returns whether a name is that of a group, or the application id of a service principal. */
export function isAccount(clouds: Clouds, name: string): boolean {
  return (
    BUILT_IN_GROUPS.has(name) ||
    clouds.ofType(SERVICE_PRINCIPAL).some(({ inputs }) => inputs["applicationId"] === name)
  );
}

/** @throws Refusal for an account that does not exist */
export function refuseUnknownAccount(clouds: Clouds, name: string): void {
  if (!isAccount(clouds, name)) {
    throw new Refusal("PRINCIPAL_DOES_NOT_EXIST", `could not find principal with name ${name}`);
  }
}
