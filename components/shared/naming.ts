/**
 * Physical names: what a resource is called in its cloud.
 *
 * One table says for each kind how long a name may be, what it may hold and where it has to be
 * unique. Names are deterministic: the only random part is the suffix that the caller takes from a
 * `RandomId` resource, for names that are unique in a whole cloud.
 */
import { createHash } from "node:crypto";
import type { EnvironmentName } from "../../config/environments";

/** Where no two resources of a kind may share a name. */
export type NameScope =
  | "account"
  | "cloud"
  | "metastore"
  | "resourceGroup"
  | "subscription"
  | "tenant"
  | "workspace";

/** The rule for the names of one kind of resource. */
export interface NameRule {
  /** Most characters, inclusive. */
  readonly maxLength: number;
  /** What a whole name looks like. */
  readonly pattern: RegExp;
  /** What stands between the parts. */
  readonly separator: "-" | "_" | "";
  readonly scope: NameScope;
}

/**
 * The rules, by kind.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 *   for Azure, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html and
 *   https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html for AWS, all read
 *   2026-11; Unity Catalog object names: at most 255 characters, here 64
 */
export const NAME_RULES = {
  resourceGroup: rule(90, /^[a-z][a-z0-9-]*[a-z0-9]$/, "-", "subscription"),
  managedResourceGroup: rule(90, /^[a-z][a-z0-9-]*[a-z0-9]$/, "-", "subscription"),
  userAssignedIdentity: rule(128, /^[a-z][a-z0-9-]{1,126}[a-z0-9]$/, "-", "resourceGroup"),
  storageAccount: rule(24, /^[a-z0-9]{3,24}$/, "", "cloud"),
  sqlServer: rule(63, /^[a-z][a-z0-9-]{0,61}[a-z0-9]$/, "-", "cloud"),
  databricksWorkspace: rule(64, /^[a-z][a-z0-9-]{1,62}[a-z0-9]$/, "-", "resourceGroup"),
  accessConnector: rule(64, /^[a-z][a-z0-9-]{1,62}[a-z0-9]$/, "-", "resourceGroup"),
  dataFactory: rule(63, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "-", "cloud"),
  logWorkspace: rule(63, /^[a-z][a-z0-9-]{2,61}[a-z0-9]$/, "-", "resourceGroup"),
  actionGroup: rule(64, /^[a-z][a-z0-9-]{1,62}[a-z0-9]$/, "-", "resourceGroup"),
  alertRule: rule(64, /^[a-z][a-z0-9-]{1,62}[a-z0-9]$/, "-", "resourceGroup"),
  budget: rule(63, /^[a-z][a-z0-9-]{1,61}[a-z0-9]$/, "-", "resourceGroup"),
  clusterPolicy: rule(100, /^[a-z][a-z0-9-]{1,98}[a-z0-9]$/, "-", "workspace"),
  entraApplication: rule(120, /^[a-z][a-z0-9-]{1,118}[a-z0-9]$/, "-", "tenant"),
  iamRole: rule(64, /^[a-z][a-z0-9-]{0,63}$/, "-", "account"),
  s3Bucket: rule(63, /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "-", "cloud"),
  unityCatalogObject: rule(64, /^[a-z][a-z0-9_]{0,63}$/, "_", "metastore"),
} as const satisfies Readonly<Record<string, NameRule>>;

/** A kind of resource that has a physical name. */
export type NameKind = keyof typeof NAME_RULES;

/** What a name is made of, in this order. */
export interface NameParts {
  readonly environment: EnvironmentName;
  /** What the resource is for, in kebab-case; absent where there is one of its kind. */
  readonly role?: string;
  /** Eight hexadecimal digits of the environment's `RandomId`; for names unique in a cloud. */
  readonly suffix?: string;
}

/** What every physical name begins with. */
const PREFIX = "forecast";

/** Characters of the hash that keeps two names apart when one had to be cut or stripped. */
const HASH_LENGTH = 6;

/**
 * The physical name for one kind of resource.
 *
 * Of one kind, whose names always or never have a suffix, two different parts never give one name:
 * where a name is too long, or a role holds what the kind does not allow, it is cut and ends in a
 * hash.
 *
 * @example physicalName("storageAccount", { environment: "dev", suffix: "00000000" })
 */
export function physicalName(kind: NameKind, parts: NameParts): string {
  const { maxLength, separator } = NAME_RULES[kind];
  const wanted = [PREFIX, parts.environment, ...roleWords(parts.role), ...words(parts.suffix)];
  const name = wanted.join(separator);
  if (name.length <= maxLength && isFaithful(parts.role, separator)) {
    return name;
  }
  const tail = [hashOf(`${parts.environment}/${parts.role ?? ""}`), ...words(parts.suffix)].join(
    separator,
  );
  const head = [PREFIX, parts.environment, ...roleWords(parts.role)].join(separator);
  const room = maxLength - tail.length - separator.length;
  return `${trimEnd(head.slice(0, room), separator)}${separator}${tail}`;
}

/** Whether the role can be read back from the name: its words are plain and the separator stays. */
function isFaithful(role: string | undefined, separator: string): boolean {
  return (
    role === undefined || (separator === "" ? /^[a-z0-9]+$/ : /^[a-z0-9]+(-[a-z0-9]+)*$/).test(role)
  );
}

function roleWords(role: string | undefined): string[] {
  return words(role?.toLowerCase());
}

function words(text: string | undefined): string[] {
  return (text ?? "").split(/[^a-z0-9]+/).filter((word) => word !== "");
}

function trimEnd(text: string, separator: string): string {
  return separator !== "" && text.endsWith(separator) ? text.slice(0, -separator.length) : text;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);
}

function rule(
  maxLength: number,
  pattern: RegExp,
  separator: NameRule["separator"],
  scope: NameScope,
): NameRule {
  return { maxLength, pattern, separator, scope };
}
