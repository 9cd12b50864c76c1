/**
 * The registered models of the forecasts that are trained here.
 *
 *   ForecastModels
 *   └─ RegisteredModel ×n    one a forecast; its owner is the orchestrator, who trains and promotes
 *
 * Versions and aliases (`champion`, `challenger`, `previous`) belong to the runs, not to the program. So a
 * model outlives its forecast: taking the forecast out of the settings leaves it in the registry, which
 * refuses to delete what has versions. It goes with its schema, where the environment lets that go.
 * https://learn.microsoft.com/azure/databricks/machine-learning/manage-model-lifecycle/
 */
import * as databricks from "@pulumi/databricks";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { Site } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";
import { fullNameOf, type UnitySchema } from "./forecast-catalog";

/** Arguments of {@link ForecastModels}. */
export interface ForecastModelsArgs {
  /**
   * Forecasts whose model is in the registry already; plain: they decide what the engine does.
   *
   * @default - none: every model is made
   */
  readonly existing?: readonly string[] | undefined;
  /** Names of the forecasts that have a model; plain: they decide which resources exist. */
  readonly forecasts: readonly string[];
  readonly orchestrator: { readonly applicationId: Output<string> };
  readonly schema: UnitySchema;
  readonly site: Pick<Site, "environment">;
}

/**
 * One registered model for each forecast.
 *
 * Children: `<name>-<forecast>`.
 *
 * @example new ForecastModels("models", { site, schema: catalog, orchestrator, forecasts: ["load"] })
 */
export class ForecastModels extends ComponentResource {
  constructor(name: string, args: ForecastModelsArgs, options?: ComponentResourceOptions) {
    const summary = { models: args.forecasts.length };
    super("forecast-platform:databricks:ForecastModels", name, summary, options);
    const { catalogName, schemaName } = args.schema;

    for (const forecast of args.forecasts) {
      const model = forecast.replaceAll("-", "_");
      const isThere = args.existing?.includes(forecast) === true;
      new databricks.RegisteredModel(
        `${name}-${forecast}`,
        {
          name: model,
          catalogName,
          schemaName,
          comment: `Models of the forecast ${forecast}`,
          owner: args.orchestrator.applicationId,
        },
        childOptions(this, {
          retainOnDelete: true,
          ...(isThere && { import: fullNameOf(args.site, model) }),
        }),
      );
    }
    this.registerOutputs({});
  }
}
