/**
 * The Databricks workspace and its way to the data.
 *
 *   DatabricksWorkspace
 *   ├─ AccessConnector       carries the `forecaster` identity into Unity Catalog
 *   ├─ Workspace             Premium, with Unity Catalog
 *   └─ Provider              the workspace-level provider of what lives in it
 *
 * Leaves to the caller what is in the workspace; pass `provider` to those components.
 * https://learn.microsoft.com/azure/databricks/admin/workspace/
 */
import { AccessConnector, Workspace } from "@pulumi/azure-native/databricks";
import * as databricks from "@pulumi/databricks";
import {
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  type Output,
} from "@pulumi/pulumi";
import type { ExistingResource } from "../../config/adopt";
import type { Environment } from "../../config/environments";
import type { Identity, Site } from "../foundation/foundation";
import { adopting, groupOf } from "../shared/adoption";
import { childOptions } from "../shared/child-options";
import { physicalName } from "../shared/naming";
import { tagsOf } from "../shared/tags";

/** Arguments of {@link DatabricksWorkspace}. */
export interface DatabricksWorkspaceArgs {
  /** The Databricks account that owns the workspace, a GUID; absent: the one Azure assigns. */
  readonly accountId?: string;
  /**
   * A workspace that is brought in; plain: an id decides what the engine does.
   *
   * @default - none: it is made
   */
  readonly existing?: ExistingResource | undefined;
  readonly forecaster: Pick<Identity, "id">;
  readonly site: Site;
  readonly traits: Pick<Environment, "nodePublicIp" | "protect">;
}

/**
 * A Premium workspace with its access connector.
 *
 * Children: `<name>-connector`, `-workspace`, `-provider`.
 *
 * @example new DatabricksWorkspace("databricks", { site, forecaster, traits: ENVIRONMENTS.dev })
 */
export class DatabricksWorkspace extends ComponentResource {
  readonly accessConnectorId: Output<string>;
  /** The workspace's ARM id. */
  readonly id: Output<string>;
  readonly provider: databricks.Provider;
  /** `https://adb-….azuredatabricks.net` */
  readonly url: Output<string>;

  constructor(name: string, args: DatabricksWorkspaceArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:databricks:DatabricksWorkspace", name, { sku: "premium" }, options);

    const connector = this.#createConnector(name, args);
    const workspace = this.#createWorkspace(name, args);

    this.accessConnectorId = connector.id;
    this.id = workspace.id;
    this.url = interpolate`https://${workspace.workspaceUrl}`;
    this.provider = this.#createProvider(name, args);
    this.registerOutputs({ accessConnectorId: this.accessConnectorId, id: this.id, url: this.url });
  }

  #createConnector(name: string, { site, forecaster }: DatabricksWorkspaceArgs): AccessConnector {
    return new AccessConnector(
      `${name}-connector`,
      {
        connectorName: physicalName("accessConnector", { environment: site.environment }),
        resourceGroupName: site.resourceGroupName,
        location: site.location,
        identity: { type: "UserAssigned", userAssignedIdentities: [forecaster.id] },
        tags: tagsOf(site.environment),
      },
      childOptions(this),
    );
  }

  #createWorkspace(name: string, { existing, site, traits }: DatabricksWorkspaceArgs): Workspace {
    const { environment } = site;
    const managed = physicalName("managedResourceGroup", { environment, role: "databricks-nodes" });
    return new Workspace(
      `${name}-workspace`,
      {
        workspaceName: existing?.name ?? physicalName("databricksWorkspace", { environment }),
        resourceGroupName: groupOf(existing, site),
        location: site.location,
        computeMode: "Hybrid",
        managedResourceGroupId: interpolate`${site.subscriptionId}/resourceGroups/${managed}`,
        parameters: { enableNoPublicIp: { value: !traits.nodePublicIp } },
        publicNetworkAccess: "Enabled",
        sku: { name: "premium" },
        tags: tagsOf(environment),
      },
      childOptions(this, {
        protect: traits.protect,
        ...adopting(existing),
        // What a workspace that exists was made with for good.
        ...(existing && { ignoreChanges: ["managedResourceGroupId", "parameters"] }),
      }),
    );
  }

  #createProvider(name: string, { accountId }: DatabricksWorkspaceArgs): databricks.Provider {
    return new databricks.Provider(
      `${name}-provider`,
      {
        host: this.url,
        azureWorkspaceResourceId: this.id,
        ...(accountId === undefined ? {} : { accountId }),
      },
      { parent: this },
    );
  }
}
