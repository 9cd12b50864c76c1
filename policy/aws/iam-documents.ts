/** Reads policy documents of AWS: JSON that may be written as a text, a value or a list of values. */
import type { ResourceNode } from "../../graph/graph";
import type { GraphIndex } from "../graph-index";
import { isOpen, listAt, type Value, valueAt } from "../values";

/** What a document is attached to: an identity, the trust of a role, a bucket, a key. */
export type DocumentKind = "identity" | "trust" | "bucket" | "key";

/** One condition: an operator on a key of the request. */
export interface IamCondition {
  /** Lower case, such as `stringequals`. */
  readonly operator: string;
  /** Lower case, such as `aws:sourceaccount`. */
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement, each of its elements as a list. */
export interface IamStatement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** Whom a trust, bucket or key policy is about; `*` is of the kind `AWS`. */
  readonly principals: readonly { readonly kind: string; readonly name: string }[];
  readonly conditions: readonly IamCondition[];
}

/** One document, as far as it can be read. */
export interface IamDocument {
  readonly resource: ResourceNode;
  /** The input that holds it, such as `assumeRolePolicy`. */
  readonly path: string;
  readonly kind: DocumentKind;
  readonly statements: readonly IamStatement[];
  /** Why it cannot be read; empty for a document that can. */
  readonly problems: readonly string[];
}

/** The inputs that are documents, by type. */
const DOCUMENTS: readonly (readonly [type: string, path: string, kind: DocumentKind])[] = [
  ["aws:iam/role:Role", "assumeRolePolicy", "trust"],
  ["aws:iam/rolePolicy:RolePolicy", "policy", "identity"],
  ["aws:iam/policy:Policy", "policy", "identity"],
  ["aws:iam/userPolicy:UserPolicy", "policy", "identity"],
  ["aws:iam/groupPolicy:GroupPolicy", "policy", "identity"],
  ["aws:s3/bucketPolicy:BucketPolicy", "policy", "bucket"],
  ["aws:kms/key:Key", "policy", "key"],
  ["aws:kms/keyPolicy:KeyPolicy", "policy", "key"],
];

/** Every document of a graph; those that are absent or not known yet are left out. */
export function readDocuments(index: GraphIndex): readonly IamDocument[] {
  const direct = DOCUMENTS.flatMap(([type, path, kind]) =>
    index.ofType(type).flatMap((resource) => document(resource, path, kind, resource.inputs[path])),
  );
  const inline = index.ofType("aws:iam/role:Role").flatMap((role) =>
    listAt(role.inputs, "inlinePolicies").flatMap((policy, at) => {
      return document(role, `inlinePolicies[${at}].policy`, "identity", valueAt(policy, "policy"));
    }),
  );
  return [...direct, ...inline];
}

function document(
  resource: ResourceNode,
  path: string,
  kind: DocumentKind,
  given: Value,
): readonly IamDocument[] {
  if (given === undefined || given === null || isOpen(given)) return [];
  const json = parse(given);
  const list = isRecord(json) ? listOf(json["Statement"]) : [];
  const problems = list.length === 0 ? [`${path} must be JSON with a Statement, got none`] : [];
  const wrong = list.flatMap((item, at) =>
    isStatement(item)
      ? []
      : [`${path}.Statement[${at}] must have an Effect and an Action, got no such`],
  );
  const statements = list.filter(isStatement).map(statement);
  return [{ resource, path, kind, statements, problems: [...problems, ...wrong] }];
}

function parse(given: unknown): unknown {
  if (typeof given !== "string") return given;
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
}

function isStatement(item: unknown): item is Readonly<Record<string, unknown>> {
  return (
    isRecord(item) &&
    (item["Effect"] === "Allow" || item["Effect"] === "Deny") &&
    (item["Action"] !== undefined || item["NotAction"] !== undefined)
  );
}

function statement(item: Readonly<Record<string, unknown>>): IamStatement {
  return {
    allows: item["Effect"] === "Allow",
    actions: textsOf(item["Action"]),
    notActions: textsOf(item["NotAction"]),
    resources: textsOf(item["Resource"]),
    notResources: textsOf(item["NotResource"]),
    principals: principalsOf(item["Principal"]),
    conditions: conditionsOf(item["Condition"]),
  };
}

function principalsOf(principal: unknown): IamStatement["principals"] {
  if (!isRecord(principal)) return textsOf(principal).map((name) => ({ kind: "AWS", name }));
  return Object.entries(principal).flatMap(([kind, names]) =>
    textsOf(names).map((name) => ({ kind, name })),
  );
}

function conditionsOf(condition: unknown): readonly IamCondition[] {
  if (!isRecord(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(isRecord(keys) ? keys : {}).map(([key, values]) => ({
      operator: operator.toLowerCase(),
      key: key.toLowerCase(),
      values: textsOf(values),
    })),
  );
}

/** Stands for a value that is known only after a deployment; it holds no wildcard. */
const NOT_KNOWN = "(not known yet)";

function textsOf(value: unknown): readonly string[] {
  return listOf(value).map((item) => {
    if (typeof item === "string") return item;
    return typeof item === "boolean" || typeof item === "number" ? String(item) : NOT_KNOWN;
  });
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
