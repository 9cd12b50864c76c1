/**
 * IAM policy documents as plain values, with the few elements that are used here.
 *
 * There is no `NotAction`, `NotResource` or `NotPrincipal`: each of them allows what nobody listed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */

/** An action of a service, such as `s3:GetObject`. */
export type Action = `${string}:${string}`;

/** Condition operators in use; each tests keys of the request against values of the document. */
export type ConditionOperator =
  | "ArnLike"
  | "Bool"
  | "NumericLessThan"
  | "StringEquals"
  | "StringLike";

/** Conditions: all operators and keys have to hold, and one value of each key. */
export type Conditions = {
  readonly [Operator in ConditionOperator]?: Readonly<Record<string, string | readonly string[]>>;
};

/** Who a trust policy or a policy on a resource speaks of. */
export type Principal =
  | "*"
  | { readonly AWS: string }
  | { readonly Federated: string }
  | { readonly Service: string };

/** One statement. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  /** Only in trust policies and policies on resources. */
  readonly Principal?: Principal;
  readonly Action: readonly Action[];
  /** Absent in trust policies, whose resource is the role itself. */
  readonly Resource?: readonly string[];
  readonly Condition?: Conditions;
}

/** A policy document, as IAM, S3 and KMS take it. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** @returns a document of these statements. */
export function policyDocument(...statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** @returns the actions of one service, by their names without its prefix. */
export function actionsOf(service: string, names: readonly string[]): readonly Action[] {
  return names.map((name): Action => `${service}:${name}`);
}

/** The tags that tell an environment's resources from all others in the account. */
export interface OwnerTags {
  readonly environment: string;
  readonly project: string;
}

/** @returns values of a `StringEquals`: the request sets both tags. */
export function requestTags({ environment, project }: OwnerTags): Readonly<Record<string, string>> {
  return { "aws:RequestTag/project": project, "aws:RequestTag/environment": environment };
}

/** @returns values of a `StringEquals`: the resource that is acted on carries both tags. */
export function resourceTags({
  environment,
  project,
}: OwnerTags): Readonly<Record<string, string>> {
  return { "aws:ResourceTag/project": project, "aws:ResourceTag/environment": environment };
}
