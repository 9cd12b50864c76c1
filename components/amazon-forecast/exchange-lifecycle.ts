/**
 * What happens to objects of the exchange bucket that nobody deletes: all of them go.
 *
 * Data lie in the lake before they come here and after they leave, so a copy is of use only while
 * a run that needs it can still be restarted.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
import type { input } from "@pulumi/aws/types";
import { EXCHANGE_PREFIXES } from "../aws/exchange-data";

/** A lifecycle rule of a bucket. */
type Rule = input.s3.BucketLifecycleConfigurationRule;

/** After how many days something is deleted. */
export const EXCHANGE_DAYS = Object.freeze({
  /** Data and results, from their upload. */
  objects: 30,
  /** Versions that were deleted or overwritten, from that moment. */
  oldVersions: 7,
  /** Parts of an upload that was never completed, from its begin. */
  uploads: 2,
});

/** The rules of the exchange bucket. */
export const EXCHANGE_LIFECYCLE: Rule[] = [
  expire("expire-input", EXCHANGE_PREFIXES.input),
  expire("expire-output", EXCHANGE_PREFIXES.output),
  {
    id: "expire-remains",
    status: "Enabled",
    filter: { prefix: "" },
    abortIncompleteMultipartUpload: { daysAfterInitiation: EXCHANGE_DAYS.uploads },
    expiration: { expiredObjectDeleteMarker: true },
    noncurrentVersionExpiration: { noncurrentDays: EXCHANGE_DAYS.oldVersions },
  },
];

function expire(id: string, prefix: string): Rule {
  return {
    id,
    status: "Enabled",
    filter: { prefix },
    expiration: { days: EXCHANGE_DAYS.objects },
  };
}
