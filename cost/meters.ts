/**
 * What a resource costs while nothing runs, by type.
 *
 * Three answers: nothing, a monthly price, or a meter that cannot be known from the program, since
 * it counts gigabytes. A type without a row is none of them, and is shown as unpriced.
 */
import type { GraphValue, ResourceNode } from "../graph/graph";

/** A charge that stands, or one that cannot be told. */
export type Meter =
  | {
      readonly kind: "standing";
      readonly item: string;
      readonly priceId: string;
      /** How many of the price's unit a month holds. */
      readonly unitsPerMonth: number;
    }
  | { readonly kind: "by-use"; readonly item: string; readonly reason: string };

/** Hours of a month, as Azure's own price pages count them. */
const HOURS_PER_MONTH = 730;

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

const METERS: Readonly<Record<string, (resource: ResourceNode) => readonly Meter[]>> = {
  "aws:kms/key:Key": () => [byUse("encryption key", "the price list knows no AWS KMS price")],
  "aws:s3/bucket:Bucket": () => [byUse("exchanged data", "by the gigabyte and day that it stays")],
  "azure-native:databricks:Workspace": databricksWorkspace,
  "azure-native:datafactory:Factory": () => [
    byUse("inactive pipelines", "listed at 0.80 USD a month each, which users do not see billed"),
  ],
  "azure-native:monitor:MetricAlert": metricAlert,
  "azure-native:monitor:ScheduledQueryRule": () => [
    byUse("log search alert", "the price list knows the five-minute rule only (1.50 USD a month)"),
  ],
  "azure-native:operationalinsights:Workspace": () => [
    byUse("log ingestion", "by the gigabyte that is logged"),
  ],
  "azure-native:sql:Database": sqlDatabase,
  "azure-native:storage:StorageAccount": () => [
    byUse("stored data", "by the gigabyte that is stored"),
  ],
};

/** @returns the meters of a resource; undefined for a type that nobody has looked at yet. */
export function metersOf(resource: ResourceNode): readonly Meter[] | undefined {
  if (!resource.custom || FREE.has(resource.type)) {
    return [];
  }
  return METERS[resource.type]?.(resource);
}

/** A workspace without public IPs on its nodes gets a NAT gateway with an address of its own. */
function databricksWorkspace(resource: ResourceNode): readonly Meter[] {
  const noPublicIp = valueAt(resource.inputs["parameters"], "enableNoPublicIp", "value");
  return noPublicIp === true
    ? [
        standing("NAT gateway", "network.nat_gateway.hour", HOURS_PER_MONTH),
        standing("public IP address", "network.public_ip", 1),
      ]
    : [];
}

/** One time series for each value of the dimension that is watched. */
function metricAlert(resource: ResourceNode): readonly Meter[] {
  const criteria = valueAt(resource.inputs["criteria"], "allOf");
  const dimensions = itemsOf(criteria).flatMap((one) => itemsOf(valueAt(one, "dimensions")));
  const counts = dimensions.map((dimension) => itemsOf(valueAt(dimension, "values")).length);
  const series = counts.reduce((product, count) => product * count, 1);
  return [standing(`metric alert, ${series} time series`, "monitor.metric_alert", series)];
}

function sqlDatabase(resource: ResourceNode): readonly Meter[] {
  const tier = valueAt(resource.inputs["sku"], "name");
  return typeof tier === "string" && /^(Basic|S0|S1)$/.test(tier)
    ? [standing(`SQL database, ${tier}`, `sql.dtu.${tier.toLowerCase()}`, 1)]
    : [byUse("SQL database", `no price for the tier ${JSON.stringify(tier)}`)];
}

function valueAt(value: GraphValue | undefined, ...path: string[]): GraphValue | undefined {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) {
      return undefined;
    }
    inner = new Map<string, GraphValue>(Object.entries(inner)).get(key);
  }
  return inner;
}

function itemsOf(value: GraphValue | undefined): readonly GraphValue[] {
  return Array.isArray(value) ? value : [];
}

function standing(item: string, priceId: string, unitsPerMonth: number): Meter {
  return { kind: "standing", item, priceId, unitsPerMonth };
}

function byUse(item: string, reason: string): Meter {
  return { kind: "by-use", item, reason };
}
