/**
 * Whether a change makes the engine replace a resource, as far as that can be known without a provider.
 *
 * Certain: what is part of a resource's id, what its package documents as forcing a new resource, what
 * the program itself declares. Possible: what its package documents as fixed after creation. Anything
 * else counts as an update; azure-native documents little, so `pulumi preview` has the last word.
 */
import { ARM_TYPES } from "../graph/arm-ids";
import { propertyDocs } from "./package-docs";

/** A replacement, and the properties that cause it. */
export interface Replacement {
  readonly certainty: "certain" | "possible";
  readonly because: readonly string[];
}

/** What providers and the program replace on, beyond documentation. */
const DECLARED: Readonly<Record<string, readonly string[]>> = {
  // What the Terraform provider beneath marks as ForceNew; the package leaves the marks out (assumption
  // undocumented-replacement; the role read in hashicorp/terraform-provider-aws, resource_aws_iam_role.go).
  "aws:budgets/budget:Budget": ["name"],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["url"],
  "aws:iam/role:Role": ["name", "path"],
  "aws:iam/rolePolicy:RolePolicy": ["name", "role"],
  // Azure refuses to change an assignment (RoleAssignmentUpdateNotPermitted).
  "azure-native:authorization:RoleAssignment": ["principalId", "roleDefinitionId", "scope"],
  // Triggers are replaced on any change of their definition: components/data-factory.
  "azure-native:datafactory:Trigger": ["properties"],
  "pulumi-nodejs:dynamic/data-factory:PipelineRun": ["pipelineId", "content"],
  "pulumi-nodejs:dynamic/data-factory:StartedTrigger": ["triggerId"],
};

/** Types that are made anew by design, with nothing lost: a run, a trigger, its started state. */
const RENEWED: ReadonlySet<string> = new Set([
  "azure-native:datafactory:Trigger",
  "pulumi-nodejs:dynamic/data-factory:PipelineRun",
  "pulumi-nodejs:dynamic/data-factory:StartedTrigger",
]);

/** Inputs of any Azure resource that say where it is. */
const AZURE_PLACES = ["location", "resourceGroupName", "resourceUri", "scope"];

const FORCES =
  /\b(?:forces?|forcing)\b[^.]*\b(?:new resource|creation|re-?creation|replacement)|trigger recreation/i;
const FIXED =
  /\b(?:cannot|can't|can not) be (?:changed|updated|modified)|\bimmutable\b|only be (?:set|used|specified)[^.]*\bcreat/i;

/**
 * @param changed - the names of the inputs that differ
 * @returns undefined where nothing says that the resource is replaced
 */
export function replacementOf(type: string, changed: readonly string[]): Replacement | undefined {
  const docs = propertyDocs(type);
  // A bucket's settings belong to one bucket for good.
  const ofBucket = type.startsWith("aws:s3/") ? ["bucket"] : [];
  const declared = [...(DECLARED[type] ?? []), ...ofBucket, ...idProperties(type)];
  const says = (pattern: RegExp) => (key: string) => pattern.test(docs.get(key) ?? "");
  const certain = changed.filter((key) => declared.includes(key) || says(FORCES)(key));
  if (certain.length > 0) return { certainty: "certain", because: certain };
  const possible = changed.filter(says(FIXED));
  return possible.length > 0 ? { certainty: "possible", because: possible } : undefined;
}

/** @returns whether a resource is replaced as a matter of course. */
export function isRenewed(type: string): boolean {
  return RENEWED.has(type);
}

/** The inputs that an Azure resource's id is made of. */
function idProperties(type: string): readonly string[] {
  const arm = ARM_TYPES[type];
  if (arm === undefined) return [];
  const parents = [...arm.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  return [...parents, arm.nameProperty, ...AZURE_PLACES];
}
