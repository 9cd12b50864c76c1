/**
 * The resource graph of one environment as plain, immutable data.
 *
 * Policies, cost, tests and the preview read this and nothing else: a rule over a graph needs no
 * engine, no cloud and no Pulumi.
 */

/** A value that is known only after a deployment. */
export interface Unknown {
  readonly $unknown: true;
}

/** A secret: the graph records that there is one, never what it is. */
export interface Secret {
  readonly $secret: true;
}

/** A file or text that the engine uploads, by its path; `text` where it has none. */
export interface AssetValue {
  readonly $asset: string;
}

/** A reference to another resource, by its URN. */
export interface ResourceReference {
  readonly $resource: string;
}

/** Any value among the inputs of a resource. */
export type GraphValue =
  | null
  | boolean
  | number
  | string
  | Unknown
  | Secret
  | AssetValue
  | ResourceReference
  | readonly GraphValue[]
  | { readonly [key: string]: GraphValue };

/** The inputs of a resource, as the engine would receive them. */
export type GraphInputs = Readonly<Record<string, GraphValue>>;

/** Options that change what the engine does with a resource. */
export interface ResourceOptions {
  /** Properties that the engine leaves alone, as property paths. */
  readonly ignoreChanges: readonly string[];
  /** Properties whose change replaces the resource, as property paths. */
  readonly replaceOnChanges: readonly string[];
  /** Outputs that are secret although no input says so. */
  readonly additionalSecretOutputs: readonly string[];
  /** True: a replacement deletes the old resource first. */
  readonly deleteBeforeReplace: boolean;
  /** True: the resource stays in the cloud when it leaves the program. */
  readonly retainOnDelete: boolean;
}

/** One resource: a node of the graph. */
export interface ResourceNode {
  /** The real URN, with the whole chain of parent types. */
  readonly urn: string;
  /** The type token, such as `azure-native:storage:StorageAccount`. */
  readonly type: string;
  readonly name: string;
  /** The parent's URN; null directly below the stack. */
  readonly parent: string | null;
  /** True: a provider manages it. False: a component. */
  readonly custom: boolean;
  readonly protect: boolean;
  /** URNs of the resources that have to exist first, sorted. */
  readonly dependencies: readonly string[];
  readonly inputs: GraphInputs;
  readonly options: ResourceOptions;
  /** Keys that a component registered as its outputs; empty: none, or it never did. Else null. */
  readonly registeredOutputs: readonly string[] | null;
}

/** All resources of one environment, in the order in which the program declared them. */
export interface Graph {
  readonly project: string;
  readonly stack: string;
  /** The stack's own root and the providers are not among them. */
  readonly resources: readonly ResourceNode[];
}

/** @returns whether a value is known only after a deployment. */
export function isUnknown(value: GraphValue | undefined): value is Unknown {
  return isObject(value) && value["$unknown"] === true;
}

/** @returns whether a value is a secret. */
export function isSecret(value: GraphValue | undefined): value is Secret {
  return isObject(value) && value["$secret"] === true;
}

/** @returns whether a value is an object, and no list. */
export function isObject(value: GraphValue | undefined): value is Record<string, GraphValue> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @returns the resources of one type, in declaration order. */
export function ofType(graph: Graph, type: string): readonly ResourceNode[] {
  return graph.resources.filter((resource) => resource.type === type);
}

/** @returns the direct children of a resource, or of the stack for null, in declaration order. */
export function childrenOf(graph: Graph, parent: string | null): readonly ResourceNode[] {
  return graph.resources.filter((resource) => resource.parent === parent);
}
