/**
 * One stack, driven through the real engine: the command-line tool itself, which starts the program
 * as it does in a deployment, with a state in a folder and secrets under a passphrase.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  CommandError,
  type EngineEvent,
  LocalWorkspace,
  type PulumiCommand,
  Stack,
} from "@pulumi/pulumi/automation";
import { parse, stringify } from "yaml";
import { PROJECT_DIRECTORY, PROJECT_NAME } from "../../../tools/root";
import { parseUrn } from "../provider/urn";

/** A program: its file, seen from the project, and what it is given. */
export type Program = readonly [file: string, ...args: string[]];

/** The program of the project, found as Pulumi finds it: by `main` in `package.json`. */
export const PLATFORM: Program = ["."];

/** @returns a program of `test/engine/programs`. */
export function testProgram(name: string, ...args: readonly string[]): Program {
  return [join(__dirname, "..", "programs", `${name}.ts`), ...args];
}

/** What a stack is made of. */
export interface EngineStackOptions {
  readonly cli: PulumiCommand;
  /** The stack's configuration, by full key. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The folder of the run: the state, the workspace and the engine's own files. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly name: string;
  readonly program: Program;
}

/** One thing that the engine did. */
export interface Step {
  /** False: a component, of which the engine only keeps a record. */
  readonly custom: boolean;
  /** Such as `create`, `update`, `delete`, `delete-replaced`. */
  readonly op: string;
  readonly name: string;
  readonly type: string;
  readonly urn: string;
}

/** What came of an operation. */
export interface Outcome {
  /** What the engine said is wrong, without colours. */
  readonly errors: readonly string[];
  readonly ok: boolean;
  /** The steps in the order in which they ended; what stayed as it was is no step. */
  readonly steps: readonly Step[];
  /** What a policy pack found. */
  readonly violations: readonly PolicyViolation[];
}

/** A rule of a policy pack that a resource breaks. */
export interface PolicyViolation {
  readonly level: string;
  readonly message: string;
  readonly policy: string;
  readonly urn: string;
}

/** A resource in the state. */
export interface StateResource {
  readonly custom: boolean;
  readonly dependencies?: readonly string[];
  readonly id?: string;
  /** Why a resource that exists is not ready. */
  readonly initErrors?: readonly string[];
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
  readonly type: string;
  readonly urn: string;
}

/** What a backend keeps of a stack. */
interface Checkpoint {
  readonly checkpoint: { readonly latest?: { readonly resources?: readonly StateResource[] } };
}

/** The state of a stack. */
export interface State {
  readonly resources: readonly StateResource[];
  readonly text: string;
}

/** What an operation is given. */
export interface OperationOptions {
  /** The folder of a policy pack that has to agree. @default - none */
  readonly policyPack?: string;
}

/** The passphrase of test states; it protects nothing. */
export const PASSPHRASE = "passphrase-of-the-test";

/** Operations that leave a resource as it was, or that only speak of the plan. */
const NO_STEP: ReadonlySet<string> = new Set(["read", "refresh", "replace", "same"]);

/** The stack's own root, and providers. */
const UNLISTED = /^pulumi:(?:pulumi:Stack$|providers:)/;

type Operation = "destroy" | "preview" | "previewDestroy" | "refresh" | "up";

/** A stack of the engine. */
export class EngineStack {
  readonly #options: EngineStackOptions;
  readonly #stack: Stack;

  private constructor(options: EngineStackOptions, stack: Stack) {
    this.#options = options;
    this.#stack = stack;
  }

  /** Makes the stack, with an empty state. */
  static async create(options: EngineStackOptions): Promise<EngineStack> {
    const { cli, directory, environment, name, program } = options;
    const workDir = join(directory, name);
    mkdirSync(join(directory, "state"), { recursive: true });
    mkdirSync(workDir, { recursive: true });
    writeProject(workDir, program);
    const stack = await LocalWorkspace.createStack(
      { stackName: name, workDir },
      {
        pulumiCommand: cli,
        secretsProvider: "passphrase",
        envVars: {
          PULUMI_BACKEND_URL: `file://${join(directory, "state")}`,
          PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
          PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
          PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
          PULUMI_EXPERIMENTAL: "true",
          PULUMI_HOME: join(directory, "home"),
          // The state is written at the end of an operation, and not after each of its steps.
          PULUMI_SKIP_CHECKPOINTS: "true",
          PULUMI_SKIP_UPDATE_CHECK: "true",
          ...environment,
        },
      },
    );
    // After every operation the automation API asks for the outputs and the history: three
    // processes, of which nothing is read here.
    Object.assign(stack, { info: () => undefined, outputs: () => ({}) });
    const made = new EngineStack(options, stack);
    made.configure(options.config);
    return made;
  }

