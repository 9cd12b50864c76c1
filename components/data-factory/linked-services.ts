/**
 * What the factory reaches, and as whom; nothing here holds a secret.
 *
 *   LinkedServices
 *   ├─ LinkedService run-log          Azure SQL, as the orchestrator
 *   ├─ LinkedService run-log-schema   Azure SQL, as the schema's owner
 *   ├─ LinkedService databricks       the workspace, as the orchestrator
 *   └─ LinkedService lake             the data lake, as the orchestrator
 *
 * https://learn.microsoft.com/azure/data-factory/concepts-linked-services
 */
import { LinkedService } from "@pulumi/azure-native/datafactory";
import type { input } from "@pulumi/azure-native/types";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { childOptions } from "../shared/child-options";
import type { FactoryCredentials, FactoryPlace } from "./data-factory";

/** The linked services' names in the factory: letters, digits and underscores. */
export interface LinkedServiceNames {
  readonly databricks: string;
  readonly lake: string;
  readonly runLog: string;
  readonly runLogSchema: string;
}

/** Arguments of {@link LinkedServices}. */
export interface LinkedServicesArgs {
  readonly factory: FactoryPlace & { readonly credentials: FactoryCredentials };
  readonly lake: { readonly endpoint: Output<string> };
  readonly names: LinkedServiceNames;
  readonly runLog: { readonly databaseName: Output<string>; readonly serverFqdn: Output<string> };
  readonly workspace: { readonly id: Output<string>; readonly url: Output<string> };
}

/**
 * The linked services of the platform.
 *
 * Children: `<name>-databricks`, `-lake`, `-run-log`, `-run-log-schema`.
 *
 * @example
 * new LinkedServices("linked-services", { factory, lake, runLog, workspace, names: LINKED_SERVICES })
 */
export class LinkedServices extends ComponentResource {
  /** The names of the linked services, known only once they exist. */
  readonly names: { readonly [Role in keyof LinkedServiceNames]: Output<string> };

  constructor(name: string, args: LinkedServicesArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:data-factory:LinkedServices", name, args.names, options);
    const { factory, names } = args;
    const { orchestrator, schemaOwner } = factory.credentials;
    const create = (
      role: string,
      linkedServiceName: string,
      properties: LinkedServiceProperties,
    ): Output<string> =>
      new LinkedService(
        `${name}-${role}`,
        {
          linkedServiceName,
          factoryName: factory.factoryName,
          resourceGroupName: factory.resourceGroupName,
          properties,
        },
        childOptions(this),
      ).name;

    this.names = {
      databricks: create("databricks", names.databricks, databricksOf(args, orchestrator)),
      lake: create("lake", names.lake, lakeOf(args, orchestrator)),
      runLog: create("run-log", names.runLog, sqlOf(args, orchestrator)),
      runLogSchema: create("run-log-schema", names.runLogSchema, sqlOf(args, schemaOwner)),
    };
    this.registerOutputs({ names: this.names });
  }
}

type LinkedServiceProperties =
  | input.datafactory.AzureBlobFSLinkedServiceArgs
  | input.datafactory.AzureDatabricksLinkedServiceArgs
  | input.datafactory.AzureSqlDatabaseLinkedServiceArgs;

function credentialOf(name: Output<string>): input.datafactory.CredentialReferenceArgs {
  return { type: "CredentialReference", referenceName: name };
}

function databricksOf(
  { workspace }: LinkedServicesArgs,
  credential: Output<string>,
): input.datafactory.AzureDatabricksLinkedServiceArgs {
  return {
    type: "AzureDatabricks",
    domain: workspace.url,
    authentication: "MSI",
    workspaceResourceId: workspace.id,
    credential: credentialOf(credential),
  };
}

function lakeOf(
  { lake }: LinkedServicesArgs,
  credential: Output<string>,
): input.datafactory.AzureBlobFSLinkedServiceArgs {
  return { type: "AzureBlobFS", url: lake.endpoint, credential: credentialOf(credential) };
}

function sqlOf(
  { runLog }: LinkedServicesArgs,
  credential: Output<string>,
): input.datafactory.AzureSqlDatabaseLinkedServiceArgs {
  return {
    type: "AzureSqlDatabase",
    server: runLog.serverFqdn,
    database: runLog.databaseName,
    authenticationType: "UserAssignedManagedIdentity",
    credential: credentialOf(credential),
    encrypt: "mandatory",
    trustServerCertificate: false,
  };
}
