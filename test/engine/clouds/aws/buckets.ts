/** S3: a bucket, and what is set on it. */
import type { CloudType, Wanted } from "../cloud-type";
import type { Clouds } from "../clouds";
import { Refusal } from "../refusal";
import { listOf, recordOf, textOf } from "../values";
import { refuseDocument } from "./iam-document";
import { refuseUnknownKey } from "./keys";

const BUCKET = "aws:s3/bucket:Bucket";

/** Most characters of a bucket's policy. */
const MOST_POLICY = 20_480;

export const BUCKET_TYPES: Readonly<Record<string, CloudType>> = {
  [BUCKET]: {
    answer: ({ inputs }) => {
      const name = textOf(inputs["bucket"]);
      const outputs = { arn: `arn:aws:s3:::${name}`, bucketDomainName: `${name}.s3.amazonaws.com` };
      return { id: name, outputs };
    },
    refuse: refuseBucket,
    refuseDelete: (bucket, clouds) => {
      if (clouds.contentsOf(bucket).length > 0 && bucket.inputs["forceDestroy"] !== true) {
        throw new Refusal("BucketNotEmpty", "the bucket you tried to delete is not empty");
      }
    },
    replaceOn: ["bucket", "region"],
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket(refuseLifecycle),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket(),
  "aws:s3/bucketPolicy:BucketPolicy": ofBucket(refuseBucketPolicy),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket(),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    ofBucket(refuseEncryption),
  "aws:s3/bucketVersioning:BucketVersioning": ofBucket(),
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function refuseBucket({ clouds, inputs, previous, type }: Wanted): void {
  const name = textOf(inputs["bucket"]);
  const valid =
    /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*\.\.)(?!.*-s3alias$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
  if (!valid.test(name) || /^\d+\.\d+\.\d+\.\d+$/.test(name)) {
    throw new Refusal("InvalidBucketName", `the specified bucket is not valid: ${name}`);
  }
  if (previous !== undefined) return;
  if (clouds.find(type, name) !== undefined) {
    throw new Refusal("BucketAlreadyOwnedByYou", `you already own the bucket ${name}`);
  }
  if (clouds.taken.has(`${type} ${name}`)) {
    throw new Refusal("BucketAlreadyExists", `the requested bucket name ${name} is not available`);
  }
}

function ofBucket(refuse: (wanted: Wanted) => void = () => undefined): CloudType {
  return {
    answer: ({ inputs }) => ({ id: textOf(inputs["bucket"]) }),
    refuse: (wanted) => {
      refuseUnknownBucket(wanted.clouds, textOf(wanted.inputs["bucket"]));
      refuse(wanted);
    },
    replaceOn: ["bucket", "region"],
  };
}

function refuseUnknownBucket(clouds: Clouds, name: string): void {
  if (clouds.find(BUCKET, name) === undefined) {
    throw new Refusal("NoSuchBucket", `the specified bucket does not exist: ${name}`);
  }
}

function refuseLifecycle({ inputs }: Wanted): void {
  const ids = listOf(inputs["rules"]).map((rule) => textOf(recordOf(rule)["id"]));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new Refusal("InvalidArgument", `rule ID must be unique: ${twice}`);
  }
  for (const rule of listOf(inputs["rules"]).map(recordOf)) {
    const days = recordOf(rule["expiration"])["days"];
    if (typeof days === "number" && days < 1) {
      throw new Refusal(
        "InvalidArgument",
        "'Days' for Expiration action must be a positive integer",
      );
    }
  }
}

/** A policy is about its own bucket. */
function refuseBucketPolicy({ inputs }: Wanted): void {
  const text = textOf(inputs["policy"]);
  refuseDocument(text, "resource", MOST_POLICY);
  const own = `arn:aws:s3:::${textOf(inputs["bucket"])}`;
  const statements = listOf(recordOf(JSON.parse(text))["Statement"]).map(recordOf);
  const other = statements
    .flatMap(({ Resource }) => listOf(Resource).map(textOf))
    .find((resource) => resource !== own && !resource.startsWith(`${own}/`));
  if (other !== undefined) {
    throw new Refusal("MalformedPolicy", `policy has invalid resource: ${other}`);
  }
}

function refuseEncryption({ clouds, inputs }: Wanted): void {
  for (const rule of listOf(inputs["rules"]).map(recordOf)) {
    const { kmsMasterKeyId, sseAlgorithm } = recordOf(rule["applyServerSideEncryptionByDefault"]);
    if (kmsMasterKeyId === undefined) continue;
    if (sseAlgorithm === "AES256") {
      throw new Refusal("InvalidArgument", "a KMS key does not go with the algorithm AES256");
    }
    refuseUnknownKey(clouds, textOf(kmsMasterKeyId));
  }
}
