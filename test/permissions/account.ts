/**
 * An AWS account as far as its documents go: decides requests as the services would.
 *
 * An object of an encrypted bucket needs the key as well, so a request for one is two requests, and
 * both have to pass. A key is used by whom its own policy allows; where that names the account, the
 * caller's own policy has to allow it too.
 * https://docs.aws.amazon.com/kms/latest/developerguide/control-access-overview.html
 */
import type { AccountDocuments } from "./documents";
import { type Caller, evaluate, type Request, type Verdict } from "./evaluator";

/** The account and the region that the documents are for. */
export interface AccountPlace {
  readonly accountId: string;
  readonly region: string;
}

/** What S3 asks of a bucket's key when it is asked for an object. */
const KEY_CALLS: Readonly<Record<string, readonly string[]>> = {
  "s3:GetObject": ["kms:Decrypt"],
  // Decrypt for the parts of a large upload.
  "s3:PutObject": ["kms:GenerateDataKey", "kms:Decrypt"],
};

/** A role of the account as caller. */
export function roleCaller({ accountId }: AccountPlace, roleName: string): Caller {
  return { account: accountId, name: `arn:aws:iam::${accountId}:role/${roleName}` };
}

/** Whether a request and all that it implies are allowed. */
export function isAllowed(
  documents: AccountDocuments,
  place: AccountPlace,
  request: Request,
): boolean {
  return [request, ...impliedCalls(documents, place, request)].every((one) =>
    isAllowedAlone(documents, withDefaults(place, one)),
  );
}

/** The calls to a bucket's key that S3 makes for a caller. */
function impliedCalls(
  { keyOfBucket }: AccountDocuments,
  { region }: AccountPlace,
  request: Request,
): readonly Request[] {
  const resource = keyOfBucket[bucketOf(request.resource) ?? ""];
  if (resource === undefined) {
    return [];
  }
  const context = { ...request.context, "kms:ViaService": `s3.${region}.amazonaws.com` };
  return (KEY_CALLS[request.action] ?? []).map((action) => ({
    ...request,
    action,
    context,
    resource,
  }));
}

function isAllowedAlone(documents: AccountDocuments, request: Request): boolean {
  const own = ownVerdict(documents, request.caller, request);
  if (request.action.startsWith("sts:AssumeRole")) {
    const role = request.resource.split("role/")[1] ?? "";
    return verdictOf(documents.trusts[role], request) === "allowed";
  }
  if (request.action.startsWith("kms:")) {
    const key = verdictOf(documents.keys[request.resource], request);
    return own !== "denied" && (key === "allowed" || (key === "delegated" && own === "allowed"));
  }
  const bucket = verdictOf(documents.buckets[bucketOf(request.resource) ?? ""], request);
  const verdicts = [own, bucket];
  return !verdicts.includes("denied") && verdicts.includes("allowed");
}

function ownVerdict({ identities }: AccountDocuments, caller: Caller, request: Request): Verdict {
  const role = caller.name.split(":role/")[1];
  const verdicts = Object.entries(identities)
    .filter(([name]) => role !== undefined && name.startsWith(`${role}/`))
    .map(([, document]) => evaluate(document, request));
  return (["denied", "allowed"] as const).find((one) => verdicts.includes(one)) ?? "silent";
}

function verdictOf(document: unknown, request: Request): Verdict {
  return document === undefined ? "silent" : evaluate(document, request);
}

function bucketOf(arn: string): string | undefined {
  return /^arn:aws:s3:::([^/]+)/.exec(arn)?.[1];
}

/** What every request of a caller holds, unless the request says otherwise. */
function withDefaults({ region }: AccountPlace, request: Request): Request {
  const { account, name } = request.caller;
  return {
    ...request,
    context: {
      "aws:RequestedRegion": region,
      "aws:SecureTransport": "true",
      "s3:TlsVersion": "1.3",
      ...(account && {
        "aws:PrincipalAccount": account,
        "aws:PrincipalArn": name,
      }),
      ...request.context,
    },
  };
}