  /** Writes the stack's configuration; what was there before is gone. */
  configure(config: Readonly<Record<string, unknown>>): void {
    const { directory, name } = this.#options;
    const file = join(directory, name, `Pulumi.${name}.yaml`);
    // The salt that the secrets are encrypted with belongs to the stack.
    const salt = /^encryptionsalt: .*$/m.exec(existsSync(file) ? readFileSync(file, "utf8") : "");
    writeFileSync(file, `${salt === null ? "" : `${salt[0]}\n`}${stringify({ config })}`);
  }

  /** Runs another program from now on, as after a pull of a newer version. */
  runs(program: Program): void {
    const { directory, name } = this.#options;
    writeProject(join(directory, name), program);
  }

  preview(options: OperationOptions = {}): Promise<Outcome> {
    return this.#run("preview", options);
  }

  up(options: OperationOptions = {}): Promise<Outcome> {
    return this.#run("up", options);
  }

  refresh(): Promise<Outcome> {
    return this.#run("refresh", {});
  }

  /** As `pulumi destroy` does: the plan first, and nothing where the plan is refused. */
  async destroy(): Promise<Outcome> {
    const plan = await this.#run("previewDestroy", {});
    return plan.ok ? this.#run("destroy", {}) : { ...plan, steps: [] };
  }

  /** @returns the stack's outputs, as text where they are text. */
  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const outputs = await Stack.prototype.outputs.call(this.#stack);
    return Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value]));
  }

  /** @returns the state as it lies in the backend, secrets encrypted. */
  state(): State {
    const { directory, name } = this.#options;
    const file = join(directory, "state", ".pulumi", "stacks", PROJECT_NAME, `${name}.json`);
    const text = readFileSync(file, "utf8");
    const { checkpoint }: Checkpoint = JSON.parse(text);
    return { resources: checkpoint.latest?.resources ?? [], text };
  }

  /** Takes the protection off everything, as an operator does before a teardown. */
  async unprotect(): Promise<void> {
    const { cli, directory, name } = this.#options;
    const command = ["state", "unprotect", "--all", "--yes", "--stack", name];
    await promisify(execFile)(cli.command, command, {
      cwd: join(directory, name),
      env: { ...process.env, ...this.#stack.workspace.envVars },
    });
  }

  async #run(operation: Operation, options: OperationOptions): Promise<Outcome> {
    const errors: string[] = [];
    const steps: Step[] = [];
    const violations: PolicyViolation[] = [];
    const onEvent = (event: EngineEvent) => {
      errors.push(...errorsOf(event));
      steps.push(...stepsOf(event, operation));
      violations.push(...violationsOf(event));
    };
    const policyPacks = options.policyPack === undefined ? [] : [options.policyPack];
    try {
      await this.#stack[operation]({ onEvent, policyPacks, color: "never" });
      return { ok: true, errors, steps, violations };
    } catch (error) {
      // What the engine refused has been heard already; anything else is a fault of the test.
      if (!(error instanceof CommandError)) throw error;
      const heard = errors.length > 0 ? errors : [error.message];
      return { ok: false, errors: heard, steps, violations };
    }
  }
}

/** The project file, which tells the language host beside its own options what to run. */
function writeProject(directory: string, program: Program): void {
  const project = parse(readFileSync(join(PROJECT_DIRECTORY, "Pulumi.yaml"), "utf8"));
  project.runtime.options.program = program;
  writeFileSync(join(directory, "Pulumi.yaml"), stringify(project));
}

function errorsOf({ diagnosticEvent, policyEvent }: EngineEvent): readonly string[] {
  if (diagnosticEvent?.severity === "error") return [plainText(diagnosticEvent.message)];
  return policyEvent?.enforcementLevel === "mandatory"
    ? [`${policyEvent.policyName}: ${plainText(policyEvent.message)}`]
    : [];
}

function violationsOf({ policyEvent }: EngineEvent): readonly PolicyViolation[] {
  if (policyEvent === undefined) return [];
  const {
    enforcementLevel: level,
    message,
    policyName: policy,
    resourceUrn: urn = "",
  } = policyEvent;
  return [{ level, message: plainText(message), policy, urn }];
}

function stepsOf(event: EngineEvent, operation: Operation): readonly Step[] {
  // A preview only plans, so its steps are those that begin.
  const { metadata } =
    (operation.startsWith("preview") ? event.resourcePreEvent : event.resOutputsEvent) ?? {};
  if (metadata === undefined || NO_STEP.has(metadata.op)) return [];
  const { name, type } = parseUrn(metadata.urn);
  if (UNLISTED.test(type)) return [];
  const custom = (metadata.new ?? metadata.old)?.custom ?? false;
  return [{ custom, op: metadata.op, name, type, urn: metadata.urn }];
}

function plainText(message: string): string {
  return message.replaceAll(/<\{%[^%]*%\}>/g, "").trim();
}
