/**
 * What the recorder answers in the place of the clouds.
 *
 * Not proven here: that a service gives exactly these ids; their forms are those of its reference.
 */
import { answerInvoke, answerResource } from "../../graph/answers";
import { ARM_TYPES, armId, ZERO_GUID } from "../../graph/arm-ids";
import { GRAPH_CODES, GraphError } from "../../graph/graph-error";

const GROUP = `/subscriptions/${ZERO_GUID}/resourceGroups/rg`;

/** Inputs that hold every parent, so that each type takes what it needs. */
const INPUTS = {
  resourceGroupName: "rg",
  accountName: "acct",
  serverName: "srv",
  databaseName: "db",
  factoryName: "adf",
};

/** The name of each resource, and its id. */
const IDS: Readonly<Record<string, readonly [string, string]>> = {
  "azure-native:databricks:AccessConnector": [
    "ac",
    `${GROUP}/providers/Microsoft.Databricks/accessConnectors/ac`,
  ],
  "azure-native:databricks:Workspace": [
    "ws",
    `${GROUP}/providers/Microsoft.Databricks/workspaces/ws`,
  ],
  "azure-native:datafactory:CredentialOperation": [
    "cred",
    `${GROUP}/providers/Microsoft.DataFactory/factories/adf/credentials/cred`,
  ],
  "azure-native:datafactory:Dataset": [
    "data",
    `${GROUP}/providers/Microsoft.DataFactory/factories/adf/datasets/data`,
  ],
  "azure-native:datafactory:Factory": [
    "adf",
    `${GROUP}/providers/Microsoft.DataFactory/factories/adf`,
  ],
  "azure-native:datafactory:LinkedService": [
    "svc",
    `${GROUP}/providers/Microsoft.DataFactory/factories/adf/linkedservices/svc`,
  ],
  "azure-native:datafactory:Pipeline": [
    "pipe",
    `${GROUP}/providers/Microsoft.DataFactory/factories/adf/pipelines/pipe`,
  ],
  "azure-native:datafactory:Trigger": [
    "trig",
    `${GROUP}/providers/Microsoft.DataFactory/factories/adf/triggers/trig`,
  ],
  "azure-native:managedidentity:UserAssignedIdentity": [
    "who",
    `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/who`,
  ],
  "azure-native:consumption:Budget": [
    "cap",
    `${GROUP}/providers/Microsoft.Consumption/budgets/cap`,
  ],
  "azure-native:monitor:ActionGroup": [
    "who",
    `${GROUP}/providers/Microsoft.Insights/actionGroups/who`,
  ],
  "azure-native:monitor:MetricAlert": [
    "failed",
    `${GROUP}/providers/Microsoft.Insights/metricAlerts/failed`,
  ],
  "azure-native:monitor:ScheduledQueryRule": [
    "silence",
    `${GROUP}/providers/Microsoft.Insights/scheduledQueryRules/silence`,
  ],
  "azure-native:monitor:DiagnosticSetting": [
    "diag",
    `${GROUP}/providers/Microsoft.Insights/diagnosticSettings/diag`,
  ],
  "azure-native:operationalinsights:Workspace": [
    "logs",
    `${GROUP}/providers/Microsoft.OperationalInsights/workspaces/logs`,
  ],
  "azure-native:resources:ResourceGroup": ["rg", GROUP],
  "azure-native:authorization:RoleAssignment": [
    ZERO_GUID,
    `${GROUP}/providers/Microsoft.Authorization/roleAssignments/${ZERO_GUID}`,
  ],
  "azure-native:sql:BackupShortTermRetentionPolicy": [
    "default",
    `${GROUP}/providers/Microsoft.Sql/servers/srv/databases/db/backupShortTermRetentionPolicies/default`,
  ],
  "azure-native:sql:Database": ["db", `${GROUP}/providers/Microsoft.Sql/servers/srv/databases/db`],
  "azure-native:sql:ExtendedServerBlobAuditingPolicy": [
    "default",
    `${GROUP}/providers/Microsoft.Sql/servers/srv/extendedAuditingSettings/default`,
  ],
  "azure-native:sql:FirewallRule": [
    "rule",
    `${GROUP}/providers/Microsoft.Sql/servers/srv/firewallRules/rule`,
  ],
  "azure-native:sql:Server": ["srv", `${GROUP}/providers/Microsoft.Sql/servers/srv`],
  "azure-native:storage:BlobContainer": [
    "box",
    `${GROUP}/providers/Microsoft.Storage/storageAccounts/acct/blobServices/default/containers/box`,
  ],
  "azure-native:storage:BlobServiceProperties": [
    "default",
    `${GROUP}/providers/Microsoft.Storage/storageAccounts/acct/blobServices/default`,
  ],
  "azure-native:storage:ManagementPolicy": [
    "default",
    `${GROUP}/providers/Microsoft.Storage/storageAccounts/acct/managementPolicies/default`,
  ],
  "azure-native:storage:StorageAccount": [
    "acct",
    `${GROUP}/providers/Microsoft.Storage/storageAccounts/acct`,
  ],
};

