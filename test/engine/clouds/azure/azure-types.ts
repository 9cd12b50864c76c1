/** The Azure types, with what their services add and refuse beyond the general rules. */
import type { CloudType, Properties, Wanted } from "../cloud-type";
import { Refusal } from "../refusal";
import { guidOf, recordOf, textOf } from "../values";
import { refuseAssignment } from "./access";
import { armType } from "./arm";
import { DATA_FACTORY_TYPES } from "./data-factory";
import { refuseAdministrator, refuseFirewallRange } from "./sql";
import { refuseAccount, refuseLifecycle } from "./storage";
import { TENANT_ID } from "./subscription";

export const AZURE_TYPES: Readonly<Record<string, CloudType>> = {
  ...DATA_FACTORY_TYPES,
  ...rows({
    "authorization:RoleAssignment": {
      // A new assignment gets a random name, which it keeps.
      complete: (inputs, previous, seed) => ({
        roleAssignmentName: previous["roleAssignmentName"] ?? guidOf(seed),
        ...inputs,
      }),
      refuse: refuseAssignment,
      replaceOn: ["principalId", "roleDefinitionId", "scope"],
    },
    "consumption:Budget": { replaceOn: ["scope"] },
    "databricks:AccessConnector": {},
    "databricks:Workspace": {
      outputs: (name) => {
        const workspaceId = String(Number.parseInt(guidOf(name).slice(0, 8), 16) + 10 ** 15);
        return { workspaceId, workspaceUrl: `adb-${workspaceId}.7.azuredatabricks.net` };
      },
      replaceOn: ["managedResourceGroupId"],
    },
    "keyvault:Vault": {},
    "managedidentity:UserAssignedIdentity": {
      outputs: (_, __, id) => ({
        clientId: guidOf(`client of ${id}`),
        principalId: guidOf(`principal of ${id}`),
        tenantId: TENANT_ID,
      }),
    },
    "monitor:ActionGroup": { refuse: refuseShortName },
    "monitor:DiagnosticSetting": { replaceOn: ["resourceUri"] },
    "monitor:MetricAlert": {},
    "monitor:ScheduledQueryRule": {},
    "operationalinsights:Workspace": {
      outputs: (_, __, id) => ({ customerId: guidOf(`customer of ${id}`) }),
      refuse: refuseLogWorkspace,
      onDelete: ({ id, inputs }, { softDeleted }) =>
        softDeleted.set(id.toLowerCase(), textOf(inputs["location"])),
    },
    "resources:ResourceGroup": {
      inside: ({ id }, clouds) =>
        clouds.resources.filter((other) =>
          other.id.toLowerCase().startsWith(`${id.toLowerCase()}/`),
        ),
    },
    "sql:BackupShortTermRetentionPolicy": {},
    "sql:Database": {},
    "sql:ExtendedServerBlobAuditingPolicy": {},
    "sql:FirewallRule": { refuse: refuseFirewallRange },
    "sql:Server": {
      outputs: (name) => ({ fullyQualifiedDomainName: `${name}.database.windows.net` }),
      refuse: refuseAdministrator,
    },
    "storage:BlobContainer": {},
    "storage:BlobServiceProperties": {},
    "storage:ManagementPolicy": { refuse: refuseLifecycle },
    "storage:StorageAccount": {
      outputs: (name) => ({
        primaryEndpoints: {
          blob: `https://${name}.blob.core.windows.net/`,
          dfs: `https://${name}.dfs.core.windows.net/`,
        },
      }),
      refuse: refuseAccount,
      replaceOn: ["isHnsEnabled", "kind"],
    },
  }),
};

function rows(
  extras: Readonly<Record<string, Parameters<typeof armType>[1]>>,
): Readonly<Record<string, CloudType>> {
  return Object.fromEntries(
    Object.entries(extras).map(([key, extra]) => {
      const type = `azure-native:${key}`;
      return [type, armType(type, extra)];
    }),
  );
}

/** @see https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups */
function refuseShortName({ inputs }: Wanted): void {
  const short = textOf(inputs["groupShortName"]);
  if (short.length > 12) {
    throw new Refusal(
      "InvalidGroupShortName",
      `the short name '${short}' is longer than 12 characters`,
    );
  }
}

/**
 * A name is kept for 14 days after a deletion, and the same place brings the workspace back.
 *
 * @see https://learn.microsoft.com/rest/api/loganalytics/workspaces/delete
 */
function refuseLogWorkspace(wanted: Wanted): void {
  refuseRetention(wanted);
  const { clouds, inputs } = wanted;
  const place = `/resourcegroups/${textOf(inputs["resourceGroupName"])}/`.toLowerCase();
  const name = textOf(inputs["workspaceName"]).toLowerCase();
  for (const [id, location] of clouds.softDeleted) {
    if (!id.endsWith(`/${name}`)) continue;
    if (!id.includes(place) || location !== inputs["location"]) {
      throw new Refusal(
        "Conflict",
        `the workspace name '${name}' is kept for one that was deleted`,
      );
    }
    clouds.softDeleted.delete(id);
  }
}

/** @see https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure */
function refuseRetention({ inputs }: Wanted): void {
  const days = inputs["retentionInDays"];
  const { name } = recordOf(inputs["sku"]) as Properties & { readonly name?: unknown };
  if (typeof days === "number" && name === "PerGB2018" && (days < 30 || days > 730)) {
    throw new Refusal("InvalidParameter", `retentionInDays ${days} is outside of 30 to 730`);
  }
}
