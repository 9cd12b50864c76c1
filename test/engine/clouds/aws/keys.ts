/** KMS: a key and the policy on it. */
import type { CloudType, Wanted } from "../cloud-type";
import type { Clouds } from "../clouds";
import { Refusal } from "../refusal";
import { guidOf, listOf, recordOf, textOf } from "../values";
import { AWS_ACCOUNT } from "./iam";
import { refuseDocument } from "./iam-document";

const KEY = "aws:kms/key:Key";

/** Most characters of a key's policy. */
const MOST_POLICY = 32_768;

export const KEY_TYPES: Readonly<Record<string, CloudType>> = {
  [KEY]: {
    answer: ({ clouds, inputs, previous }) => {
      const id = previous?.id ?? guidOf(`key ${clouds.next()}`);
      const region = textOf(inputs["region"]);
      return { id, outputs: { arn: `arn:aws:kms:${region}:${AWS_ACCOUNT}:key/${id}`, keyId: id } };
    },
    refuse: refuseKey,
    replaceOn: ["region"],
  },
};

/** @throws Refusal for a key, by its ARN, that does not exist */
export function refuseUnknownKey(clouds: Clouds, arn: string): void {
  if (!clouds.ofType(KEY).some(({ outputs }) => outputs["arn"] === arn)) {
    throw new Refusal("NotFoundException", `invalid arn ${arn}`);
  }
}

function refuseKey({ clouds, inputs }: Wanted): void {
  const days = inputs["deletionWindowInDays"];
  if (typeof days === "number" && (days < 7 || days > 30)) {
    throw new Refusal("ValidationException", `the deletion window ${days} is not in 7 to 30 days`);
  }
  const text = textOf(inputs["policy"]);
  if (text === "") return;
  refuseDocument(text, "resource", MOST_POLICY);
  const statements = listOf(recordOf(JSON.parse(text))["Statement"]).map(recordOf);
  refuseUnknownPrincipals(statements, clouds);
  const manages = statements.some(
    ({ Action, Effect }) =>
      Effect === "Allow" &&
      listOf(Action).some((action) =>
        ["*", "kms:*", "kms:Put*", "kms:PutKeyPolicy"].includes(textOf(action)),
      ),
  );
  if (!manages) {
    throw new Refusal(
      "MalformedPolicyDocumentException",
      "the new key policy will not allow you to update the key policy in the future",
    );
  }
}

/** A principal that is a role has to exist before the policy that names it. */
function refuseUnknownPrincipals(
  statements: readonly Readonly<Record<string, unknown>>[],
  clouds: Clouds,
): void {
  const roles = new Set(clouds.ofType("aws:iam/role:Role").map(({ outputs }) => outputs["arn"]));
  const named = statements.flatMap(({ Principal }) => listOf(recordOf(Principal)["AWS"]));
  const unknown = named.map(textOf).find((arn) => arn.includes(":role/") && !roles.has(arn));
  if (unknown !== undefined) {
    throw new Refusal(
      "MalformedPolicyDocumentException",
      `policy contains a statement with one or more invalid principals: ${unknown}`,
    );
  }
}
