/** Whether two resources would be one and the same in the cloud. */
import type { ResourceNode } from "../../graph/graph";
import type { GraphIndex } from "../graph-index";
import { violation } from "../resource-rule";
import type { Rule, Violation } from "../rule";

const FACTORY = "factoryName";

/** The inputs that together name a resource, by type. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  "aws:budgets/budget:Budget": ["name"],
  "aws:iam/policy:Policy": ["name"],
  "aws:iam/role:Role": ["name"],
  "aws:kms/alias:Alias": ["name"],
  "aws:s3/bucket:Bucket": ["bucket"],
  "aws:iam/rolePolicy:RolePolicy": ["role", "name"],
  "azure-native:databricks:AccessConnector": ["resourceGroupName", "connectorName"],
  "azure-native:databricks:Workspace": ["resourceGroupName", "workspaceName"],
  "azure-native:datafactory:CredentialOperation": [FACTORY, "credentialName"],
  "azure-native:datafactory:Dataset": [FACTORY, "datasetName"],
  "azure-native:datafactory:Factory": [FACTORY],
  "azure-native:datafactory:IntegrationRuntime": [FACTORY, "integrationRuntimeName"],
  "azure-native:datafactory:LinkedService": [FACTORY, "linkedServiceName"],
  "azure-native:datafactory:Pipeline": [FACTORY, "pipelineName"],
  "azure-native:datafactory:Trigger": [FACTORY, "triggerName"],
  "azure-native:managedidentity:UserAssignedIdentity": ["resourceGroupName", "resourceName"],
  "azure-native:monitor:ActionGroup": ["resourceGroupName", "actionGroupName"],
  "azure-native:monitor:DiagnosticSetting": ["resourceUri", "name"],
  "azure-native:monitor:MetricAlert": ["resourceGroupName", "ruleName"],
  "azure-native:monitor:ScheduledQueryRule": ["resourceGroupName", "ruleName"],
  "azure-native:operationalinsights:Workspace": ["resourceGroupName", "workspaceName"],
  "azure-native:resources:ResourceGroup": ["resourceGroupName"],
  "azure-native:sql:Database": ["serverName", "databaseName"],
  "azure-native:sql:FirewallRule": ["serverName", "firewallRuleName"],
  "azure-native:sql:Server": ["serverName"],
  "azure-native:storage:BlobContainer": ["accountName", "containerName"],
  "azure-native:storage:StorageAccount": ["accountName"],
  "databricks:index/catalog:Catalog": ["name"],
  "databricks:index/clusterPolicy:ClusterPolicy": ["name"],
  "databricks:index/credential:Credential": ["name"],
  "databricks:index/externalLocation:ExternalLocation": ["name"],
  "databricks:index/job:Job": ["name"],
  "databricks:index/notebook:Notebook": ["path"],
  "databricks:index/registeredModel:RegisteredModel": ["catalogName", "schemaName", "name"],
  "databricks:index/schema:Schema": ["catalogName", "name"],
  "databricks:index/storageCredential:StorageCredential": ["name"],
  "databricks:index/volume:Volume": ["catalogName", "schemaName", "name"],
};

/** The rule of physical names. */
export const PHYSICAL_NAME_RULES: readonly Rule[] = Object.freeze([
  {
    id: "physical-name-duplicate",
    severity: "error",
    title: "No two resources have one name in the cloud",
    why: "the second overwrites the first, or the deployment fails half-way",
    repair: "give one of them another name",
    source:
      "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
    check: (index: GraphIndex) =>
      Object.entries(NAMED_BY).flatMap(([type, keys]) => duplicates(index.ofType(type), keys)),
  } satisfies Rule,
]);

function duplicates(
  resources: readonly ResourceNode[],
  keys: readonly string[],
): readonly Violation[] {
  const first = new Map<string, ResourceNode>();
  return resources.flatMap((resource) => {
    const name = nameOf(resource, keys);
    if (name === undefined) return [];
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, resource);
      return [];
    }
    const problem = `${keys.join(", ")} must be its own, got that of ${JSON.stringify(other.name)}`;
    return [violation(resource, problem)];
  });
}

// The clouds ignore the case of nearly all of these names.
function nameOf({ inputs }: ResourceNode, keys: readonly string[]): string | undefined {
  const parts = keys.map((key) => inputs[key]);
  return parts.every((part) => typeof part === "string")
    ? parts.join("/").toLowerCase()
    : undefined;
}
