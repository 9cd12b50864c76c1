// The rules of Databricks, each broken and kept.

import type { GraphInputs, GraphValue, ResourceNode } from "../../graph/graph";
import { node, type RuleCase } from "./rule-case";

const workspace = (inputs: GraphInputs) =>
  node("azure-native:databricks:Workspace", "workspace", inputs);
const job = (inputs: GraphInputs) => node("databricks:index/job:Job", "job", inputs);
const linkedService = (properties: GraphInputs) =>
  node("azure-native:datafactory:LinkedService", "databricks", { properties });

const FIXED_MODE = { type: "fixed", value: "SINGLE_USER" };
const SPOT = {
  num_workers: { type: "fixed", value: 0 },
  "azure_attributes.availability": { type: "fixed", value: "SPOT_WITH_FALLBACK_AZURE" },
};
const ON_DEMAND = {
  ...SPOT,
  "azure_attributes.availability": { type: "fixed", value: "ON_DEMAND" },
};

function policy(definition: Readonly<Record<string, object>> | string): ResourceNode {
  const text = typeof definition === "string" ? definition : JSON.stringify(definition);
  return node("databricks:index/clusterPolicy:ClusterPolicy", "policy", { definition: text });
}

function firstOnDemand(value: number): Readonly<Record<string, object>> {
  return { ...SPOT, "azure_attributes.first_on_demand": { type: "fixed", value } };
}

