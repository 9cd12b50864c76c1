/**
 * Cluster policies, as rules and as the text that Databricks takes.
 *
 * Not proven here: that Databricks enforces a policy as its documentation says.
 */
import { attributeKind, POLICY_ATTRIBUTES } from "../../components/databricks/policy-attributes";
import {
  type PolicyRule,
  type PolicyRules,
  policyDefinition,
} from "../../components/databricks/policy-rules";
import {
  clusterOf,
  type SingleNodePurpose,
  SPARK_VERSION,
  singleNodeRules,
} from "../../components/databricks/single-node";
import {
  COMPONENT_CODES,
  ComponentError,
  type ComponentErrorCode,
} from "../../components/shared/component-error";
import { tagsOf } from "../../components/shared/tags";

/** Paths with rules, as they may come from elsewhere than typed code. */
type Given = Readonly<Record<string, unknown>>;

const NODE: SingleNodePurpose = {
  purpose: "step",
  nodeType: "Standard_D4ds_v5",
  maxDbusPerHour: 1,
  spot: true,
  tags: tagsOf("dev"),
};

const EMPTY = "give it a value, values, a bound, a pattern or a default, or leave it out";
const ORDER = "give a default that the rule itself allows, and minValue <= maxValue";

describe("a policy's definition", () => {
  it("is JSON with the attributes in order, whatever the order of the rules", () => {
    const rules: PolicyRules = {
      spark_version: { type: "fixed", value: "17.3" },
      "custom_tags.b": { type: "fixed", value: "2", hidden: true },
      "custom_tags.a": { type: "forbidden" },
      dbus_per_hour: { type: "range", maxValue: 1 },
    };

    expect(policyDefinition("p", rules)).toBe(
      '{"custom_tags.a":{"type":"forbidden"},' +
        '"custom_tags.b":{"type":"fixed","value":"2","hidden":true},' +
        '"dbus_per_hour":{"type":"range","maxValue":1},' +
        '"spark_version":{"type":"fixed","value":"17.3"}}',
    );
    expect(policyDefinition("p", Object.fromEntries(Object.entries(rules).reverse()))).toBe(
      policyDefinition("p", rules),
    );
  });

  it("leaves out an attribute without a rule", () => {
    expect(policyDefinition("p", {})).toBe("{}");
    expect(policyDefinition("p", { spark_version: undefined } as unknown as PolicyRules)).toBe(
      "{}",
    );
  });

  it.each<readonly [string, PolicyRule]>([
    ["num_workers", { type: "fixed", value: 0 }],
    ["enable_elastic_disk", { type: "fixed", value: false }],
    ["instance_pool_id", { type: "forbidden" }],
    ["node_type_id", { type: "allowlist", values: ["a", "b"], defaultValue: "a" }],
    ["node_type_id", { type: "blocklist", values: ["a"], isOptional: true }],
    ["spark_version", { type: "regex", pattern: "17\\.3\\..*" }],
    ["num_workers", { type: "range", minValue: 1, maxValue: 1 }],
    ["num_workers", { type: "range", minValue: 1, maxValue: 3, defaultValue: 3 }],
    ["num_workers", { type: "range", minValue: 0 }],
    ["num_workers", { type: "unlimited", defaultValue: 2 }],
    ["num_workers", { type: "unlimited", isOptional: true }],
    ["spark_env_vars.PYSPARK_PYTHON", { type: "fixed", value: "python3" }],
  ])("takes the rule of %s: %j", (path, rule) => {
    expect(JSON.parse(policyDefinition("p", { [path]: rule }))).toEqual({ [path]: rule });
  });

  it.each([
    ["azure_attributes.availabilty", "azure_attributes.availability"],
    ["custom_tag.purpose", "custom_tags.*"],
    ["spark_versions", "spark_version"],
    ["num_workers.max", "num_workers"],
  ])("rejects the attribute %s, and names the nearest", (path, nearest) => {
    expect(problemsOf({ [path]: { type: "fixed", value: "x" } })).toEqual([
      {
        code: "CLUSTER_POLICY_UNKNOWN_ATTRIBUTE",
        path: `rules["${path}"]`,
        message: "is no attribute of a cluster, so it would rule nothing",
        repair: `did you mean "${nearest}"?`,
      },
    ]);
  });

  it.each<readonly [string, Given]>([
    ["spark_version", { type: "fixed" }],
    ["spark_version", { type: "fixed", hidden: true }],
    ["spark_version", { type: "allowlist", values: [] }],
    ["spark_version", { type: "blocklist", values: [] }],
    ["spark_version", { type: "regex", pattern: "" }],
    ["spark_version", { type: "regex", pattern: ".*" }],
    ["num_workers", { type: "range" }],
    ["num_workers", { type: "range", defaultValue: 1 }],
    ["num_workers", { type: "unlimited" }],
    ["num_workers", { type: "unlimited", isOptional: false }],
  ])("rejects a rule that fixes nothing, %s: %j", (path, rule) => {
    const message = `is a rule of type "${String(rule["type"])}" that fixes nothing, got ${JSON.stringify(rule)}`;

    expect(problemsOf({ [path]: rule })).toEqual([
      { code: "CLUSTER_POLICY_EMPTY_RULE", path: `rules["${path}"]`, message, repair: EMPTY },
    ]);
  });

  it.each<readonly [string, Given, string, string]>([
    [
      "spark_version",
      { type: "range", maxValue: 1 },
      "is a range on a string",
      "use fixed, allowlist or regex",
    ],
    [
      "enable_elastic_disk",
      { type: "range", maxValue: 1 },
      "is a range on a boolean",
      "use fixed, allowlist or regex",
    ],
    [
      "num_workers",
      { type: "regex", pattern: "1" },
      "is a regex on a number",
      "use fixed, allowlist or range",
    ],
    ["num_workers", { type: "fixed", value: "0" }, 'takes a number, got "0"', "give a number"],
    ["spark_version", { type: "fixed", value: 17 }, "takes a string, got 17", "give a string"],
    [
      "custom_tags.cost",
      { type: "fixed", value: true },
      "takes a string, got true",
      "give a string",
    ],
    [
      "enable_elastic_disk",
      { type: "fixed", value: "true" },
      'takes a boolean, got "true"',
      "give a boolean",
    ],
    [
      "node_type_id",
      { type: "allowlist", values: ["a", 1] },
      "takes a string, got 1",
      "give a string",
    ],
    [
      "node_type_id",
      { type: "blocklist", values: ["a"], defaultValue: 2 },
      "takes a string, got 2",
      "give a string",
    ],
    [
      "num_workers",
      { type: "unlimited", defaultValue: "2" },
      'takes a number, got "2"',
      "give a number",
    ],
  ])("rejects a rule of another kind than its attribute, %s: %j", (path, rule, message, repair) => {
    expect(problemsOf({ [path]: rule })).toEqual([
      { code: "CLUSTER_POLICY_WRONG_TYPE", path: `rules["${path}"]`, message, repair },
    ]);
  });

  it.each<Given>([
    { type: "range", minValue: 2, maxValue: 1 },
    { type: "range", minValue: 1, maxValue: 2, defaultValue: 3 },
    { type: "range", minValue: 1, defaultValue: 0 },
    { type: "range", maxValue: 1, defaultValue: 2 },
  ])("rejects a range that contradicts itself: %j", (rule) => {
    expect(problemsOf({ num_workers: rule })).toEqual([
      {
        code: "CLUSTER_POLICY_CONTRADICTION",
        path: 'rules["num_workers"]',
        message: `is a range that its own bounds or default contradict, got ${JSON.stringify(rule)}`,
        repair: ORDER,
      },
    ]);
  });

  it.each<PolicyRule>([
    { type: "allowlist", values: ["a", "b"], defaultValue: "c" },
    { type: "blocklist", values: ["a", "b"], defaultValue: "a" },
  ])("rejects a default that its own list forbids: %j", (rule) => {
    expect(problemsOf({ spark_version: rule })).toEqual([
      {
        code: "CLUSTER_POLICY_CONTRADICTION",
        path: 'rules["spark_version"]',
        message: `is a ${rule.type} that its own bounds or default contradict, got ${JSON.stringify(rule)}`,
        repair: ORDER,
      },
    ]);
  });

  it.each(["constructor", "custom_tags.", "toString"])("rejects the attribute %j", (path) => {
    expect(problemsOf({ [path]: { type: "forbidden" } })).toMatchObject([
      { code: "CLUSTER_POLICY_UNKNOWN_ATTRIBUTE", path: `rules["${path}"]` },
    ]);
  });

  it("rejects all wrong rules at once, a line each, and takes its code from the first", () => {
    const error = errorOf(() =>
      definitionOf("nightly", {
        dbu_per_hour: { type: "range", maxValue: 1 },
        spark_version: { type: "range" },
        num_workers: { type: "range", minValue: 2, maxValue: 1 },
        runtime_engine: { type: "fixed", value: "STANDARD" },
      }),
    );

    expect(error.problems.map(({ code }) => code)).toEqual([
      "CLUSTER_POLICY_UNKNOWN_ATTRIBUTE",
      "CLUSTER_POLICY_WRONG_TYPE",
      "CLUSTER_POLICY_EMPTY_RULE",
      "CLUSTER_POLICY_CONTRADICTION",
    ] satisfies ComponentErrorCode[]);
    const [first] = error.problems;
    expect([error.name, error.code, error.path, error.repair]).toEqual([
      "ComponentError",
      first?.code,
      first?.path,
      first?.repair,
    ]);
    expect(error.message.split("\n")).toEqual(
      error.problems.map(
        ({ code, path, message, repair }) =>
          `[${code}] JobPolicy "nightly": ${path} ${message}; ${repair}`,
      ),
    );
  });

  it("has a cause and a repair for each of its codes", () => {
    for (const { cause, repair } of Object.values(COMPONENT_CODES)) {
      expect(cause).toMatch(/^[a-z].*[^.]$/);
      expect(repair).toMatch(/^[a-z].*[^.]$/);
    }
  });

  it("rejects an error without a problem", () => {
    expect(() => new ComponentError("JobPolicy", "p", [])).toThrow(TypeError);
  });
});

