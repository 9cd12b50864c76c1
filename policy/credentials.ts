/** What counts as a credential, by its own look or by the name of its key. */

/** A kind of credential, and how its text looks. */
interface CredentialLook {
  readonly kind: string;
  readonly pattern: RegExp;
}

// The second half of a setting such as `Password=` is left out where it is an expression.
const LOOKS: readonly CredentialLook[] = Object.freeze([
  { kind: "an AWS access key id", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { kind: "a Databricks token", pattern: /\bdapi[0-9a-f]{32}/i },
  { kind: "a JSON Web Token", pattern: /\beyJ[\w-]{8,400}\.eyJ/ },
  {
    kind: "a password in a connection string",
    pattern: /(?:^|;)\s*(?:password|pwd)\s*=\s*[^;\s"'@{$]/i,
  },
  {
    kind: "an account key in a connection string",
    pattern: /(?:^|;)\s*(?:accountkey|sharedaccesskey)\s*=\s*[^;\s"'@{$]/i,
  },
  { kind: "a shared access signature", pattern: /(?:^|[?&;])sig=[\w%+/-]{10}/i },
  { kind: "an Entra client secret", pattern: /\b[\w~.-]{3}8Q~[\w~.-]{31,34}/ },
  { kind: "a GitHub token", pattern: /\bgh[opsu]_[A-Za-z0-9]{30}/ },
  { kind: "a Pulumi token", pattern: /\bpul-[0-9a-f]{40}/ },
  { kind: "a private key", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY/ },
]);

// One cheap look at each text saves ten at nearly all of them.
const SUSPECT =
  /A[KS]IA|dapi|eyJ|password|pwd|accesskey|accountkey|sig=|8Q~|gh[opsu]_|pul-|-----BEGIN/i;

const CREDENTIAL_KEY =
  /(?:password|secret|token|accesskey|accountkey|apikey|privatekey|secretkey)$/i;

/** The kind of credential that a text holds, as words such as `a Databricks token`. */
export function credentialIn(text: string): string | undefined {
  if (!SUSPECT.test(text)) return undefined;
  return LOOKS.find(({ pattern }) => pattern.test(text))?.kind;
}

/** Tells whether the name of a key, such as `adminPassword` or `client_secret`, means a credential. */
export function isCredentialKey(key: string): boolean {
  return CREDENTIAL_KEY.test(key.replaceAll(/[-_]/g, ""));
}
