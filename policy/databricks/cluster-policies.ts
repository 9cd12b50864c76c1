/** What a cluster policy has to fix, so that a cluster has a ceiling and is nobody else's. */
import type { GraphIndex } from "../graph-index";
import { violation } from "../resource-rule";
import type { Rule } from "../rule";
import type { ClusterPolicy, PolicyRuleJson } from "./cluster-policy";

type PolicyRules = ReadonlyMap<string, PolicyRuleJson>;

/** DBU an hour: a single node of 8 cores without Photon, and nothing larger. */
const DBU_CEILING = 2;

const SOURCE = "https://learn.microsoft.com/azure/databricks/admin/clusters/policy-definition";

/** The rules of cluster policies. */
export const CLUSTER_POLICY_RULES: readonly Rule[] = Object.freeze([
  {
    id: "cluster-policy-document",
    severity: "error",
    title: "Each cluster policy can be read",
    why: "a policy that is no JSON is refused, and none of the other rules can look into it",
    repair: "write the definition as a JSON object of rules by attribute",
    source: SOURCE,
    check: ({ clusterPolicies }: GraphIndex) =>
      clusterPolicies.flatMap(({ resource, rules }) =>
        rules === undefined
          ? [violation(resource, "definition must be a JSON object, got something else")]
          : [],
      ),
  } satisfies Rule,
  policyRule({
    id: "cluster-policy-dbu-ceiling",
    severity: "error",
    title: "Each cluster policy has a ceiling in DBU an hour",
    why: "the ceiling bounds what an hour costs: size, Photon and node type all count in it",
    repair: `add dbus_per_hour as a range with a maxValue of at most ${DBU_CEILING}`,
    test: (rules) => {
      const rule = rules.get("dbus_per_hour");
      const most = rule?.["type"] === "range" ? rule["maxValue"] : undefined;
      return typeof most === "number" && most <= DBU_CEILING
        ? []
        : [
            `dbus_per_hour must be a range with a maxValue of at most ${DBU_CEILING}, got ${shown(rule)}`,
          ];
    },
  }),
  policyRule({
    id: "cluster-policy-spot",
    severity: "error",
    title: "A single node on spot is really on spot",
    why: "the first node is the only one: on demand, it saves nothing",
    repair: "fix azure_attributes.first_on_demand at 0",
    test: (rules) => {
      const first = rules.get("azure_attributes.first_on_demand");
      return !isSingleNode(rules) || !allowsSpot(rules) || isFixedAt(first, 0)
        ? []
        : [`azure_attributes.first_on_demand must be fixed at 0, got ${shown(first)}`];
    },
  }),
  policyRule({
    id: "cluster-policy-security-mode",
    severity: "error",
    title: "Clusters see Unity Catalog, each for one identity",
    why: "in other modes a cluster has no access to Unity Catalog, or shares it among users",
    repair: "fix data_security_mode at SINGLE_USER or USER_ISOLATION",
    test: (rules) => {
      const mode = rules.get("data_security_mode");
      const value = mode?.["type"] === "fixed" ? mode["value"] : undefined;
      return typeof value === "string" && /^(?:SINGLE_USER|USER_ISOLATION)$/.test(value)
        ? []
        : [`data_security_mode must be fixed at SINGLE_USER or USER_ISOLATION, got ${shown(mode)}`];
    },
  }),
]);

function policyRule({
  test,
  ...text
}: Omit<Rule, "check" | "source"> & {
  readonly test: (rules: PolicyRules) => readonly string[];
}): Rule {
  const problemsOf = ({ resource, rules }: ClusterPolicy) =>
    rules === undefined ? [] : test(rules).map((problem) => violation(resource, problem));
  return {
    ...text,
    source: SOURCE,
    check: ({ clusterPolicies }) => clusterPolicies.flatMap(problemsOf),
  };
}

function isFixedAt(rule: PolicyRuleJson | undefined, value: unknown): boolean {
  return rule?.["type"] === "fixed" && rule["value"] === value;
}

function isSingleNode(rules: PolicyRules): boolean {
  return (
    isFixedAt(rules.get("num_workers"), 0) ||
    isFixedAt(rules.get("is_single_node"), true) ||
    isFixedAt(rules.get("spark_conf.spark.databricks.cluster.profile"), "singleNode")
  );
}

// Without a rule, whoever makes the cluster may choose spot; what they get is what they asked for.
function allowsSpot(rules: PolicyRules): boolean {
  const { value, values, defaultValue } = rules.get("azure_attributes.availability") ?? {};
  return [value, defaultValue, ...(Array.isArray(values) ? values : [])].some(
    (given) => typeof given === "string" && given.startsWith("SPOT"),
  );
}

function shown(rule: PolicyRuleJson | undefined): string {
  return rule === undefined ? "no rule" : JSON.stringify(rule).slice(0, 80);
}
