/** Programs that Azure refuses. */
import { RoleAssignment } from "@pulumi/azure-native/authorization";
import { Vault } from "@pulumi/azure-native/keyvault";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import { ActionGroup, DiagnosticSetting } from "@pulumi/azure-native/monitor";
import { Workspace } from "@pulumi/azure-native/operationalinsights";
import { FirewallRule, Server } from "@pulumi/azure-native/sql";
import {
  BlobContainer,
  StorageAccount,
  type StorageAccountArgs,
} from "@pulumi/azure-native/storage";
import { guidOf } from "../clouds/values";
import { type BrokenProgram, place } from "./broken-program";

const CONTRIBUTOR =
  "/providers/Microsoft.Authorization/roleDefinitions/ba92f5b4-2d11-453d-a403-e96b0029c9fe";

export const AZURE_PROGRAMS: readonly BrokenProgram[] = [
  {
    title: "a storage account's name in capitals",
    reason: /AccountNameInvalid: 'ForecastLake'/,
    declare: () => account({ accountName: "ForecastLake" }),
  },
  {
    title: "a storage account's name that somebody has",
    reason: /StorageAccountAlreadyTaken: the name 'takenlake' is already taken/,
    given: ({ taken }) => taken.set("azure-native:storage:StorageAccount takenlake", "in-use"),
    declare: () => account({ accountName: "takenlake" }),
  },
  {
    title: "a resource group that does not exist",
    reason: /ResourceGroupNotFound: resource group 'nowhere' could not be found/,
    declare: () => account({ resourceGroupName: "nowhere" }),
  },
  {
    title: "a region that does not exist",
    reason: /LocationNotAvailableForResourceType: the provided location 'atlantis'/,
    declare: () => account({ location: "atlantis" }),
  },
  {
    title: "an argument that the type does not have",
    reason: /sku\.colour is no argument; known are name/,
    declare: () => account({ sku: { name: "Standard_LRS", colour: "blue" } as { name: string } }),
  },
  {
    title: "an argument that is missing",
    reason: /sku\.name is required and missing/,
    declare: () => account({ sku: {} as { name: string } }),
  },
  {
    title: "a value that the service does not list",
    reason: /sku\.name is none of .*Standard_LRS.*, got "Standard_XYZ"/,
    declare: () => account({ sku: { name: "Standard_XYZ" } }),
  },
  {
    title: "SFTP without a hierarchical namespace",
    reason: /InvalidRequestPropertyValue: isSftpEnabled needs a hierarchical namespace/,
    declare: () => account({ isSftpEnabled: true }),
  },
  {
    title: "a container in an account that does not exist",
    reason: /ParentResourceNotFound: .*'Microsoft.Storage\/storageAccounts\/missing' was not found/,
    declare: () => {
      const { resourceGroupName } = place();
      new BlobContainer("raw", { resourceGroupName, accountName: "missing", containerName: "raw" });
    },
  },
  {
    title: "a role for nobody",
    reason: /PrincipalNotFound: principal [0-9a-f-]+ does not exist in the directory/,
    declare: () => assign({ principalId: guidOf("nobody") }),
  },
  {
    title: "a role that does not exist",
    reason: /RoleDefinitionDoesNotExist/,
    declare: () => assign({ roleDefinitionId: CONTRIBUTOR.replace("ba92f5b4", "00000000") }),
  },
  {
    title: "the same role twice",
    reason: /RoleAssignmentExists/,
    declare: () => {
      const given = assign({});
      new RoleAssignment("again", given);
    },
  },
  {
    title: "a SQL server without a way to sign in",
    reason: /InvalidParameterValue: a server needs an administrator's password, or Microsoft Entra/,
    declare: () => void new Server("server", { ...place(), serverName: "broken-sql" }),
  },
  {
    title: "a firewall rule that ends before it begins",
    reason: /InvalidParameterValue: the range '10.0.0.9' to '10.0.0.1' is none/,
    declare: () => {
      const site = place();
      const server = new Server("server", {
        ...site,
        serverName: "broken-sql",
        administrators: { azureADOnlyAuthentication: true },
      });
      new FirewallRule("rule", {
        resourceGroupName: site.resourceGroupName,
        serverName: server.name,
        startIpAddress: "10.0.0.9",
        endIpAddress: "10.0.0.1",
        firewallRuleName: "rule",
      });
    },
  },
  {
    title: "a vault's name that purge protection keeps",
    reason: /ConflictError: a resource with the name 'kept-vault' exists in a deleted state/,
    given: ({ taken }) => taken.set("azure-native:keyvault:Vault kept-vault", "purge-protected"),
    declare: () =>
      void new Vault("vault", {
        ...place(),
        vaultName: "kept-vault",
        properties: { sku: { family: "A", name: "standard" }, tenantId: guidOf("tenant") },
      }),
  },
  {
    title: "an action group's short name of 13 characters",
    reason: /InvalidGroupShortName: the short name 'thirteen-long' is longer than 12/,
    declare: () => {
      const { resourceGroupName } = place();
      new ActionGroup("group-of-people", {
        resourceGroupName,
        location: "global",
        actionGroupName: "people",
        enabled: true,
        groupShortName: "thirteen-long",
      });
    },
  },
  {
    title: "logs that are kept for less than the least",
    reason: /InvalidParameter: retentionInDays 7 is outside of 30 to 730/,
    declare: () =>
      void new Workspace("logs", {
        ...place(),
        workspaceName: "broken-logs",
        sku: { name: "PerGB2018" },
        retentionInDays: 7,
      }),
  },
  {
    title: "logs of a resource that does not exist",
    reason: /ResourceNotFound: the scope '.*\/factories\/missing' was not found/,
    declare: () =>
      void new DiagnosticSetting("setting", {
        name: "logs",
        resourceUri: `/subscriptions/${guidOf("subscription")}/resourceGroups/broken/providers/Microsoft.DataFactory/factories/missing`,
        logs: [{ category: "PipelineRuns", enabled: true }],
      }),
  },
];

/** Declares a storage account that would be accepted but for the change. */
function account(change: Partial<StorageAccountArgs>): void {
  const args = {
    ...place(),
    accountName: "brokenlake",
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
    ...change,
  };
  new StorageAccount("account", args);
}

/** Declares a role of an identity on its own resource group, but for the change. */
function assign(change: Partial<RoleArgs>): RoleArgs {
  const site = place();
  const identity = new UserAssignedIdentity("identity", { ...site, resourceName: "somebody" });
  const scope = identity.id.apply((id) => id.split("/providers/")[0] ?? "");
  const args = {
    principalId: identity.principalId,
    principalType: "ServicePrincipal",
    roleDefinitionId: CONTRIBUTOR,
    scope,
    ...change,
  };
  new RoleAssignment("assignment", args);
  return args;
}

type RoleArgs = ConstructorParameters<typeof RoleAssignment>[1];
