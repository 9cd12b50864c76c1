/**
 * How Unity Catalog acts in the outside world: always as the `forecaster` identity.
 *
 *   UnityCredentials
 *   ├─ StorageCredential     reads and writes the data lake
 *   ├─ Credential            a service credential: the Entra token that AWS takes
 *   └─ Grants                the orchestrator's jobs may use the service credential
 *
 * Both are isolated: of all the workspaces of the metastore, only this one can use them.
 * https://learn.microsoft.com/azure/databricks/connect/unity-catalog/cloud-services/service-credentials
 */
import * as databricks from "@pulumi/databricks";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { Environment } from "../../config/environments";
import type { Identity, Site } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";
import { physicalName } from "../shared/naming";

/** Arguments of {@link UnityCredentials}. */
export interface UnityCredentialsArgs {
  readonly accessConnectorId: Output<string>;
  readonly forecaster: Pick<Identity, "id">;
  readonly orchestrator: { readonly applicationId: Output<string> };
  readonly site: Pick<Site, "environment">;
  readonly traits: Pick<Environment, "forceDestroy">;
}

/**
 * The storage credential and the service credential of an environment.
 *
 * Children: `<name>-storage`, `<name>-service`, `<name>-service-grants`.
 *
 * @example
 * new UnityCredentials("credentials", { site, traits, accessConnectorId, forecaster, orchestrator })
 */
export class UnityCredentials extends ComponentResource {
  readonly serviceCredentialName: Output<string>;
  readonly storageCredentialName: Output<string>;

  constructor(name: string, args: UnityCredentialsArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:databricks:UnityCredentials", name, {}, options);

    const storage = this.#createStorageCredential(name, args);
    const service = this.#createServiceCredential(name, args);
    this.#createGrants(name, args, service);

    this.serviceCredentialName = service.name;
    this.storageCredentialName = storage.name;
    this.registerOutputs({
      serviceCredentialName: this.serviceCredentialName,
      storageCredentialName: this.storageCredentialName,
    });
  }

  #createStorageCredential(name: string, args: UnityCredentialsArgs): databricks.StorageCredential {
    return new databricks.StorageCredential(
      `${name}-storage`,
      { comment: "The data lake of the forecasting platform", ...commonArgs(args, "lake") },
      childOptions(this),
    );
  }

  #createServiceCredential(name: string, args: UnityCredentialsArgs): databricks.Credential {
    return new databricks.Credential(
      `${name}-service`,
      {
        comment: "The Entra token that the forecasting jobs exchange for an AWS session",
        purpose: "SERVICE",
        // There is nothing to validate before the other cloud trusts this identity.
        skipValidation: true,
        ...commonArgs(args, "aws"),
      },
      childOptions(this),
    );
  }

  #createGrants(
    name: string,
    { orchestrator }: UnityCredentialsArgs,
    credential: databricks.Credential,
  ): void {
    new databricks.Grants(
      `${name}-service-grants`,
      {
        credential: credential.name,
        grants: [{ principal: orchestrator.applicationId, privileges: ["ACCESS"] }],
      },
      childOptions(this),
    );
  }
}

function commonArgs(
  { accessConnectorId, forecaster, site, traits }: UnityCredentialsArgs,
  role: string,
): Pick<
  databricks.StorageCredentialArgs,
  "name" | "azureManagedIdentity" | "forceDestroy" | "isolationMode"
> {
  return {
    name: physicalName("unityCatalogObject", { environment: site.environment, role }),
    azureManagedIdentity: { accessConnectorId, managedIdentityId: forecaster.id },
    forceDestroy: traits.forceDestroy,
    isolationMode: "ISOLATION_MODE_ISOLATED",
  };
}
