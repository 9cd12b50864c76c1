/** Who may take on a role of AWS. */
import type { Rule } from "../rule";
import { show } from "../values";
import type { IamStatement } from "./iam-documents";
import { isPinned, names, statementRule } from "./iam-match";

/** Services that take on our roles for whichever account asks them to. */
const SERVICES: ReadonlySet<string> = new Set([
  "forecast.amazonaws.com",
  "sagemaker.amazonaws.com",
]);

/** The rules of trust. */
export const IAM_TRUST_RULES: readonly Rule[] = Object.freeze([
  statementRule({
    id: "iam-trust-anyone",
    severity: "error",
    title: "No role trusts everybody",
    why: "any account of AWS could take on the role",
    repair: "name the principal",
    source:
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    kinds: ["trust"],
    test: ({ principals }) =>
      principals
        .filter(({ name }) => name === "*")
        .map(({ name }) => `must name its principals, got ${show(name)}`),
  }),
  statementRule({
    id: "iam-trust-web-identity",
    severity: "error",
    title: "A token opens a role only for one audience and one subject",
    why: "without both, any identity of the tenant, or any application of it, gets the role",
    repair: "add StringEquals on the provider's :aud and :sub, each written out in full",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    kinds: ["trust"],
    test: (statement) =>
      names(statement, "sts:AssumeRoleWithWebIdentity") && hasFederated(statement)
        ? [":aud", ":sub"]
            .filter((claim) => !isPinned(statement, (key) => key.endsWith(claim)))
            .map((claim) => `must pin ${show(claim)} by StringEquals, got no such condition`)
        : [],
  }),
  statementRule({
    id: "iam-trust-service",
    severity: "error",
    title: "A service takes on a role only for our own account",
    why: "another customer of the service could name our role, and read through it",
    repair: "add StringEquals aws:SourceAccount with the account's id",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    kinds: ["trust"],
    test: (statement) =>
      isPinned(statement, (key) => key === "aws:sourceaccount")
        ? []
        : statement.principals
            .filter(({ kind, name }) => kind === "Service" && SERVICES.has(name.toLowerCase()))
            .map(
              ({ name }) => `must pin aws:SourceAccount for ${show(name)}, got no such condition`,
            ),
  }),
]);

function hasFederated({ principals }: IamStatement): boolean {
  return principals.some(({ kind }) => kind === "Federated");
}
