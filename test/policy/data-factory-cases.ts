// The rules of Data Factory, each broken and kept.

import type { GraphInputs, GraphValue, ResourceNode } from "../../graph/graph";
import { nodeOf } from "../cost/hand-made";
import { node, type RuleCase } from "./rule-case";

const NO_OPTIONS = nodeOf("", "").options;
const REPLACED = { ...NO_OPTIONS, deleteBeforeReplace: true, replaceOnChanges: ["properties"] };

const service = (properties: GraphInputs) =>
  node("azure-native:datafactory:LinkedService", "service", { properties });
const pipeline = (...activities: readonly GraphValue[]) =>
  node("azure-native:datafactory:Pipeline", "run", { activities });
const trigger = (options: ResourceNode["options"] = REPLACED) =>
  node(
    "azure-native:datafactory:Trigger",
    "demand",
    { factoryName: "f", triggerName: "demand" },
    { options },
  );
const started = (name: string) =>
  node("pulumi-nodejs:dynamic/data-factory:StartedTrigger", "started", {
    triggerId: `/subscriptions/s/providers/Microsoft.DataFactory/factories/F/triggers/${name}`,
  });

const waiting = (urn: string) =>
  node(
    "pulumi-nodejs:dynamic/data-factory:StartedTrigger",
    "started",
    { triggerId: { $unknown: true } },
    { dependencies: [urn] },
  );

function lookup(name: string, policy?: GraphInputs): GraphInputs {
  return { name, type: "Lookup", ...(policy && { policy }) };
}

const FULL = { timeout: "0.00:10:00", retry: 2 };

/** A Lookup in every kind of container. */
function nested(policy?: GraphInputs): ResourceNode {
  return pipeline(
    { name: "pause", type: "Wait" },
    {
      name: "poll",
      type: "Until",
      activities: [
        {
          name: "due",
          type: "IfCondition",
          ifTrueActivities: [lookup("yes", policy)],
          ifFalseActivities: [lookup("no", policy)],
        },
      ],
    },
    { name: "each", type: "ForEach", activities: [lookup("one", policy)] },
    {
      name: "which",
      type: "Switch",
      cases: [{ value: "a", activities: [lookup("a", policy)] }],
      defaultActivities: [lookup("other", policy)],
    },
  );
}

const NESTED = ["poll/due/yes", "poll/due/no", "each/one", "which/other", "which/a"];

/** A Lookup, its dataset and linked service, and the runtime that they run on. */
function onRuntime(runtime: GraphInputs, connectVia?: GraphInputs): readonly ResourceNode[] {
  const reference = (referenceName: string) => ({ referenceName });
  return [
    pipeline({ ...lookup("decide"), dataset: reference("query") }),
    node("azure-native:datafactory:Dataset", "query", {
      datasetName: "query",
      properties: { linkedServiceName: reference("sql") },
    }),
    node("azure-native:datafactory:LinkedService", "sql", {
      linkedServiceName: "sql",
      properties: { ...(connectVia && { connectVia }) },
    }),
    node("azure-native:datafactory:IntegrationRuntime", "runtime", runtime),
  ];
}

const MANAGED = { type: "Managed", managedVirtualNetwork: { referenceName: "default" } };

export const DATA_FACTORY_CASES: readonly RuleCase[] = [
  {
    rule: "adf-secret",
    breaks: [
      service({ accessToken: { $secret: true } }),
      service({ connectionString: "Server=s;Password=p" }),
      service({ connectionString: "AccountName=a;AccountKey=k" }),
      service({ anything: [{ type: "SecureString", value: "x" }] }),
      service({ typeProperties: { servicePrincipalKey: "x" } }),
    ],
    messages: [
      'LinkedService "service": properties.accessToken must hold no secret, got one',
      'LinkedService "service": properties.connectionString must hold no secret, got one',
      'LinkedService "service": properties.connectionString must hold no secret, got one',
      'LinkedService "service": properties.anything[0] must hold no secret, got one',
      'LinkedService "service": properties.typeProperties.servicePrincipalKey must hold no secret, got one',
    ],
    keeps: [
      service({ credential: { type: "CredentialReference", referenceName: "orchestrator" } }),
      service({ password: { type: "AzureKeyVaultSecret", secretName: "s" } }),
      service({ connectionString: "Server=s;Database=d" }),
    ],
  },
  {
    rule: "adf-activity-timeout",
    breaks: [nested({ retry: 0 })],
    messages: NESTED.map(
      (path) =>
        `Pipeline "run": activity "${path}": policy.timeout must be a timespan, got nothing`,
    ),
    keeps: [nested(FULL)],
  },
  {
    rule: "adf-activity-retry",
    breaks: [nested({ timeout: "0.00:10:00" })],
    messages: NESTED.map(
      (path) =>
        `Pipeline "run": activity "${path}": policy.retry must be a whole number from 0, got nothing`,
    ),
    keeps: [nested(FULL)],
  },
  {
    rule: "adf-job-retry",
    breaks: [pipeline({ name: "job", type: "DatabricksJob", policy: FULL })],
    messages: ['Pipeline "run": activity "job": policy.retry must be 0, got 2'],
    keeps: [
      pipeline({ name: "job", type: "DatabricksJob", policy: { ...FULL, retry: 0 } }),
      pipeline(lookup("decide", FULL)),
    ],
  },
  {
    rule: "adf-managed-vnet-lookup",
    breaks: onRuntime(
      { integrationRuntimeName: "private", properties: MANAGED },
      { referenceName: "private" },
    ),
    messages: [
      'Pipeline "run": activity "decide": its runtime must not be in a managed virtual network, got "private"',
    ],
    keeps: onRuntime({ integrationRuntimeName: "private", properties: MANAGED }),
  },
  {
    rule: "adf-managed-vnet-lookup",
    about: "the default runtime",
    breaks: onRuntime({
      integrationRuntimeName: "AutoResolveIntegrationRuntime",
      properties: MANAGED,
    }),
    messages: [
      'Pipeline "run": activity "decide": its runtime must not be in a managed virtual network, got "AutoResolveIntegrationRuntime"',
    ],
    keeps: onRuntime({ integrationRuntimeName: "public", properties: { type: "Managed" } }),
  },
  {
    rule: "adf-trigger-started",
    breaks: [trigger(), started("other")],
    messages: ['Trigger "demand": must be started by a StartedTrigger, got none'],
    keeps: [trigger(), started("demand")],
  },
  {
    rule: "adf-trigger-started",
    about: "by dependency, where its id is not known yet",
    breaks: [trigger(), waiting("urn:other")],
    messages: ['Trigger "demand": must be started by a StartedTrigger, got none'],
    keeps: [trigger(), waiting(trigger().urn)],
  },
  {
    rule: "adf-trigger-replacement",
    breaks: [trigger(NO_OPTIONS), trigger({ ...REPLACED, replaceOnChanges: ["triggerName"] })],
    messages: [
      'Trigger "demand": deleteBeforeReplace must be true, got false',
      'Trigger "demand": replaceOnChanges must hold "properties" or "*", got neither',
      'Trigger "demand": replaceOnChanges must hold "properties" or "*", got neither',
    ],
    keeps: [trigger(), trigger({ ...REPLACED, replaceOnChanges: ["*"] })],
  },
];
