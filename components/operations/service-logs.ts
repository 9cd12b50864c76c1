/**
 * What the services write about themselves, sent to the log workspace.
 *
 *   ServiceLogs
 *   ├─ DiagnosticSetting factory      runs of pipelines, activities and triggers
 *   ├─ DiagnosticSetting run-log      errors, timeouts, blocks and deadlocks of the database
 *   ├─ DiagnosticSetting databricks   jobs, clusters, Unity Catalog
 *   └─ DiagnosticSetting lake         what was written and deleted
 *
 * Reads of the lake are left out: a training run reads thousands of times, and logs cost by the
 * gigabyte. The database's audit is the concern of its own component.
 * https://learn.microsoft.com/azure/azure-monitor/essentials/diagnostic-settings
 */
import { DiagnosticSetting } from "@pulumi/azure-native/monitor";
import {
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  type Output,
} from "@pulumi/pulumi";
import { childOptions } from "../shared/child-options";

/** Arguments of {@link ServiceLogs}: the resources that write logs, by ARM id. */
export interface ServiceLogsArgs {
  readonly databricks: { readonly id: Output<string> };
  readonly factory: { readonly id: Output<string> };
  readonly lake: { readonly accountId: Output<string> };
  readonly logWorkspace: { readonly id: Output<string> };
  readonly runLog: { readonly databaseId: Output<string> };
}

/**
 * The diagnostic settings of the services.
 *
 * Children: `<name>-databricks`, `-factory`, `-lake`, `-run-log`.
 *
 * @example new ServiceLogs("service-logs", { logWorkspace, factory, runLog, databricks, lake })
 */
export class ServiceLogs extends ComponentResource {
  constructor(name: string, args: ServiceLogsArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:operations:ServiceLogs", name, {}, options);
    const { databricks, factory, lake, runLog } = args;
    const blobService = interpolate`${lake.accountId}/blobServices/default`;
    const log = (role: string, resourceUri: Output<string>, categories: readonly string[]) =>
      this.#createSetting(`${name}-${role}`, args, resourceUri, categories);

    log("factory", factory.id, ["PipelineRuns", "ActivityRuns", "TriggerRuns"]);
    log("run-log", runLog.databaseId, ["Errors", "Timeouts", "Blocks", "Deadlocks"]);
    log("databricks", databricks.id, ["jobs", "clusters", "unityCatalog"]);
    log("lake", blobService, ["StorageWrite", "StorageDelete"]);
    this.registerOutputs({});
  }

  #createSetting(
    name: string,
    { logWorkspace }: ServiceLogsArgs,
    resourceUri: Output<string>,
    categories: readonly string[],
  ): void {
    new DiagnosticSetting(
      name,
      {
        name: "logs",
        resourceUri,
        workspaceId: logWorkspace.id,
        // A table for each category, with typed columns, instead of one for everything.
        logAnalyticsDestinationType: "Dedicated",
        logs: categories.map((category) => ({ category, enabled: true })),
      },
      childOptions(this),
    );
  }
}
