/** Whether anything signs in to AWS by a key that somebody stores. */
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";

/** The rule of stored keys. */
export const STORED_KEY_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "iam-stored-key",
    severity: "error",
    title: "Nothing signs in to AWS by a stored key",
    why: "an access key or a password of a user works from anywhere until somebody thinks of it",
    repair: "let the jobs exchange a token of their own identity for a session of a role",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    types: [
      "aws:iam/accessKey:AccessKey",
      "aws:iam/user:User",
      "aws:iam/userLoginProfile:UserLoginProfile",
    ],
    test: () => ["must not be there, got one who signs in by a stored key"],
  }),
]);
