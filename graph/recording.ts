/** Collects what a program sends to the monitor while it runs, and makes a graph of it. */
import { types } from "node:util";
import type { Graph, GraphValue, ResourceNode, ResourceOptions } from "./graph";
import { GraphError } from "./graph-error";
import type { MockMonitor, OutputsRequest, RegisterRequest } from "./monitor";
import { plainInputs } from "./plain-inputs";

/** Types that are not listed: the stack's own root, and providers. */
const UNLISTED = /^pulumi:(pulumi:Stack$|providers:)/;

/** A node, and the provider that manages it. */
interface Recorded extends ResourceNode {
  /** The URN of an explicit provider; empty for the default one. */
  readonly provider: string;
}

/** One run of a program. */
export class Recording {
  readonly #project: string;
  readonly #stack: string;
  readonly #nodes = new Map<string, Recorded>();
  /** Type and name of every resource, with its place in the order of declaration. */
  readonly #declared = new Map<string, number>();
  readonly #errors: Error[] = [];

  constructor(project: string, stack: string) {
    this.#project = project;
    this.#stack = stack;
  }

  get size(): number {
    return this.#nodes.size;
  }

  /** Hears of every declaration as it happens, long before it is registered. */
  declare(type: string, name: string): undefined {
    const key = keyOf({ type, name });
    this.#declared.set(key, this.#declared.get(key) ?? this.#declared.size);
  }

  /** Keeps an error for the caller: thrown where it happens, the SDK would report it many times. */
  fail(error: unknown): void {
    this.#errors.push(errorOf(error));
  }

  /** Runs the program to its end; what it throws comes before everything that follows from it. */
  async run(program: () => unknown): Promise<Record<string, unknown>> {
    try {
      await program();
    } catch (error) {
      this.#errors.unshift(errorOf(error));
    }
    return {};
  }

  /** @returns an answer, or the fallback where there is none and the recording has failed. */
  guard<Answer>(fallback: Answer, answer: () => Answer): Answer {
    try {
      return answer();
    } catch (error) {
      this.fail(error);
      return fallback;
    }
  }

  listenTo(monitor: MockMonitor): void {
    // The mock monitor's URNs hold the nearest parent's type only; the engine's hold the chain.
    monitor.newUrn = (parent, type, name) => this.#urn(parent, type, name);

    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) => {
      this.#record(request);
      return register(request, callback);
    };

    const registerOutputs = monitor.registerResourceOutputs.bind(monitor);
    monitor.registerResourceOutputs = (request, callback) => {
      this.#recordOutputs(request);
      return registerOutputs(request, callback);
    };
  }

  /**
   * @throws the first error of the run; GraphError `GRAPH_NOT_REGISTERED` for a resource that was
   *   declared and whose inputs never became known
   */
  finish(): Graph {
    const registered = new Set([...this.#nodes.values()].map(keyOf));
    const lost = [...this.#declared.keys()].find((key) => !registered.has(key));
    if (lost !== undefined) {
      this.fail(new GraphError("GRAPH_NOT_REGISTERED", lost));
    }
    const [first] = this.#errors;
    if (first !== undefined) {
      throw first;
    }
    return deepFreeze({
      project: this.#project,
      stack: this.#stack,
      resources: this.#listed().map((node) => this.#shown(node)),
    });
  }

  /** Registration follows the order in which inputs become known; people think in the program's. */
  #listed(): readonly Recorded[] {
    const place = (node: Recorded) => this.#declared.get(keyOf(node)) ?? 0;
    return [...this.#nodes.values()]
      .filter(({ type }) => !UNLISTED.test(type))
      .sort((a, b) => place(a) - place(b));
  }

  #shown({ provider, ...node }: Recorded): ResourceNode {
    // A provider is not listed, so what has to exist before it stands in its place.
    const throughProvider = this.#nodes.get(provider)?.dependencies ?? [];
    const dependencies = new Set([...node.dependencies, ...throughProvider]);
    return {
      ...node,
      parent: node.parent !== null && this.#isListed(node.parent) ? node.parent : null,
      dependencies: [...dependencies].filter((urn) => this.#isListed(urn)).sort(),
    };
  }

  #isListed(urn: string): boolean {
    const node = this.#nodes.get(urn);
    return node !== undefined && !UNLISTED.test(node.type);
  }

  #urn(parent: string, type: string, name: string): string {
    const parentType = parent === "" ? "" : (parent.split("::")[2] ?? "");
    const chain = parentType === "" || UNLISTED.test(parentType) ? type : `${parentType}$${type}`;
    return `urn:pulumi:${this.#stack}::${this.#project}::${chain}::${name}`;
  }

  #record(request: RegisterRequest): void {
    const parent = request.getParent();
    const urn = this.#urn(parent, request.getType(), request.getName());
    if (this.#nodes.has(urn)) {
      this.fail(new GraphError("GRAPH_DUPLICATE_URN", urn));
    }
    this.#nodes.set(urn, {
      urn,
      type: request.getType(),
      name: request.getName(),
      parent: parent === "" ? null : parent,
      custom: request.getCustom(),
      protect: request.getProtect() ?? false,
      provider: request.getProvider().split("::").slice(0, -1).join("::"),
      dependencies: request.getDependenciesList(),
      inputs: plainInputs(request.getObject()),
      options: optionsOf(request),
      registeredOutputs: null,
    });
  }

  #recordOutputs(request: OutputsRequest): void {
    const node = this.#nodes.get(request.getUrn());
    if (node !== undefined) {
      const registeredOutputs = Object.keys(plainInputs(request.getOutputs())).sort();
      this.#nodes.set(node.urn, { ...node, registeredOutputs });
    }
  }
}

function errorOf(thrown: unknown): Error {
  return types.isNativeError(thrown) ? thrown : new Error(String(thrown));
}

function keyOf({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type}::${name}`;
}

function optionsOf(request: RegisterRequest): ResourceOptions {
  return {
    ignoreChanges: [...request.getIgnorechangesList()].sort(),
    replaceOnChanges: [...request.getReplaceonchangesList()].sort(),
    additionalSecretOutputs: [...request.getAdditionalsecretoutputsList()].sort(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    retainOnDelete: request.getRetainondelete() ?? false,
  };
}

function deepFreeze<Value extends GraphValue | Graph>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