function isolated(kind: string, isolationMode: GraphValue): ResourceNode {
  const token = `databricks:index/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return node(token, kind, { isolationMode });
}

const WORKSPACE_CASES: readonly RuleCase[] = [
  {
    rule: "databricks-premium",
    breaks: [workspace({ sku: { name: "standard" } }), workspace({})],
    messages: [
      'Workspace "workspace": sku.name must be "premium", got "standard"',
      'Workspace "workspace": sku.name must be "premium", got nothing',
    ],
    keeps: [workspace({ sku: { name: "Premium" } })],
  },
  {
    rule: "databricks-token",
    about: "resources",
    breaks: [
      node("databricks:index/token:Token", "pat"),
      node("databricks:index/oboToken:OboToken", "obo"),
    ],
    messages: [
      'OboToken "obo": must not be there, got a stored secret',
      'Token "pat": must not be there, got a stored secret',
    ],
    keeps: [node("databricks:index/servicePrincipal:ServicePrincipal", "principal")],
  },
  {
    rule: "databricks-token",
    about: "linked services",
    breaks: [linkedService({ type: "AzureDatabricks", accessToken: { $secret: true } })],
    messages: ['LinkedService "databricks": properties.accessToken must be absent, got a value'],
    keeps: [linkedService({ type: "AzureDatabricks", authentication: "MSI" })],
  },
  {
    rule: "databricks-isolation",
    breaks: [
      isolated("catalog", "OPEN"),
      isolated("credential", "ISOLATION_MODE_OPEN"),
      node("databricks:index/storageCredential:StorageCredential", "storage"),
    ],
    messages: [
      'Catalog "catalog": isolationMode must be ISOLATED, got "OPEN"',
      'Credential "credential": isolationMode must be ISOLATED, got "ISOLATION_MODE_OPEN"',
      'StorageCredential "storage": isolationMode must be ISOLATED, got nothing',
    ],
    keeps: [isolated("catalog", "ISOLATED"), isolated("credential", "ISOLATION_MODE_ISOLATED")],
  },
];

const JOB_CASES: readonly RuleCase[] = [
  {
    rule: "job-timeout",
    breaks: [job({}), job({ timeoutSeconds: 0 })],
    messages: [
      'Job "job": timeoutSeconds must be more than 0, got nothing',
      'Job "job": timeoutSeconds must be more than 0, got 0',
    ],
    keeps: [job({ timeoutSeconds: 600 })],
  },
  {
    rule: "job-queue",
    breaks: [job({})],
    messages: ['Job "job": queue.enabled must be true, got nothing'],
    keeps: [job({ queue: { enabled: true } })],
  },
  {
    rule: "job-run-as",
    breaks: [job({ runAs: { userName: "someone@example.com" } })],
    messages: [
      'Job "job": runAs.servicePrincipalName must be the client id of a service principal, got nothing',
    ],
    keeps: [job({ runAs: { servicePrincipalName: "client-id" } })],
  },
  {
    rule: "job-cluster-policy",
    breaks: [
      job({
        newCluster: {},
        jobClusters: [{ newCluster: { policyId: "p" } }, { newCluster: {} }],
        tasks: [{ forEachTask: { task: { newCluster: { policyId: "" } } } }],
      }),
    ],
    messages: [
      'Job "job": jobClusters[1].newCluster.policyId must be given, got nothing',
      'Job "job": tasks[0].forEachTask.task.newCluster.policyId must be given, got ""',
      'Job "job": newCluster.policyId must be given, got nothing',
    ],
    keeps: [
      job({ tasks: [{ newCluster: { policyId: "p" } }, { jobClusterKey: "k" }] }),
      job({ jobClusters: [{ newCluster: { policyId: { $unknown: true } } }] }),
    ],
  },
  {
    rule: "job-all-purpose-cluster",
    breaks: [
      job({ tasks: [{ existingClusterId: "c" }] }),
      linkedService({ existingClusterId: "c" }),
    ],
    messages: [
      'Job "job": tasks[0].existingClusterId must be absent, got a value',
      'LinkedService "databricks": properties.existingClusterId must be absent, got a value',
    ],
    keeps: [job({ tasks: [{ jobClusterKey: "k" }] }), linkedService({})],
  },
];

const POLICY_CASES: readonly RuleCase[] = [
  {
    rule: "cluster-policy-document",
    breaks: [policy("{"), policy("[]")],
    messages: [
      'ClusterPolicy "policy": definition must be a JSON object, got something else',
      'ClusterPolicy "policy": definition must be a JSON object, got something else',
    ],
    keeps: [policy({})],
  },
  {
    rule: "cluster-policy-dbu-ceiling",
    breaks: [
      policy({}),
      policy({ dbus_per_hour: { type: "range", maxValue: 2.5 } }),
      policy({ dbus_per_hour: { type: "fixed", maxValue: 1 } }),
    ],
    messages: [
      'ClusterPolicy "policy": dbus_per_hour must be a range with a maxValue of at most 2, got no rule',
      'ClusterPolicy "policy": dbus_per_hour must be a range with a maxValue of at most 2, got {"type":"range","maxValue":2.5}',
      'ClusterPolicy "policy": dbus_per_hour must be a range with a maxValue of at most 2, got {"type":"fixed","maxValue":1}',
    ],
    keeps: [policy({ dbus_per_hour: { type: "range", maxValue: 2 } })],
  },
  {
    rule: "cluster-policy-spot",
    breaks: [
      policy(SPOT),
      policy(firstOnDemand(1)),
      policy({
        is_single_node: { type: "fixed", value: true },
        "azure_attributes.availability": { type: "allowlist", values: ["ON_DEMAND", "SPOT_AZURE"] },
      }),
    ],
    messages: [
      'ClusterPolicy "policy": azure_attributes.first_on_demand must be fixed at 0, got no rule',
      'ClusterPolicy "policy": azure_attributes.first_on_demand must be fixed at 0, got {"type":"fixed","value":1}',
      'ClusterPolicy "policy": azure_attributes.first_on_demand must be fixed at 0, got no rule',
    ],
    keeps: [policy(firstOnDemand(0)), policy(ON_DEMAND), policy({})],
  },
  {
    rule: "cluster-policy-security-mode",
    breaks: [
      policy({ data_security_mode: { type: "fixed", value: "NONE" } }),
      policy({ data_security_mode: { type: "unlimited", defaultValue: "SINGLE_USER" } }),
    ],
    messages: [
      'ClusterPolicy "policy": data_security_mode must be fixed at SINGLE_USER or USER_ISOLATION, got {"type":"fixed","value":"NONE"}',
      'ClusterPolicy "policy": data_security_mode must be fixed at SINGLE_USER or USER_ISOLATION, got {"type":"unlimited","defaultValue":"SINGLE_USER"}',
    ],
    keeps: [policy({ data_security_mode: FIXED_MODE })],
  },
];

const CAPPED = policy({ dbus_per_hour: { type: "range", maxValue: 1 } });
const clustered = (newCluster: GraphInputs): ResourceNode => ({
  ...job({ jobClusters: [{ newCluster }] }),
  dependencies: [CAPPED.urn],
});
const nodes = (nodeTypeId: string, numWorkers = 0, runtimeEngine = "STANDARD"): GraphInputs => ({
  nodeTypeId,
  driverNodeTypeId: nodeTypeId,
  numWorkers,
  runtimeEngine,
});
const NODE_DBUS: ReadonlyMap<string, number> = new Map([
  ["Standard_D4ds_v5", 1],
  ["Standard_E4ds_v5", 1.5],
]);
const pool = (inputs: GraphInputs) =>
  node("databricks:index/instancePool:InstancePool", "pool", inputs);

const COST_CASES: readonly RuleCase[] = [
  {
    rule: "job-photon",
    breaks: [
      job({
        jobClusters: [{ newCluster: { runtimeEngine: "PHOTON" } }],
        tasks: [{ newCluster: { runtimeEngine: "PHOTON" } }],
      }),
    ],
    messages: [
      'Job "job": jobClusters[0].newCluster.runtimeEngine must be "STANDARD", got "PHOTON"',
      'Job "job": tasks[0].newCluster.runtimeEngine must be "STANDARD", got "PHOTON"',
    ],
    keeps: [
      job({ jobClusters: [{ newCluster: { runtimeEngine: "STANDARD" } }] }),
      job({ tasks: [{ newCluster: {} }] }),
    ],
  },
  {
    rule: "cluster-dbu-above-cap",
    about: "the node, its workers and Photon",
    context: { nodeDbus: NODE_DBUS },
    breaks: [
      CAPPED,
      clustered(nodes("Standard_E4ds_v5")),
      clustered(nodes("Standard_D4ds_v5", 2)),
      clustered(nodes("Standard_D4ds_v5", 0, "PHOTON")),
    ],
    messages: [
      'Job "job": jobClusters[0].newCluster must use at most 1 DBU an hour, got 1.5',
      'Job "job": jobClusters[0].newCluster must use at most 1 DBU an hour, got 3',
      'Job "job": jobClusters[0].newCluster must use at most 1 DBU an hour, got 2.5',
    ],
    keeps: [
      CAPPED,
      clustered(nodes("Standard_D4ds_v5")),
      clustered(nodes("Standard_Unknown")),
      job({ jobClusters: [{ newCluster: nodes("Standard_E4ds_v5") }] }),
    ],
  },
  {
    rule: "pool-idle-nodes",
    breaks: [pool({ minIdleInstances: 2 })],
    messages: ['InstancePool "pool": minIdleInstances must be 0, got 2'],
    keeps: [pool({ minIdleInstances: 0 }), pool({})],
  },
];

export const DATABRICKS_CASES: readonly RuleCase[] = [
  ...WORKSPACE_CASES,
  ...JOB_CASES,
  ...POLICY_CASES,
  ...COST_CASES,
];
