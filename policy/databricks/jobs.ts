/** What bounds a Databricks job, and as whom it runs. */
import type { GraphValue, ResourceNode } from "../../graph/graph";
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { isObject, isOpen, listAt, unlessAt, unlessIs, valueAt } from "../values";

const JOB = "databricks:index/job:Job";
const SOURCE = "https://learn.microsoft.com/azure/databricks/jobs/configure-job";

/** The rules of jobs. */
export const JOB_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "job-timeout",
    severity: "error",
    title: "Each job has an end",
    why: "a job without a timeout is billed until somebody sees it: nothing else ends it",
    repair: "set timeoutSeconds to the longest run that makes sense",
    source: SOURCE,
    types: [JOB],
    test: ({ inputs }) =>
      unlessAt(
        inputs,
        "timeoutSeconds",
        (seconds) => typeof seconds === "number" && seconds > 0,
        "more than 0",
      ),
  }),
  resourceRule({
    id: "job-queue",
    severity: "warning",
    title: "Runs of a job queue",
    why: "without a queue, a run above the job's limit is skipped",
    repair: "set queue.enabled to true",
    source: SOURCE,
    types: [JOB],
    test: ({ inputs }) => unlessIs(inputs, "queue.enabled", true),
  }),
  resourceRule({
    id: "job-run-as",
    severity: "error",
    title: "Jobs run as a service principal",
    why: "a job that runs as a person has all that person's rights and stops when the person leaves",
    repair: "set runAs.servicePrincipalName to the orchestrator's client id",
    source: "https://learn.microsoft.com/azure/databricks/jobs/privileges",
    types: [JOB],
    test: ({ inputs }) =>
      unlessAt(
        inputs,
        "runAs.servicePrincipalName",
        (name) => typeof name === "string" && name !== "",
        "the client id of a service principal",
      ),
  }),
  resourceRule({
    id: "job-cluster-policy",
    severity: "error",
    title: "Each job cluster has a policy",
    why: "without a policy a cluster may be of any size and any price",
    repair: "set policyId of the cluster to a cluster policy",
    source: "https://learn.microsoft.com/azure/databricks/admin/clusters/policies",
    types: [JOB],
    test: (job) =>
      newClustersOf(job).flatMap(([path, cluster]) =>
        unlessAt(cluster, "policyId", (id) => typeof id === "string" && id !== "", "given").map(
          (problem) => `${path}.${problem}`,
        ),
      ),
  }),
  resourceRule({
    id: "job-all-purpose-cluster",
    severity: "error",
    title: "No job runs on an all-purpose cluster",
    why: "all-purpose compute costs 0.55 USD a DBU against 0.30, and runs on between two runs",
    repair: "give the job a cluster of its own, by newCluster or jobClusters",
    source: "https://learn.microsoft.com/azure/databricks/jobs/compute",
    types: [JOB, "azure-native:datafactory:LinkedService"],
    test: (resource) =>
      placesOfClusters(resource)
        .filter(([, place]) => valueAt(place, "existingClusterId") !== undefined)
        .map(([path]) => `${path}existingClusterId must be absent, got a value`),
  }),
]);

type Place = readonly [path: string, value: GraphValue];

function newClustersOf({ inputs }: ResourceNode): readonly Place[] {
  const shared = listAt(inputs, "jobClusters").map(
    (cluster, index): Place => [`jobClusters[${index}]`, cluster],
  );
  return [...shared, ...tasksOf(inputs), ["", inputs] satisfies Place].flatMap(([path, holder]) => {
    const cluster = valueAt(holder, "newCluster");
    const inner = path === "" ? "newCluster" : `${path}.newCluster`;
    return isObject(cluster) && !isOpen(cluster) ? [[inner, cluster] satisfies Place] : [];
  });
}

function placesOfClusters({ inputs, type }: ResourceNode): readonly Place[] {
  if (type !== JOB) return [["properties.", inputs["properties"] ?? null]];
  const tasks = tasksOf(inputs).map(([path, task]): Place => [`${path}.`, task]);
  return [["", inputs], ...tasks];
}

// A for-each task holds one task more.
function tasksOf(inputs: GraphValue): readonly Place[] {
  return listAt(inputs, "tasks").flatMap((task, index) => {
    const path = `tasks[${index}]`;
    const inner = valueAt(task, "forEachTask.task");
    const places: readonly Place[] = [[path, task]];
    return inner === undefined ? places : [...places, [`${path}.forEachTask.task`, inner]];
  });
}
