/** What the jobs of a graph run on, and what bounds them. */
import type { Graph, GraphValue, ResourceNode } from "../../graph/graph";
import { inputsOf, listAt, numberAt, textAt, valueAt } from "../graph-values";
import type { ClusterNode, ComputePlan } from "./clusters";

const JOB = "databricks:index/job:Job";
const POLICY = "databricks:index/clusterPolicy:ClusterPolicy";

/** The job of a name in the workspace. */
export function jobNamed({ resources }: Graph, name: string): ResourceNode | undefined {
  return resources.find(
    (resource) => resource.type === JOB && textAt(inputsOf(resource), "name") === name,
  );
}

/**
 * What a run of a job runs on.
 *
 * @param serverless - what serverless compute is taken to be
 */
export function computeOf(
  job: ResourceNode,
  serverless: Extract<ComputePlan, { readonly kind: "serverless" }>,
): ComputePlan {
  const inputs = inputsOf(job);
  const timeout = numberAt(inputs, "timeoutSeconds") ?? 0;
  const bounded = timeout > 0 ? { timeoutSeconds: timeout } : {};
  const cluster = clusterOf(inputs);
  const isShared = textOfTasks(inputs, "existingClusterId") !== "";
  if (cluster === undefined && !isShared) return { ...serverless, ...bounded };
  return {
    kind: "cluster",
    nodes: nodesOf(cluster),
    photon: textAt(cluster, "runtimeEngine") === "PHOTON",
    purpose: isShared ? "all_purpose" : "jobs",
    ...bounded,
  };
}

/** The most DBU an hour that the policy of a job's cluster allows; undefined where nothing bounds it. */
export function dbuCeilingOf({ resources }: Graph, job: ResourceNode): number | undefined {
  // Before a deployment the ids of all policies look alike, so the policy is found as the engine does.
  const policies = resources.filter(
    ({ type, urn }) => type === POLICY && job.dependencies.includes(urn),
  );
  const ceilings = policies.flatMap((policy) => {
    const most = ceilingIn(textAt(inputsOf(policy), "definition"));
    return most === undefined ? [] : [most];
  });
  return ceilings.length === 0 ? undefined : Math.max(...ceilings);
}

function ceilingIn(definition: string): number | undefined {
  try {
    const rules: unknown = JSON.parse(definition);
    return numberAt(rules as GraphValue, "dbus_per_hour", "maxValue");
  } catch {
    return undefined;
  }
}

function clusterOf(inputs: GraphValue): GraphValue | undefined {
  const holders = [...listAt(inputs, "jobClusters"), ...listAt(inputs, "tasks"), inputs];
  return holders.map((holder) => valueAt(holder, "newCluster")).find((each) => each !== undefined);
}

/** The driver and its workers; the first so many are on demand even where the others are spot. */
function nodesOf(cluster: GraphValue | undefined): readonly ClusterNode[] {
  const worker = textAt(cluster, "nodeTypeId");
  const driver = textAt(cluster, "driverNodeTypeId") || worker;
  const workers =
    numberAt(cluster, "numWorkers") ?? numberAt(cluster, "autoscale", "minWorkers") ?? 0;
  const isSpot = textAt(cluster, "azureAttributes", "availability").startsWith("SPOT");
  const onDemand = numberAt(cluster, "azureAttributes", "firstOnDemand") ?? 1;
  return [driver, ...Array.from({ length: workers }, () => worker)].map((nodeType, index) => ({
    nodeType,
    spot: isSpot && index >= onDemand,
  }));
}

function textOfTasks(inputs: GraphValue, key: string): string {
  const texts = [inputs, ...listAt(inputs, "tasks")].map((holder) => textAt(holder, key));
  return texts.find((text) => text !== "") ?? "";
}
