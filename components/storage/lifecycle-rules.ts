/**
 * What happens to data that nobody deletes.
 *
 * Raw data are read while they are curated and rarely after: the cool tier pays off beyond its
 * 30 days of early deletion. The answers of a run's steps are of use for as long as a run can be
 * restarted. Curated data, results and models stay: they are the history that forecasts learn from.
 * https://learn.microsoft.com/azure/storage/blobs/lifecycle-management-overview
 */
import type { input } from "@pulumi/azure-native/types";

/** A lifecycle rule of a storage account. */
type Rule = input.storage.ManagementPolicyRuleArgs;

/** Days after the last change until raw data move to the cool tier. */
const RAW_COOL_AFTER_DAYS = 60;

/** Days after the last change until the answers of a run's steps are deleted. */
const STEPS_DELETED_AFTER_DAYS = 90;

/** The rules of the lake. */
export const LIFECYCLE_RULES: Rule[] = [
  rule("cool-raw", "raw/", { tierToCool: after(RAW_COOL_AFTER_DAYS) }),
  rule("delete-steps", "forecasts/_steps/", { delete: after(STEPS_DELETED_AFTER_DAYS) }),
];

function after(days: number): input.storage.DateAfterModificationArgs {
  return { daysAfterModificationGreaterThan: days };
}

function rule(
  name: string,
  prefix: string,
  baseBlob: input.storage.ManagementPolicyBaseBlobArgs,
): Rule {
  return {
    name,
    enabled: true,
    type: "Lifecycle",
    definition: {
      actions: { baseBlob },
      filters: { blobTypes: ["blockBlob"], prefixMatch: [prefix] },
    },
  };
}
