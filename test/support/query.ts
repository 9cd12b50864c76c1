/** Five questions that tests ask of a graph, and the names behind a resource's dependencies. */
import {
  type Graph,
  type GraphInputs,
  childrenOf as graphChildrenOf,
  ofType,
  type ResourceNode,
} from "../../graph/graph";

/** The resources of one type, in declaration order. */
export const all = ofType;

/** The one resource of a type; fails where there is none, or more than one. */
export function only(graph: Graph, type: string): ResourceNode {
  return single(ofType(graph, type), `of type ${type}`);
}

/** The one resource of a name in the program; fails where there is none, or more than one. */
export function byName(graph: Graph, name: string): ResourceNode {
  const named = graph.resources.filter((resource) => resource.name === name);
  return single(named, `of the name ${name}`);
}

/** The names of the direct children of a resource, or of the stack for null, in declaration order. */
export function childrenOf(graph: Graph, name: string | null): string[] {
  const parent = name === null ? null : byName(graph, name).urn;
  return graphChildrenOf(graph, parent).map((child) => child.name);
}

/** The whole graph as text: a line a resource, its name and type, indented below its parent. */
export function tree(graph: Graph): string {
  const branch = (parent: string | null, indent: string): string[] =>
    graphChildrenOf(graph, parent).flatMap(({ urn, name, type }) => [
      `${indent}${name} ${type}`,
      ...branch(urn, `${indent}  `),
    ]);
  return branch(null, "").join("\n");
}

/** The inputs of the one resource of a name. */
export function inputsOf(graph: Graph, name: string): GraphInputs {
  return byName(graph, name).inputs;
}

/** An input that has to be text; fails where it is something else. */
export function textOf(inputs: GraphInputs, key: string): string {
  const value = inputs[key];
  if (typeof value !== "string") {
    throw new Error(`expected a text at ${key}, found ${JSON.stringify(value)}`);
  }
  return value;
}

/** The rules of the cluster policy of a name, as Databricks would read them. */
export function policyOf(graph: Graph, name: string): Record<string, { value?: unknown }> {
  return JSON.parse(textOf(inputsOf(graph, name), "definition"));
}

/** The names of what the one resource of a name depends on, sorted. */
export function dependenciesOf(graph: Graph, name: string): string[] {
  return byName(graph, name)
    .dependencies.map((urn) => urn.split("::").at(-1) ?? urn)
    .sort();
}

function single(found: readonly ResourceNode[], what: string): ResourceNode {
  const [first] = found;
  if (first === undefined || found.length > 1) {
    const names = found.map(({ name }) => name).join(", ");
    throw new Error(`expected one resource ${what}, found ${found.length}: ${names}`);
  }
  return first;
}
