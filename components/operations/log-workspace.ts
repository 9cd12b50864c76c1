/**
 * Where the platform's logs go.
 *
 *   LogWorkspace
 *   └─ Workspace             Log Analytics, paid by the gigabyte, read with Entra identities only
 *
 * Leaves to the caller what is logged: each service's component makes its own diagnostic setting.
 * https://learn.microsoft.com/azure/azure-monitor/logs/log-analytics-workspace-overview
 */
import { Workspace } from "@pulumi/azure-native/operationalinsights";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { ExistingResource } from "../../config/adopt";
import type { Environment } from "../../config/environments";
import type { Site } from "../foundation/foundation";
import { adopting, groupOf } from "../shared/adoption";
import { childOptions } from "../shared/child-options";
import { physicalName } from "../shared/naming";
import { tagsOf } from "../shared/tags";

/**
 * Days that logs are kept: what the price of their ingestion includes.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/cost-logs (31 days for analytics logs)
 */
const LOG_RETENTION_DAYS = 30;

/** Arguments of {@link LogWorkspace}. */
export interface LogWorkspaceArgs {
  /**
   * A workspace that is brought in; plain: an id decides what the engine does.
   *
   * @default - none: it is made
   */
  readonly existing?: ExistingResource | undefined;
  readonly site: Site;
  readonly traits: Pick<Environment, "protect">;
}

/**
 * A Log Analytics workspace.
 *
 * Child: `<name>-workspace`.
 *
 * @example new LogWorkspace("logs", { site, traits: ENVIRONMENTS.dev })
 */
export class LogWorkspace extends ComponentResource {
  /** The workspace's ARM id. */
  readonly id: Output<string>;

  constructor(name: string, args: LogWorkspaceArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:operations:LogWorkspace", name, {}, options);
    const { existing, site, traits } = args;

    const workspace = new Workspace(
      `${name}-workspace`,
      {
        workspaceName:
          existing?.name ?? physicalName("logWorkspace", { environment: site.environment }),
        resourceGroupName: groupOf(existing, site),
        location: site.location,
        sku: { name: "PerGB2018" },
        retentionInDays: LOG_RETENTION_DAYS,
        features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true },
        tags: tagsOf(site.environment),
      },
      childOptions(this, { protect: traits.protect, ...adopting(existing) }),
    );

    this.id = workspace.id;
    this.registerOutputs({ id: this.id });
  }
}
