/**
 * Foundation, logs, data lake and run log: what protects them, exactly.
 *
 * Not proven here: that Azure takes these inputs, or that a role assignment lets an identity in.
 */
import { output } from "@pulumi/pulumi";
import { Foundation } from "../../components/foundation/foundation";
import { LogWorkspace } from "../../components/operations/log-workspace";
import {
  DATABASE_NAME,
  RUN_LOG_DATABASE_DEFAULTS,
  RunLogDatabase,
  type RunLogDatabaseArgs,
} from "../../components/sql/run-log-database";
import { DataLake } from "../../components/storage/data-lake";
import { LakeAccess } from "../../components/storage/lake-access";
import type { EnvironmentName } from "../../config/environments";
import { LAKE_CONTAINERS } from "../../config/lake-containers";
import type { Graph } from "../../graph/graph";
import { all, childrenOf, dependenciesOf, inputsOf, only } from "../support/query";
import { recordComponent } from "../support/record";
import type { StandIns } from "../support/stand-ins";

const TAGS = { project: "forecast-platform", environment: "dev", "managed-by": "pulumi" };

describe("Foundation", () => {
  let graph: Graph;

  beforeAll(async () => {
    graph = await recordComponent(() => {
      const args = { environment: "dev", location: "eastus", protect: true } as const;
      const { site } = new Foundation("base", args);
      new DataLake("lake", {
        site,
        traits: { protect: false, softDeleteDays: 7, storageRedundancy: "Standard_LRS" },
      });
    });
  });

  it("is a resource group, a suffix and three identities", () => {
    expect(childrenOf(graph, "base")).toEqual([
      "base-group",
      "base-suffix",
      "base-orchestrator",
      "base-schema-owner",
      "base-forecaster",
    ]);
    expect(inputsOf(graph, "base")).toEqual({ location: "eastus" });
    expect(inputsOf(graph, "base-group")).toEqual({
      resourceGroupName: "forecast-dev",
      location: "eastus",
      tags: TAGS,
    });
    expect(inputsOf(graph, "base-suffix")).toEqual({ byteLength: 4 });
  });

  it.each(["orchestrator", "schema-owner", "forecaster"])("names the identity %s", (role) => {
    expect(inputsOf(graph, `base-${role}`)).toEqual({
      resourceName: `forecast-dev-${role}`,
      resourceGroupName: "forecast-dev",
      location: "eastus",
      tags: TAGS,
    });
    expect(dependenciesOf(graph, `base-${role}`)).toEqual(["base-group"]);
  });

  it("protects the group alone", () => {
    const guarded = graph.resources.filter((node) => node.protect).map(({ name }) => name);

    expect(guarded).toEqual(["base-group"]);
  });

  it("gives names that are unique in the cloud its random suffix", () => {
    expect(inputsOf(graph, "lake-account")["accountName"]).toBe("forecastdev00000000");
    expect(dependenciesOf(graph, "lake-account")).toEqual(["base-group", "base-suffix"]);
  });
});

describe("LogWorkspace", () => {
  it("is paid by the gigabyte, kept for thirty days and read as an Entra identity", async () => {
    const graph = await recordComponent((given) => new LogWorkspace("logs", given));

    expect(childrenOf(graph, "logs")).toEqual(["logs-workspace"]);
    expect(inputsOf(graph, "logs-workspace")).toEqual({
      workspaceName: "forecast-dev",
      resourceGroupName: "group",
      location: "eastus",
      sku: { name: "PerGB2018" },
      retentionInDays: 30,
      features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true },
      tags: TAGS,
    });
  });
});

