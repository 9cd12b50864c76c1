/** What callers and services ask of the exchange bucket and its key. */
import { ACCOUNT, REGION } from "./aws-resources";
import { allowed, denied, KEY, OTHER_KEY, type Row, s3 } from "./request-rows";

const SUBMITTER = "amazon-forecast-submitter";
const IMPORT = "amazon-forecast-import";
const EXPORT = "amazon-forecast-export";

const throughS3 = { "kms:ViaService": `s3.${REGION}.amazonaws.com` };
const plainHttp = { "aws:SecureTransport": "false" };

/** A role of the account that its own policy allows everything. */
const ADMINISTRATOR = { account: ACCOUNT, name: `arn:aws:iam::${ACCOUNT}:role/administrator` };

/** A role of the same name in another account. */
const NEIGHBOUR = {
  account: "999999999999",
  name: `arn:aws:iam::999999999999:role/forecast-dev-${SUBMITTER}`,
};

const ROOT = { account: ACCOUNT, name: `arn:aws:iam::${ACCOUNT}:root` };

const OBJECTS: readonly Row[] = [
  ...allowed(
    SUBMITTER,
    ["s3:PutObject", s3("in/demand/2026-11-20/target.csv"), "the run's data go in"],
    ["s3:GetObject", s3("out/demand/part0.csv"), "its results are collected"],
    ["s3:ListBucket", s3(), "which parts there are", { "s3:prefix": "out/demand/" }],
    ["s3:ListBucket", s3(), "what was put in already", { "s3:prefix": "in/demand/" }],
    ["kms:GenerateDataKey", KEY, "S3 encrypts what is put in", throughS3],
    ["kms:Decrypt", KEY, "S3 decrypts what is collected", throughS3],
  ),
  ...allowed(
    IMPORT,
    ["s3:GetObject", s3("in/demand/2026-11-20/target.csv"), "the service reads the data"],
    ["s3:ListBucket", s3(), "the files of a path"],
    ["kms:Decrypt", KEY, "S3 decrypts them", throughS3],
  ),
  ...allowed(
    EXPORT,
    ["s3:PutObject", s3("out/demand/part0.csv"), "the service writes the results"],
    ["s3:GetObject", s3("out/demand/part0.csv"), "and reads back what it wrote"],
    ["s3:ListBucket", s3(), "the files of a path"],
    ["kms:GenerateDataKey", KEY, "S3 encrypts them", throughS3],
  ),
];

