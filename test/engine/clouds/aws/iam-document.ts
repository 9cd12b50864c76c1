/**
 * The grammar of IAM policy documents: what AWS refuses before it asks what a document allows.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html (2026-11)
 */
import type { Properties } from "../cloud-type";
import { Refusal } from "../refusal";
import { listOf, recordOf, textOf } from "../values";

/** Where a document stands, which decides what its statements have to name. */
export type DocumentKind = "identity" | "resource" | "trust";

const STATEMENT_KEYS: ReadonlySet<string> = new Set([
  "Action",
  "Condition",
  "Effect",
  "NotAction",
  "NotPrincipal",
  "NotResource",
  "Principal",
  "Resource",
  "Sid",
]);

const OPERATOR =
  /^(?:(?:ForAllValues|ForAnyValue):)?(?:String(?:Not)?(?:Equals|Like)(?:IgnoreCase)?|Numeric(?:Not)?Equals|Numeric(?:Less|Greater)Than(?:Equals)?|Date(?:Not)?Equals|Date(?:Less|Greater)Than(?:Equals)?|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like)|Null)(?:IfExists)?$/;

/**
 * @param most - characters that the document may have, without white space
 * @throws Refusal `MalformedPolicyDocument` or `LimitExceeded`
 */
export function refuseDocument(text: unknown, kind: DocumentKind, most: number): void {
  const document = parse(text);
  if (textOf(text).replaceAll(/\s/g, "").length > most) {
    throw new Refusal(
      "LimitExceeded",
      `cannot exceed quota: the policy has more than ${most} characters`,
    );
  }
  const version = document["Version"];
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") {
    malformed(`the policy has the unknown version ${JSON.stringify(version)}`);
  }
  const statements = listOf(document["Statement"]).map(recordOf);
  if (statements.length === 0) malformed("the policy has no statement");
  const ids = statements.map(({ Sid }) => textOf(Sid)).filter((id) => id !== "");
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined)
    malformed(`statement IDs (SID) in a single policy must be unique: ${twice}`);
  for (const statement of statements) refuseStatement(statement, kind);
}

function parse(text: unknown): Properties {
  try {
    return recordOf(JSON.parse(textOf(text)));
  } catch {
    return malformed("this policy contains invalid Json");
  }
}

function refuseStatement(statement: Properties, kind: DocumentKind): void {
  const { Action, Condition, Effect, NotAction, Principal, Sid } = statement;
  const unknown = Object.keys(statement).find((key) => !STATEMENT_KEYS.has(key));
  if (unknown !== undefined) malformed(`syntax error in policy: unknown element ${unknown}`);
  if (Effect !== "Allow" && Effect !== "Deny") malformed("Effect must be Allow or Deny");
  if (kind === "identity" && !/^[A-Za-z0-9]*$/.test(textOf(Sid))) {
    malformed(`statement IDs (SID) must be alpha-numeric: ${textOf(Sid)}`);
  }
  refuseActions([...listOf(Action), ...listOf(NotAction)], kind);
  if (kind === "identity") refuseIdentityStatement(statement);
  else refuseResourceStatement(statement, kind);
  refusePrincipal(Principal);
  refuseCondition(recordOf(Condition));
}

function refuseIdentityStatement({ NotResource, Principal, Resource }: Properties): void {
  if (Principal !== undefined) malformed("policy document should not specify a principal");
  refuseResources([...listOf(Resource), ...listOf(NotResource)]);
}

function refuseResourceStatement(
  { NotPrincipal, Principal, Resource }: Properties,
  kind: DocumentKind,
): void {
  if (Principal === undefined && NotPrincipal === undefined) {
    malformed("missing required field Principal");
  }
  if (kind === "trust" && Resource !== undefined) malformed("has prohibited field Resource");
  if (kind === "resource" && Resource === undefined) malformed("missing required field Resource");
}

function refuseActions(actions: readonly unknown[], kind: DocumentKind): void {
  if (actions.length === 0) malformed("policy statement must contain actions");
  for (const action of actions) {
    const text = textOf(action);
    if (text !== "*" && !/^[a-z0-9-]+:[A-Za-z0-9*?]+$/.test(text)) {
      malformed(`actions/conditions must be prefaced by a vendor: ${text}`);
    }
    if (kind === "trust" && !text.startsWith("sts:")) {
      malformed(`AssumeRole policy may only specify STS AssumeRole actions: ${text}`);
    }
  }
}

function refuseResources(resources: readonly unknown[]): void {
  if (resources.length === 0) malformed("policy statement must contain resources");
  const wrong = resources.map(textOf).find((text) => text !== "*" && !isArn(text));
  if (wrong !== undefined) malformed(`resource ${wrong} must be in ARN format or "*"`);
}

function refusePrincipal(principal: unknown): void {
  if (principal === undefined || principal === "*") return;
  if (typeof principal === "string") malformed(`invalid principal in policy: "${principal}"`);
  for (const [kind, names] of Object.entries(recordOf(principal))) {
    for (const name of listOf(names).map(textOf)) {
      if (!isPrincipal(kind, name)) malformed(`invalid principal in policy: "${kind}":"${name}"`);
    }
  }
}

function isPrincipal(kind: string, name: string): boolean {
  switch (kind) {
    case "AWS":
      return name === "*" || /^\d{12}$/.test(name) || /^arn:aws:(?:iam|sts)::\d{12}:/.test(name);
    case "Service":
      return /^[a-z0-9.-]+\.amazonaws\.com$/.test(name);
    case "Federated":
      return (
        /^arn:aws:iam::\d{12}:(?:oidc|saml)-provider\//.test(name) ||
        /^[a-z0-9.-]+\.[a-z]+$/.test(name)
      );
    case "CanonicalUser":
      return /^[0-9a-f]{64}$/.test(name);
    default:
      return false;
  }
}

function refuseCondition(condition: Properties): void {
  for (const [operator, tests] of Object.entries(condition)) {
    if (!OPERATOR.test(operator)) malformed(`invalid condition type: ${operator}`);
    for (const [key, values] of Object.entries(recordOf(tests))) {
      if (!/^[\w.-]+(?:\.[\w/.-]+)?:[\w./${}-]+$/.test(key) && !key.includes(":")) {
        malformed(`the condition key ${key} has no vendor prefix`);
      }
      if (listOf(values).length === 0) malformed(`the condition key ${key} has no value`);
    }
  }
}

function isArn(text: string): boolean {
  return /^arn:[\w*-]*:[\w*-]*:[\w*-]*:[\w*]*:.+$/.test(text);
}

function malformed(message: string): never {
  throw new Refusal("MalformedPolicyDocument", message);
}
