/** Programs that AWS refuses. */
import { OpenIdConnectProvider, Role, RolePolicy } from "@pulumi/aws/iam";
import { Key } from "@pulumi/aws/kms";
import { Bucket, BucketPolicy, BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3";
import { AWS_ACCOUNT } from "../clouds/aws/iam";
import type { BrokenProgram } from "./broken-program";

const SERVICE = { Service: "forecast.amazonaws.com" };

export const AWS_PROGRAMS: readonly BrokenProgram[] = [
  {
    title: "a trust policy that does not parse",
    reason: /MalformedPolicyDocument: this policy contains invalid Json/,
    declare: () => void role({ assumeRolePolicy: '{"Version":"2012-10-17","Statement":[' }),
  },
  {
    title: "a trust policy without a principal",
    reason: /MalformedPolicyDocument: missing required field Principal/,
    declare: () => void role({ assumeRolePolicy: policy({ Action: "sts:AssumeRole" }) }),
  },
  {
    title: "a trust policy that lets S3 be called",
    reason: /MalformedPolicyDocument: AssumeRole policy may only specify STS AssumeRole actions/,
    declare: () =>
      void role({ assumeRolePolicy: policy({ Principal: SERVICE, Action: "s3:GetObject" }) }),
  },
  {
    title: "a condition by an operator that does not exist",
    reason: /MalformedPolicyDocument: invalid condition type: StringEqual/,
    declare: () =>
      role({
        assumeRolePolicy: policy({
          Principal: SERVICE,
          Action: "sts:AssumeRole",
          Condition: { StringEqual: { "aws:SourceAccount": AWS_ACCOUNT } },
        }),
      }),
  },
  {
    title: "a role's name with a slash",
    reason: /ValidationError: the role name 'a\/b'/,
    declare: () => void role({ name: "a/b" }),
  },
  {
    title: "a permission on what is no ARN",
    reason: /MalformedPolicyDocument: resource my-bucket must be in ARN format or "\*"/,
    declare: () => {
      const text = policy({ Action: "s3:GetObject", Resource: "my-bucket" });
      new RolePolicy("policy", { name: "policy", policy: text, role: role({}).name });
    },
  },
  {
    title: "an identity provider without TLS",
    reason: /ValidationError: invalid Open ID Connect Provider URL 'http:/,
    declare: () =>
      void new OpenIdConnectProvider("provider", {
        url: "http://sts.windows.net/",
        clientIdLists: ["a"],
      }),
  },
  {
    title: "a bucket's name with capitals",
    reason: /InvalidBucketName: the specified bucket is not valid: My_Bucket/,
    declare: () => void bucket("My_Bucket"),
  },
  {
    title: "a bucket's name that somebody has",
    reason: /BucketAlreadyExists: the requested bucket name taken-bucket is not available/,
    given: ({ taken }) => taken.set("aws:s3/bucket:Bucket taken-bucket", "in-use"),
    declare: () => void bucket("taken-bucket"),
  },
  {
    title: "a bucket policy about another bucket",
    reason: /MalformedPolicy: policy has invalid resource: arn:aws:s3:::other/,
    declare: () => {
      const { id } = bucket("broken-bucket");
      const text = policy({ Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::other" });
      new BucketPolicy("policy", { bucket: id, policy: text });
    },
  },
  {
    title: "encryption with a key that does not exist",
    reason: /NotFoundException: invalid arn arn:aws:kms/,
    declare: () => {
      const kmsMasterKeyId = `arn:aws:kms:us-east-1:${AWS_ACCOUNT}:key/none`;
      new BucketServerSideEncryptionConfiguration("encryption", {
        bucket: bucket("broken-bucket").id,
        rules: [
          { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } },
        ],
      });
    },
  },
  {
    title: "a key that nobody may manage",
    reason: /MalformedPolicyDocumentException: the new key policy will not allow you to update/,
    declare: () => key(`arn:aws:iam::${AWS_ACCOUNT}:root`, "kms:Decrypt"),
  },
  {
    title: "a key for a role that does not exist",
    reason: /MalformedPolicyDocumentException: .*invalid principals: arn:aws:iam::\d+:role\/nobody/,
    declare: () => key(`arn:aws:iam::${AWS_ACCOUNT}:role/nobody`, "kms:*"),
  },
];

/** A document of one statement that allows something. */
function policy(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}

function role(change: { readonly assumeRolePolicy?: string; readonly name?: string }): Role {
  const assumeRolePolicy = policy({ Principal: SERVICE, Action: "sts:AssumeRole" });
  const name = "broken";
  return new Role("role", { assumeRolePolicy, name, ...change });
}

function bucket(name: string): Bucket {
  return new Bucket("bucket", { bucket: name });
}

function key(principal: string, action: string): void {
  new Key("key", {
    policy: policy({ Principal: { AWS: principal }, Action: action, Resource: "*" }),
  });
}
