// The rules that are about no single service, each broken and kept.

import type { GraphInputs, ResourceNode } from "../../graph/graph";
import type { ExpectedMonth } from "../../policy/rule";
import { node, type RuleCase } from "./rule-case";

const group = (inputs: GraphInputs = {}) =>
  node("azure-native:resources:ResourceGroup", "g", inputs);
const factory = (inputs: GraphInputs = {}) =>
  node("azure-native:datafactory:Factory", "factory", inputs);
const assignment = (guid: string) =>
  node("azure-native:authorization:RoleAssignment", "role", {
    roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
  });
const plain = (inputs: GraphInputs) => node("some:module:Thing", "thing", inputs);

const ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.DataFactory/factories/f";
const NAMED_FACTORY = factory({ resourceGroupName: "G", factoryName: "F" });
const setting = (resourceUri: string) =>
  node("azure-native:monitor:DiagnosticSetting", "logs", { resourceUri });

// Put together here, so that no search for secrets stops at this file.
const CREDENTIALS: readonly (readonly [kind: string, text: string])[] = [
  ["an AWS access key id", `id=${"AKIA"}${"A1".repeat(8)}`],
  ["a Databricks token", `${"dapi"}${"0".repeat(32)}`],
  ["a JSON Web Token", `Bearer ${"eyJ"}hbGciOiJI.eyJzdWIiOiIx.sig`],
  ["a password in a connection string", "Server=s;Password=hunter2"],
  ["an account key in a connection string", "AccountName=a;AccountKey=abc"],
  ["a shared access signature", "https://a.example/b?sv=1&sig=abcdefghij%3D"],
  ["an Entra client secret", `abc${"8Q~"}${"x".repeat(31)}`],
  ["a GitHub token", `${"ghp_"}${"x".repeat(30)}`],
  ["a Pulumi token", `${"pul-"}${"0".repeat(40)}`],
  ["a private key", `-----BEGIN RSA ${"PRIVATE"} KEY-----`],
];

const looks: readonly RuleCase[] = CREDENTIALS.map(([kind, text]) => ({
  rule: "plain-secret",
  about: kind,
  breaks: [plain({ deep: [{ text }] })],
  messages: [`Thing "thing": deep[0].text must hold no credential, got ${kind}`],
  keeps: [plain({ deep: [{ text: { $secret: true } }] })],
}));

const privileged: readonly RuleCase[] = [
  ["Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"],
  ["Contributor", "B24988AC-6180-42A0-AB88-20F7382DD24C"],
  ["User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"],
  ["Role Based Access Control Administrator", "f58310d9-a9f6-439a-9e8d-f62e7b41a168"],
].map(([role = "", guid = ""]) => ({
  rule: "role-assignment-privileged",
  about: role,
  breaks: [assignment(guid)],
  messages: [
    `RoleAssignment "role": roleDefinitionId must be a role of one service, got "${role}"`,
  ],
  keeps: [assignment("ba92f5b4-2d11-453d-a403-e96b0029c9fe")],
}));

function twin(name: string, factoryName: string, pipelineName: string): ResourceNode {
  return node("azure-native:datafactory:Pipeline", name, { factoryName, pipelineName });
}

/** A month of four parts, beside a budget of 40. */
function monthOf(expected: number, currency = "USD"): ExpectedMonth {
  const parts = [
    ["network", 20],
    ["sql", 15],
    ["compute", 5],
    ["monitoring", 0.5],
  ] as const;
  return {
    budget: { monthly: 40, currency },
    currency: "USD",
    expected,
    parts: parts.map(([part, cost]) => ({ part, cost, lower: `less of ${part}` })),
  };
}

