/**
 * The Pulumi CLI: a recent one on PATH, one that was built before, or one that is built now.
 *
 * It is built from its Go module, whose versions and checksums are in `test/engine/cli`.
 */
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { PROJECT_DIRECTORY } from "./root";
import { ToolError } from "./tool-error";

/** The module that names the CLI's version. */
const MODULE = join(PROJECT_DIRECTORY, "test", "engine", "cli");
const COMMAND = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/** What the search for a CLI depends on. */
export interface CliOptions {
  /** Where a CLI that was built is kept. */
  readonly cache: string;
  /** Hears what is going on. */
  readonly say: (line: string) => void;
}

/**
 * @returns the CLI, which runs
 * @throws ToolError `TOOL_PULUMI_MISSING`, `TOOL_PULUMI_BUILD`
 */
export async function findCli({ cache, say }: CliOptions): Promise<PulumiCommand> {
  const wanted = wantedVersion();
  const installed = await versionOf("pulumi");
  if (installed !== undefined && isRecent(installed, wanted)) {
    say(`the Pulumi CLI on PATH, v${installed}`);
    return PulumiCommand.get({ skipVersionCheck: true });
  }

  const root = join(cache, `v${wanted}`);
  const binary = join(root, "bin", "pulumi");
  const built = await versionOf(binary);
  if (built !== wanted) {
    if (existsSync(binary)) {
      say(`the CLI at ${binary} does not run as v${wanted}; building it again`);
      rmSync(root, { recursive: true, force: true });
    }
    await build(binary, wanted, say);
  }
  say(`the Pulumi CLI that was built from its Go module, v${wanted}`);
  return PulumiCommand.get({ root, skipVersionCheck: true });
}

/** The version in `go.mod`, which is pinned. */
function wantedVersion(): string {
  const text = readFileSync(join(MODULE, "go.mod"), "utf8");
  const [, version = ""] = /pulumi\/pkg\/v3 v(\d+\.\d+\.\d+)/.exec(text) ?? [];
  return version;
}

async function build(binary: string, version: string, say: (line: string) => void): Promise<void> {
  const go = await outputOf("go", ["version"]);
  if (go === undefined) throw new ToolError("TOOL_PULUMI_MISSING", "pulumi", "no go on PATH");
  say(`building the Pulumi CLI v${version} from its Go module: some minutes, once`);
  mkdirSync(join(binary, ".."), { recursive: true });
  const stamp = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  const args = ["build", "-mod=readonly", "-trimpath", "-ldflags", `-s -w ${stamp}`];
  const code = await run("go", [...args, "-o", binary, COMMAND]);
  if (code !== 0 || (await versionOf(binary)) !== version) {
    throw new ToolError("TOOL_PULUMI_BUILD", "go build", `exit code ${code}`);
  }
}

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: MODULE,
      env: { ...process.env },
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** @returns the version that a CLI says it is; undefined where it does not run. */
async function versionOf(command: string): Promise<string | undefined> {
  const output = await outputOf(command, ["version"]);
  return /^v?(\d+\.\d+\.\d+)/.exec(output ?? "")?.[1];
}

async function outputOf(command: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { stdout } = await promisify(execFile)(command, [...args], { env });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

function isRecent(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split(".").map(Number);
  return major === leastMajor && minor >= leastMinor;
}
