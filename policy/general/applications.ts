/** Who gets a token of an Entra application, and what the application itself signs in with. */
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { unlessIs } from "../values";

/** The rules of Entra applications. */
export const APPLICATION_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "entra-application-password",
    severity: "error",
    title: "No Entra application has a password",
    why: "whoever reads the password, in the state or elsewhere, is the application",
    repair: "use a managed identity, or a federated credential",
    source:
      "https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration",
    types: [
      "azuread:index/applicationPassword:ApplicationPassword",
      "azuread:index/servicePrincipalPassword:ServicePrincipalPassword",
    ],
    test: () => ["must not be there, got a stored secret"],
  }),
  resourceRule({
    id: "entra-assignment-required",
    severity: "warning",
    title: "Only assigned identities get a token of the application",
    why: "any identity of the tenant may ask for a token otherwise, and AWS sees it come",
    repair: "set appRoleAssignmentRequired to true, and assign the forecaster",
    source:
      "https://learn.microsoft.com/entra/identity-platform/howto-restrict-your-app-to-a-set-of-users",
    types: ["azuread:index/servicePrincipal:ServicePrincipal"],
    test: ({ inputs }) => unlessIs(inputs, "appRoleAssignmentRequired", true),
  }),
]);
