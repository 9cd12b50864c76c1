/**
 * How the documents of an account are put together for one decision.
 *
 * Not proven here: decisions between two accounts, which no document of ours allows.
 */
import { isAllowed, roleCaller } from "./account";
import type { AccountDocuments, PlainDocument, PlainStatement } from "./documents";
import type { Context } from "./evaluator";

const PLACE = { accountId: "111122223333", region: "eu-west-1" };
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";

function documentOf(statement: PlainStatement): PlainDocument {
  const document = { Version: "2012-10-17", Statement: [statement] };
  return document;
}

function own(...Action: readonly string[]): PlainDocument {
  return documentOf({ Effect: "Allow", Action, Resource: ["*"] });
}

function on(AWS: string, Effect = "Allow"): PlainDocument {
  return documentOf({ Effect, Principal: { AWS }, Action: ["*"], Resource: ["*"] });
}

const ACCOUNT = "arn:aws:iam::111122223333:root";
const ROLE = "arn:aws:iam::111122223333:role/a";
const NOTHING: AccountDocuments = {
  buckets: {},
  identities: {},
  keyOfBucket: {},
  keys: {},
  trusts: {},
};

function asked(
  documents: Partial<AccountDocuments>,
  action: string,
  resource: string,
  context: Context = {},
): boolean {
  const caller = roleCaller(PLACE, "a");
  return isAllowed({ ...NOTHING, ...documents }, PLACE, { action, caller, context, resource });
}

describe("a key", () => {
  it.each<readonly [string, Partial<AccountDocuments>, boolean]>([
    ["its own policy names the role", { keys: { [KEY]: on(ROLE) } }, true],
    ["it trusts the account, and the role is silent", { keys: { [KEY]: on(ACCOUNT) } }, false],
    [
      "it trusts the account, and the role's policy allows",
      { keys: { [KEY]: on(ACCOUNT) }, identities: { "a/x": own("kms:*") } },
      true,
    ],
    [
      "it is silent, whatever the role's policy allows",
      { keys: { [KEY]: on("arn:aws:iam::9:root") }, identities: { "a/x": own("kms:*") } },
      false,
    ],
    ["its own policy denies", { keys: { [KEY]: on(ROLE, "Deny") } }, false],
    [
      "another role's policy allows",
      { keys: { [KEY]: on(ACCOUNT) }, identities: { "ab/x": own("kms:*") } },
      false,
    ],
    ["nothing is known of it", { identities: { "a/x": own("kms:*") } }, false],
  ])("is used as follows where %s", (_, documents, expected) => {
    expect(asked(documents, "kms:Decrypt", KEY)).toBe(expected);
  });
});

describe("an object", () => {
  const identities = { "a/x": own("s3:GetObject") };
  const object = "arn:aws:s3:::box/a";

  it("needs the role's policy or the bucket's", () => {
    expect(asked({}, "s3:GetObject", object)).toBe(false);
    expect(asked({ identities }, "s3:GetObject", object)).toBe(true);
    expect(asked({ buckets: { box: on(ROLE) } }, "s3:GetObject", object)).toBe(true);
    expect(asked({ buckets: { box: on(ACCOUNT) } }, "s3:GetObject", object)).toBe(false);
  });

  it("is refused where the bucket's policy denies", () => {
    expect(asked({ identities, buckets: { box: on(ROLE, "Deny") } }, "s3:GetObject", object)).toBe(
      false,
    );
  });

  it("needs the key that its bucket encrypts with", () => {
    const keyOfBucket = { box: KEY };

    expect(asked({ identities, keyOfBucket }, "s3:GetObject", object)).toBe(false);
    expect(
      asked({ identities, keyOfBucket, keys: { [KEY]: on(ROLE) } }, "s3:GetObject", object),
    ).toBe(true);
  });
});

describe("a role", () => {
  it("is taken by whom its trust policy names, and by no one whom a policy of his own allows", () => {
    const identities = { "a/x": own("sts:*") };

    expect(asked({ trusts: { b: on(ROLE) } }, "sts:AssumeRole", "arn:aws:iam::1:role/b")).toBe(
      true,
    );
    expect(asked({ identities }, "sts:AssumeRole", "arn:aws:iam::1:role/b")).toBe(false);
  });
});
