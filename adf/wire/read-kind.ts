// What a JSON document defines, by the type that it states or by its shape.

import { isRecord } from "./shape";

/** What a document is: pipelines are read from the first three. */
export type DocumentKind =
  | { readonly is: "pipeline" }
  | { readonly is: "template" }
  | { readonly is: "list" }
  | {
      readonly is: "other";
      /** Such as `a dataset`. */
      readonly what: string;
    };

/** The resource type of a pipeline in a template, lower case. */
export const PIPELINE_TYPE = "microsoft.datafactory/factories/pipelines";

/** By the last segment of a resource type, lower case. */
const RESOURCE_KINDS: ReadonlyMap<string, string> = new Map([
  ["credentials", "a credential"],
  ["dataflows", "a data flow"],
  ["datasets", "a dataset"],
  ["factories", "a factory"],
  ["integrationruntimes", "an integration runtime"],
  ["linkedservices", "a linked service"],
  ["managedprivateendpoints", "a managed private endpoint"],
  ["managedvirtualnetworks", "a managed virtual network"],
  ["triggers", "a trigger"],
]);

const DATA_FLOWS: ReadonlySet<unknown> = new Set([
  "MappingDataFlow",
  "WranglingDataFlow",
  "Flowlet",
]);
const RUNTIMES: ReadonlySet<unknown> = new Set(["Managed", "SelfHosted"]);

/** What a document defines. */
export function kindOf(document: unknown): DocumentKind {
  if (Array.isArray(document)) return other("a JSON array");
  if (!isRecord(document)) return other("a single JSON value");
  if (Array.isArray(document["value"])) return { is: "list" };
  const { $schema: schema, resources } = document;
  if (typeof schema === "string" && /deploymentparameters/i.test(schema)) {
    return other("a file of template parameters");
  }
  if (typeof resources === "object" && resources !== null) return { is: "template" };
  return kindOfResource(document);
}

function kindOfResource(document: Readonly<Record<string, unknown>>): DocumentKind {
  const { properties, type } = document;
  if (typeof type === "string" && /^microsoft\.datafactory\//i.test(type)) {
    if (type.toLowerCase() === PIPELINE_TYPE) return { is: "pipeline" };
    const segment = type.toLowerCase().split("/").at(-1) ?? "";
    return other(RESOURCE_KINDS.get(segment) ?? `a resource of type ${JSON.stringify(type)}`);
  }
  if (isRecord(properties)) return kindOfProperties(properties, document);
  if ("properties" in document) return { is: "pipeline" };
  return Array.isArray(document["activities"])
    ? other("the properties of a pipeline without {name, properties} around them")
    : other("no definition of Data Factory");
}

function kindOfProperties(
  properties: Readonly<Record<string, unknown>>,
  document: Readonly<Record<string, unknown>>,
): DocumentKind {
  const { linkedServiceName, type, typeProperties } = properties;
  if ("activities" in properties) return { is: "pipeline" };
  if (isTrigger(properties)) return other("a trigger");
  if (DATA_FLOWS.has(type)) return other("a data flow");
  if (RUNTIMES.has(type)) return other("an integration runtime");
  if (linkedServiceName !== undefined) return other("a dataset");
  if (typeof type === "string" && typeProperties !== undefined) return other("a linked service");
  if (document["location"] !== undefined || "globalParameters" in properties) {
    return other("a factory");
  }
  return type === undefined ? { is: "pipeline" } : other("no definition that is known here");
}

function isTrigger({ type, pipelines, pipeline }: Readonly<Record<string, unknown>>): boolean {
  const named = typeof type === "string" && type.endsWith("Trigger");
  return named || Array.isArray(pipelines) || (isRecord(pipeline) && type !== undefined);
}

function other(what: string): DocumentKind {
  return { is: "other", what };
}
