import { isCredentialKey, isCredentialText, isSealed } from "./credentials";
import type { Draft, Path } from "./problem";

const MAX_DEPTH = 8;

/**
 * Finds every credential among the values of a stack, in any namespace and at any depth.
 *
 * A key that names a credential, a value that Pulumi has encrypted and a text that looks like one
 * are all refused: the providers sign in without a stored secret, and so does the platform.
 */
export function findSecrets(value: unknown, path: Path = []): Draft[] {
  if (path.length > MAX_DEPTH) return [];
  const reason = secretReason(value, path);
  if (reason !== undefined) return [refusal(path, reason)];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((entry, index) => findSecrets(entry, [...path, index]));
  return Object.entries(value).flatMap(([key, entry]) => findSecrets(entry, [...path, key]));
}

function secretReason(value: unknown, path: Path): string | undefined {
  const key = path.at(-1);
  // A flag such as `skipToken: true` and an emptied key hold nothing.
  const holds = typeof value !== "boolean" && value !== null && value !== "";
  if (typeof key === "string" && isCredentialKey(key) && holds) return "holds a credential";
  if (isSealed(value)) return "is encrypted";
  return typeof value === "string" && isCredentialText(value)
    ? "looks like a credential"
    : undefined;
}

function refusal(path: Path, reason: string): Draft {
  return {
    code: "CONFIG_SECRET",
    path,
    message: `${reason}, and nothing secret is stored, got [secret]`,
    repair:
      reason === "is encrypted"
        ? "write it as plain text if it is not secret, else remove it"
        : "remove it and revoke it: sign in by the Azure CLI, by OIDC or by an assumed role",
  };
}
