/**
 * The containers of the data lake, as Unity Catalog knows them.
 *
 *   ExternalLocations
 *   └─ ExternalLocation ×4   one a container, isolated to this workspace
 *
 * https://learn.microsoft.com/azure/databricks/connect/unity-catalog/external-locations
 */
import * as databricks from "@pulumi/databricks";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import type { Environment } from "../../config/environments";
import type { ContainerName } from "../../config/lake-containers";
import type { Site } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";
import { physicalName } from "../shared/naming";
import type { LakeContainer } from "../storage/data-lake";

/** Arguments of {@link ExternalLocations}. */
export interface ExternalLocationsArgs {
  /** The permissions on the lake; a location is validated when it is made, so they come first. */
  readonly access: Resource;
  readonly containers: Readonly<Record<ContainerName, LakeContainer>>;
  readonly site: Pick<Site, "environment">;
  readonly storageCredentialName: Output<string>;
  readonly traits: Pick<Environment, "forceDestroy">;
}

/**
 * One external location for each container.
 *
 * Children: `<name>-<container>`.
 *
 * @example
 * new ExternalLocations("locations", { site, traits, containers, access, storageCredentialName })
 */
export class ExternalLocations extends ComponentResource {
  /** The URL of each container, known only once its location exists. */
  readonly urls: Readonly<Record<ContainerName, Output<string>>>;

  constructor(name: string, args: ExternalLocationsArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:databricks:ExternalLocations", name, {}, options);
    const create = (container: ContainerName) => this.#createLocation(name, args, container).url;

    this.urls = {
      raw: create("raw"),
      curated: create("curated"),
      forecasts: create("forecasts"),
      models: create("models"),
    };
    this.registerOutputs({ urls: this.urls });
  }

  #createLocation(
    name: string,
    { access, containers, site, storageCredentialName, traits }: ExternalLocationsArgs,
    container: ContainerName,
  ): databricks.ExternalLocation {
    return new databricks.ExternalLocation(
      `${name}-${container}`,
      {
        name: physicalName("unityCatalogObject", {
          environment: site.environment,
          role: container,
        }),
        url: containers[container].url,
        credentialName: storageCredentialName,
        forceDestroy: traits.forceDestroy,
        isolationMode: "ISOLATION_MODE_ISOLATED",
      },
      childOptions(this, { dependsOn: [access] }),
    );
  }
}
