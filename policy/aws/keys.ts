/** Keys of AWS: how old one gets, and who may use it. */
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { unlessIs } from "../values";
import { statementRule } from "./iam-match";

/** The rules of keys. */
export const KEY_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "kms-rotation",
    severity: "error",
    title: "Each key is rotated",
    why: "the longer a key is used, the more a single leak of it opens",
    repair: "set enableKeyRotation to true",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
    types: ["aws:kms/key:Key"],
    test: ({ inputs }) => unlessIs(inputs, "enableKeyRotation", true),
  }),
  statementRule({
    id: "kms-open-policy",
    severity: "error",
    title: "Each key policy names its users",
    why: "a condition that was meant to narrow everybody down is easily forgotten or wrong",
    repair: "name the account's root for administration, and the roles that use the key",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
    kinds: ["key"],
    test: ({ principals }) =>
      principals.some(({ name }) => name === "*") ? ['must name its principals, got "*"'] : [],
  }),
]);
