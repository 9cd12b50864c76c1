/**
 * A cluster policy for the jobs of one purpose.
 *
 *   JobPolicy
 *   ├─ ClusterPolicy         leaves exactly one single-node cluster, with a ceiling in DBU an hour
 *   └─ Permissions           the orchestrator may use it
 *
 * What a policy cannot cap is how long a cluster runs: that is the job's own timeout.
 * https://learn.microsoft.com/azure/databricks/admin/clusters/policies
 */
import * as databricks from "@pulumi/databricks";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { Identity, Site } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";
import { physicalName } from "../shared/naming";
import { tagsOf } from "../shared/tags";
import { policyDefinition } from "./policy-rules";
import { clusterOf, type SingleNodePurpose, singleNodeRules } from "./single-node";

/** Arguments of {@link JobPolicy}. */
export interface JobPolicyArgs extends Omit<SingleNodePurpose, "tags"> {
  readonly orchestrator: Pick<Identity, "clientId">;
  readonly site: Pick<Site, "environment">;
}

/** The compute that a job runs on. */
export type JobCompute =
  | { readonly kind: "serverless" }
  | {
      readonly kind: "job-cluster";
      readonly policyId: Output<string>;
      readonly cluster: databricks.types.input.JobJobClusterNewCluster;
    };

/**
 * A cluster policy and the one cluster that it allows.
 *
 * Children: `<name>-policy`, `<name>-permissions`.
 *
 * @example
 * new JobPolicy("step-policy", {
 *   site, orchestrator, purpose: "step", nodeType: "Standard_D4ds_v5", maxDbusPerHour: 1, spot: true,
 * })
 */
export class JobPolicy extends ComponentResource {
  readonly compute: JobCompute;
  readonly policyId: Output<string>;

  constructor(name: string, args: JobPolicyArgs, options?: ComponentResourceOptions) {
    const { nodeType, maxDbusPerHour, spot, purpose } = args;
    const summary = { purpose, nodeType, maxDbusPerHour, spot };
    super("forecast-platform:databricks:JobPolicy", name, summary, options);
    const { environment } = args.site;
    const rules = singleNodeRules({ ...summary, tags: tagsOf(environment) });

    const policy = new databricks.ClusterPolicy(
      `${name}-policy`,
      {
        name: physicalName("clusterPolicy", { environment, role: purpose }),
        description: `Single-node clusters of the ${purpose} jobs`,
        definition: policyDefinition(name, rules),
      },
      childOptions(this),
    );
    this.#createPermissions(name, args, policy);

    this.policyId = policy.id;
    this.compute = { kind: "job-cluster", policyId: policy.id, cluster: clusterOf(name, rules) };
    this.registerOutputs({ policyId: this.policyId });
  }

  #createPermissions(
    name: string,
    { orchestrator }: JobPolicyArgs,
    policy: databricks.ClusterPolicy,
  ): void {
    new databricks.Permissions(
      `${name}-permissions`,
      {
        clusterPolicyId: policy.id,
        accessControls: [
          { servicePrincipalName: orchestrator.clientId, permissionLevel: "CAN_USE" },
        ],
      },
      childOptions(this),
    );
  }
}
