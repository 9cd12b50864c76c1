/** How a storage account keeps its data, and for how long. */
import type { ResourceNode } from "../../graph/graph";
import type { GraphIndex } from "../graph-index";
import { isPartOf } from "../relations";
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { isOpen, listAt, unlessIs, valueAt } from "../values";

const ACCOUNT = "azure-native:storage:StorageAccount";
const IN_ACCOUNT = { part: "accountName", whole: "accountName" };

/** The rules of data in storage. */
export const STORAGE_DATA_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "storage-hierarchical-namespace",
    severity: "error",
    title: "The data lake has a hierarchical namespace",
    why: "without it a folder is not renamed in one step, and turning it on later is a migration",
    repair: "set isHnsEnabled to true before the account is made",
    source: "https://learn.microsoft.com/azure/storage/blobs/data-lake-storage-namespace",
    types: [ACCOUNT],
    test: ({ inputs }) => unlessIs(inputs, "isHnsEnabled", true),
  }),
  resourceRule({
    id: "storage-soft-delete",
    severity: "warning",
    title: "Deleted blobs and containers can be brought back",
    why: "a job that deletes too much cannot be undone otherwise",
    repair: "enable deleteRetentionPolicy and containerDeleteRetentionPolicy of the blob service",
    source: "https://learn.microsoft.com/azure/storage/blobs/soft-delete-blob-overview",
    types: [ACCOUNT],
    test: (account, index) => {
      const [service] = partsOf(account, index, "azure-native:storage:BlobServiceProperties");
      return service === undefined
        ? ["must have blob service properties with soft delete, got none"]
        : [
            ...unlessIs(service.inputs, "deleteRetentionPolicy.enabled", true),
            ...unlessIs(service.inputs, "containerDeleteRetentionPolicy.enabled", true),
          ];
    },
  }),
  resourceRule({
    id: "storage-lifecycle",
    severity: "warning",
    title: "Old data move to a cheaper tier or go",
    why: "what every run adds to is paid for as long as it lies there",
    repair: "add a ManagementPolicy with an enabled rule",
    source: "https://learn.microsoft.com/azure/storage/blobs/lifecycle-management-overview",
    types: [ACCOUNT],
    test: (account, index) =>
      partsOf(account, index, "azure-native:storage:ManagementPolicy").some(hasEnabledRule)
        ? []
        : ["must have a management policy with an enabled rule, got none"],
  }),
]);

function partsOf(account: ResourceNode, index: GraphIndex, type: string): readonly ResourceNode[] {
  return index.ofType(type).filter((part) => isPartOf(part, account, IN_ACCOUNT));
}

// The service enables a rule that does not say.
function hasEnabledRule({ inputs }: ResourceNode): boolean {
  const rules = listAt(inputs, "policy.rules");
  return (
    isOpen(valueAt(inputs, "policy.rules")) ||
    rules.some((rule) => valueAt(rule, "enabled") !== false)
  );
}
