// The rules of SQL, each broken and kept.

import type { GraphInputs, ResourceNode } from "../../graph/graph";
import { node, type RuleCase } from "./rule-case";

const server = (inputs: GraphInputs) =>
  node("azure-native:sql:Server", "server", { serverName: "sql-1", ...inputs });
const database = (name: string) => node("azure-native:sql:Database", "database", { sku: { name } });
const audit = (inputs: GraphInputs) =>
  node("azure-native:sql:ExtendedServerBlobAuditingPolicy", "audit", {
    serverName: "sql-1",
    ...inputs,
  });
const firewall = (startIpAddress: string, endIpAddress: string) =>
  node("azure-native:sql:FirewallRule", "rule", { startIpAddress, endIpAddress });

function auditLog(category: string, database = "master"): ResourceNode {
  const resourceUri = `/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/SQL-1/databases/${database}`;
  const logs = [{ category, enabled: true }];
  return node("azure-native:monitor:DiagnosticSetting", "audit-log", { resourceUri, logs });
}

const entraOnly = (only: boolean) => ({ administrators: { azureADOnlyAuthentication: only } });
const MONITORED = audit({ state: "Enabled", isAzureMonitorTargetEnabled: true });

export const SQL_CASES: readonly RuleCase[] = [
  {
    rule: "sql-entra-only",
    breaks: [server(entraOnly(false)), server({})],
    messages: [
      'Server "server": administrators.azureADOnlyAuthentication must be true, got false',
      'Server "server": administrators.azureADOnlyAuthentication must be true, got nothing',
    ],
    keeps: [server(entraOnly(true))],
  },
  {
    rule: "sql-admin-password",
    about: "even a secret one",
    breaks: [server({ administratorLoginPassword: { $secret: true } })],
    messages: ['Server "server": administratorLoginPassword must be absent, got a value'],
    keeps: [server({})],
  },
  {
    rule: "sql-tls",
    breaks: [server({ minimalTlsVersion: "1.0" })],
    messages: ['Server "server": minimalTlsVersion must be "1.2" or "1.3", got "1.0"'],
    keeps: [server({ minimalTlsVersion: "1.2" }), server({ minimalTlsVersion: "1.3" })],
  },
  {
    rule: "sql-serverless-polling",
    breaks: [database("GP_S_Gen5_1")],
    messages: [
      'Database "database": sku.name must be a tier that is not serverless, got "GP_S_Gen5_1"',
    ],
    keeps: [database("S0"), database("GP_Gen5_2")],
  },
  {
    rule: "sql-firewall-azure-services",
    breaks: [firewall("0.0.0.0", "0.0.0.0")],
    messages: [
      'FirewallRule "rule": startIpAddress and endIpAddress must not both be "0.0.0.0", got both',
    ],
    keeps: [firewall("192.0.2.1", "192.0.2.1")],
  },
  {
    rule: "sql-firewall-range",
    breaks: [
      firewall("0.0.0.0", "255.255.255.255"),
      firewall("192.0.2.0", "192.0.3.0"),
      firewall("192.0.2.9", "192.0.2.1"),
      firewall("192.0.2.300", "192.0.2.1"),
    ],
    messages: [
      'FirewallRule "rule": startIpAddress and endIpAddress must span at most 256 addresses, got "0.0.0.0" to "255.255.255.255"',
      'FirewallRule "rule": startIpAddress and endIpAddress must span at most 256 addresses, got "192.0.2.0" to "192.0.3.0"',
      'FirewallRule "rule": startIpAddress and endIpAddress must be IPv4 addresses in order, got "192.0.2.9" to "192.0.2.1"',
      'FirewallRule "rule": startIpAddress and endIpAddress must be IPv4 addresses in order, got "192.0.2.300" to "192.0.2.1"',
    ],
    keeps: [firewall("192.0.2.0", "192.0.2.255"), firewall("0.0.0.0", "0.0.0.0")],
  },
  {
    rule: "sql-auditing",
    breaks: [server({})],
    messages: ['Server "server": must have an auditing policy, got none'],
    keeps: [server({}), MONITORED],
  },
  {
    rule: "sql-auditing",
    about: "state and target",
    breaks: [server({}), audit({ state: "Disabled" })],
    messages: [
      'Server "server": state must be "Enabled", got "Disabled"',
      'Server "server": its audit must have a target, got none',
    ],
    keeps: [server({}), audit({ state: "Enabled", storageEndpoint: "https://a.example" })],
  },
  {
    rule: "sql-audit-sink",
    breaks: [server({}), MONITORED, auditLog("Errors"), auditLog("SQLSecurityAuditEvents", "runs")],
    messages: [
      'Server "server": must have a diagnostic setting of "SQLSecurityAuditEvents" on master, got none',
    ],
    keeps: [server({}), MONITORED, auditLog("SQLSecurityAuditEvents")],
  },
];