const OBJECTS_DENIED: readonly Row[] = [
  ...denied(
    SUBMITTER,
    ["s3:PutObject", s3("in/a.csv", "forecast-prod-0a1b2c3d"), "the neighbour's bucket"],
    ["s3:GetObject", s3("out/a.csv", "forecast-prod-0a1b2c3d"), "the neighbour's bucket"],
    ["s3:ListBucket", s3("", "forecast-prod-0a1b2c3d"), "same", { "s3:prefix": "in/" }],
    ["s3:PutObject", s3("out/demand/part0.csv"), "results are the service's to write"],
    ["s3:GetObject", s3("in/demand/target.csv"), "the lake holds what was put in"],
    ["s3:ListBucket", s3(), "the whole bucket"],
    ["s3:ListBucket", s3(), "another prefix", { "s3:prefix": "private/" }],
    ["s3:DeleteObject", s3("in/demand/target.csv"), "the lifecycle deletes"],
    ["s3:PutBucketPolicy", s3(), "the deployment's alone"],
    ["s3:PutObject", s3("in/demand/target.csv"), "without TLS", plainHttp],
    ["s3:ListBucket", s3(), "without TLS", { ...plainHttp, "s3:prefix": "in/" }],
    ["s3:GetObject", s3("out/demand/part0.csv"), "an old TLS", { "s3:TlsVersion": "1.1" }],
    ["s3:ListBucket", s3(), "an old TLS", { "s3:TlsVersion": "1.0", "s3:prefix": "in/" }],
    ["kms:Decrypt", KEY, "not through S3"],
    [
      "kms:GenerateDataKey",
      KEY,
      "through S3 of another region",
      {
        "kms:ViaService": "s3.us-east-1.amazonaws.com",
      },
    ],
    [
      "kms:Decrypt",
      KEY,
      "through another service",
      {
        "kms:ViaService": `secretsmanager.${REGION}.amazonaws.com`,
      },
    ],
    ["kms:Decrypt", OTHER_KEY, "another key", throughS3],
    ["kms:CreateGrant", KEY, "it would hand the key on", throughS3],
    ["kms:ScheduleKeyDeletion", KEY, "the account's administrators alone"],
  ),
  ...denied(
    IMPORT,
    ["s3:PutObject", s3("in/demand/target.csv"), "who imports writes nothing"],
    ["s3:GetObject", s3("out/demand/part0.csv"), "results are no data"],
    ["s3:GetObject", s3("in/a.csv", "forecast-prod-0a1b2c3d"), "the neighbour's bucket"],
    ["s3:ListBucket", s3("", "forecast-prod-0a1b2c3d"), "the neighbour's bucket"],
    ["kms:Decrypt", KEY, "not through S3"],
    ["kms:Decrypt", OTHER_KEY, "another key", throughS3],
    ["kms:GenerateDataKey", KEY, "who imports writes nothing", throughS3],
  ),
  ...denied(
    EXPORT,
    ["s3:PutObject", s3("in/demand/target.csv"), "data are not the service's to write"],
    ["s3:GetObject", s3("in/demand/target.csv"), "who exports reads no data"],
    ["s3:PutObject", s3("out/a.csv", "forecast-prod-0a1b2c3d"), "the neighbour's bucket"],
    ["s3:ListBucket", s3("", "forecast-prod-0a1b2c3d"), "the neighbour's bucket"],
    ["kms:Decrypt", KEY, "not through S3"],
    ["kms:Decrypt", OTHER_KEY, "another key", throughS3],
  ),
  ...denied(
    "amazon-forecast-poller",
    ["s3:GetObject", s3("out/demand/part0.csv"), "who asks reads no results"],
    ["kms:Decrypt", KEY, "and needs no key", throughS3],
  ),
  ...denied("amazon-forecast-cleaner", ["s3:DeleteObject", s3("out/a"), "the lifecycle deletes"]),
  ...allowed(
    ADMINISTRATOR,
    ["kms:PutKeyPolicy", KEY, "the account manages the key"],
    ["kms:ScheduleKeyDeletion", KEY, "the account manages the key"],
  ),
  ...denied(
    ADMINISTRATOR,
    ["s3:GetObject", s3("out/demand/part0.csv"), "an administrator is no user of the key"],
    ["kms:Decrypt", KEY, "an administrator is no user of the key", throughS3],
    ["kms:GenerateDataKey", KEY, "an administrator is no user of the key", throughS3],
    ["kms:CreateGrant", KEY, "nor makes others its users"],
  ),
  ...denied(
    NEIGHBOUR,
    ["s3:GetObject", s3("out/demand/part0.csv"), "another account"],
    ["kms:Decrypt", KEY, "another account, whatever its role is called", throughS3],
  ),
  ...denied(ROOT, ["kms:Decrypt", KEY, "the account manages the key and does not use it"]),
];

/** Requests to S3 and KMS. */
export const DATA_REQUESTS: readonly Row[] = [...OBJECTS, ...OBJECTS_DENIED];

/**
 * What the key's own policy refuses, asked by who is allowed everything by a policy of his own:
 * the submitter must not be able to do more with the key than its two calls through S3.
 */
export const WIDE_REQUESTS: readonly Row[] = [
  ...allowed(SUBMITTER, ["kms:Decrypt", KEY, "S3 decrypts what is collected", throughS3]),
  ...denied(
    SUBMITTER,
    ["kms:Decrypt", KEY, "not through S3"],
    ["kms:Encrypt", KEY, "S3 has no use for it", throughS3],
    ["kms:CreateGrant", KEY, "it would hand the key on", throughS3],
  ),
];
