/**
 * Who may do what in the data lake.
 *
 *   LakeAccess
 *   ├─ RoleAssignment delegator     forecaster: Storage Blob Delegator on the account
 *   ├─ RoleAssignment <container>   forecaster: Storage Blob Data Contributor, one per container
 *   └─ RoleAssignment results       orchestrator: Storage Blob Data Reader on `forecasts`
 *
 * Unity Catalog needs the first two to hand out short-lived access; Data Factory reads results.
 */
import { RoleAssignment } from "@pulumi/azure-native/authorization";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { ContainerName } from "../../config/lake-containers";
import type { Identity } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";
import type { LakeContainer } from "./data-lake";

/**
 * Built-in roles, by the GUID that is the same in every tenant.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage
 */
export const STORAGE_ROLES = {
  "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  "Storage Blob Delegator": "db58b8e5-c6ad-4a2a-8342-4190687cbf4a",
} as const;

/** A built-in role on storage. */
export type StorageRole = keyof typeof STORAGE_ROLES;

/** Arguments of {@link LakeAccess}. */
export interface LakeAccessArgs {
  readonly lake: {
    readonly accountId: Output<string>;
    readonly containers: Readonly<Record<ContainerName, LakeContainer>>;
  };
  readonly forecaster: Pick<Identity, "principalId">;
  readonly orchestrator: Pick<Identity, "principalId">;
}

/**
 * The role assignments on the data lake.
 *
 * Children: `<name>-delegator`, `<name>-<container>` for each container, `<name>-results`.
 *
 * @example new LakeAccess("lake-access", { lake, forecaster, orchestrator })
 */
export class LakeAccess extends ComponentResource {
  constructor(name: string, args: LakeAccessArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:storage:LakeAccess", name, {}, options);
    const { lake, forecaster, orchestrator } = args;

    this.#assign(`${name}-delegator`, "Storage Blob Delegator", forecaster, lake.accountId);
    for (const container of Object.values(lake.containers)) {
      const role = "Storage Blob Data Contributor";
      this.#assign(`${name}-${container.name}`, role, forecaster, container.id);
    }
    const results = lake.containers.forecasts;
    this.#assign(`${name}-results`, "Storage Blob Data Reader", orchestrator, results.id);
    this.registerOutputs({});
  }

  #assign(
    name: string,
    role: StorageRole,
    identity: Pick<Identity, "principalId">,
    scope: Output<string>,
  ): void {
    new RoleAssignment(
      name,
      {
        principalId: identity.principalId,
        // Without it, an assignment fails while the new principal is not yet known everywhere.
        principalType: "ServicePrincipal",
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${STORAGE_ROLES[role]}`,
        scope,
        description: role,
      },
      childOptions(this),
    );
  }
}