describe("the attributes of a cluster", () => {
  it("have the kind that is listed, below a star too", () => {
    expect(attributeKind("num_workers")).toBe("number");
    expect(attributeKind("custom_tags.anything")).toBe("string");
    expect(attributeKind("spark_conf.spark.databricks.cluster.profile")).toBe("string");
    expect(attributeKind("custom_tags")).toBeUndefined();
    expect(attributeKind("anything.else")).toBeUndefined();
  });

  it("are of a kind that JSON has", () => {
    expect([...new Set(Object.values(POLICY_ATTRIBUTES))].sort()).toEqual([
      "boolean",
      "number",
      "string",
    ]);
  });
});

describe("the policy of a single node", () => {
  it("leaves one cluster: every rule fixes or forbids, but for the ceiling", () => {
    const { dbus_per_hour: ceiling, ...others } = singleNodeRules(NODE);
    const types = Object.values(others).map((rule) => rule?.type);

    expect(ceiling).toEqual({ type: "range", maxValue: 1 });
    expect(new Set(types)).toEqual(new Set(["fixed", "forbidden"]));
  });

  it("has these rules where nodes are spot VMs", () => {
    expect(singleNodeRules(NODE)).toEqual({
      cluster_type: fixed("job"),
      spark_version: fixed("17.3.x-cpu-ml-scala2.13"),
      node_type_id: fixed("Standard_D4ds_v5"),
      driver_node_type_id: fixed("Standard_D4ds_v5"),
      num_workers: fixed(0),
      data_security_mode: fixed("SINGLE_USER"),
      runtime_engine: fixed("STANDARD"),
      dbus_per_hour: { type: "range", maxValue: 1 },
      instance_pool_id: { type: "forbidden", hidden: true },
      driver_instance_pool_id: { type: "forbidden", hidden: true },
      "azure_attributes.availability": fixed("SPOT_WITH_FALLBACK_AZURE"),
      "azure_attributes.first_on_demand": fixed(0),
      "azure_attributes.spot_bid_max_price": fixed(-1),
      "spark_conf.spark.databricks.cluster.profile": fixed("singleNode"),
      "spark_conf.spark.master": fixed("local[*]"),
      "custom_tags.ResourceClass": fixed("SingleNode"),
      "custom_tags.purpose": fixed("step"),
      "custom_tags.project": fixed("forecast-platform"),
      "custom_tags.environment": fixed("dev"),
      "custom_tags.managed-by": fixed("pulumi"),
    });
  });

  it("asks for ordinary VMs where nodes are not spot VMs", () => {
    const rules = singleNodeRules({ ...NODE, spot: false });

    expect(rules["azure_attributes.availability"]).toEqual(fixed("ON_DEMAND_AZURE"));
    expect(rules["azure_attributes.first_on_demand"]).toEqual(fixed(1));
  });

  it("is one that can be written", () => {
    expect(JSON.parse(policyDefinition("step", singleNodeRules(NODE)))).toEqual(
      singleNodeRules(NODE),
    );
  });
});

