/**
 * The Data Factory that orchestrates the runs.
 *
 *   DataFactory
 *   ├─ Factory                            acts as user-assigned identities only
 *   ├─ CredentialOperation orchestrator   what linked services name instead of a secret
 *   └─ CredentialOperation schema-owner   for the pipeline that owns the schema
 *
 * Leaves linked services, pipelines and triggers to components of their own.
 * https://learn.microsoft.com/azure/data-factory/credentials
 */
import { CredentialOperation, Factory } from "@pulumi/azure-native/datafactory";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { ExistingResource } from "../../config/adopt";
import type { Environment } from "../../config/environments";
import type { Identity, Site } from "../foundation/foundation";
import { adopting, groupOf } from "../shared/adoption";
import { childOptions } from "../shared/child-options";
import { tagsOf } from "../shared/tags";

/** Arguments of {@link DataFactory}. */
export interface DataFactoryArgs {
  /**
   * A factory that is brought in; plain: an id decides what the engine does.
   *
   * @default - none: it is made
   */
  readonly existing?: ExistingResource | undefined;
  readonly orchestrator: Pick<Identity, "id">;
  readonly schemaOwner: Pick<Identity, "id">;
  readonly site: Site;
  readonly traits: Pick<Environment, "protect">;
}

/** A factory, as what lives in it refers to it. */
export interface FactoryPlace {
  readonly factoryName: Output<string>;
  readonly resourceGroupName: Output<string>;
}

/** The credentials of a factory, by the identity that each stands for. */
export interface FactoryCredentials {
  readonly orchestrator: Output<string>;
  readonly schemaOwner: Output<string>;
}

/**
 * A factory with its two identities.
 *
 * Children: `<name>-factory`, `-orchestrator`, `-schema-owner`.
 *
 * @example new DataFactory("factory", { site, traits, orchestrator, schemaOwner })
 */
export class DataFactory extends ComponentResource implements FactoryPlace {
  readonly credentials: FactoryCredentials;
  readonly factoryName: Output<string>;
  /** The factory's ARM id. */
  readonly id: Output<string>;
  readonly resourceGroupName: Output<string>;

  constructor(name: string, args: DataFactoryArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:data-factory:DataFactory", name, {}, options);

    const factory = this.#createFactory(name, args);
    this.factoryName = factory.name;
    this.id = factory.id;
    this.resourceGroupName = groupOf(args.existing, args.site);
    this.credentials = {
      orchestrator: this.#createCredential(name, "orchestrator", args.orchestrator),
      schemaOwner: this.#createCredential(name, "schema-owner", args.schemaOwner),
    };
    this.registerOutputs({ factoryName: this.factoryName, id: this.id });
  }

  #createFactory(
    name: string,
    { existing, orchestrator, schemaOwner, site, traits }: DataFactoryArgs,
  ): Factory {
    return new Factory(
      `${name}-factory`,
      {
        factoryName: existing?.name ?? site.uniqueName("dataFactory"),
        resourceGroupName: groupOf(existing, site),
        location: site.location,
        identity: {
          type: "UserAssigned",
          userAssignedIdentities: [orchestrator.id, schemaOwner.id],
        },
        publicNetworkAccess: "Enabled",
        tags: tagsOf(site.environment),
      },
      childOptions(this, { protect: traits.protect, ...adopting(existing) }),
    );
  }

  #createCredential(name: string, role: string, identity: Pick<Identity, "id">): Output<string> {
    const credential = new CredentialOperation(
      `${name}-${role}`,
      {
        credentialName: role,
        factoryName: this.factoryName,
        resourceGroupName: this.resourceGroupName,
        properties: { type: "ManagedIdentity", resourceId: identity.id },
      },
      childOptions(this),
    );
    return credential.name;
  }
}
