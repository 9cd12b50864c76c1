/**
 * What counts as a credential, by its key's name or by its own look.
 *
 * The platform stores no secret anywhere, so that these are refused, and never printed.
 */

const CREDENTIAL_KEY_ENDINGS: readonly string[] = Object.freeze([
  "secret",
  "password",
  "token",
  "accesskey",
  "secretkey",
  "apikey",
  "accountkey",
  "privatekey",
  "credentials",
  "clientcertificate",
]);

const HIDDEN_KEY = /secret|password|token|key/i;

// Each pattern is a fixed run of classes with no nested repetition, so that it takes linear time.
const CREDENTIAL_TEXTS: readonly RegExp[] = Object.freeze([
  /(?:AKIA|ASIA)[A-Z0-9]{8}/, // AWS access key ids, long-lived and of a session
  /dapi[0-9a-f]{16}/i, // Databricks personal access tokens
  /eyJ[A-Za-z0-9_-]{8}/, // the encoded "{" of a JSON Web Token
  /(?:password|pwd|sig|signature|accountkey|sharedaccesskey|secret|token)=/i, // connection strings, SAS
  /8Q~/, // Entra client secrets carry this mark
  /gh[opsu]_[A-Za-z0-9]{16}/, // GitHub tokens
  /pul-[0-9a-f]{16}/, // Pulumi access tokens
  /-----BEGIN/, // PEM keys and certificates
]);

/** Tells whether a key, such as `azure-native:clientSecret`, names a credential by its ending. */
export function isCredentialKey(key: string): boolean {
  const name = key.slice(key.lastIndexOf(":") + 1).replaceAll(/[-_]/g, "");
  return CREDENTIAL_KEY_ENDINGS.some((ending) => name.toLowerCase().endsWith(ending));
}

/** Tells whether the value below a key must not be printed: looser than {@link isCredentialKey}. */
export function isHiddenKey(key: string): boolean {
  return HIDDEN_KEY.test(key);
}

/** Tells whether a text looks like a credential: an access key, a token, a SAS or a connection string. */
export function isCredentialText(text: string): boolean {
  return CREDENTIAL_TEXTS.some((pattern) => pattern.test(text));
}

/** Tells whether a value is one that Pulumi has encrypted: `{ secure: ... }`. */
export function isSealed(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.hasOwn(value, "secure") &&
    Object.keys(value).length === 1
  );
}
