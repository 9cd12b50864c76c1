/** What an environment needs of its clouds, read from its resource graph. */
import { ARM_TYPES } from "../graph/arm-ids";
import type { Graph, GraphValue, ResourceNode } from "../graph/graph";
import { isObject } from "../graph/graph";

/** What to ask the clouds for. */
export interface Needs {
  /** Resource providers of Azure, sorted, such as `Microsoft.Sql`. */
  readonly providers: readonly string[];
  /** VM sizes of the clusters, sorted; none on serverless compute. */
  readonly vmSizes: readonly string[];
  /** Names that no two customers may share; the suffix is made at the deployment. */
  readonly names: readonly UniqueName[];
  /** The settings that the jobs of a backend get, as JSON text, by backend. */
  readonly jobSettings: ReadonlyMap<string, string>;
}

/** A name in a namespace that all of Azure shares. */
export interface UniqueName {
  /** Such as `Microsoft.Storage/storageAccounts`. */
  readonly type: string;
  readonly name: string;
}

/** What a Databricks workspace makes in its own resource group. */
const DATABRICKS_OWN = ["Microsoft.Compute", "Microsoft.Network", "Microsoft.Storage"];

/** Types whose names are unique in all of Azure. */
const UNIQUE = [
  "azure-native:datafactory:Factory",
  "azure-native:sql:Server",
  "azure-native:storage:StorageAccount",
];

/** @returns what the environment of a graph needs. */
export function needsOf(graph: Graph): Needs {
  const arm = graph.resources.flatMap((resource) => {
    const type = ARM_TYPES[resource.type];
    return type === undefined || type.path === "" ? [] : [{ resource, type }];
  });
  const namespaces = arm.map(({ type }) => type.path.split("/", 1)[0] ?? "");
  return {
    providers: [...new Set([...namespaces, ...DATABRICKS_OWN])].sort(),
    vmSizes: [...new Set(graph.resources.flatMap(({ inputs }) => sizesIn(inputs)))].sort(),
    names: arm
      .filter(({ resource }) => UNIQUE.includes(resource.type))
      .flatMap(({ resource, type }) => {
        const name = resource.inputs[type.nameProperty];
        return typeof name === "string" ? [{ type: type.path, name }] : [];
      }),
    jobSettings: new Map(graph.resources.flatMap(jobSettingsOf)),
  };
}

function sizesIn(value: GraphValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(sizesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    /nodeTypeId$/i.test(key) && typeof inner === "string" ? [inner] : sizesIn(inner),
  );
}

function jobSettingsOf({ type, name, inputs }: ResourceNode): [string, string][] {
  const [, backend] = /^advance-(.+)-job$/.exec(name) ?? [];
  if (type !== "databricks:index/job:Job" || backend === undefined) return [];
  const settings = textAt(inputs["tasks"] ?? null, "settings");
  return settings === undefined ? [] : [[backend, settings]];
}

/** The first text under a key, however deep. */
function textAt(value: GraphValue, wanted: string): string | undefined {
  if (Array.isArray(value)) return first(value.map((inner) => textAt(inner, wanted)));
  if (!isObject(value)) return undefined;
  const own = value[wanted];
  return typeof own === "string"
    ? own
    : first(Object.values(value).map((inner) => textAt(inner, wanted)));
}

function first(texts: readonly (string | undefined)[]): string | undefined {
  return texts.find((text) => text !== undefined);
}
