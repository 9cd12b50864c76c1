/**
 * The Python package in the volume that jobs install it from.
 *
 *   PackageWheel
 *   └─ File                  the wheel under its own name, which tells its content
 *
 * Who may read the volume is left to its schema's grants.
 * https://learn.microsoft.com/azure/databricks/libraries/volume-libraries
 */
import * as databricks from "@pulumi/databricks";
import {
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  type Output,
} from "@pulumi/pulumi";
import { childOptions } from "../shared/child-options";
import type { LakeVolumes } from "./lake-volumes";

/** Arguments of {@link PackageWheel}. */
export interface PackageWheelArgs {
  /** The wheel's file name, with a version of its content's own. */
  readonly fileName: string;
  /**
   * Where the wheel lies on this machine, from the project's directory, in which the engine runs
   * providers. An absolute path would make another machine's deployment upload it again.
   */
  readonly source: string;
  readonly volumes: Pick<LakeVolumes, "packagesPath">;
}

/**
 * The wheel of the package `forecast_platform`.
 *
 * Child: `<name>-file`.
 *
 * @example
 * new PackageWheel("package", {
 *   volumes, fileName: "p-0.1.0+c41d80fba632-py3-none-any.whl", source: "out/wheels/p-0.1.0+c4...",
 * })
 */
export class PackageWheel extends ComponentResource {
  /** Where jobs find it. @format `/Volumes/<catalog>/<schema>/packages/<fileName>` */
  readonly path: Output<string>;

  constructor(name: string, args: PackageWheelArgs, options?: ComponentResourceOptions) {
    const { fileName, source, volumes } = args;
    super("forecast-platform:databricks:PackageWheel", name, { fileName }, options);

    const file = new databricks.File(
      `${name}-file`,
      { path: interpolate`${volumes.packagesPath}/${fileName}`, source },
      // The old wheel has another name and stays until the jobs name the new one.
      childOptions(this, { deleteBeforeReplace: false }),
    );

    this.path = file.path;
    this.registerOutputs({ path: this.path });
  }
}
