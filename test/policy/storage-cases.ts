// The rules of storage, each broken and kept.

import type { GraphInputs, ResourceNode } from "../../graph/graph";
import { node, type RuleCase } from "./rule-case";

const account = (inputs: GraphInputs) =>
  node("azure-native:storage:StorageAccount", "lake", inputs);
const container = (inputs: GraphInputs) =>
  node("azure-native:storage:BlobContainer", "raw", inputs);

const LAKE = account({ accountName: "lake" });
const kept = { enabled: true, days: 7 };

function service(inputs: GraphInputs): ResourceNode {
  const type = "azure-native:storage:BlobServiceProperties";
  return node(type, "blobs", { accountName: "lake", ...inputs });
}

function lifecycle(enabled: boolean, accountName = "lake"): ResourceNode {
  const inputs = { accountName, policy: { rules: [{ name: "cool", enabled }] } };
  return node("azure-native:storage:ManagementPolicy", "lifecycle", inputs);
}

function boolean(rule: string, key: string, allowed: boolean): RuleCase {
  return {
    rule,
    breaks: [account({ [key]: !allowed }), account({})],
    messages: [
      `StorageAccount "lake": ${key} must be ${allowed}, got ${!allowed}`,
      `StorageAccount "lake": ${key} must be ${allowed}, got nothing`,
    ],
    keeps: [account({ [key]: allowed }), account({ [key]: { $unknown: true } })],
  };
}

export const STORAGE_CASES: readonly RuleCase[] = [
  boolean("storage-shared-key", "allowSharedKeyAccess", false),
  boolean("storage-local-user", "isLocalUserEnabled", false),
  boolean("storage-https-only", "enableHttpsTrafficOnly", true),
  boolean("storage-hierarchical-namespace", "isHnsEnabled", true),
  boolean("storage-public-blobs", "allowBlobPublicAccess", false),
  {
    rule: "storage-public-blobs",
    about: "containers",
    breaks: [container({ publicAccess: "Blob" })],
    messages: ['BlobContainer "raw": publicAccess must be "None", got "Blob"'],
    keeps: [container({ publicAccess: "None" }), container({})],
  },
  {
    rule: "storage-tls",
    breaks: [account({ minimumTlsVersion: "TLS1_0" }), account({})],
    messages: [
      'StorageAccount "lake": minimumTlsVersion must be TLS1_2 or TLS1_3, got "TLS1_0"',
      'StorageAccount "lake": minimumTlsVersion must be TLS1_2 or TLS1_3, got nothing',
    ],
    keeps: [account({ minimumTlsVersion: "TLS1_2" })],
  },
  {
    rule: "storage-soft-delete",
    breaks: [LAKE],
    messages: [
      'StorageAccount "lake": must have blob service properties with soft delete, got none',
    ],
    keeps: [LAKE, service({ deleteRetentionPolicy: kept, containerDeleteRetentionPolicy: kept })],
  },
  {
    rule: "storage-soft-delete",
    about: "containers",
    breaks: [LAKE, service({ deleteRetentionPolicy: kept })],
    messages: [
      'StorageAccount "lake": containerDeleteRetentionPolicy.enabled must be true, got nothing',
    ],
    keeps: [LAKE, service({ deleteRetentionPolicy: kept, containerDeleteRetentionPolicy: kept })],
  },
  {
    rule: "storage-lifecycle",
    breaks: [LAKE, lifecycle(false), lifecycle(true, "other")],
    messages: [
      'StorageAccount "lake": must have a management policy with an enabled rule, got none',
    ],
    keeps: [LAKE, lifecycle(true, "LAKE")],
  },
];