describe("the id of an Azure resource", () => {
  it.each(Object.entries(ARM_TYPES))("has the form of its service, %s", (type, arm) => {
    const [name = "", id] = IDS[type] ?? [];

    expect(armId(arm, name, INPUTS)).toBe(id);
    expect(answer(type, { ...INPUTS, [arm.nameProperty]: name })).toMatchObject({
      id,
      state: { name },
    });
  });

  it.each(["scope", "resourceUri"])("stands below what %s names", (owner) => {
    const id = answer("azure-native:monitor:DiagnosticSetting", { name: "d", [owner]: "/x/y" }).id;

    expect(id).toBe("/x/y/providers/Microsoft.Insights/diagnosticSettings/d");
  });

  it("takes the name in the program where none is given", () => {
    expect(answer("azure-native:sql:Server", { resourceGroupName: "rg" }).id).toBe(
      `${GROUP}/providers/Microsoft.Sql/servers/resource`,
    );
  });
});

describe("the outputs of a resource", () => {
  it.each<readonly [string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    [
      "azure-native:managedidentity:UserAssignedIdentity",
      { resourceName: "who" },
      { name: "who", clientId: ZERO_GUID, principalId: ZERO_GUID, tenantId: ZERO_GUID },
    ],
    [
      "azure-native:storage:StorageAccount",
      { accountName: "acct" },
      {
        name: "acct",
        primaryEndpoints: {
          blob: "https://acct.blob.core.windows.net/",
          dfs: "https://acct.dfs.core.windows.net/",
        },
      },
    ],
    [
      "azure-native:sql:Server",
      { serverName: "srv" },
      { name: "srv", fullyQualifiedDomainName: "srv.database.windows.net" },
    ],
    [
      "azure-native:databricks:Workspace",
      { workspaceName: "ws" },
      {
        name: "ws",
        workspaceId: "0000000000000000",
        workspaceUrl: "adb-0000000000000000.0.azuredatabricks.net",
      },
    ],
    ["random:index/randomId:RandomId", { byteLength: 4 }, { hex: "00000000" }],
    ["databricks:index/clusterPolicy:ClusterPolicy", {}, { policyId: "0000000000000000" }],
    ["databricks:index/catalog:Catalog", {}, { name: "resource" }],
  ])("are its inputs and what the service adds, %s", (type, inputs, outputs) => {
    expect(answer(type, inputs).state).toEqual({ ...inputs, ...outputs });
  });

  it.each([
    ["databricks:index/catalog:Catalog", { name: "c" }, "c"],
    ["databricks:index/schema:Schema", { catalogName: "c", name: "s" }, "c.s"],
    ["databricks:index/volume:Volume", { catalogName: "c", schemaName: "s", name: "v" }, "c.s.v"],
    [
      "databricks:index/registeredModel:RegisteredModel",
      { catalogName: "c", schemaName: "s", name: "m" },
      "c.s.m",
    ],
    ["databricks:index/notebook:Notebook", { path: "/a/b" }, "/a/b"],
    ["databricks:index/job:Job", { name: "j" }, "103256702972276"],
    ["pulumi:providers:databricks", {}, ZERO_GUID],
  ])("have the id that %s has in its service", (type, inputs, id) => {
    expect(answer(type, inputs).id).toBe(id);
  });

  it("are not known in a preview, and neither is the id", () => {
    const inputs = { serverName: "srv" };
    const preview = answerResource(argsOf("azure-native:sql:Server", inputs), true);

    expect(preview).toEqual({ id: undefined, state: inputs });
  });
});

describe("what the recorder cannot answer", () => {
  it.each([false, true])("rejects a type without a row, in a preview: %s", (preview) => {
    const call = () => answerResource(argsOf("azure-native:web:WebApp", {}), preview);

    expect(call).toThrow(
      "[GRAPH_UNKNOWN_TYPE] azure-native:web:WebApp: the recorder does not know what the service " +
        "answers for a type of resource; add its row to graph/arm-ids.ts or graph/answers.ts",
    );
  });

  it("rejects a question to a provider", () => {
    const call = () => answerInvoke({ token: "azure-native:storage:listKeys", inputs: {} });

    expect(call).toThrow(
      "[GRAPH_UNLISTED_INVOKE] azure-native:storage:listKeys: the program asks a provider for " +
        "data, which needs a cloud; take the value from the settings or from a resource",
    );
  });

  it("has a cause and a repair for each of its codes", () => {
    for (const code of Object.keys(GRAPH_CODES) as (keyof typeof GRAPH_CODES)[]) {
      const error = new GraphError(code, "urn");
      const { cause, repair } = GRAPH_CODES[code];

      expect(error).toMatchObject({ name: "GraphError", code, path: "urn", repair });
      expect(error.message).toBe(`[${code}] urn: ${cause}; ${repair}`);
    }
  });
});

function argsOf(type: string, inputs: object): Parameters<typeof answerResource>[0] {
  return { type, name: "resource", inputs, custom: true, provider: "", id: "" };
}

function answer(type: string, inputs: object): ReturnType<typeof answerResource> {
  return answerResource(argsOf(type, inputs), false);
}
