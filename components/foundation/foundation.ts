/**
 * What every other part of an environment stands on.
 *
 *   Foundation
 *   ├─ ResourceGroup                      everything in Azure lives in it
 *   ├─ RandomId                           the suffix of names that are unique in a cloud
 *   ├─ UserAssignedIdentity orchestrator  Data Factory and the Databricks jobs run as it
 *   ├─ UserAssignedIdentity schema-owner  owns the run log's schema, and nothing else
 *   └─ UserAssignedIdentity forecaster    reaches the lake and AWS for the jobs
 *
 * Leaves the permissions of the identities to the components that own what they reach.
 */
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random";
import type { EnvironmentName } from "../../config/environments";
import { childOptions } from "../shared/child-options";
import { type NameKind, physicalName } from "../shared/naming";
import { tagsOf } from "../shared/tags";

/** Arguments of {@link Foundation}. */
export interface FoundationArgs {
  readonly environment: EnvironmentName;
  /** The Azure region, such as `eastus`. */
  readonly location: string;
  /** Whether the engine refuses to delete the resource group. */
  readonly protect: boolean;
}

/** An identity that Azure keeps and no one holds a secret of. */
export interface Identity {
  /** The ARM id. */
  readonly id: Output<string>;
  /** The application id: what contained SQL users and Databricks know it by. */
  readonly clientId: Output<string>;
  readonly name: Output<string>;
  /** The object id of its service principal: what role assignments name. */
  readonly principalId: Output<string>;
  readonly tenantId: Output<string>;
}

/** Where and as what the other components are made. */
export interface Site {
  readonly environment: EnvironmentName;
  readonly location: string;
  readonly resourceGroupName: Output<string>;
  /** The subscription's ARM id, `/subscriptions/<guid>`. */
  readonly subscriptionId: Output<string>;
  /** The name of something that is unique in the whole cloud. */
  readonly uniqueName: (kind: NameKind, role?: string) => Output<string>;
}

/**
 * The resource group, the random suffix and the three identities of an environment.
 *
 * Children: `<name>-group`, `-suffix`, `-orchestrator`, `-schema-owner`, `-forecaster`.
 *
 * @example
 * const { site, orchestrator } = new Foundation("foundation", {
 *   environment: "dev", location: "eastus", protect: false,
 * });
 */
export class Foundation extends ComponentResource {
  readonly site: Site;
  readonly orchestrator: Identity;
  readonly schemaOwner: Identity;
  readonly forecaster: Identity;
  /** The resource group's ARM id. */
  readonly resourceGroupId: Output<string>;
  readonly resourceGroupName: Output<string>;

  constructor(name: string, args: FoundationArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:foundation:Foundation", name, { location: args.location }, options);

    const group = this.#createGroup(name, args);
    const suffix = new RandomId(`${name}-suffix`, { byteLength: 4 }, childOptions(this));

    this.resourceGroupId = group.id;
    this.resourceGroupName = group.name;
    this.site = {
      environment: args.environment,
      location: args.location,
      resourceGroupName: group.name,
      subscriptionId: group.id.apply((id) => id.split("/").slice(0, 3).join("/")),
      uniqueName: (kind, role) =>
        suffix.hex.apply((hex) =>
          physicalName(kind, {
            environment: args.environment,
            suffix: hex,
            ...(role === undefined ? {} : { role }),
          }),
        ),
    };
    this.orchestrator = this.#createIdentity(name, "orchestrator");
    this.schemaOwner = this.#createIdentity(name, "schema-owner");
    this.forecaster = this.#createIdentity(name, "forecaster");
    this.registerOutputs({
      resourceGroupId: this.resourceGroupId,
      resourceGroupName: this.resourceGroupName,
    });
  }

  #createGroup(name: string, args: FoundationArgs): ResourceGroup {
    return new ResourceGroup(
      `${name}-group`,
      {
        resourceGroupName: physicalName("resourceGroup", { environment: args.environment }),
        location: args.location,
        tags: tagsOf(args.environment),
      },
      childOptions(this, { protect: args.protect }),
    );
  }

  #createIdentity(name: string, role: string): Identity {
    const { environment, location, resourceGroupName } = this.site;
    return new UserAssignedIdentity(
      `${name}-${role}`,
      {
        resourceName: physicalName("userAssignedIdentity", { environment, role }),
        resourceGroupName,
        location,
        tags: tagsOf(environment),
      },
      childOptions(this),
    );
  }
}