export const GENERAL_CASES: readonly RuleCase[] = [
  {
    rule: "tags",
    breaks: [group({ tags: { project: "p", environment: "" } })],
    messages: [
      'ResourceGroup "g": tags must hold project, environment, managed-by, got no environment, managed-by',
    ],
    keeps: [group({ tags: { project: "p", environment: "dev", "managed-by": "pulumi" } })],
  },
  {
    rule: "protected-state",
    breaks: [group()],
    messages: ['ResourceGroup "g": protect must be true, got false'],
    keeps: [{ ...group(), protect: true }, plain({})],
  },
  {
    rule: "budget-azure",
    breaks: [group()],
    messages: ['Stack "dev": must have a budget of Azure, got none'],
    keeps: [node("azure-native:consumption:Budget", "budget")],
  },
  {
    rule: "budget-aws",
    breaks: [group(), node("aws:s3/bucket:Bucket", "bucket")],
    messages: ['Stack "dev": must have a budget of AWS, got none'],
    keeps: [node("aws:s3/bucket:Bucket", "bucket"), node("aws:budgets/budget:Budget", "budget")],
  },
  {
    rule: "budget-exceeded",
    context: { month: monthOf(40.01) },
    breaks: [group()],
    messages: [
      'Stack "dev": the expected month must be at most 40 USD, got 40.01 USD: network 20.00 (less of network), sql 15.00 (less of sql), compute 5.00 (less of compute)',
    ],
    keeps: [group()],
    keepsContext: { month: monthOf(40) },
  },
  {
    rule: "budget-exceeded",
    about: "never across currencies",
    context: { month: monthOf(40.5) },
    breaks: [group()],
    messages: [expect.stringContaining("got 40.50 USD")],
    keeps: [group()],
    keepsContext: { month: monthOf(90, "EUR") },
  },
  {
    rule: "budget-currency",
    context: { month: monthOf(1, "EUR") },
    breaks: [group()],
    messages: ['Stack "dev": the budget\'s currency must be "USD", got "EUR"'],
    keeps: [group()],
    keepsContext: { month: monthOf(1) },
  },
  ...looks,
  {
    rule: "plain-secret",
    about: "the name of its key",
    breaks: [
      plain({ admin_password: "x" }),
      plain({ token: { type: "SecureString", value: "x" } }),
    ],
    messages: [
      'Thing "thing": admin_password must hold no credential, got a plain text where a secret is meant',
      'Thing "thing": token.value must hold no credential, got a plain text where a secret is meant',
    ],
    keeps: [
      plain({ password: { $secret: true }, token: "@pipeline().parameters.token", secret: "" }),
      plain({ parameter: { type: "String", value: "x" } }),
    ],
  },
  {
    rule: "plain-secret",
    about: "a file",
    breaks: [
      plain({ contentBase64: Buffer.from(`t = "${"dapi"}${"0".repeat(32)}"`).toString("base64") }),
    ],
    messages: ['Thing "thing": contentBase64 must hold no credential, got a Databricks token'],
    keeps: [plain({ contentBase64: Buffer.from("print(1)").toString("base64") })],
  },
  {
    rule: "physical-name-duplicate",
    breaks: [twin("one", "f", "Run"), twin("two", "f", "run")],
    messages: ['Pipeline "two": factoryName, pipelineName must be its own, got that of "one"'],
    keeps: [twin("one", "f", "run"), twin("two", "g", "run"), factory(), factory()],
  },
  {
    rule: "public-network",
    breaks: [factory({ publicNetworkAccess: "Enabled" })],
    messages: [
      'Factory "factory": publicNetworkAccess must be "Disabled" for a private network, got "Enabled"',
    ],
    keeps: [factory({ publicNetworkAccess: "Disabled" })],
  },
  ...privileged,
  {
    rule: "entra-application-password",
    breaks: [node("azuread:index/applicationPassword:ApplicationPassword", "password")],
    messages: ['ApplicationPassword "password": must not be there, got a stored secret'],
    keeps: [node("azuread:index/application:Application", "application")],
  },
  {
    rule: "entra-assignment-required",
    breaks: [node("azuread:index/servicePrincipal:ServicePrincipal", "audience")],
    messages: ['ServicePrincipal "audience": appRoleAssignmentRequired must be true, got nothing'],
    keeps: [
      node("azuread:index/servicePrincipal:ServicePrincipal", "audience", {
        appRoleAssignmentRequired: true,
      }),
    ],
  },
  {
    rule: "diagnostics",
    breaks: [NAMED_FACTORY, setting(`${ID}-2`)],
    messages: ['Factory "factory": must have a diagnostic setting, got none'],
    keeps: [NAMED_FACTORY, setting(`${ID}/pipelines/run`)],
  },
];
