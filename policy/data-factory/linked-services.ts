/** What the factory signs in with. */
import type { GraphValue } from "../../graph/graph";
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { isObject, isOpen } from "../values";

/** Properties that hold a secret, whatever the linked service. */
const SECRET_PROPERTIES =
  /^(?:accessToken|accountKey|encryptedCredential|functionKey|key|password|sasToken|sasUri|secretAccessKey|servicePrincipalKey)$/i;

/** Settings of a connection string that hold a secret. */
const SECRET_SETTINGS = /(?:^|;)\s*(?:password|pwd|accountkey|sharedaccesskey)\s*=/i;

/** The rules of linked services. */
export const LINKED_SERVICE_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "adf-secret",
    severity: "error",
    title: "The factory holds no secret",
    why: "a secret in a linked service is used by everybody who may edit a pipeline, and gets old",
    repair: "name a credential of a managed identity, or refer to a secret of a key vault",
    source: "https://learn.microsoft.com/azure/data-factory/data-factory-service-identity",
    types: [
      "azure-native:datafactory:CredentialOperation",
      "azure-native:datafactory:LinkedService",
    ],
    test: ({ inputs }) =>
      secretsBelow("properties", inputs["properties"] ?? null).map(
        (path) => `${path} must hold no secret, got one`,
      ),
  }),
]);

function secretsBelow(path: string, value: GraphValue): readonly string[] {
  if (isOpen(value)) return [];
  if (typeof value === "string") return SECRET_SETTINGS.test(value) ? [path] : [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => secretsBelow(`${path}[${index}]`, item));
  }
  if (!isObject(value) || value["type"] === "AzureKeyVaultSecret") return [];
  if (value["type"] === "SecureString") return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    isSecret(key, inner) ? [`${path}.${key}`] : secretsBelow(`${path}.${key}`, inner),
  );
}

// A secret that Pulumi hides is still one that the factory holds.
function isSecret(key: string, value: GraphValue): boolean {
  if (isObject(value) && value["$secret"] === true) return true;
  if (!SECRET_PROPERTIES.test(key)) return false;
  return !(isObject(value) && value["type"] === "AzureKeyVaultSecret");
}
