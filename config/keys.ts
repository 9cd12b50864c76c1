import { TOP_KEYS } from "./examples";
import { missing, unknownKey } from "./explain";
import { didYouMean, nearest } from "./nearest";
import type { Draft } from "./problem";
import { showName } from "./show";

const NAMESPACE = "forecast-platform";

/**
 * Finds keys that are no setting: misspelt ones of our namespace, ones of a misspelt namespace and
 * ones of no namespace. Keys of the providers' namespaces are theirs to judge.
 */
export function findUnknownKeys(keys: readonly string[]): Draft[] {
  return keys.filter((key) => !TOP_KEYS.includes(key)).flatMap(judgeKey);
}

/** The problem of a needed key that is absent; names a given key that looks like a misspelling of it. */
export function missingKey(key: string, keys: readonly string[], why?: string): Draft {
  const problem = missing([key], why);
  const lookalike = keys.find((other) => !TOP_KEYS.includes(other) && looksLike(other, key));
  if (lookalike === undefined) return problem;
  const name = showName(lookalike);
  return { ...problem, repair: `${name} looks like it; rename that to ${key}` };
}

function judgeKey(key: string): Draft[] {
  const colon = key.indexOf(":");
  if (colon < 0) return [withoutNamespace(key)];
  const namespace = key.slice(0, colon);
  const ours = namespace === NAMESPACE || nearest(namespace, [NAMESPACE]) !== undefined;
  if (!ours) return [];
  const allowed = TOP_KEYS.filter((known) => known.startsWith(`${NAMESPACE}:`));
  return [unknownKey([key], byLocalName(key.slice(colon + 1), allowed))];
}

// A short local name differs little in a long full key, so that the local names are what is compared.
function byLocalName(local: string, allowed: readonly string[]): readonly string[] {
  const meant = nearest(local, allowed.map(localName));
  return meant === undefined ? allowed : [`${NAMESPACE}:${meant}`];
}

function withoutNamespace(key: string): Draft {
  const meant = TOP_KEYS.find(
    (known) => localName(known) === nearest(key, TOP_KEYS.map(localName)),
  );
  return {
    code: "CONFIG_UNKNOWN_KEY",
    path: [key],
    message: "has no namespace",
    repair: meant ? didYouMean(meant) : `write it as <namespace>:<name>, such as ${TOP_KEYS[0]}`,
    ...(meant && { meant: [meant] }),
  };
}

// Both halves must be near: azure-native:clientId is as a whole not far from azure-native:location.
function looksLike(other: string, key: string): boolean {
  const [otherSpace, keySpace] = [namespaceOf(other), namespaceOf(key)];
  const near = nearest(localName(other), [localName(key)]) !== undefined;
  return near && nearest(otherSpace, [keySpace]) !== undefined;
}

function namespaceOf(key: string): string {
  return key.slice(0, Math.max(key.indexOf(":"), 0));
}

function localName(key: string): string {
  return key.slice(key.indexOf(":") + 1);
}
