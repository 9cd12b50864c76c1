/**
 * What a resource costs while nothing runs, by type.
 *
 * Three answers: nothing, a quantity a month, or a use that cannot be known from the program, since it
 * is counted by the gigabyte. A type without a row is none of them, and is shown as unpriced.
 */
import type { ResourceNode } from "../../graph/graph";
import type { Charge, Part, Uncounted, Use } from "../bill";
import { inputsOf, listAt, numberAt, textAt, valueAt } from "../graph-values";
import { databaseUses, HOURS_PER_MONTH } from "./sql";

/** Types that cost nothing by themselves. */
const FREE: ReadonlySet<string> = new Set([
  "aws:budgets/budget:Budget",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  "aws:iam/role:Role",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketVersioning:BucketVersioning",
  "azure-native:authorization:RoleAssignment",
  "azure-native:consumption:Budget",
  "azure-native:databricks:AccessConnector",
  "azure-native:datafactory:CredentialOperation",
  "azure-native:datafactory:Dataset",
  "azure-native:datafactory:LinkedService",
  "azure-native:datafactory:Pipeline",
  "azure-native:datafactory:Trigger",
  "azure-native:managedidentity:UserAssignedIdentity",
  "azure-native:monitor:ActionGroup",
  "azure-native:monitor:DiagnosticSetting",
  "azure-native:resources:ResourceGroup",
  "azure-native:sql:BackupShortTermRetentionPolicy",
  "azure-native:sql:ExtendedServerBlobAuditingPolicy",
  "azure-native:sql:FirewallRule",
  "azure-native:sql:Server",
  "azure-native:storage:BlobContainer",
  "azure-native:storage:BlobServiceProperties",
  "azure-native:storage:ManagementPolicy",
  "azuread:index/appRoleAssignment:AppRoleAssignment",
  "azuread:index/applicationAppRole:ApplicationAppRole",
  "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
  "azuread:index/applicationRegistration:ApplicationRegistration",
  "azuread:index/servicePrincipal:ServicePrincipal",
  "databricks:index/catalog:Catalog",
  "databricks:index/clusterPolicy:ClusterPolicy",
  "databricks:index/credential:Credential",
  "databricks:index/directory:Directory",
  "databricks:index/externalLocation:ExternalLocation",
  "databricks:index/file:File",
  "databricks:index/grants:Grants",
  "databricks:index/job:Job",
  "databricks:index/notebook:Notebook",
  "databricks:index/permissions:Permissions",
  "databricks:index/registeredModel:RegisteredModel",
  "databricks:index/schema:Schema",
  "databricks:index/servicePrincipal:ServicePrincipal",
  "databricks:index/storageCredential:StorageCredential",
  "databricks:index/volume:Volume",
  "pulumi-nodejs:dynamic/data-factory:PipelineRun",
  "pulumi-nodejs:dynamic/data-factory:StartedTrigger",
  "random:index/randomId:RandomId",
]);

const METERS: Readonly<Record<string, (resource: ResourceNode) => readonly Use[]>> = {
  "aws:kms/key:Key": () => [
    uncounted("other", "encryption key", "the price list knows no AWS KMS price"),
  ],
  "aws:s3/bucket:Bucket": () => [
    uncounted("storage", "exchanged data", "by the gigabyte and day that it stays"),
  ],
  "azure-native:databricks:Workspace": databricksWorkspace,
  "azure-native:datafactory:Factory": () => [
    uncounted(
      "data-factory",
      "inactive pipelines",
      "listed at 0.80 USD a month each, which users do not see billed",
    ),
  ],
  "azure-native:monitor:MetricAlert": metricAlert,
  "azure-native:monitor:ScheduledQueryRule": () => [
    uncounted(
      "monitoring",
      "log search alert",
      "the price list knows the five-minute rule only (1.50 USD a month)",
    ),
  ],
  "azure-native:network:NatGateway": () => [natGateway()],
  "azure-native:network:PrivateEndpoint": () => [
    charge("network", "private endpoint", "network.private_endpoint", HOURS_PER_MONTH),
  ],
  "azure-native:network:PublicIPAddress": () => [publicIp()],
  "azure-native:operationalinsights:Workspace": () => [
    {
      ...uncounted("monitoring", "log ingestion", "by the gigabyte that is logged"),
      countedBy: { amount: "loggedGb", priceId: "loganalytics.ingest" },
    },
  ],
  "azure-native:sql:Database": (database) => databaseUses(database, 0),
  "azure-native:storage:StorageAccount": storageAccount,
  "databricks:index/instancePool:InstancePool": instancePool,
};

/** @returns what a resource uses a month; undefined for a type that nobody has looked at yet. */
export function usesOf(resource: ResourceNode): readonly Use[] | undefined {
  if (!resource.custom || FREE.has(resource.type)) {
    return [];
  }
  return METERS[resource.type]?.(resource);
}

/** A workspace without public IPs on its nodes gets a NAT gateway with an address of its own. */
function databricksWorkspace({ inputs }: ResourceNode): readonly Use[] {
  const noPublicIp = valueAt(inputs["parameters"], "enableNoPublicIp", "value");
  return noPublicIp === true ? [natGateway(), publicIp()] : [];
}

/** Data that lie in the hot tier; only copies in one data centre have a price in the list. */
function storageAccount(account: ResourceNode): readonly Use[] {
  const use = uncounted("storage", "stored data", "by the gigabyte that is stored");
  const isLocal = textAt(inputsOf(account), "sku", "name") === "Standard_LRS";
  const priceId = isLocal ? "storage.lrs.hot.capacity_first50tb" : "storage.zrs.hot.capacity";
  return [{ ...use, countedBy: { amount: "storedGb", priceId } }];
}

/** Idle nodes of a pool are VMs without DBU. */
function instancePool(pool: ResourceNode): readonly Use[] {
  const inputs = inputsOf(pool);
  const idle = numberAt(inputs, "minIdleInstances") ?? 0;
  const nodeType = textAt(inputs, "nodeTypeId");
  if (idle === 0) return [];
  const market = textAt(inputs, "azureAttributes", "availability").startsWith("SPOT")
    ? "spot"
    : "ondemand";
  const priceId = `vm.${market}.${nodeType}`;
  return [charge("compute", `${idle} idle ${nodeType}`, priceId, idle * HOURS_PER_MONTH)];
}

/** One time series for each value of the dimension that is watched. */
function metricAlert({ inputs }: ResourceNode): readonly Use[] {
  const dimensions = listAt(inputs["criteria"], "allOf").flatMap((one) =>
    listAt(one, "dimensions"),
  );
  const counts = dimensions.map((dimension) => listAt(dimension, "values").length);
  const series = counts.reduce((product, count) => product * count, 1);
  const item = `metric alert, ${series} time series`;
  return [charge("monitoring", item, "monitor.metric_alert", series)];
}

function natGateway(): Charge {
  return charge("network", "NAT gateway", "network.nat_gateway.hour", HOURS_PER_MONTH);
}

function publicIp(): Charge {
  return charge("network", "public IP address", "network.public_ip", 1);
}

function charge(part: Part, item: string, priceId: string, quantity: number): Charge {
  return { part, item, priceId, quantity };
}

function uncounted(part: Part, item: string, reason: string): Uncounted {
  return { part, item, reason };
}
