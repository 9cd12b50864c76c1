// The rules of AWS, each broken and kept.

import type { GraphInputs, ResourceNode } from "../../graph/graph";
import { node, type RuleCase } from "./rule-case";

interface Statement {
  readonly [element: string]: unknown;
}

const ROLE = "arn:aws:iam::000000000000:role/import";
const OBJECTS = "arn:aws:s3:::exchange/*";
const PROVIDER = "sts.windows.net/tenant/";

function text(...statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
  });
}

const permissions = (...statements: readonly Statement[]) =>
  node("aws:iam/rolePolicy:RolePolicy", "submitter", { policy: text(...statements) });
const trust = (statement: Statement) =>
  node("aws:iam/role:Role", "role", {
    assumeRolePolicy: text({ Action: "sts:AssumeRole", ...statement }),
  });
const bucketPolicy = (statement: Statement) =>
  node("aws:s3/bucketPolicy:BucketPolicy", "policy", {
    bucket: "exchange",
    policy: text(statement),
  });
const key = (inputs: GraphInputs) => node("aws:kms/key:Key", "key", inputs);

const DENIES_HTTP = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::exchange", OBJECTS],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

const READS = { Action: "s3:GetObject", Resource: OBJECTS };

const PERMISSION_CASES: readonly RuleCase[] = [
  {
    rule: "iam-stored-key",
    breaks: [node("aws:iam/accessKey:AccessKey", "key"), node("aws:iam/user:User", "user")],
    messages: [
      'AccessKey "key": must not be there, got one who signs in by a stored key',
      'User "user": must not be there, got one who signs in by a stored key',
    ],
    keeps: [node("aws:iam/role:Role", "role")],
  },
  {
    rule: "iam-document",
    breaks: [
      node("aws:iam/policy:Policy", "broken", { policy: "{" }),
      node("aws:iam/policy:Policy", "empty", { policy: { Version: "2012-10-17" } }),
      permissions(READS, { Resource: "*" }),
    ],
    messages: [
      'RolePolicy "submitter": policy.Statement[1] must have an Effect and an Action, got no such',
      'Policy "broken": policy must be JSON with a Statement, got none',
      'Policy "empty": policy must be JSON with a Statement, got none',
    ],
    keeps: [
      permissions(READS),
      node("aws:iam/policy:Policy", "object", {
        policy: { Statement: { Effect: "Deny", Action: "*" } },
      }),
      node("aws:iam/policy:Policy", "unknown", { policy: { $unknown: true } }),
    ],
  },
  {
    rule: "iam-action-wildcard",
    breaks: [
      permissions({ ...READS, Action: ["s3:*", "s3:GetObject"] }),
      permissions({ ...READS, Action: "*" }),
      permissions({ NotAction: "iam:*", Resource: OBJECTS }),
    ],
    messages: [
      'RolePolicy "submitter": policy.Statement[0] must name its actions, got "s3:*"',
      'RolePolicy "submitter": policy.Statement[0] must name its actions, got "*"',
      'RolePolicy "submitter": policy.Statement[0] must name its actions, got NotAction',
    ],
    keeps: [permissions(READS), bucketPolicy(DENIES_HTTP)],
  },
  {
    rule: "iam-action-wildcard",
    about: "inline policies",
    breaks: [
      node("aws:iam/role:Role", "role", {
        inlinePolicies: [{ policy: text({ ...READS, Action: "kms:*" }) }],
      }),
    ],
    messages: [
      'Role "role": inlinePolicies[0].policy.Statement[0] must name its actions, got "kms:*"',
    ],
    keeps: [node("aws:iam/role:Role", "role", { inlinePolicies: [{ policy: text(READS) }] })],
  },
  {
    rule: "iam-resource-wildcard",
    breaks: [
      permissions({ Action: "forecast:CreateForecast", Resource: "*" }),
      permissions({ Action: "forecast:ListForecasts", Resource: "*" }),
      permissions({ Action: "s3:GetObject", Resource: "arn:aws:*" }),
      permissions({ Action: "s3:GetObject", NotResource: OBJECTS }),
    ],
    messages: [
      'RolePolicy "submitter": policy.Statement[0] must name its resources, got "*" for "forecast:CreateForecast"',
      'RolePolicy "submitter": policy.Statement[0] must have a condition on "*", got none for "forecast:ListForecasts"',
      'RolePolicy "submitter": policy.Statement[0] must name its resources, got "arn:aws:*" for "s3:GetObject"',
      'RolePolicy "submitter": policy.Statement[0] must name its resources, got NotResource',
    ],
    keeps: [
      permissions(READS),
      permissions({
        Action: ["forecast:CreateAutoPredictor", "forecast:ListForecasts"],
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
      }),
    ],
  },
  {
    rule: "iam-pass-role",
    breaks: [
      permissions({ Action: ["s3:GetObject", "iam:PassRole"], Resource: ROLE }),
      permissions({ NotAction: ["s3:*", "kms:*"], Resource: ROLE }),
      permissions({
        Action: "iam:Pass*",
        Resource: "*",
        Condition: { StringLike: { "iam:PassedToService": "*.amazonaws.com" } },
      }),
    ],
    messages: [
      'RolePolicy "submitter": policy.Statement[0] must pass roles by StringEquals iam:PassedToService, got no such condition',
      'RolePolicy "submitter": policy.Statement[0] must pass roles by StringEquals iam:PassedToService, got no such condition',
      'RolePolicy "submitter": policy.Statement[0] must pass roles by StringEquals iam:PassedToService, got no such condition',
      'RolePolicy "submitter": policy.Statement[0] must name the roles that it passes, got "*"',
    ],
    keeps: [
      permissions({
        Action: "iam:PassRole",
        Resource: ROLE,
        Condition: { StringEquals: { "iam:PassedToService": "forecast.amazonaws.com" } },
      }),
      permissions({ NotAction: ["s3:*", "iam:*"], Resource: ROLE }),
    ],
  },
];

