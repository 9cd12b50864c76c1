// Graphs made by hand, for what reads a graph and needs no program that declares one.

import type { Graph, ResourceNode } from "../../graph/graph";

/** A resource with nothing but a type and name; what is not given is empty or false. */
export function nodeOf(
  type: string,
  name: string,
  given: Partial<Pick<ResourceNode, "inputs" | "parent" | "protect">> = {},
): ResourceNode {
  return {
    urn: `urn:pulumi:dev::forecast-platform::${type}::${name}`,
    type,
    name,
    parent: null,
    custom: !type.startsWith("forecast-platform:"),
    protect: false,
    dependencies: [],
    inputs: {},
    options: {
      ignoreChanges: [],
      replaceOnChanges: [],
      additionalSecretOutputs: [],
      deleteBeforeReplace: false,
      retainOnDelete: false,
    },
    registeredOutputs: null,
    ...given,
  };
}

/** A graph of the environment `dev`. */
export function graphOf(...resources: readonly ResourceNode[]): Graph {
  return { project: "forecast-platform", stack: "dev", resources };
}
