/** The resource graph of a stack as the engine hands it to policies. */
import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { asset } from "@pulumi/pulumi";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import type { Graph, GraphInputs, GraphValue, ResourceNode } from "../graph/graph";

/** Types that the graph does not list: the stack's own root, and providers. */
const UNLISTED = /^pulumi:(?:pulumi:Stack$|providers:)/;

/** What is behind the object that a policy is given, which throws where a value is not known yet. */
const TARGET = "__getSpecialProxyTarget";

/** The inputs of every resource, by its URN. */
export class DeclaredInputs {
  readonly #inputs = new Map<string, GraphInputs>();

  keep({ props, urn }: ResourceValidationArgs): void {
    this.#inputs.set(urn, plainObject(Reflect.get(props, TARGET)));
  }

  of(urn: string): GraphInputs {
    return this.#inputs.get(urn) ?? {};
  }
}

/** @returns the graph; options that the engine does not tell policies of are as by default. */
export function graphOf(
  resources: readonly PolicyResource[],
  declared: DeclaredInputs,
  project: string,
  stack: string,
): Graph {
  const listed = resources.filter(({ type }) => !UNLISTED.test(type));
  const urns = new Set(listed.map(({ urn }) => urn));
  const nodeOf = (resource: PolicyResource): ResourceNode => {
    const { dependencies, name, opts, parent, type, urn } = resource;
    return {
      urn,
      type,
      name,
      parent: parent !== undefined && urns.has(parent.urn) ? parent.urn : null,
      custom: !type.startsWith(`${project}:`),
      protect: opts.protect,
      dependencies: dependencies
        .map((dependency) => dependency.urn)
        .filter((at) => urns.has(at))
        .sort(),
      inputs: declared.of(urn),
      options: {
        ignoreChanges: [...opts.ignoreChanges].sort(),
        replaceOnChanges: [],
        additionalSecretOutputs: [...opts.additionalSecretOutputs].sort(),
        deleteBeforeReplace: opts.deleteBeforeReplace ?? false,
        retainOnDelete: false,
      },
      registeredOutputs: null,
    };
  };
  return { project, stack, resources: listed.map(nodeOf) };
}

function plainObject(object: object): Record<string, GraphValue> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, plain(value)]));
}

function pathOf({ path }: asset.FileAsset): string {
  return typeof path === "string" ? path : "";
}

function plain(value: unknown): GraphValue {
  if (value === unknownValue) return { $unknown: true };
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof asset.FileAsset) return { $asset: pathOf(value) };
  return plainObject(value);
}
