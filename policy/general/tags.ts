/** Whether a bill can be cut by project and environment. */
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { isOpen, valueAt } from "../values";

/** The tags of every resource. */
const TAGS = ["project", "environment", "managed-by"];

/** Types that take tags, and appear on a bill or own what does. */
const TAGGABLE = [
  "aws:budgets/budget:Budget",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  "aws:iam/policy:Policy",
  "aws:iam/role:Role",
  "aws:kms/key:Key",
  "aws:s3/bucket:Bucket",
  "azure-native:databricks:AccessConnector",
  "azure-native:databricks:Workspace",
  "azure-native:datafactory:Factory",
  "azure-native:managedidentity:UserAssignedIdentity",
  "azure-native:monitor:ActionGroup",
  "azure-native:monitor:MetricAlert",
  "azure-native:monitor:ScheduledQueryRule",
  "azure-native:operationalinsights:Workspace",
  "azure-native:resources:ResourceGroup",
  "azure-native:sql:Database",
  "azure-native:sql:Server",
  "azure-native:storage:StorageAccount",
  "databricks:index/job:Job",
];

/** The rule of tags. */
export const TAG_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "tags",
    severity: "warning",
    title: "Resources carry the tags of project and environment",
    why: "budgets and cost reports are cut by them; what has none belongs to nobody",
    repair: "add the tags project, environment and managed-by",
    source:
      "https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-tagging",
    types: TAGGABLE,
    test: ({ inputs }) => {
      const missing = TAGS.filter((tag) => !hasTag(inputs["tags"] ?? null, tag));
      return missing.length === 0
        ? []
        : [`tags must hold ${TAGS.join(", ")}, got no ${missing.join(", ")}`];
    },
  }),
]);

function hasTag(tags: Parameters<typeof valueAt>[0], tag: string): boolean {
  const value = valueAt(tags, tag);
  return isOpen(value) || (typeof value === "string" && value !== "");
}