describe("DataLake", () => {
  const recordLake = (environment: EnvironmentName) =>
    recordComponent((given) => new DataLake("lake", given), { environment });

  it("is one account with a service, a lifecycle and four containers", async () => {
    const graph = await recordLake("dev");

    expect(childrenOf(graph, "lake")).toEqual([
      "lake-account",
      "lake-blob-service",
      "lake-lifecycle",
      "lake-raw",
      "lake-curated",
      "lake-forecasts",
      "lake-models",
    ]);
    expect(inputsOf(graph, "lake")).toEqual({ containers: [...LAKE_CONTAINERS] });
  });

  it.each([
    ["dev", "Standard_LRS"],
    ["staging", "Standard_ZRS"],
    ["prod", "Standard_ZRS"],
  ] as const)("refuses keys, old TLS and the public, in %s on %s", async (environment, sku) => {
    const graph = await recordLake(environment);

    expect(inputsOf(graph, "lake-account")).toEqual({
      accountName: `forecast${environment}0a1b2c3d`,
      resourceGroupName: "group",
      location: "eastus",
      kind: "StorageV2",
      sku: { name: sku },
      accessTier: "Hot",
      isHnsEnabled: true,
      allowBlobPublicAccess: false,
      allowCrossTenantReplication: false,
      allowSharedKeyAccess: false,
      defaultToOAuthAuthentication: true,
      enableHttpsTrafficOnly: true,
      isLocalUserEnabled: false,
      isSftpEnabled: false,
      minimumTlsVersion: "TLS1_2",
      publicNetworkAccess: "Enabled",
      tags: { ...TAGS, environment },
    });
  });

  it.each([
    ["dev", 7],
    ["staging", 14],
    ["prod", 30],
  ] as const)("keeps what was deleted in %s for %i days", async (environment, days) => {
    const graph = await recordLake(environment);

    expect(inputsOf(graph, "lake-blob-service")).toEqual({
      accountName: `forecast${environment}0a1b2c3d`,
      blobServicesName: "default",
      resourceGroupName: "group",
      deleteRetentionPolicy: { enabled: true, days },
      containerDeleteRetentionPolicy: { enabled: true, days },
    });
  });

  it("cools raw data and deletes the answers of steps, and touches nothing else", async () => {
    const { policy, managementPolicyName } = inputsOf(await recordLake("dev"), "lake-lifecycle");
    const rule = (name: string, prefix: string, baseBlob: object) => ({
      name,
      enabled: true,
      type: "Lifecycle",
      definition: {
        actions: { baseBlob },
        filters: { blobTypes: ["blockBlob"], prefixMatch: [prefix] },
      },
    });

    expect(managementPolicyName).toBe("default");
    expect(policy).toEqual({
      rules: [
        rule("cool-raw", "raw/", { tierToCool: { daysAfterModificationGreaterThan: 60 } }),
        rule("delete-steps", "forecasts/_steps/", {
          delete: { daysAfterModificationGreaterThan: 90 },
        }),
      ],
    });
  });

  it.each(LAKE_CONTAINERS)("has the private container %s, after its account", async (container) => {
    const graph = await recordLake("dev");

    expect(inputsOf(graph, `lake-${container}`)).toEqual({
      accountName: "forecastdev0a1b2c3d",
      containerName: container,
      resourceGroupName: "group",
      publicAccess: "None",
    });
    expect(dependenciesOf(graph, `lake-${container}`)).toEqual(["lake-account"]);
  });
});

