/** Which resource belongs to which: services join them by name, the engine by dependency. */
import type { ResourceNode } from "../graph/graph";

/** A pair of inputs that name the same thing. */
export interface Join {
  /** The input of the part that names the whole, such as `accountName`. */
  readonly part: string;
  /** The input of the whole that is its name. */
  readonly whole: string;
}

/**
 * Tells whether a resource is a part of another.
 *
 * By name where both names are known, whatever their case; else by dependency.
 */
export function isPartOf(part: ResourceNode, whole: ResourceNode, join: Join): boolean {
  const given = part.inputs[join.part];
  const own = whole.inputs[join.whole];
  if (typeof given === "string" && typeof own === "string") {
    return given.toLowerCase() === own.toLowerCase();
  }
  return part.dependencies.includes(whole.urn);
}

/** What ARM calls a type, and the input that names a resource of it. */
const ARM_TYPES: Readonly<Record<string, readonly [path: string, nameKey: string]>> = {
  "azure-native:databricks:Workspace": ["Microsoft.Databricks/workspaces", "workspaceName"],
  "azure-native:datafactory:Factory": ["Microsoft.DataFactory/factories", "factoryName"],
  "azure-native:sql:Server": ["Microsoft.Sql/servers", "serverName"],
  "azure-native:storage:StorageAccount": ["Microsoft.Storage/storageAccounts", "accountName"],
};

/** The types that {@link isArmIdWithin} knows. */
export const ARM_LOGGED_TYPES: readonly string[] = Object.freeze(Object.keys(ARM_TYPES));

/** Tells whether an ARM id is that of a resource, or of something inside it. */
export function isArmIdWithin(id: string, resource: ResourceNode): boolean {
  const [path, nameKey = ""] = ARM_TYPES[resource.type] ?? [];
  const group = resource.inputs["resourceGroupName"];
  const name = resource.inputs[nameKey];
  if (path === undefined || typeof group !== "string" || typeof name !== "string") return false;
  const tail = `/resourceGroups/${group}/providers/${path}/${name}/`;
  return `${id}/`.toLowerCase().includes(tail.toLowerCase());
}
