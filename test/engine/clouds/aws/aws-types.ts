/** The AWS types: IAM, S3, KMS and Budgets, as far as the platform uses them. */
import type { CloudType } from "../cloud-type";
import { Refusal } from "../refusal";
import { listOf, recordOf, textOf } from "../values";
import { BUCKET_TYPES } from "./buckets";
import { IAM_TYPES } from "./iam";
import { KEY_TYPES } from "./keys";

/** The account that the stand-in plays. */
export const AWS_TYPES: Readonly<Record<string, CloudType>> = {
  ...BUCKET_TYPES,
  ...IAM_TYPES,
  ...KEY_TYPES,
  "aws:budgets/budget:Budget": {
    answer: ({ inputs }) => ({ id: `000000000000:${textOf(inputs["name"])}` }),
    refuse: ({ clouds, inputs, previous, type }) => {
      const name = textOf(inputs["name"]);
      if (
        previous === undefined &&
        clouds.ofType(type).some((other) => other.inputs["name"] === name)
      ) {
        throw new Refusal("DuplicateRecordException", `the budget ${name} already exists`);
      }
      if (listOf(inputs["notifications"]).length > 5) {
        throw new Refusal("CreationLimitExceededException", "a budget has at most 5 notifications");
      }
      for (const notification of listOf(inputs["notifications"]).map(recordOf)) {
        const subscribers = [
          ...listOf(notification["subscriberEmailAddresses"]),
          ...listOf(notification["subscriberSnsTopicArns"]),
        ];
        if (subscribers.length === 0) {
          throw new Refusal("InvalidParameterException", "a notification needs a subscriber");
        }
      }
    },
    replaceOn: ["name"],
  },
};
