/**
 * The folder of the forecasts' MLflow experiments.
 *
 *   ForecastExperiments
 *   ├─ Directory             where each forecast's experiment is made by its first training
 *   └─ Permissions           the orchestrator makes them
 *
 * An experiment cannot be made in a folder that is not there. Below `/Shared` everybody in the
 * workspace may read them; the experiments themselves belong to the runs, not to the program.
 * https://learn.microsoft.com/azure/databricks/mlflow/experiments
 */
import * as databricks from "@pulumi/databricks";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { Environment } from "../../config/environments";
import { childOptions } from "../shared/child-options";

/** Arguments of {@link ForecastExperiments}. */
export interface ForecastExperimentsArgs {
  readonly orchestrator: { readonly applicationId: Output<string> };
  readonly traits: Pick<Environment, "forceDestroy" | "protect">;
}

/** The folder in which the package makes experiments; the same path stands in its `models/registry.py`. */
export const EXPERIMENTS_FOLDER = "/Shared/forecast-platform";

/**
 * The folder of the experiments.
 *
 * Children: `<name>-folder`, `<name>-permissions`.
 *
 * @example new ForecastExperiments("experiments", { orchestrator, traits: ENVIRONMENTS.dev })
 */
export class ForecastExperiments extends ComponentResource {
  constructor(name: string, args: ForecastExperimentsArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:databricks:ForecastExperiments", name, {}, options);

    const folder = new databricks.Directory(
      `${name}-folder`,
      { path: EXPERIMENTS_FOLDER, deleteRecursive: args.traits.forceDestroy },
      childOptions(this, { protect: args.traits.protect }),
    );
    new databricks.Permissions(
      `${name}-permissions`,
      {
        directoryPath: folder.path,
        accessControls: [
          {
            servicePrincipalName: args.orchestrator.applicationId,
            permissionLevel: "CAN_MANAGE",
          },
        ],
      },
      childOptions(this),
    );
    this.registerOutputs({});
  }
}
