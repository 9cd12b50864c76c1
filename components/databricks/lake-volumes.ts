/**
 * The files that jobs read and write, below `/Volumes/<catalog>/<schema>/`.
 *
 *   LakeVolumes
 *   ├─ Volume raw            external: the container `raw`
 *   ├─ Volume curated        external: the container `curated`
 *   ├─ Volume forecasts      external: the container `forecasts`
 *   ├─ Grants                the orchestrator's jobs write in `forecasts`, and nowhere else
 *   └─ Volume packages       managed: the Python package that the jobs install
 *
 * https://learn.microsoft.com/azure/databricks/volumes/
 */
import * as databricks from "@pulumi/databricks";
import {
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  type Output,
} from "@pulumi/pulumi";
import type { ContainerName } from "../../config/lake-containers";
import { childOptions } from "../shared/child-options";
import type { UnitySchema } from "./forecast-catalog";

/** Arguments of {@link LakeVolumes}. */
export interface LakeVolumesArgs {
  readonly orchestrator: { readonly applicationId: Output<string> };
  readonly schema: UnitySchema;
  readonly urls: Readonly<Record<ContainerName, Output<string>>>;
}

/**
 * The volumes of the platform.
 *
 * Children: `<name>-raw`, `-curated`, `-forecasts`, `-forecasts-grants`, `-packages`.
 *
 * @example new LakeVolumes("volumes", { schema: catalog, urls: locations.urls, orchestrator })
 */
export class LakeVolumes extends ComponentResource {
  /** Where packages are put. @format `/Volumes/<catalog>/<schema>/packages` */
  readonly packagesPath: Output<string>;
  /** The folder of all volumes: a path in the lake below it is the same file. */
  readonly rootPath: Output<string>;

  constructor(name: string, args: LakeVolumesArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:databricks:LakeVolumes", name, {}, options);

    this.#createVolume(name, args, "raw", args.urls.raw);
    this.#createVolume(name, args, "curated", args.urls.curated);
    const forecasts = this.#createVolume(name, args, "forecasts", args.urls.forecasts);
    this.#createGrants(name, args, forecasts);
    const packages = this.#createVolume(name, args, "packages");

    this.packagesPath = interpolate`${folderOf(packages)}/${packages.name}`;
    this.rootPath = folderOf(forecasts);
    this.registerOutputs({ packagesPath: this.packagesPath, rootPath: this.rootPath });
  }

  #createVolume(
    name: string,
    { schema }: LakeVolumesArgs,
    role: string,
    url?: Output<string>,
  ): databricks.Volume {
    const { catalogName, schemaName } = schema;
    const kind =
      url === undefined
        ? { volumeType: "MANAGED" }
        : { volumeType: "EXTERNAL", storageLocation: url };
    return new databricks.Volume(
      `${name}-${role}`,
      { name: role, catalogName, schemaName, ...kind },
      childOptions(this),
    );
  }

  #createGrants(name: string, { orchestrator }: LakeVolumesArgs, volume: databricks.Volume): void {
    new databricks.Grants(
      `${name}-forecasts-grants`,
      {
        volume: volume.id,
        grants: [
          { principal: orchestrator.applicationId, privileges: ["READ_VOLUME", "WRITE_VOLUME"] },
        ],
      },
      childOptions(this),
    );
  }
}

/** Made of what is known before the volume is, so that a preview shows it, and after it all the same. */
function folderOf({ catalogName, schemaName }: databricks.Volume): Output<string> {
  return interpolate`/Volumes/${catalogName}/${schemaName}`;
}