describe("LakeAccess", () => {
  let graph: Graph;

  beforeAll(async () => {
    graph = await recordComponent(
      ({ containers, forecaster, orchestrator }) =>
        new LakeAccess("access", {
          lake: { accountId: output("id of the account"), containers },
          forecaster,
          orchestrator,
        }),
    );
  });

  it.each([
    ["delegator", "forecaster", "the account", "Storage Blob Delegator"],
    ["raw", "forecaster", "raw", "Storage Blob Data Contributor"],
    ["curated", "forecaster", "curated", "Storage Blob Data Contributor"],
    ["forecasts", "forecaster", "forecasts", "Storage Blob Data Contributor"],
    ["models", "forecaster", "models", "Storage Blob Data Contributor"],
    ["results", "orchestrator", "forecasts", "Storage Blob Data Reader"],
  ])("gives %s: %s has on %s the role %s", (child, who, what, role) => {
    expect(inputsOf(graph, `access-${child}`)).toEqual({
      principalId: `principal of ${who}`,
      principalType: "ServicePrincipal",
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${ROLE_IDS[role]}`,
      scope: `id of ${what}`,
      description: role,
    });
  });

  it("gives nothing else", () => {
    expect(childrenOf(graph, "access")).toHaveLength(6);
    expect(graph.resources).toHaveLength(7);
  });
});

/** The GUIDs of Azure's built-in roles. */
const ROLE_IDS: Readonly<Record<string, string>> = {
  "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  "Storage Blob Delegator": "db58b8e5-c6ad-4a2a-8342-4190687cbf4a",
};

describe("RunLogDatabase", () => {
  const recordDatabase = (
    environment: EnvironmentName = "dev",
    more: Pick<RunLogDatabaseArgs, "tier"> = {},
  ) =>
    recordComponent(
      ({ schemaOwner, site, traits }: StandIns) => {
        const logWorkspace = { id: output("id of the logs") };
        new RunLogDatabase("log", { logWorkspace, schemaOwner, site, traits, ...more });
      },
      { environment },
    );

  it("is a server with a database, its backup, one rule and an audit", async () => {
    const graph = await recordDatabase();

    expect(childrenOf(graph, "log")).toEqual([
      "log-server",
      "log-database",
      "log-backup",
      "log-azure-services",
      "log-audit",
      "log-audit-log",
    ]);
    expect(inputsOf(graph, "log")).toEqual({ tier: "S0" });
  });

  it("lets in Entra identities alone, over TLS 1.2, with the schema's owner as admin", async () => {
    expect(inputsOf(await recordDatabase(), "log-server")).toEqual({
      serverName: "forecast-dev-0a1b2c3d",
      resourceGroupName: "group",
      location: "eastus",
      version: "12.0",
      administrators: {
        administratorType: "ActiveDirectory",
        azureADOnlyAuthentication: true,
        login: "schema-owner",
        principalType: "Application",
        sid: "principal of schema-owner",
        tenantId: "tenant of schema-owner",
      },
      minimalTlsVersion: "1.2",
      publicNetworkAccess: "Enabled",
      tags: TAGS,
    });
  });

  it.each([
    ["dev", "Local", 7],
    ["staging", "Zone", 14],
    ["prod", "Geo", 35],
  ] as const)("backs up in %s: %s, for %i days", async (environment, redundancy, days) => {
    const graph = await recordDatabase(environment);

    expect(inputsOf(graph, "log-database")).toEqual({
      databaseName: DATABASE_NAME,
      serverName: `forecast-${environment}-0a1b2c3d`,
      resourceGroupName: "group",
      location: "eastus",
      sku: { name: "S0", tier: "Standard" },
      collation: "SQL_Latin1_General_CP1_CI_AS",
      requestedBackupStorageRedundancy: redundancy,
      tags: { ...TAGS, environment },
    });
    expect(inputsOf(graph, "log-backup")).toEqual({
      policyName: "default",
      databaseName: DATABASE_NAME,
      serverName: `forecast-${environment}-0a1b2c3d`,
      resourceGroupName: "group",
      retentionDays: days,
    });
  });

  it.each([
    [undefined, { name: "S0", tier: "Standard" }],
    ["Basic", { name: "Basic", tier: "Basic" }],
    ["S1", { name: "S1", tier: "Standard" }],
  ] as const)("has for the tier %s the sku %j", async (tier, sku) => {
    const graph = await recordDatabase("dev", tier === undefined ? {} : { tier });

    expect(inputsOf(graph, "log-database")["sku"]).toEqual(sku);
    expect(inputsOf(graph, "log")).toEqual({ tier: sku.name });
  });

  it("has its documented defaults", () => {
    expect(RUN_LOG_DATABASE_DEFAULTS).toEqual({ tier: "S0" });
  });

  it("opens the firewall to Azure services, and to no address", async () => {
    const graph = await recordDatabase();

    expect(only(graph, "azure-native:sql:FirewallRule").inputs).toEqual({
      firewallRuleName: "AllowAllWindowsAzureIps",
      startIpAddress: "0.0.0.0",
      endIpAddress: "0.0.0.0",
      serverName: "forecast-dev-0a1b2c3d",
      resourceGroupName: "group",
    });
  });

  it("audits the server to the log workspace", async () => {
    const graph = await recordDatabase();

    expect(inputsOf(graph, "log-audit")).toEqual({
      blobAuditingPolicyName: "default",
      serverName: "forecast-dev-0a1b2c3d",
      resourceGroupName: "group",
      state: "Enabled",
      isAzureMonitorTargetEnabled: true,
      auditActionsAndGroups: [
        "BATCH_COMPLETED_GROUP",
        "SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP",
        "FAILED_DATABASE_AUTHENTICATION_GROUP",
      ],
    });
    expect(inputsOf(graph, "log-audit-log")).toEqual({
      name: "audit",
      resourceUri:
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/group/providers/" +
        "Microsoft.Sql/servers/forecast-dev-0a1b2c3d/databases/master",
      workspaceId: "id of the logs",
      logs: [{ category: "SQLSecurityAuditEvents", enabled: true }],
    });
  });

  it("comes in the order that the service needs", async () => {
    const graph = await recordDatabase();

    expect(dependenciesOf(graph, "log-database")).toEqual(["log-server"]);
    expect(dependenciesOf(graph, "log-backup")).toEqual(["log-database", "log-server"]);
    expect(dependenciesOf(graph, "log-azure-services")).toEqual(["log-server"]);
    expect(dependenciesOf(graph, "log-audit")).toEqual(["log-server"]);
    expect(dependenciesOf(graph, "log-audit-log")).toEqual(["log-audit", "log-server"]);
    expect(all(graph, "azure-native:sql:Database")).toHaveLength(1);
  });
});
