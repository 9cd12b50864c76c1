/** Who can open a storage account, and over what. */
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { unlessAt, unlessIs } from "../values";

const ACCOUNT = "azure-native:storage:StorageAccount";
const CONTAINER = "azure-native:storage:BlobContainer";

/** The rules of access to storage. */
export const STORAGE_ACCESS_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "storage-shared-key",
    severity: "error",
    title: "Storage refuses shared keys",
    why: "an account key opens everything, names nobody and never expires",
    repair: "set allowSharedKeyAccess to false and give identities roles",
    source: "https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent",
    types: [ACCOUNT],
    test: ({ inputs }) => unlessIs(inputs, "allowSharedKeyAccess", false),
  }),
  resourceRule({
    id: "storage-local-user",
    severity: "error",
    title: "Storage has no local users",
    why: "a local user signs in over SFTP by a password or key, past Entra ID",
    repair: "set isLocalUserEnabled to false, which the service does not do by itself",
    source:
      "https://learn.microsoft.com/azure/storage/blobs/secure-file-transfer-protocol-support-authorize-access",
    types: [ACCOUNT],
    test: ({ inputs }) => unlessIs(inputs, "isLocalUserEnabled", false),
  }),
  resourceRule({
    id: "storage-tls",
    severity: "error",
    title: "Storage takes TLS 1.2 at least",
    why: "older versions of TLS are broken",
    repair: "set minimumTlsVersion to TLS1_2",
    source:
      "https://learn.microsoft.com/azure/storage/common/transport-layer-security-configure-minimum-version",
    types: [ACCOUNT],
    test: ({ inputs }) =>
      unlessAt(
        inputs,
        "minimumTlsVersion",
        (version) => typeof version === "string" && /^TLS1_[23]$/.test(version),
        "TLS1_2 or TLS1_3",
      ),
  }),
  resourceRule({
    id: "storage-https-only",
    severity: "error",
    title: "Storage answers over HTTPS only",
    why: "over HTTP a token can be read on its way",
    repair: "set enableHttpsTrafficOnly to true",
    source: "https://learn.microsoft.com/azure/storage/common/storage-require-secure-transfer",
    types: [ACCOUNT],
    test: ({ inputs }) => unlessIs(inputs, "enableHttpsTrafficOnly", true),
  }),
  resourceRule({
    id: "storage-public-blobs",
    severity: "error",
    title: "No blob can be read without signing in",
    why: "a public container is found by whoever looks for one",
    repair: "set allowBlobPublicAccess to false, and publicAccess of containers to None",
    source: "https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent",
    types: [ACCOUNT, CONTAINER],
    test: ({ inputs, type }) =>
      type === ACCOUNT
        ? unlessIs(inputs, "allowBlobPublicAccess", false)
        : unlessAt(
            inputs,
            "publicAccess",
            (access) => access === undefined || access === "None",
            '"None"',
          ),
  }),
]);
