/**
 * The bucket through which data reach a forecasting service of AWS, and results come back.
 *
 *   ExchangeBucket
 *   ├─ Key                                    of this bucket alone, rotated
 *   ├─ Bucket
 *   ├─ BucketPublicAccessBlock                all four
 *   ├─ BucketOwnershipControls                no access lists
 *   ├─ BucketVersioning
 *   ├─ BucketServerSideEncryptionConfiguration
 *   ├─ BucketLifecycleConfiguration           nothing stays: the lake keeps what is to be kept
 *   └─ BucketPolicy                           TLS 1.2 or nothing
 *
 * Leaves to the caller the roles that use it; they are named in `users`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
import { Key } from "@pulumi/aws/kms";
import {
  Bucket,
  BucketLifecycleConfiguration,
  BucketOwnershipControls,
  BucketPolicy,
  BucketPublicAccessBlock,
  BucketServerSideEncryptionConfiguration,
  BucketVersioning,
} from "@pulumi/aws/s3";
import {
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  type Output,
} from "@pulumi/pulumi";
import type { Environment } from "../../config/environments";
import type { AwsSite } from "../aws/names";
import { childOptions } from "../shared/child-options";
import { tagsOf } from "../shared/tags";
import { EXCHANGE_LIFECYCLE } from "./exchange-lifecycle";
import { bucketPolicy, keyPolicy } from "./exchange-policies";

/**
 * How long a deleted key can be brought back, in days.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html, read 2026-11
 */
const KEY_DELETION_DAYS = { least: 7, most: 30 } as const;

/** Arguments of {@link ExchangeBucket}. */
export interface ExchangeBucketArgs {
  /** Unique in all of AWS. */
  readonly bucketName: Output<string>;
  readonly site: AwsSite;
  readonly traits: Pick<Environment, "forceDestroy" | "protect" | "softDeleteDays">;
  /** ARNs of the roles that may use the key; plain, since the roles are made after it. */
  readonly users: readonly string[];
}

/**
 * A private bucket with a key of its own.
 *
 * Children: `<name>-key`, `-bucket`, `-public-access`, `-ownership`, `-versioning`, `-encryption`,
 * `-lifecycle`, `-policy`.
 *
 * @example
 * new ExchangeBucket("exchange", { site, traits, bucketName, users: forecastDataRoles(site) })
 */
export class ExchangeBucket extends ComponentResource {
  readonly bucketArn: Output<string>;
  readonly bucketName: Output<string>;
  readonly keyArn: Output<string>;

  constructor(name: string, args: ExchangeBucketArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:amazon-forecast:ExchangeBucket", name, {}, options);

    const key = this.#createKey(name, args);
    const bucket = this.#createBucket(name, args);
    this.bucketArn = bucket.arn;
    this.bucketName = bucket.bucket;
    this.keyArn = interpolate`arn:aws:kms:${args.site.region}:${args.site.accountId}:key/${key.keyId}`;

    const place = { bucket: bucket.bucket, region: args.site.region };
    this.#createAccessRules(name, place);
    this.#createVersioning(name, place);
    this.#createEncryption(name, place);
    this.registerOutputs({
      bucketArn: this.bucketArn,
      bucketName: this.bucketName,
      keyArn: this.keyArn,
    });
  }

  #createKey(name: string, { site, traits, users }: ExchangeBucketArgs): Key {
    const { accountId: account, environment, region } = site;
    const { least, most } = KEY_DELETION_DAYS;
    return new Key(
      `${name}-key`,
      {
        description: `The exchange bucket of the forecasting platform, ${environment}`,
        deletionWindowInDays: Math.min(most, Math.max(least, traits.softDeleteDays)),
        enableKeyRotation: true,
        policy: JSON.stringify(keyPolicy({ account, region, users })),
        region,
        tags: tagsOf(environment),
      },
      childOptions(this, { protect: traits.protect }),
    );
  }

  #createBucket(name: string, { bucketName, site, traits }: ExchangeBucketArgs): Bucket {
    return new Bucket(
      `${name}-bucket`,
      {
        bucket: bucketName,
        forceDestroy: traits.forceDestroy,
        region: site.region,
        tags: tagsOf(site.environment),
      },
      childOptions(this, { protect: traits.protect }),
    );
  }

  #createAccessRules(name: string, place: Place): void {
    const block = new BucketPublicAccessBlock(
      `${name}-public-access`,
      {
        ...place,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      childOptions(this),
    );
    new BucketOwnershipControls(
      `${name}-ownership`,
      { ...place, rule: { objectOwnership: "BucketOwnerEnforced" } },
      childOptions(this),
    );
    new BucketPolicy(
      `${name}-policy`,
      {
        ...place,
        policy: this.bucketArn.apply((bucketArn) => JSON.stringify(bucketPolicy(bucketArn))),
      },
      // S3 refuses to change both at once.
      childOptions(this, { dependsOn: [block] }),
    );
  }

  #createVersioning(name: string, place: Place): void {
    const versioning = new BucketVersioning(
      `${name}-versioning`,
      { ...place, versioningConfiguration: { status: "Enabled" } },
      childOptions(this),
    );
    new BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { ...place, rules: EXCHANGE_LIFECYCLE },
      // Rules on old versions are refused while there can be none.
      childOptions(this, { dependsOn: [versioning] }),
    );
  }

  #createEncryption(name: string, place: Place): void {
    new BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      {
        ...place,
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              kmsMasterKeyId: this.keyArn,
              sseAlgorithm: "aws:kms",
            },
            // One call to the key then serves many objects.
            bucketKeyEnabled: true,
          },
        ],
      },
      childOptions(this),
    );
  }
}

/** The bucket that a part of it belongs to. */
interface Place {
  readonly bucket: Output<string>;
  readonly region: string;
}
