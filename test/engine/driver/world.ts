/** Clouds of their own for one scenario, with the servers through which the engine reaches them. */
import { mkdirSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation";
import { Clouds } from "../clouds/clouds";
import { startManagementApi } from "../management-api/server";
import { startProviders } from "../provider/servers";
import { EngineStack, PLATFORM, type Program } from "./engine-stack";

/** What all scenarios share. */
export interface Laboratory {
  readonly cli: PulumiCommand;
  /** Where states, workspaces and launchers are written. */
  readonly directory: string;
}

/** A stack to be made. */
export interface StackOptions {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly name: string;
  /** @default - the project's own */
  readonly program?: Program;
}

/** Clouds, and stacks in them. */
export class World {
  readonly clouds: Clouds;
  readonly #close: () => void;
  readonly #directory: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #laboratory: Laboratory;

  private constructor(
    laboratory: Laboratory,
    directory: string,
    clouds: Clouds,
    servers: { readonly close: () => void; readonly environment: Readonly<Record<string, string>> },
  ) {
    this.clouds = clouds;
    this.#close = servers.close;
    this.#directory = directory;
    this.#environment = servers.environment;
    this.#laboratory = laboratory;
  }

  /** Opens clouds in which there is nothing. */
  static async open(laboratory: Laboratory, name: string): Promise<World> {
    const clouds = new Clouds();
    const providers = await startProviders(clouds);
    const managementApi = await startManagementApi(clouds);
    const directory = join(laboratory.directory, "worlds", name);
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    return new World(laboratory, directory, clouds, {
      close: () => {
        providers.close();
        managementApi.close();
      },
      environment: {
        ...managementApi.environment,
        PATH: [join(laboratory.directory, "launchers"), process.env["PATH"]].join(delimiter),
        PULUMI_DEBUG_PROVIDERS: providers.debugProviders,
      },
    });
  }

  /** Makes a stack whose resources live in these clouds. */
  stack({ config = {}, name, program = PLATFORM }: StackOptions): Promise<EngineStack> {
    return EngineStack.create({
      cli: this.#laboratory.cli,
      config,
      directory: this.#directory,
      environment: this.#environment,
      name,
      program,
    });
  }

  close(): void {
    this.#close();
  }
}
