/** Jobs and the cluster policies that their clusters have to satisfy. */
import type { Properties, Wanted } from "../cloud-type";
import type { Clouds } from "../clouds";
import { Refusal } from "../refusal";
import { listOf, recordOf, textOf } from "../values";
import { refuseUnknownAccount } from "./accounts";

export const CLUSTER_POLICY = "databricks:index/clusterPolicy:ClusterPolicy";
export const NOTEBOOK = "databricks:index/notebook:Notebook";

const RULE_TYPES: ReadonlySet<string> = new Set([
  "allowlist",
  "blocklist",
  "fixed",
  "forbidden",
  "range",
  "regex",
  "unlimited",
]);

/** @throws Refusal for a policy that is no JSON, or whose rules are of no known type */
export function refuseClusterPolicy({ clouds, inputs, previous, type }: Wanted): void {
  const name = textOf(inputs["name"]);
  if (name === "" || name.length > 100) {
    throw new Refusal(
      "INVALID_PARAMETER_VALUE",
      `the policy's name '${name}' has not 1 to 100 characters`,
    );
  }
  const twice = clouds
    .ofType(type)
    .some((other) => other.inputs["name"] === name && other.id !== previous?.id);
  if (twice) {
    throw new Refusal("INVALID_PARAMETER_VALUE", `a policy with the name '${name}' already exists`);
  }
  for (const [path, rule] of Object.entries(rulesOf(inputs))) {
    if (!RULE_TYPES.has(textOf(recordOf(rule)["type"]))) {
      throw new Refusal("INVALID_PARAMETER_VALUE", `policy rule '${path}' has an unknown type`);
    }
  }
}

/** @throws Refusal for a job that refers to what does not exist, or breaks its cluster policy */
export function refuseJob({ clouds, inputs }: Wanted): void {
  const { runAs, tasks } = inputs;
  const account = textOf(recordOf(runAs)["servicePrincipalName"]);
  if (account !== "") refuseUnknownAccount(clouds, account);
  const clusters = listOf(inputs["jobClusters"]).map(recordOf);
  for (const { newCluster } of clusters) refuseCluster(clouds, recordOf(newCluster));
  const keys = clusters.map(({ jobClusterKey }) => jobClusterKey);
  for (const task of listOf(tasks).map(recordOf)) {
    refuseNotebook(clouds, textOf(recordOf(task["notebookTask"])["notebookPath"]));
    if (task["jobClusterKey"] !== undefined && !keys.includes(task["jobClusterKey"])) {
      throw new Refusal(
        "INVALID_PARAMETER_VALUE",
        `task '${textOf(task["taskKey"])}' names an unknown job cluster`,
      );
    }
  }
  const concurrent = inputs["maxConcurrentRuns"];
  if (typeof concurrent === "number" && (concurrent < 0 || concurrent > 1000)) {
    throw new Refusal(
      "INVALID_PARAMETER_VALUE",
      `max_concurrent_runs ${concurrent} is not in 0 to 1000`,
    );
  }
}

function refuseNotebook(clouds: Clouds, path: string): void {
  if (path !== "" && clouds.find(NOTEBOOK, path) === undefined) {
    throw new Refusal("INVALID_PARAMETER_VALUE", `the notebook '${path}' does not exist`);
  }
}

function refuseCluster(clouds: Clouds, cluster: Properties): void {
  const id = textOf(cluster["policyId"]);
  if (id === "") return;
  const policy = clouds.find(CLUSTER_POLICY, id);
  if (policy === undefined) {
    throw new Refusal("INVALID_PARAMETER_VALUE", `cluster policy '${id}' does not exist`);
  }
  for (const [path, rule] of Object.entries(rulesOf(policy.inputs))) {
    refuseAgainst(path, recordOf(rule), valueAt(cluster, path));
  }
}

function refuseAgainst(path: string, rule: Properties, value: unknown): void {
  const given = value !== undefined;
  const wrong =
    (rule["type"] === "fixed" &&
      given &&
      JSON.stringify(value) !== JSON.stringify(rule["value"])) ||
    (rule["type"] === "forbidden" && given) ||
    (rule["type"] === "allowlist" && given && !listOf(rule["values"]).includes(value));
  if (wrong) {
    throw new Refusal(
      "INVALID_PARAMETER_VALUE",
      `cluster validation error: validation failed for ${path}, the value must be ${JSON.stringify(rule["value"] ?? rule["values"] ?? "absent")}`,
    );
  }
}

/** The value of a policy's attribute path among azure-native-cased arguments. */
function valueAt(cluster: Properties, path: string): unknown {
  const [head = "", ...rest] = path.split(".");
  const member = recordOf(cluster)[camelCase(head)];
  if (rest.length === 0) return member;
  const tail = rest.join(".");
  const inner = recordOf(member);
  // Keys of maps, such as tags and Spark settings, are as they are and may hold dots.
  return tail in inner ? inner[tail] : inner[camelCase(tail)];
}

function camelCase(text: string): string {
  return text.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function rulesOf({ definition }: Properties): Properties {
  try {
    return recordOf(JSON.parse(textOf(definition)));
  } catch {
    throw new Refusal("INVALID_PARAMETER_VALUE", "the policy's definition is not valid JSON");
  }
}
