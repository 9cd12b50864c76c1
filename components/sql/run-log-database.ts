/**
 * The database of the run log: what the pipelines ask before every step.
 *
 *   RunLogDatabase
 *   ├─ Server                             Entra identities only; `schema-owner` is its admin
 *   ├─ Database                           S0: a serverless database would be kept awake by polling
 *   ├─ BackupShortTermRetentionPolicy     restore to any point in time
 *   ├─ FirewallRule                       Azure services, for Data Factory's Azure runtime
 *   ├─ ExtendedServerBlobAuditingPolicy   who did what, to Azure Monitor
 *   └─ DiagnosticSetting                  from there to the log workspace
 *
 * Leaves to the caller the schema and its users: they are migrations, run by `apply-schema`.
 * https://learn.microsoft.com/azure/azure-sql/database/logical-servers
 */
import { DiagnosticSetting } from "@pulumi/azure-native/monitor";
import {
  BackupShortTermRetentionPolicy,
  Database,
  ExtendedServerBlobAuditingPolicy,
  FirewallRule,
  Server,
} from "@pulumi/azure-native/sql";
import {
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  type Output,
} from "@pulumi/pulumi";
import type { Environment } from "../../config/environments";
import type { Identity, Site } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";
import { tagsOf } from "../shared/tags";

/** The database's name on its server. */
export const DATABASE_NAME = "runlog";

/**
 * What a server audits: what Azure audits by default.
 *
 * @see https://learn.microsoft.com/azure/azure-sql/database/auditing-server-level-database-level
 */
const AUDITED_GROUPS = [
  "BATCH_COMPLETED_GROUP",
  "SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP",
  "FAILED_DATABASE_AUTHENTICATION_GROUP",
];

/** Arguments of {@link RunLogDatabase}. */
export interface RunLogDatabaseArgs {
  readonly logWorkspace: { readonly id: Output<string> };
  readonly schemaOwner: Pick<Identity, "name" | "principalId" | "tenantId">;
  readonly site: Site;
  readonly traits: Pick<Environment, "backupRedundancy" | "backupRetentionDays" | "protect">;
  /**
   * The service objective, a DTU tier.
   *
   * @default "S0" - 10 DTU, 14.72 USD a month in East US
   */
  readonly tier?: "Basic" | "S0" | "S1";
}

/** Defaults of {@link RunLogDatabaseArgs}. */
export const RUN_LOG_DATABASE_DEFAULTS = { tier: "S0" } as const;

/**
 * An Azure SQL server with the run log's database.
 *
 * Children: `<name>-server`, `-database`, `-backup`, `-azure-services`, `-audit`, `-audit-log`.
 *
 * @example new RunLogDatabase("run-log", { site, schemaOwner, logWorkspace, traits })
 */
export class RunLogDatabase extends ComponentResource {
  /** The database's ARM id. */
  readonly databaseId: Output<string>;
  readonly databaseName: Output<string>;
  /** `<server>.database.windows.net` */
  readonly serverFqdn: Output<string>;

  constructor(name: string, args: RunLogDatabaseArgs, options?: ComponentResourceOptions) {
    const tier = args.tier ?? RUN_LOG_DATABASE_DEFAULTS.tier;
    super("forecast-platform:sql:RunLogDatabase", name, { tier }, options);

    const server = this.#createServer(name, args);
    const database = this.#createDatabase(name, args, tier, server);
    this.#createBackup(name, args, server, database);
    this.#createFirewallRule(name, args, server);
    this.#createAudit(name, args, server);

    this.databaseId = database.id;
    this.databaseName = database.name;
    this.serverFqdn = server.fullyQualifiedDomainName;
    this.registerOutputs({
      databaseId: this.databaseId,
      databaseName: this.databaseName,
      serverFqdn: this.serverFqdn,
    });
  }

  #createServer(name: string, { site, schemaOwner, traits }: RunLogDatabaseArgs): Server {
    return new Server(
      `${name}-server`,
      {
        serverName: site.uniqueName("sqlServer"),
        resourceGroupName: site.resourceGroupName,
        location: site.location,
        version: "12.0",
        administrators: {
          administratorType: "ActiveDirectory",
          azureADOnlyAuthentication: true,
          login: schemaOwner.name,
          principalType: "Application",
          sid: schemaOwner.principalId,
          tenantId: schemaOwner.tenantId,
        },
        minimalTlsVersion: "1.2",
        publicNetworkAccess: "Enabled",
        tags: tagsOf(site.environment),
      },
      childOptions(this, { protect: traits.protect }),
    );
  }

  #createDatabase(
    name: string,
    { site, traits }: RunLogDatabaseArgs,
    tier: string,
    server: Server,
  ): Database {
    return new Database(
      `${name}-database`,
      {
        databaseName: DATABASE_NAME,
        serverName: server.name,
        resourceGroupName: site.resourceGroupName,
        location: site.location,
        sku: { name: tier, tier: tier === "Basic" ? "Basic" : "Standard" },
        collation: "SQL_Latin1_General_CP1_CI_AS",
        requestedBackupStorageRedundancy: traits.backupRedundancy,
        tags: tagsOf(site.environment),
      },
      childOptions(this, { protect: traits.protect }),
    );
  }

  #createBackup(
    name: string,
    { site, traits }: RunLogDatabaseArgs,
    server: Server,
    database: Database,
  ): void {
    new BackupShortTermRetentionPolicy(
      `${name}-backup`,
      {
        policyName: "default",
        databaseName: database.name,
        serverName: server.name,
        resourceGroupName: site.resourceGroupName,
        retentionDays: traits.backupRetentionDays,
      },
      childOptions(this),
    );
  }

  #createFirewallRule(name: string, { site }: RunLogDatabaseArgs, server: Server): void {
    new FirewallRule(
      `${name}-azure-services`,
      {
        // Azure reads this range as "any Azure service", not as an address.
        firewallRuleName: "AllowAllWindowsAzureIps",
        startIpAddress: "0.0.0.0",
        endIpAddress: "0.0.0.0",
        serverName: server.name,
        resourceGroupName: site.resourceGroupName,
      },
      childOptions(this),
    );
  }

  #createAudit(name: string, { site, logWorkspace }: RunLogDatabaseArgs, server: Server): void {
    const audit = new ExtendedServerBlobAuditingPolicy(
      `${name}-audit`,
      {
        blobAuditingPolicyName: "default",
        serverName: server.name,
        resourceGroupName: site.resourceGroupName,
        state: "Enabled",
        isAzureMonitorTargetEnabled: true,
        auditActionsAndGroups: AUDITED_GROUPS,
      },
      childOptions(this),
    );
    new DiagnosticSetting(
      `${name}-audit-log`,
      {
        name: "audit",
        // The server's audit records are written by its database `master`.
        resourceUri: interpolate`${server.id}/databases/master`,
        workspaceId: logWorkspace.id,
        logs: [{ category: "SQLSecurityAuditEvents", enabled: true }],
      },
      childOptions(this, { dependsOn: [audit] }),
    );
  }
}
