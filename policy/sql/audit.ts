/** Whether a SQL server writes down who did what. */
import type { ResourceNode } from "../../graph/graph";
import type { GraphIndex } from "../graph-index";
import { isPartOf } from "../relations";
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { isOpen, listAt, textAt, unlessAt, valueAt } from "../values";

const SERVER = "azure-native:sql:Server";
const ON_SERVER = { part: "serverName", whole: "serverName" };
const AUDITS = [
  "azure-native:sql:ExtendedServerBlobAuditingPolicy",
  "azure-native:sql:ServerBlobAuditingPolicy",
];
const SOURCE = "https://learn.microsoft.com/azure/azure-sql/database/auditing-overview";

/** The rules of a SQL server's audit. */
export const SQL_AUDIT_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "sql-auditing",
    severity: "error",
    title: "Each SQL server is audited",
    why: "without an audit nobody can say who read or changed a run",
    repair: "add an ExtendedServerBlobAuditingPolicy with the state Enabled and a target",
    source: SOURCE,
    types: [SERVER],
    test: (server, index) => {
      const audit = auditOf(server, index);
      return audit === undefined
        ? ["must have an auditing policy, got none"]
        : [
            ...unlessAt(audit.inputs, "state", (state) => state === "Enabled", '"Enabled"'),
            ...(hasTarget(audit) ? [] : ["its audit must have a target, got none"]),
          ];
    },
  }),
  resourceRule({
    id: "sql-audit-sink",
    severity: "warning",
    title: "An audit to Azure Monitor is stored somewhere",
    why: "the audit writes to Azure Monitor, which keeps nothing without a diagnostic setting",
    repair: "add a DiagnosticSetting of SQLSecurityAuditEvents on the server's database master",
    source: SOURCE,
    types: [SERVER],
    test: (server, index) => {
      const audit = auditOf(server, index);
      const monitored = audit?.inputs["isAzureMonitorTargetEnabled"] === true;
      return monitored && !index.ofType(DIAGNOSTICS).some((setting) => stores(setting, server))
        ? ['must have a diagnostic setting of "SQLSecurityAuditEvents" on master, got none']
        : [];
    },
  }),
]);

const DIAGNOSTICS = "azure-native:monitor:DiagnosticSetting";

function auditOf(server: ResourceNode, index: GraphIndex): ResourceNode | undefined {
  return index.ofType(...AUDITS).find((audit) => isPartOf(audit, server, ON_SERVER));
}

function hasTarget({ inputs }: ResourceNode): boolean {
  const monitor = inputs["isAzureMonitorTargetEnabled"];
  return monitor === true || isOpen(monitor) || inputs["storageEndpoint"] !== undefined;
}

function stores(setting: ResourceNode, server: ResourceNode): boolean {
  const onMaster = uriIsMasterOf(setting, server);
  const enabled = listAt(setting.inputs, "logs").filter((log) => valueAt(log, "enabled") === true);
  const categories = enabled.map(
    (log) => textAt(log, "category") ?? textAt(log, "categoryGroup") ?? "",
  );
  return (
    onMaster && categories.some((name) => /^(?:SQLSecurityAuditEvents|audit|allLogs)$/.test(name))
  );
}

function uriIsMasterOf({ inputs, dependencies }: ResourceNode, server: ResourceNode): boolean {
  const uri = inputs["resourceUri"];
  const name = server.inputs["serverName"];
  if (typeof uri !== "string" || typeof name !== "string") return dependencies.includes(server.urn);
  return uri.toLowerCase().endsWith(`/servers/${name}/databases/master`.toLowerCase());
}
