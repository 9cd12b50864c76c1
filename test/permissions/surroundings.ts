/** What else there is in an AWS account, so that a wide policy would show: nobody is alone in one. */
import { ACCOUNT } from "./aws-resources";
import type { AccountDocuments } from "./documents";
import { OTHER_KEY } from "./request-rows";

const EVERYTHING = {
  Version: "2012-10-17",
  Statement: [{ Sid: "All", Effect: "Allow", Action: ["*"], Resource: ["*"] }],
};

/** The policy that a key has where nobody wrote one. */
const DEFAULT_KEY_POLICY = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "All",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: ["kms:*"],
      Resource: ["*"],
    },
  ],
};

/** With an administrator who may do everything, and a key that trusts the account's policies. */
export function inAccount(documents: AccountDocuments): AccountDocuments {
  return {
    ...documents,
    identities: { ...documents.identities, "administrator/all": EVERYTHING },
    keys: { ...documents.keys, [OTHER_KEY]: DEFAULT_KEY_POLICY },
  };
}

/** Where the policies of the roles are the only thing that guards the keys. */
export function withOpenKeys(documents: AccountDocuments): AccountDocuments {
  const keys = Object.keys(documents.keys).map((arn) => [arn, DEFAULT_KEY_POLICY] as const);
  return { ...documents, keys: Object.fromEntries(keys) };
}

/** Where the policies on keys are the only thing that guards them from a role. */
export function withWideRole(documents: AccountDocuments, roleName: string): AccountDocuments {
  const identities = { ...documents.identities, [`${roleName}/all`]: EVERYTHING };
  return { ...documents, identities };
}
