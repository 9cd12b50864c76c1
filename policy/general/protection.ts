/** Whether what holds data survives a destroy by mistake. */
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";

/** Types that hold what cannot be made again, or the place that it lies in. */
const STATEFUL = [
  "aws:kms/key:Key",
  "aws:s3/bucket:Bucket",
  "azure-native:databricks:Workspace",
  "azure-native:datafactory:Factory",
  "azure-native:operationalinsights:Workspace",
  "azure-native:resources:ResourceGroup",
  "azure-native:sql:Database",
  "azure-native:sql:Server",
  "azure-native:storage:BlobContainer",
  "azure-native:storage:StorageAccount",
  "databricks:index/catalog:Catalog",
  "databricks:index/directory:Directory",
  "databricks:index/schema:Schema",
];

/** The rule of protection. */
export const PROTECTION_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "protected-state",
    severity: "error",
    title: "What holds data is protected where the environment protects it",
    why: "a changed name or a destroy in the wrong stack would delete data that nobody can make again",
    repair: "set the option protect to true",
    source: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
    types: STATEFUL,
    test: ({ protect }, _index, { protectedStack }) =>
      protectedStack && !protect ? ["protect must be true, got false"] : [],
  }),
]);
