/** Compute that costs more and gives nothing for it. */
import type { ResourceNode } from "../../graph/graph";
import type { GraphIndex } from "../graph-index";
import { resourceRule, violation } from "../resource-rule";
import type { Rule, RuleContext, Violation } from "../rule";
import { listAt, show, textAt, type Value, valueAt } from "../values";
import type { ClusterPolicy, PolicyRuleJson } from "./cluster-policy";

const JOB = "databricks:index/job:Job";

/** How many times the DBU a job cluster with Photon uses. */
const PHOTON = 2.5;

/** The rules of what compute costs. */
export const COMPUTE_COST_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "job-photon",
    severity: "warning",
    title: "A job that calls services runs without Photon",
    why:
      "it multiplies the DBU by 2.5, 0.75 USD an hour instead of 0.30, and makes nothing faster that " +
      "waits, calls or trains in Python",
    repair: 'set runtimeEngine of the cluster to "STANDARD"',
    source: "https://learn.microsoft.com/azure/databricks/compute/photon",
    types: [JOB],
    test: (job) =>
      clustersOf(job)
        .filter(([, cluster]) => textAt(cluster, "runtimeEngine") === "PHOTON")
        .map(([path]) => `${path}.runtimeEngine must be "STANDARD", got "PHOTON"`),
  }),
  {
    id: "cluster-dbu-above-cap",
    severity: "error",
    title: "No cluster uses more DBU an hour than its policy allows",
    why: "the cluster is refused when the job starts, so that every run of it fails",
    repair: "choose a smaller node, or raise maxValue of dbus_per_hour in the policy",
    source: "https://learn.microsoft.com/azure/databricks/admin/clusters/policy-definition",
    check: (index: GraphIndex, { nodeDbus = new Map() }: RuleContext) =>
      index
        .ofType(JOB)
        .flatMap((job) =>
          clustersOf(job).flatMap((cluster) => aboveCap(index, job, cluster, nodeDbus)),
        ),
  } satisfies Rule,
  resourceRule({
    id: "pool-idle-nodes",
    severity: "warning",
    title: "A pool keeps no nodes idle",
    why:
      "an idle node is a VM around the clock, about 165 USD a month, to save starts of five minutes " +
      "at four cents",
    repair: "set minIdleInstances to 0",
    source: "https://learn.microsoft.com/azure/databricks/compute/pools",
    types: ["databricks:index/instancePool:InstancePool"],
    test: ({ inputs }) => {
      const idle = valueAt(inputs, "minIdleInstances");
      return typeof idle === "number" && idle > 0
        ? [`minIdleInstances must be 0, got ${show(idle)}`]
        : [];
    },
  }),
]);

type Place = readonly [path: string, cluster: Value];

function clustersOf({ inputs }: ResourceNode): readonly Place[] {
  const within = (key: string): readonly Place[] =>
    listAt(inputs, key).map((holder, index) => [
      `${key}[${index}].newCluster`,
      valueAt(holder, "newCluster"),
    ]);
  return [...within("jobClusters"), ...within("tasks")].filter(
    ([, cluster]) => cluster !== undefined,
  );
}

function aboveCap(
  index: GraphIndex,
  job: ResourceNode,
  [path, cluster]: Place,
  nodeDbus: ReadonlyMap<string, number>,
): readonly Violation[] {
  const used = dbusOf(cluster, nodeDbus);
  if (used === undefined) return [];
  return index.clusterPolicies
    .filter(({ resource }) => job.dependencies.includes(resource.urn))
    .flatMap((policy) => {
      const most = capOf(policy);
      return most !== undefined && used > most
        ? [violation(job, `${path} must use at most ${most} DBU an hour, got ${used}`)]
        : [];
    });
}

/** DBU an hour of a whole cluster; undefined where a node is not known. */
function dbusOf(cluster: Value, nodeDbus: ReadonlyMap<string, number>): number | undefined {
  const worker = textAt(cluster, "nodeTypeId");
  const driver = nodeDbus.get(textAt(cluster, "driverNodeTypeId") ?? worker ?? "");
  const each = nodeDbus.get(worker ?? "");
  const workers = valueAt(cluster, "numWorkers");
  if (driver === undefined || each === undefined || typeof workers !== "number") return undefined;
  const factor = textAt(cluster, "runtimeEngine") === "PHOTON" ? PHOTON : 1;
  return (driver + each * workers) * factor;
}

function capOf({ rules }: ClusterPolicy): number | undefined {
  const rule: PolicyRuleJson | undefined = rules?.get("dbus_per_hour");
  const most = rule?.["maxValue"];
  return typeof most === "number" ? most : undefined;
}
