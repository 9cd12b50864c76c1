/** The ARM ids of Azure resources: where each type stands below its resource group. */

/** The GUID that stands for a subscription, tenant or principal that nobody knows yet. */
export const ZERO_GUID = "00000000-0000-0000-0000-000000000000";

/** How an ARM id of one type is put together. */
export interface ArmType {
  /** The provider namespace and the types, with the input that names each parent in braces. */
  readonly path: string;
  /** The input that holds the resource's own name. */
  readonly nameProperty: string;
  /** The form of the name that the provider makes up where none is given; absent: automatic. */
  readonly generatedName?: string;
}

const FACTORY = "Microsoft.DataFactory/factories/{factoryName}";
const SQL_SERVER = "Microsoft.Sql/servers/{serverName}";
const STORAGE = "Microsoft.Storage/storageAccounts/{accountName}";

/** Azure types by type token; source: the resource ids in the REST reference of each service. */
export const ARM_TYPES: Readonly<Record<string, ArmType>> = {
  "azure-native:databricks:AccessConnector": arm(
    "Microsoft.Databricks/accessConnectors",
    "connectorName",
  ),
  "azure-native:databricks:Workspace": arm("Microsoft.Databricks/workspaces", "workspaceName"),
  "azure-native:datafactory:CredentialOperation": arm(`${FACTORY}/credentials`, "credentialName"),
  "azure-native:datafactory:Dataset": arm(`${FACTORY}/datasets`, "datasetName"),
  "azure-native:datafactory:Factory": arm("Microsoft.DataFactory/factories", "factoryName"),
  "azure-native:datafactory:LinkedService": arm(`${FACTORY}/linkedservices`, "linkedServiceName"),
  "azure-native:datafactory:Pipeline": arm(`${FACTORY}/pipelines`, "pipelineName"),
  "azure-native:datafactory:Trigger": arm(`${FACTORY}/triggers`, "triggerName"),
  "azure-native:managedidentity:UserAssignedIdentity": arm(
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "resourceName",
  ),
  "azure-native:consumption:Budget": arm("Microsoft.Consumption/budgets", "budgetName"),
  "azure-native:monitor:ActionGroup": arm("Microsoft.Insights/actionGroups", "actionGroupName"),
  "azure-native:monitor:DiagnosticSetting": arm("Microsoft.Insights/diagnosticSettings", "name"),
  "azure-native:monitor:MetricAlert": arm("Microsoft.Insights/metricAlerts", "ruleName"),
  "azure-native:monitor:ScheduledQueryRule": arm(
    "Microsoft.Insights/scheduledQueryRules",
    "ruleName",
  ),
  "azure-native:operationalinsights:Workspace": arm(
    "Microsoft.OperationalInsights/workspaces",
    "workspaceName",
  ),
  "azure-native:resources:ResourceGroup": arm("", "resourceGroupName"),
  "azure-native:authorization:RoleAssignment": {
    ...arm("Microsoft.Authorization/roleAssignments", "roleAssignmentName"),
    generatedName: ZERO_GUID,
  },
  "azure-native:sql:BackupShortTermRetentionPolicy": arm(
    `${SQL_SERVER}/databases/{databaseName}/backupShortTermRetentionPolicies`,
    "policyName",
  ),
  "azure-native:sql:Database": arm(`${SQL_SERVER}/databases`, "databaseName"),
  "azure-native:sql:ExtendedServerBlobAuditingPolicy": arm(
    `${SQL_SERVER}/extendedAuditingSettings`,
    "blobAuditingPolicyName",
  ),
  "azure-native:sql:FirewallRule": arm(`${SQL_SERVER}/firewallRules`, "firewallRuleName"),
  "azure-native:sql:Server": arm("Microsoft.Sql/servers", "serverName"),
  "azure-native:storage:BlobContainer": arm(
    `${STORAGE}/blobServices/default/containers`,
    "containerName",
  ),
  "azure-native:storage:BlobServiceProperties": arm(`${STORAGE}/blobServices`, "blobServicesName"),
  "azure-native:storage:ManagementPolicy": arm(
    `${STORAGE}/managementPolicies`,
    "managementPolicyName",
  ),
  "azure-native:storage:StorageAccount": arm("Microsoft.Storage/storageAccounts", "accountName"),
};

/** @returns the ARM id; a resource with a `scope` or `resourceUri` is an extension of that one. */
export function armId(
  type: ArmType,
  name: string,
  inputs: Readonly<Record<string, unknown>>,
): string {
  const group = type.path === "" ? name : String(inputs["resourceGroupName"]);
  const groupId = `/subscriptions/${ZERO_GUID}/resourceGroups/${group}`;
  if (type.path === "") {
    return groupId;
  }
  const owner = inputs["scope"] ?? inputs["resourceUri"];
  const root = typeof owner === "string" ? owner : groupId;
  const path = type.path.replace(/\{(\w+)\}/g, (_, key: string) => String(inputs[key]));
  return `${root}/providers/${path}/${name}`;
}

function arm(path: string, nameProperty: string): ArmType {
  return { path, nameProperty };
}