function webIdentity(
  claims: Readonly<Record<string, string>>,
  operator = "StringEquals",
): ResourceNode {
  const pairs = Object.entries(claims).map(([claim, value]) => [`${PROVIDER}:${claim}`, value]);
  return trust({
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: `arn:aws:iam::000000000000:oidc-provider/${PROVIDER}` },
    Condition: { [operator]: Object.fromEntries(pairs) },
  });
}

const TRUST_CASES: readonly RuleCase[] = [
  {
    rule: "iam-trust-anyone",
    breaks: [trust({ Principal: "*" }), trust({ Principal: { AWS: "*" } })],
    messages: [
      'Role "role": assumeRolePolicy.Statement[0] must name its principals, got "*"',
      'Role "role": assumeRolePolicy.Statement[0] must name its principals, got "*"',
    ],
    keeps: [trust({ Principal: { AWS: ROLE } })],
  },
  {
    rule: "iam-trust-web-identity",
    breaks: [
      webIdentity({ aud: "api://app" }),
      webIdentity({ aud: "api://app", sub: "*" }, "StringLike"),
      webIdentity({ aud: "api://app", sub: "id" }, "StringEqualsIfExists"),
    ],
    messages: [
      'Role "role": assumeRolePolicy.Statement[0] must pin ":sub" by StringEquals, got no such condition',
      'Role "role": assumeRolePolicy.Statement[0] must pin ":sub" by StringEquals, got no such condition',
      'Role "role": assumeRolePolicy.Statement[0] must pin ":aud" by StringEquals, got no such condition',
      'Role "role": assumeRolePolicy.Statement[0] must pin ":sub" by StringEquals, got no such condition',
    ],
    keeps: [
      webIdentity({ aud: "api://app", sub: "id" }),
      trust({ Action: "sts:AssumeRoleWithSAML", Principal: { Federated: ROLE } }),
      trust({ Action: "sts:AssumeRoleWithWebIdentity", Principal: { AWS: ROLE } }),
    ],
  },
  {
    rule: "iam-trust-service",
    breaks: [
      trust({ Principal: { Service: ["forecast.amazonaws.com", "sagemaker.amazonaws.com"] } }),
    ],
    messages: [
      'Role "role": assumeRolePolicy.Statement[0] must pin aws:SourceAccount for "forecast.amazonaws.com", got no such condition',
      'Role "role": assumeRolePolicy.Statement[0] must pin aws:SourceAccount for "sagemaker.amazonaws.com", got no such condition',
    ],
    keeps: [
      trust({
        Principal: { Service: "forecast.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "000000000000" } },
      }),
    ],
  },
];

const BUCKET = node("aws:s3/bucket:Bucket", "bucket", { bucket: "exchange" });

function part(kind: string, inputs: GraphInputs, bucket = "exchange"): ResourceNode {
  const module = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  return node(`aws:s3/${module}:${kind}`, "part", { bucket, ...inputs });
}

const BLOCKED = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

function encrypted(byDefault: GraphInputs): ResourceNode {
  return part("BucketServerSideEncryptionConfiguration", {
    rules: [{ applyServerSideEncryptionByDefault: byDefault }],
  });
}

const BUCKET_CASES: readonly RuleCase[] = [
  {
    rule: "s3-public-access",
    breaks: [BUCKET, part("BucketPublicAccessBlock", { ...BLOCKED, blockPublicPolicy: false })],
    messages: ['Bucket "bucket": blockPublicPolicy must be true, got false'],
    keeps: [BUCKET, part("BucketPublicAccessBlock", BLOCKED)],
  },
  {
    rule: "s3-public-access",
    about: "of the bucket itself",
    breaks: [BUCKET, part("BucketPublicAccessBlock", BLOCKED, "other")],
    messages: ['Bucket "bucket": must have a BucketPublicAccessBlock, got none'],
    keeps: [BUCKET, part("BucketPublicAccessBlock", BLOCKED)],
  },
  {
    rule: "s3-encryption",
    breaks: [BUCKET, encrypted({ sseAlgorithm: "AES256" })],
    messages: [
      'Bucket "bucket": applyServerSideEncryptionByDefault.sseAlgorithm must be "aws:kms", got "AES256"',
      'Bucket "bucket": applyServerSideEncryptionByDefault.kmsMasterKeyId must be given, got nothing',
    ],
    keeps: [BUCKET, encrypted({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:key" })],
  },
  {
    rule: "s3-versioning",
    breaks: [
      BUCKET,
      part("BucketVersioning", { versioningConfiguration: { status: "Suspended" } }),
    ],
    messages: [
      'Bucket "bucket": versioningConfiguration.status must be "Enabled", got "Suspended"',
    ],
    keeps: [BUCKET, part("BucketVersioning", { versioningConfiguration: { status: "Enabled" } })],
  },
  {
    rule: "s3-lifecycle",
    breaks: [BUCKET, part("BucketLifecycleConfiguration", { rules: [{ status: "Disabled" }] })],
    messages: ['Bucket "bucket": rules must hold one that is enabled, got none'],
    keeps: [BUCKET, part("BucketLifecycleConfiguration", { rules: [{ status: "Enabled" }] })],
  },
  {
    rule: "s3-tls-only",
    breaks: [BUCKET, bucketPolicy({ ...DENIES_HTTP, Resource: OBJECTS })],
    messages: [
      'Bucket "bucket": must have a policy that denies requests without aws:SecureTransport, got none',
    ],
    keeps: [BUCKET, bucketPolicy(DENIES_HTTP)],
  },
  {
    rule: "s3-tls-only",
    about: "for everybody, everything and this condition",
    breaks: [
      BUCKET,
      bucketPolicy({ ...DENIES_HTTP, Effect: "Allow" }),
      bucketPolicy({ ...DENIES_HTTP, Principal: { AWS: ROLE } }),
      bucketPolicy({ ...DENIES_HTTP, Action: "s3:GetObject" }),
      bucketPolicy({ ...DENIES_HTTP, Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      bucketPolicy({ ...DENIES_HTTP, Condition: { Null: { "aws:SecureTransport": "false" } } }),
      bucketPolicy({ ...DENIES_HTTP, Condition: { Bool: { "aws:ViaAWSService": "false" } } }),
    ],
    messages: [
      'Bucket "bucket": must have a policy that denies requests without aws:SecureTransport, got none',
    ],
    keeps: [
      BUCKET,
      bucketPolicy({
        ...DENIES_HTTP,
        Action: ["s3:GetObject", "s3:*"],
        Principal: { AWS: [ROLE, "*"] },
        Condition: { Bool: { "aws:SecureTransport": false } },
      }),
    ],
  },
  {
    rule: "s3-tls-only",
    about: "not known yet",
    breaks: [BUCKET],
    messages: [
      'Bucket "bucket": must have a policy that denies requests without aws:SecureTransport, got none',
    ],
    keeps: [BUCKET, part("BucketPolicy", { policy: { $unknown: true } })],
  },
  {
    rule: "s3-open-policy",
    breaks: [bucketPolicy({ ...READS, Principal: { AWS: [ROLE, "*"] } })],
    messages: ['BucketPolicy "policy": policy.Statement[0] must name its principals, got "*"'],
    keeps: [bucketPolicy({ ...READS, Principal: { AWS: ROLE } }), bucketPolicy(DENIES_HTTP)],
  },
];

const KEY_CASES: readonly RuleCase[] = [
  {
    rule: "kms-rotation",
    breaks: [key({})],
    messages: ['Key "key": enableKeyRotation must be true, got nothing'],
    keeps: [key({ enableKeyRotation: true })],
  },
  {
    rule: "kms-open-policy",
    breaks: [key({ policy: text({ Action: "kms:Decrypt", Resource: "*", Principal: "*" }) })],
    messages: ['Key "key": policy.Statement[0] must name its principals, got "*"'],
    keeps: [key({ policy: text({ Action: "kms:*", Resource: "*", Principal: { AWS: ROLE } }) })],
  },
];

export const AWS_CASES: readonly RuleCase[] = [
  ...PERMISSION_CASES,
  ...TRUST_CASES,
  ...BUCKET_CASES,
  ...KEY_CASES,
];
