/** Who can sign in to a SQL server, and over what. */
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { unlessAt, unlessIs } from "../values";

const SERVER = "azure-native:sql:Server";

/** The rules of a SQL server itself. */
export const SQL_SERVER_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "sql-entra-only",
    severity: "error",
    title: "SQL knows Entra identities only",
    why: "a SQL login has a password that somebody has to keep, and no second factor",
    repair: "set administrators.azureADOnlyAuthentication to true",
    source:
      "https://learn.microsoft.com/azure/azure-sql/database/authentication-azure-ad-only-authentication",
    types: [SERVER],
    test: ({ inputs }) => unlessIs(inputs, "administrators.azureADOnlyAuthentication", true),
  }),
  resourceRule({
    id: "sql-admin-password",
    severity: "error",
    title: "No SQL administrator has a password",
    why: "the password would lie in the state and in whatever made it, whether it is used or not",
    repair: "remove administratorLogin and administratorLoginPassword",
    source:
      "https://learn.microsoft.com/azure/azure-sql/database/authentication-azure-ad-only-authentication-create-server",
    types: [SERVER],
    test: ({ inputs }) =>
      inputs["administratorLoginPassword"] === undefined
        ? []
        : ["administratorLoginPassword must be absent, got a value"],
  }),
  resourceRule({
    id: "sql-tls",
    severity: "error",
    title: "SQL takes TLS 1.2 at least",
    why: "older versions of TLS are broken",
    repair: 'set minimalTlsVersion to "1.2"',
    source: "https://learn.microsoft.com/azure/azure-sql/database/connectivity-settings",
    types: [SERVER],
    test: ({ inputs }) =>
      unlessAt(
        inputs,
        "minimalTlsVersion",
        (version) => version === "1.2" || version === "1.3",
        '"1.2" or "1.3"',
      ),
  }),
  resourceRule({
    id: "sql-serverless-polling",
    severity: "warning",
    title: "A database that is polled has a fixed tier",
    why:
      "a serverless database that a run polls stays awake: about 1.71 USD for one run at the " +
      "default delay of 60 minutes, against 14.72 USD for a month of S0",
    repair: "use a DTU tier such as S0, or poll less often than the database falls asleep",
    source: "https://learn.microsoft.com/azure/azure-sql/database/serverless-tier-overview",
    types: ["azure-native:sql:Database"],
    test: ({ inputs }) =>
      unlessAt(
        inputs,
        "sku.name",
        (name) => typeof name !== "string" || !/^(?:GP|HS|BC)_S_/i.test(name),
        "a tier that is not serverless",
      ),
  }),
]);
