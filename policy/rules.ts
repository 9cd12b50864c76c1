/** The rule book: every rule, in the order in which its page lists them. */
import { BUCKET_RULES } from "./aws/buckets";
import { IAM_PERMISSION_RULES } from "./aws/iam-permissions";
import { IAM_TRUST_RULES } from "./aws/iam-trust";
import { KEY_RULES } from "./aws/keys";
import { STORED_KEY_RULES } from "./aws/stored-keys";
import { LINKED_SERVICE_RULES } from "./data-factory/linked-services";
import { PIPELINE_RULES } from "./data-factory/pipelines";
import { RUNTIME_RULES } from "./data-factory/runtimes";
import { TRIGGER_RULES } from "./data-factory/triggers";
import { DATABRICKS_ACCESS_RULES } from "./databricks/access";
import { CLUSTER_POLICY_RULES } from "./databricks/cluster-policies";
import { COMPUTE_COST_RULES } from "./databricks/compute-costs";
import { JOB_RULES } from "./databricks/jobs";
import { APPLICATION_RULES } from "./general/applications";
import { BUDGET_RULES } from "./general/budgets";
import { DIAGNOSTIC_RULES } from "./general/diagnostics";
import { NETWORK_RULES } from "./general/network";
import { PHYSICAL_NAME_RULES } from "./general/physical-names";
import { PLAIN_SECRET_RULES } from "./general/plain-secrets";
import { PROTECTION_RULES } from "./general/protection";
import { ROLE_ASSIGNMENT_RULES } from "./general/role-assignments";
import { TAG_RULES } from "./general/tags";
import type { Rule } from "./rule";
import { SQL_AUDIT_RULES } from "./sql/audit";
import { SQL_FIREWALL_RULES } from "./sql/firewall";
import { SQL_SERVER_RULES } from "./sql/server";
import { STORAGE_ACCESS_RULES } from "./storage/access";
import { STORAGE_DATA_RULES } from "./storage/data";

/** The rules by the part of the platform that they are about. */
export const RULE_SECTIONS: readonly (readonly [title: string, rules: readonly Rule[]])[] =
  Object.freeze([
    ["Storage", [...STORAGE_ACCESS_RULES, ...STORAGE_DATA_RULES]],
    ["SQL", [...SQL_SERVER_RULES, ...SQL_FIREWALL_RULES, ...SQL_AUDIT_RULES]],
    [
      "Databricks",
      [...DATABRICKS_ACCESS_RULES, ...JOB_RULES, ...CLUSTER_POLICY_RULES, ...COMPUTE_COST_RULES],
    ],
    [
      "Data Factory",
      [...LINKED_SERVICE_RULES, ...PIPELINE_RULES, ...RUNTIME_RULES, ...TRIGGER_RULES],
    ],
    [
      "AWS",
      [
        ...STORED_KEY_RULES,
        ...IAM_PERMISSION_RULES,
        ...IAM_TRUST_RULES,
        ...BUCKET_RULES,
        ...KEY_RULES,
      ],
    ],
    [
      "General",
      [
        ...TAG_RULES,
        ...PROTECTION_RULES,
        ...BUDGET_RULES,
        ...PLAIN_SECRET_RULES,
        ...PHYSICAL_NAME_RULES,
        ...NETWORK_RULES,
        ...ROLE_ASSIGNMENT_RULES,
        ...APPLICATION_RULES,
        ...DIAGNOSTIC_RULES,
      ],
    ],
  ]);

/** Every rule. */
export const RULES: readonly Rule[] = Object.freeze(RULE_SECTIONS.flatMap(([, rules]) => rules));
