/** Single-node job clusters: the rules of their policy, and the cluster that satisfies them. */
import type { types } from "@pulumi/databricks";
import { ComponentError } from "../shared/component-error";
import type { Tags } from "../shared/tags";
import type { PolicyAttribute } from "./policy-attributes";
import type { PolicyRules, PolicyValue } from "./policy-rules";

/**
 * The runtime of every cluster: 17.3 LTS ML, with Python 3.12, Spark 4.0 and MLflow 3.0.
 *
 * @see https://learn.microsoft.com/azure/databricks/release-notes/runtime/, supported until 2028-10
 */
export const SPARK_VERSION = "17.3.x-cpu-ml-scala2.13";

/** What one purpose needs of a node. */
export interface SingleNodePurpose {
  /** What the cluster is for; a tag. */
  readonly purpose: string;
  /** The Azure VM type, such as `Standard_D4ds_v5`. */
  readonly nodeType: string;
  /** The most that the cluster may use, in DBU an hour; Photon or a larger node exceeds it. */
  readonly maxDbusPerHour: number;
  /** Whether the node is a spot VM; where there is none, an ordinary one. */
  readonly spot: boolean;
  readonly tags: Tags;
}

/** The rules that leave exactly one cluster. */
export function singleNodeRules(node: SingleNodePurpose): PolicyRules {
  return {
    cluster_type: fixed("job"),
    spark_version: fixed(SPARK_VERSION),
    node_type_id: fixed(node.nodeType),
    driver_node_type_id: fixed(node.nodeType),
    num_workers: fixed(0),
    data_security_mode: fixed("SINGLE_USER"),
    runtime_engine: fixed("STANDARD"),
    dbus_per_hour: { type: "range", maxValue: node.maxDbusPerHour },
    instance_pool_id: { type: "forbidden", hidden: true },
    driver_instance_pool_id: { type: "forbidden", hidden: true },
    "azure_attributes.availability": fixed(
      node.spot ? "SPOT_WITH_FALLBACK_AZURE" : "ON_DEMAND_AZURE",
    ),
    // The driver is the only node: with a first node on demand, a spot policy would save nothing.
    "azure_attributes.first_on_demand": fixed(node.spot ? 0 : 1),
    "azure_attributes.spot_bid_max_price": fixed(-1),
    "spark_conf.spark.databricks.cluster.profile": fixed("singleNode"),
    "spark_conf.spark.master": fixed("local[*]"),
    "custom_tags.ResourceClass": fixed("SingleNode"),
    "custom_tags.purpose": fixed(node.purpose),
    "custom_tags.project": fixed(node.tags.project),
    "custom_tags.environment": fixed(node.tags.environment),
    "custom_tags.managed-by": fixed(node.tags["managed-by"]),
  };
}

/**
 * The cluster that a policy of {@link singleNodeRules} leaves.
 *
 * It is read from the rules, so that a job cannot differ from its policy.
 *
 * @param name - the policy's name in the program, for the error
 * @throws ComponentError `JOB_CLUSTER_NOT_FIXED` for an attribute that the rules leave open
 */
export function clusterOf(name: string, rules: PolicyRules): types.input.JobJobClusterNewCluster {
  return {
    sparkVersion: fixedText(name, rules, "spark_version"),
    nodeTypeId: fixedText(name, rules, "node_type_id"),
    driverNodeTypeId: fixedText(name, rules, "driver_node_type_id"),
    numWorkers: fixedNumber(name, rules, "num_workers"),
    dataSecurityMode: fixedText(name, rules, "data_security_mode"),
    runtimeEngine: fixedText(name, rules, "runtime_engine"),
    azureAttributes: {
      availability: fixedText(name, rules, "azure_attributes.availability"),
      firstOnDemand: fixedNumber(name, rules, "azure_attributes.first_on_demand"),
      spotBidMaxPrice: fixedNumber(name, rules, "azure_attributes.spot_bid_max_price"),
    },
    sparkConf: fixedBelow(rules, "spark_conf."),
    customTags: fixedBelow(rules, "custom_tags."),
  };
}

function fixed(value: PolicyValue): { readonly type: "fixed"; readonly value: PolicyValue } {
  return { type: "fixed", value };
}

function fixedValue(name: string, rules: PolicyRules, path: PolicyAttribute): PolicyValue {
  const rule = rules[path];
  if (rule?.type === "fixed") {
    return rule.value;
  }
  throw new ComponentError("JobPolicy", name, [
    {
      code: "JOB_CLUSTER_NOT_FIXED",
      path: `rules["${path}"]`,
      message: `must be of type "fixed", got ${JSON.stringify(rule?.type ?? "no rule")}`,
      repair: "fix the attribute, so that the jobs' clusters follow from the policy",
    },
  ]);
}

function fixedText(name: string, rules: PolicyRules, path: PolicyAttribute): string {
  return String(fixedValue(name, rules, path));
}

function fixedNumber(name: string, rules: PolicyRules, path: PolicyAttribute): number {
  return Number(fixedValue(name, rules, path));
}

function fixedBelow(rules: PolicyRules, prefix: string): Record<string, string> {
  const entries = Object.entries(rules).flatMap(([path, rule]) =>
    path.startsWith(prefix) && rule?.type === "fixed"
      ? [[path.slice(prefix.length), String(rule.value)] as const]
      : [],
  );
  return Object.fromEntries(entries);
}
