/**
 * The attributes of a cluster that a policy can rule, with the kind of value each one has.
 *
 * Databricks takes a policy with a misspelt attribute without a word, and then it rules nothing.
 *
 * @see https://learn.microsoft.com/azure/databricks/admin/clusters/policy-definition, read 2026-11
 */

/** The kind of value that an attribute has. */
export type AttributeKind = "boolean" | "number" | "string";

/** Attributes by path; `*` stands for any key below. */
export const POLICY_ATTRIBUTES = {
  apply_policy_default_values: "boolean",
  "autoscale.max_workers": "number",
  "autoscale.min_workers": "number",
  autotermination_minutes: "number",
  "azure_attributes.availability": "string",
  "azure_attributes.first_on_demand": "number",
  "azure_attributes.spot_bid_max_price": "number",
  cluster_type: "string",
  data_security_mode: "string",
  dbus_per_hour: "number",
  driver_instance_pool_id: "string",
  driver_node_type_id: "string",
  enable_elastic_disk: "boolean",
  enable_local_disk_encryption: "boolean",
  instance_pool_id: "string",
  is_single_node: "boolean",
  kind: "string",
  node_type_id: "string",
  num_workers: "number",
  policy_id: "string",
  runtime_engine: "string",
  single_user_name: "string",
  spark_version: "string",
  use_ml_runtime: "boolean",
  "workload_type.clients.jobs": "boolean",
  "workload_type.clients.notebooks": "boolean",
  "custom_tags.*": "string",
  "spark_conf.*": "string",
  "spark_env_vars.*": "string",
} as const satisfies Readonly<Record<string, AttributeKind>>;

type Listed = keyof typeof POLICY_ATTRIBUTES;
type WithoutStar<Path> = Path extends `${infer Head}*` ? `${Head}${string}` : Path;

/** The path of an attribute, such as `azure_attributes.availability` or `custom_tags.purpose`. */
export type PolicyAttribute = WithoutStar<Listed>;

/** @returns the kind of value of an attribute; undefined: there is no such attribute. */
export function attributeKind(path: string): AttributeKind | undefined {
  const listed = new Map<string, AttributeKind>(Object.entries(POLICY_ATTRIBUTES));
  const [head, ...rest] = path.split(".");
  return listed.get(path) ?? (rest.join(".") === "" ? undefined : listed.get(`${head}.*`));
}
