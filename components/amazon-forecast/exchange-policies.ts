/** The policies on the exchange bucket and its key themselves. */
import { s3Service } from "../aws/exchange-data";
import {
  actionsOf,
  type PolicyDocument,
  policyDocument,
  type Statement,
} from "../aws/policy-document";

/** The account and the roles that a key is for. */
export interface KeyScope {
  /** @format 12 digits */
  readonly account: string;
  readonly region: string;
  /** ARNs of the roles that read or write objects. */
  readonly users: readonly string[];
}

/** What looks after a key without using it: no action here reads, writes or delegates data. */
const ADMINISTRATION = [
  "CancelKeyDeletion",
  "DescribeKey",
  "DisableKey",
  "DisableKeyRotation",
  "EnableKey",
  "EnableKeyRotation",
  "GetKeyPolicy",
  "GetKeyRotationStatus",
  "ListGrants",
  "ListKeyPolicies",
  "ListKeyRotations",
  "ListResourceTags",
  "PutKeyPolicy",
  "RevokeGrant",
  "RotateKeyOnDemand",
  "ScheduleKeyDeletion",
  "TagResource",
  "UntagResource",
  "UpdateKeyDescription",
];

/**
 * The key's policy: the account manages the key, and the named roles use it through S3.
 *
 * The roles are named by a condition and not as principals: a principal has to exist before the key
 * does, and turns into a dead id when its role is made again. With the account as principal, a role
 * needs the action in its own policy as well. In a key's policy, `*` is the key itself.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html, read 2026-11
 */
export function keyPolicy({ account, region, users }: KeyScope): PolicyDocument {
  const common: Pick<Statement, "Effect" | "Principal" | "Resource"> = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Resource: ["*"],
  };
  return policyDocument(
    { ...common, Sid: "ManageKey", Action: actionsOf("kms", ADMINISTRATION) },
    {
      ...common,
      Sid: "UseThroughS3",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Condition: {
        StringEquals: {
          "aws:PrincipalArn": users,
          "kms:ViaService": s3Service(region),
        },
      },
    },
  );
}

/** The bucket's policy: nothing without TLS, and nothing below TLS 1.2. */
export function bucketPolicy(bucketArn: string): PolicyDocument {
  const common: Pick<Statement, "Action" | "Effect" | "Principal" | "Resource"> = {
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:*"],
    Resource: [bucketArn, `${bucketArn}/*`],
  };
  return policyDocument(
    { ...common, Sid: "DenyPlainHttp", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { ...common, Sid: "DenyOldTls", Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  );
}
