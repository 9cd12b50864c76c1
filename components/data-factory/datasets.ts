/**
 * The shapes of the data that the pipelines read and write.
 *
 *   Datasets
 *   ├─ Dataset run-log-query     a query on the run log
 *   ├─ Dataset forecast-result   the table `mlops.forecast_result`
 *   ├─ Dataset forecast-files    Parquet files below a directory of `forecasts`
 *   └─ Dataset step-answer       the JSON file that a step's job has written
 *
 * https://learn.microsoft.com/azure/data-factory/concepts-datasets-linked-services
 */
import { Dataset } from "@pulumi/azure-native/datafactory";
import type { input } from "@pulumi/azure-native/types";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { childOptions } from "../shared/child-options";
import type { FactoryPlace } from "./data-factory";

/** The datasets' names in the factory: letters, digits and underscores. */
export interface DatasetNames {
  readonly forecastFiles: string;
  readonly forecastResult: string;
  readonly runLogQuery: string;
  readonly stepAnswer: string;
}

/** Arguments of {@link Datasets}. */
export interface DatasetsArgs {
  readonly factory: FactoryPlace;
  readonly linkedServices: { readonly lake: Output<string>; readonly runLog: Output<string> };
  readonly names: DatasetNames;
}

/**
 * The datasets of the platform.
 *
 * Children: `<name>-forecast-files`, `-forecast-result`, `-run-log-query`, `-step-answer`.
 *
 * @example new Datasets("datasets", { factory, linkedServices: services.names, names: DATASETS })
 */
export class Datasets extends ComponentResource {
  /** The names of the datasets, known only once they exist. */
  readonly names: { readonly [Role in keyof DatasetNames]: Output<string> };

  constructor(name: string, args: DatasetsArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:data-factory:Datasets", name, args.names, options);
    const { factory, linkedServices, names } = args;
    const create = (
      role: string,
      datasetName: string,
      properties: DatasetProperties,
    ): Output<string> =>
      new Dataset(
        `${name}-${role}`,
        {
          datasetName,
          factoryName: factory.factoryName,
          resourceGroupName: factory.resourceGroupName,
          properties,
        },
        childOptions(this),
      ).name;

    this.names = {
      forecastFiles: create("forecast-files", names.forecastFiles, filesOf(linkedServices.lake)),
      forecastResult: create(
        "forecast-result",
        names.forecastResult,
        tableOf(linkedServices.runLog, { schema: "mlops", table: "forecast_result" }),
      ),
      runLogQuery: create("run-log-query", names.runLogQuery, tableOf(linkedServices.runLog, {})),
      stepAnswer: create("step-answer", names.stepAnswer, answerOf(linkedServices.lake)),
    };
    this.registerOutputs({ names: this.names });
  }
}

type DatasetProperties =
  | input.datafactory.AzureSqlTableDatasetArgs
  | input.datafactory.JsonDatasetArgs
  | input.datafactory.ParquetDatasetArgs;

function linkedService(name: Output<string>): input.datafactory.LinkedServiceReferenceArgs {
  return { type: "LinkedServiceReference", referenceName: name };
}

function expression(value: string): { value: string; type: "Expression" } {
  return { value, type: "Expression" };
}

function tableOf(
  service: Output<string>,
  table: { readonly schema?: string; readonly table?: string },
): input.datafactory.AzureSqlTableDatasetArgs {
  return { type: "AzureSqlTable", linkedServiceName: linkedService(service), ...table };
}

function filesOf(service: Output<string>): input.datafactory.ParquetDatasetArgs {
  return {
    type: "Parquet",
    linkedServiceName: linkedService(service),
    parameters: { directory: { type: "String" } },
    location: {
      type: "AzureBlobFSLocation",
      fileSystem: "forecasts",
      folderPath: expression("@dataset().directory"),
    },
  };
}

function answerOf(service: Output<string>): input.datafactory.JsonDatasetArgs {
  return {
    type: "Json",
    linkedServiceName: linkedService(service),
    parameters: { stepId: { type: "String" } },
    location: {
      type: "AzureBlobFSLocation",
      fileSystem: "forecasts",
      folderPath: "_steps",
      fileName: expression("@concat(dataset().stepId, '.json')"),
    },
  };
}
