/** Azure Storage: what it refuses of an account and of its lifecycle rules. */
import type { Wanted } from "../cloud-type";
import { Refusal } from "../refusal";
import { listOf, recordOf, textOf } from "../values";

/**
 * @throws Refusal for features that exclude each other
 * @see https://learn.microsoft.com/azure/storage/blobs/storage-feature-support-in-storage-accounts
 */
export function refuseAccount({ inputs }: Wanted): void {
  if (inputs["isSftpEnabled"] === true && inputs["isHnsEnabled"] !== true) {
    throw new Refusal(
      "InvalidRequestPropertyValue",
      "isSftpEnabled needs a hierarchical namespace (isHnsEnabled)",
    );
  }
}

/** @throws Refusal for a rule of which two have one name, or that acts on no blob type */
export function refuseLifecycle({ inputs }: Wanted): void {
  const rules = listOf(recordOf(inputs["policy"])["rules"]).map(recordOf);
  const names = rules.map(({ name }) => textOf(name));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new Refusal("InvalidXmlDocument", `the lifecycle rule '${twice}' is there twice`);
  }
  for (const { name, definition } of rules) {
    const { blobTypes } = recordOf(recordOf(definition)["filters"]);
    if (listOf(blobTypes).length === 0) {
      throw new Refusal("InvalidXmlDocument", `the rule '${textOf(name)}' filters no blob type`);
    }
  }
}
