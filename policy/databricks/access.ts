/** Who acts in a Databricks workspace, and with what. */
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { textAt, unlessAt, valueAt } from "../values";

const LINKED_SERVICE = "azure-native:datafactory:LinkedService";

/** Types that make a stored secret of Databricks. */
const TOKENS = [
  "databricks:index/gitCredential:GitCredential",
  "databricks:index/oboToken:OboToken",
  "databricks:index/servicePrincipalSecret:ServicePrincipalSecret",
  "databricks:index/token:Token",
];

/** The rules of identities in Databricks. */
export const DATABRICKS_ACCESS_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "databricks-premium",
    severity: "error",
    title: "The workspace is of the Premium tier",
    why: "cluster policies and permissions need it, and Standard cannot be made any more",
    repair: 'set sku.name to "premium"',
    source:
      "https://learn.microsoft.com/azure/databricks/admin/account-settings-azure/change-pricing-tier",
    types: ["azure-native:databricks:Workspace"],
    test: ({ inputs }) =>
      unlessAt(
        inputs,
        "sku.name",
        (name) => typeof name === "string" && name.toLowerCase() === "premium",
        '"premium"',
      ),
  }),
  resourceRule({
    id: "databricks-token",
    severity: "error",
    title: "Nothing signs in to Databricks by a token",
    why: "a personal access token is a stored secret that acts as whoever made it",
    repair: "let a managed identity sign in: authentication MSI with a credential",
    source: "https://learn.microsoft.com/azure/databricks/dev-tools/auth/",
    types: [...TOKENS, LINKED_SERVICE],
    test: ({ inputs, type }) => {
      if (type !== LINKED_SERVICE) return ["must not be there, got a stored secret"];
      const given = valueAt(inputs, "properties.accessToken") !== undefined;
      return given && textAt(inputs, "properties.type") === "AzureDatabricks"
        ? ["properties.accessToken must be absent, got a value"]
        : [];
    },
  }),
  resourceRule({
    id: "databricks-isolation",
    severity: "error",
    title: "Unity Catalog objects are bound to their workspace",
    why: "others are open to every workspace of the metastore, those of other environments too",
    repair: "set isolationMode to ISOLATED, with the prefix ISOLATION_MODE_ but for catalogs",
    source: "https://learn.microsoft.com/azure/databricks/catalogs/binding",
    types: [
      "databricks:index/catalog:Catalog",
      "databricks:index/credential:Credential",
      "databricks:index/externalLocation:ExternalLocation",
      "databricks:index/storageCredential:StorageCredential",
    ],
    test: ({ inputs }) =>
      unlessAt(
        inputs,
        "isolationMode",
        (mode) => typeof mode === "string" && /^(?:ISOLATION_MODE_)?ISOLATED$/.test(mode),
        "ISOLATED",
      ),
  }),
]);
