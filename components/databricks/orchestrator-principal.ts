/**
 * The orchestrator in the workspace: the service principal that jobs run as.
 *
 *   OrchestratorPrincipal
 *   └─ ServicePrincipal      its application id is the client id of the managed identity
 *
 * https://learn.microsoft.com/azure/databricks/admin/users-groups/service-principals
 */
import * as databricks from "@pulumi/databricks";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { Identity } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";

/** Arguments of {@link OrchestratorPrincipal}. */
export interface OrchestratorPrincipalArgs {
  readonly orchestrator: Pick<Identity, "clientId" | "name">;
}

/**
 * The managed identity `orchestrator`, known to the workspace.
 *
 * Child: `<name>-principal`.
 *
 * @example new OrchestratorPrincipal("orchestrator", { orchestrator }, { providers: [provider] })
 */
export class OrchestratorPrincipal extends ComponentResource {
  readonly applicationId: Output<string>;

  constructor(name: string, args: OrchestratorPrincipalArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:databricks:OrchestratorPrincipal", name, {}, options);

    const principal = new databricks.ServicePrincipal(
      `${name}-principal`,
      {
        applicationId: args.orchestrator.clientId,
        displayName: args.orchestrator.name,
        workspaceAccess: true,
      },
      childOptions(this),
    );

    this.applicationId = principal.applicationId;
    this.registerOutputs({ applicationId: this.applicationId });
  }
}
