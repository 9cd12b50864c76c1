/**
 * The data lake: what forecasts are made of and what comes out of them.
 *
 *   DataLake
 *   ├─ StorageAccount          StorageV2, hierarchical namespace, Entra identities only
 *   ├─ BlobServiceProperties   soft delete
 *   ├─ ManagementPolicy        what grows without end moves to a cheaper tier or goes
 *   └─ BlobContainer ×4        raw, curated, forecasts, models
 *
 * Leaves to the caller who may read and write it: see `lake-access.ts`.
 * https://learn.microsoft.com/azure/storage/blobs/data-lake-storage-introduction
 */
import {
  BlobContainer,
  BlobServiceProperties,
  ManagementPolicy,
  StorageAccount,
} from "@pulumi/azure-native/storage";
import {
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  type Output,
} from "@pulumi/pulumi";
import type { ExistingResource } from "../../config/adopt";
import type { Environment } from "../../config/environments";
import { type ContainerName, LAKE_CONTAINERS } from "../../config/lake-containers";
import type { Site } from "../foundation/foundation";
import { adopting, groupOf } from "../shared/adoption";
import { childOptions } from "../shared/child-options";
import { tagsOf } from "../shared/tags";
import { LIFECYCLE_RULES } from "./lifecycle-rules";

/** Arguments of {@link DataLake}. */
export interface DataLakeArgs {
  /**
   * A storage account that is brought in; plain: an id decides what the engine does.
   *
   * @default - none: it is made
   */
  readonly existing?: ExistingResource | undefined;
  readonly site: Site;
  readonly traits: Pick<Environment, "protect" | "softDeleteDays" | "storageRedundancy">;
}

/** A container that exists, as other components refer to it. */
export interface LakeContainer {
  readonly name: ContainerName;
  readonly id: Output<string>;
  /** `abfss://<container>@<account>.dfs.core.windows.net/` */
  readonly url: Output<string>;
}

/**
 * A Data Lake Storage account with the four containers of the platform.
 *
 * Children: `<name>-account`, `-blob-service`, `-lifecycle`, and `-<container>` for each container.
 *
 * @example new DataLake("lake", { site, traits: ENVIRONMENTS.dev })
 */
export class DataLake extends ComponentResource {
  /** The account's ARM id. */
  readonly accountId: Output<string>;
  readonly accountName: Output<string>;
  readonly containers: Readonly<Record<ContainerName, LakeContainer>>;
  /** `https://<account>.dfs.core.windows.net/` */
  readonly endpoint: Output<string>;

  constructor(name: string, args: DataLakeArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:storage:DataLake", name, { containers: LAKE_CONTAINERS }, options);

    const account = this.#createAccount(name, args);
    this.#createBlobService(name, args, account);
    this.#createLifecycle(name, args, account);
    const create = (container: ContainerName) =>
      this.#createContainer(name, args, account, container);

    this.accountId = account.id;
    this.accountName = account.name;
    this.endpoint = interpolate`https://${account.name}.dfs.core.windows.net/`;
    this.containers = {
      raw: create("raw"),
      curated: create("curated"),
      forecasts: create("forecasts"),
      models: create("models"),
    };
    this.registerOutputs({ accountName: this.accountName, endpoint: this.endpoint });
  }

  #createAccount(name: string, { existing, site, traits }: DataLakeArgs): StorageAccount {
    return new StorageAccount(
      `${name}-account`,
      {
        accountName: existing?.name ?? site.uniqueName("storageAccount"),
        resourceGroupName: groupOf(existing, site),
        location: site.location,
        kind: "StorageV2",
        sku: { name: traits.storageRedundancy },
        accessTier: "Hot",
        isHnsEnabled: true,
        allowBlobPublicAccess: false,
        allowCrossTenantReplication: false,
        allowSharedKeyAccess: false,
        defaultToOAuthAuthentication: true,
        enableHttpsTrafficOnly: true,
        isLocalUserEnabled: false,
        isSftpEnabled: false,
        minimumTlsVersion: "TLS1_2",
        publicNetworkAccess: "Enabled",
        tags: tagsOf(site.environment),
      },
      childOptions(this, { protect: traits.protect, ...adopting(existing) }),
    );
  }

  #createBlobService(
    name: string,
    { existing, site, traits }: DataLakeArgs,
    account: StorageAccount,
  ): void {
    const kept = { enabled: true, days: traits.softDeleteDays };
    new BlobServiceProperties(
      `${name}-blob-service`,
      {
        accountName: account.name,
        blobServicesName: "default",
        resourceGroupName: groupOf(existing, site),
        deleteRetentionPolicy: kept,
        containerDeleteRetentionPolicy: kept,
      },
      childOptions(this),
    );
  }

  #createLifecycle(name: string, { existing, site }: DataLakeArgs, account: StorageAccount): void {
    new ManagementPolicy(
      `${name}-lifecycle`,
      {
        accountName: account.name,
        managementPolicyName: "default",
        resourceGroupName: groupOf(existing, site),
        policy: { rules: LIFECYCLE_RULES },
      },
      childOptions(this),
    );
  }

  #createContainer(
    name: string,
    { existing, site, traits }: DataLakeArgs,
    account: StorageAccount,
    containerName: ContainerName,
  ): LakeContainer {
    const container = new BlobContainer(
      `${name}-${containerName}`,
      {
        accountName: account.name,
        containerName,
        resourceGroupName: groupOf(existing, site),
        publicAccess: "None",
      },
      childOptions(this, { protect: traits.protect }),
    );
    return {
      name: containerName,
      id: container.id,
      url: interpolate`abfss://${container.name}@${account.name}.dfs.core.windows.net/`,
    };
  }
}
