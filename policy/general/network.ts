/** What can be reached from the internet, and so is guarded by identities alone. */
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { unlessAt } from "../values";

/** The rule of public endpoints. */
export const NETWORK_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "public-network",
    severity: "info",
    title: "Public endpoints are known",
    why: "what answers on the internet is guarded by its sign-in alone",
    repair: "nothing, while identities are enough; else disable it and add a private endpoint",
    source: "https://learn.microsoft.com/azure/private-link/private-link-overview",
    types: [
      "azure-native:databricks:Workspace",
      "azure-native:datafactory:Factory",
      "azure-native:sql:Server",
      "azure-native:storage:StorageAccount",
    ],
    test: ({ inputs }) =>
      unlessAt(
        inputs,
        "publicNetworkAccess",
        (access) => access === "Disabled",
        '"Disabled" for a private network',
      ),
  }),
]);