describe("the cluster of a policy", () => {
  it("follows the rules", () => {
    expect(clusterOf("step", singleNodeRules(NODE))).toEqual({
      sparkVersion: SPARK_VERSION,
      nodeTypeId: "Standard_D4ds_v5",
      driverNodeTypeId: "Standard_D4ds_v5",
      numWorkers: 0,
      dataSecurityMode: "SINGLE_USER",
      runtimeEngine: "STANDARD",
      azureAttributes: {
        availability: "SPOT_WITH_FALLBACK_AZURE",
        firstOnDemand: 0,
        spotBidMaxPrice: -1,
      },
      sparkConf: {
        "spark.databricks.cluster.profile": "singleNode",
        "spark.master": "local[*]",
      },
      customTags: {
        ResourceClass: "SingleNode",
        purpose: "step",
        project: "forecast-platform",
        environment: "dev",
        "managed-by": "pulumi",
      },
    });
  });

  it.each([
    "spark_version",
    "node_type_id",
    "driver_node_type_id",
    "num_workers",
    "data_security_mode",
    "runtime_engine",
    "azure_attributes.availability",
    "azure_attributes.first_on_demand",
    "azure_attributes.spot_bid_max_price",
  ] as const)("rejects a policy that leaves %s open", (path) => {
    const { [path]: _, ...others } = singleNodeRules(NODE);
    const open = { ...others, [path]: { type: "unlimited", isOptional: true } } as PolicyRules;

    expect(errorOf(() => clusterOf("step", others)).message).toBe(
      `[JOB_CLUSTER_NOT_FIXED] JobPolicy "step": rules["${path}"] must be of type "fixed", ` +
        'got "no rule"; fix the attribute, so that the jobs\' clusters follow from the policy',
    );
    expect(errorOf(() => clusterOf("step", open)).code).toBe("JOB_CLUSTER_NOT_FIXED");
    expect(errorOf(() => clusterOf("step", open)).message).toContain('got "unlimited"');
  });
});

function fixed(value: boolean | number | string): PolicyRule {
  return { type: "fixed", value };
}

function definitionOf(name: string, rules: Given): string {
  return policyDefinition(name, rules as PolicyRules);
}

function problemsOf(rules: Given): ComponentError["problems"] {
  return errorOf(() => definitionOf("p", rules)).problems;
}

function errorOf(call: () => unknown): ComponentError {
  try {
    call();
  } catch (error) {
    if (error instanceof ComponentError) {
      return error;
    }
    throw error;
  }
  throw new Error("expected a ComponentError, and nothing was thrown");
}
