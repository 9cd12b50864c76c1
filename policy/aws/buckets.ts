/** Who can reach a bucket, over what, and what becomes of its objects. */
import type { ResourceNode } from "../../graph/graph";
import type { GraphIndex } from "../graph-index";
import { isPartOf } from "../relations";
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { isOpen, listAt, textAt, unlessAt, unlessIs, valueAt } from "../values";
import type { IamStatement } from "./iam-documents";
import { statementRule } from "./iam-match";

const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const OF_BUCKET = { part: "bucket", whole: "bucket" };
const BLOCKS = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
];

/** The rules of buckets. */
export const BUCKET_RULES: readonly Rule[] = Object.freeze([
  bucketRule({
    id: "s3-public-access",
    severity: "error",
    title: "Each bucket blocks public access",
    why: "one wrong policy or ACL would otherwise open it to everybody",
    repair: "add a BucketPublicAccessBlock with all four switches true",
    source:
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    part: "bucketPublicAccessBlock:BucketPublicAccessBlock",
    test: ({ inputs }) => BLOCKS.flatMap((key) => unlessIs(inputs, key, true)),
  }),
  bucketRule({
    id: "s3-encryption",
    severity: "error",
    title: "Each bucket encrypts with a key of its own",
    why: "without its own key, the bucket's policy is all that stands before the data",
    repair: "add a BucketServerSideEncryptionConfiguration of aws:kms with kmsMasterKeyId",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
    part: "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    test: encryptionProblems,
  }),
  bucketRule({
    id: "s3-versioning",
    severity: "error",
    title: "Each bucket keeps versions",
    why: "an object that is overwritten or deleted by mistake is gone otherwise",
    repair: "add a BucketVersioning with the status Enabled",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
    part: "bucketVersioning:BucketVersioning",
    test: ({ inputs }) =>
      unlessAt(
        inputs,
        "versioningConfiguration.status",
        (status) => status === "Enabled",
        '"Enabled"',
      ),
  }),
  bucketRule({
    id: "s3-lifecycle",
    severity: "warning",
    title: "Objects of a bucket expire",
    why: "every run adds files and every change a version, all paid for as long as they lie there",
    repair: "add a BucketLifecycleConfiguration with an enabled rule",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html",
    part: "bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    test: ({ inputs }) =>
      isOpen(inputs["rules"]) ||
      listAt(inputs, "rules").some((rule) => textAt(rule, "status") === "Enabled")
        ? []
        : ["rules must hold one that is enabled, got none"],
  }),
  resourceRule({
    id: "s3-tls-only",
    severity: "error",
    title: "Each bucket refuses plain HTTP",
    why: "over HTTP the signed request and the data can be read on their way",
    repair:
      "add a statement that denies s3:* on the bucket and its objects without aws:SecureTransport",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
    types: BUCKETS,
    test: (bucket, index) =>
      mayRefuseHttp(bucket, index)
        ? []
        : ["must have a policy that denies requests without aws:SecureTransport, got none"],
  }),
  statementRule({
    id: "s3-open-policy",
    severity: "error",
    title: "No bucket policy lets everybody in",
    why: "the bucket's policy is enough to read it: no identity is asked for",
    repair: "name the principals",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
    kinds: ["bucket"],
    test: ({ principals }) =>
      principals.some(({ name }) => name === "*") ? ['must name its principals, got "*"'] : [],
  }),
]);

function bucketRule({
  part,
  test,
  ...text
}: Omit<Rule, "check"> & {
  readonly part: string;
  readonly test: (part: ResourceNode) => readonly string[];
}): Rule {
  const [module = "", kind = ""] = part.split(":");
  const types = [`aws:s3/${part}`, `aws:s3/${module}V2:${kind}V2`];
  return resourceRule({
    ...text,
    types: BUCKETS,
    test: (bucket, index) => {
      const found = index.ofType(...types).find((each) => isPartOf(each, bucket, OF_BUCKET));
      return found === undefined ? [`must have a ${kind}, got none`] : test(found);
    },
  });
}

function encryptionProblems({ inputs }: ResourceNode): readonly string[] {
  const path = "applyServerSideEncryptionByDefault";
  if (isOpen(inputs["rules"])) return [];
  const [rule] = listAt(inputs, "rules");
  return [
    ...unlessAt(
      rule,
      `${path}.sseAlgorithm`,
      (name) => typeof name === "string" && name.startsWith("aws:kms"),
      '"aws:kms"',
    ),
    ...(valueAt(rule, `${path}.kmsMasterKeyId`) === undefined
      ? [`${path}.kmsMasterKeyId must be given, got nothing`]
      : []),
  ];
}

// A policy that names a bucket whose ARN is not known yet is not known itself.
function mayRefuseHttp(bucket: ResourceNode, index: GraphIndex): boolean {
  const policies = index
    .ofType("aws:s3/bucketPolicy:BucketPolicy")
    .filter((policy) => isPartOf(policy, bucket, OF_BUCKET));
  const read = index.documents.filter(({ resource }) => policies.includes(resource));
  return (
    policies.some(({ inputs }) => isOpen(inputs["policy"])) ||
    read.some(({ statements }) => statements.some(refusesHttp))
  );
}

function refusesHttp({
  allows,
  actions,
  principals,
  resources,
  conditions,
}: IamStatement): boolean {
  const objects = resources.some((resource) => resource.endsWith("*"));
  const itself = resources.some((resource) => !resource.endsWith("/*"));
  return (
    !allows &&
    objects &&
    itself &&
    actions.some((action) => /^(?:\*|s3:\*)$/i.test(action)) &&
    principals.some(({ name }) => name === "*") &&
    conditions.some(
      ({ operator, key, values }) =>
        operator === "bool" && key === "aws:securetransport" && values.includes("false"),
    )
  );
}
