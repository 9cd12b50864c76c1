/**
 * Runs a Pulumi program without a cloud, an account or an engine, and returns what it declared.
 *
 * The SDK's mocks alone lose parents, dependencies and options, and accept two resources of one
 * URN. So the recorder reads what the program sends to the resource monitor, where all of it is,
 * and gives every resource its real URN.
 */
import * as runtime from "@pulumi/pulumi/runtime";
import { answerInvoke, answerResource } from "./answers";
import type { Graph, ResourceNode, ResourceOptions } from "./graph";
import { GraphError } from "./graph-error";
import { plainInputs, type WireStruct } from "./plain-inputs";

/** What a program is recorded with. */
export interface RecordOptions {
  /** The project's name, as in `Pulumi.yaml`. */
  readonly project: string;
  /** The stack's name, such as `dev`. */
  readonly stack: string;
  /** The stack's configuration: full keys, objects as JSON text. */
  readonly config: Readonly<Record<string, string>>;
  /**
   * Whether the program runs as in `pulumi preview`, with ids and computed outputs unknown.
   *
   * @default false - outputs are known, in the form that the services give them
   */
  readonly preview?: boolean;
}

/** The part of the SDK's monitor requests that is read here. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getProtect(): boolean | undefined;
  getDependenciesList(): string[];
  getDeletebeforereplace(): boolean;
  getIgnorechangesList(): string[];
  getReplaceonchangesList(): string[];
  getAdditionalsecretoutputsList(): string[];
  getRetainondelete(): boolean | undefined;
  getObject(): WireStruct | undefined;
}

interface OutputsRequest {
  getUrn(): string;
  getOutputs(): WireStruct | undefined;
}

type Handler<Request> = (request: Request, callback: unknown) => unknown;

/** The SDK's mock monitor: its own methods, which the recorder listens to. */
interface MockMonitor {
  newUrn(parent: string, type: string, name: string): string;
  registerResource: Handler<RegisterRequest>;
  registerResourceOutputs: Handler<OutputsRequest>;
}

/** Types that are not listed: the stack's own root, and providers. */
const UNLISTED = /^pulumi:(pulumi:Stack$|providers:)/;

/**
 * Records the resource graph that a program declares.
 *
 * @param program - declares the resources; it may be asynchronous, its result is ignored
 * @throws GraphError `GRAPH_DUPLICATE_URN`, `GRAPH_UNKNOWN_TYPE`, `GRAPH_UNLISTED_INVOKE`; and
 *   whatever the program itself throws, after what it began has come to rest
 */
export async function recordGraph(program: () => unknown, options: RecordOptions): Promise<Graph> {
  const { project, stack, config, preview = false } = options;
  const recording = new Recording(project, stack);

  runtime.setAllConfig({ ...config });
  await runtime.setMocks(
    {
      newResource: (args) =>
        recording.guard({ id: args.name, state: args.inputs }, () => answerResource(args, preview)),
      call: (args) => recording.guard({}, () => answerInvoke(args)),
    },
    project,
    stack,
    preview,
  );
  recording.listenTo(runtime.getMonitor() as unknown as MockMonitor);

  await withoutStackTexts(async () => {
    await runtime.runInPulumiStack(async () => {
      runtime.registerStackTransformation((args) => recording.declare(args.type, args.name));
      return recording.run(program);
    });
    await settle(() => recording.size);
  });
  return recording.finish();
}

/** Collects what the program sends while it runs. */
class Recording {
  readonly #project: string;
  readonly #stack: string;
  readonly #nodes = new Map<string, ResourceNode>();
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
    const key = `${type}::${name}`;
    this.#declared.set(key, this.#declared.get(key) ?? this.#declared.size);
  }

  /** Runs the program; thrown on, its error would also be an unhandled rejection. */
  async run(program: () => unknown): Promise<Record<string, unknown>> {
    try {
      await program();
    } catch (error) {
      this.#errors.unshift(error instanceof Error ? error : new Error(String(error)));
    }
    return {};
  }

  /** Keeps the first error for the caller: thrown here, the SDK would report it many times over. */
  guard<Answer>(fallback: Answer, answer: () => Answer): Answer {
    try {
      return answer();
    } catch (error) {
      this.#errors.push(error instanceof Error ? error : new Error(String(error)));
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

  finish(): Graph {
    const [first] = this.#errors;
    if (first !== undefined) {
      throw first;
    }
    // Registration follows the order in which inputs become known; people think in that of the program.
    const place = (node: ResourceNode) => this.#declared.get(`${node.type}::${node.name}`) ?? 0;
    const listed = [...this.#nodes.values()]
      .filter((node) => !UNLISTED.test(node.type))
      .sort((a, b) => place(a) - place(b));
    const urns = new Set(listed.map((node) => node.urn));
    const resources = listed.map((node) =>
      Object.freeze({
        ...node,
        parent: node.parent !== null && urns.has(node.parent) ? node.parent : null,
        dependencies: node.dependencies.filter((urn) => urns.has(urn)),
      }),
    );
    return Object.freeze({ project: this.#project, stack: this.#stack, resources });
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
      this.#errors.push(new GraphError("GRAPH_DUPLICATE_URN", urn));
    }
    this.#nodes.set(urn, {
      urn,
      type: request.getType(),
      name: request.getName(),
      parent: parent === "" ? null : parent,
      custom: request.getCustom(),
      protect: request.getProtect() ?? false,
      dependencies: [...request.getDependenciesList()].sort(),
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

function optionsOf(request: RegisterRequest): ResourceOptions {
  return {
    ignoreChanges: [...request.getIgnorechangesList()].sort(),
    replaceOnChanges: [...request.getReplaceonchangesList()].sort(),
    additionalSecretOutputs: [...request.getAdditionalsecretoutputsList()].sort(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    retainOnDelete: request.getRetainondelete() ?? false,
  };
}

/**
 * Waits until nothing more is registered.
 *
 * One `disconnect` drains what was declared synchronously and may return before what a callback
 * declares later; so it is repeated, a turn of the event loop apart, until the number stands still.
 */
async function settle(size: () => number): Promise<void> {
  let before = -1;
  while (before !== size()) {
    before = size();
    await runtime.disconnect();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Runs an action while nobody formats stack traces.
 *
 * The SDK writes the text of a stack into each of its promises, which takes a third of a recording.
 * An error's own stack is formatted when it is first read, so those of the program stay whole.
 */
async function withoutStackTexts(action: () => Promise<void>): Promise<void> {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = () => "";
  try {
    await action();
  } finally {
    Error.prepareStackTrace = before;
  }
}
