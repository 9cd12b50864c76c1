// Runs commands as a person does: a process of its own, its output in pipes.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The project's own directory. */
export const ROOT: string = join(__dirname, "..", "..");

/** How a process ended, and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a process is run. */
export interface Surroundings {
  /** Variables beside those of this process. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether somebody reads what it prints. @default true */
  readonly read?: boolean;
}

/** How many processes run at once; more would only be slower on two cores. */
const AT_ONCE = 3;

const lanes: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
let started = 0;

/** `npm run preview -- <args>`, without npm; a few at once, in the order of the calls. */
export function preview(args: readonly string[], around: Surroundings = {}): Promise<Ended> {
  return queued("preview", args, around);
}

/** `npm run cost -- <args>`, in the same way. */
export function cost(args: readonly string[], around: Surroundings = {}): Promise<Ended> {
  return queued("cost", args, around);
}

function queued(tool: string, args: readonly string[], around: Surroundings): Promise<Ended> {
  const lane = started % AT_ONCE;
  started += 1;
  const ended = (lanes[lane] ?? Promise.resolve()).then(() => start(tool, args, around));
  lanes[lane] = ended;
  return ended;
}

function start(
  tool: string,
  args: readonly string[],
  { env = {}, read = true }: Surroundings,
): Promise<Ended> {
  const command = ["--require", "./tools/register.js", `tools/${tool}.ts`, ...args];
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8");
    child[stream].on("data", (text: string) => {
      written[stream] += text;
    });
  }
  if (!read) child.stdout.destroy();
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...written }));
  });
}

const TEMPORARY = mkdtempSync(join(tmpdir(), "forecast-platform-"));

/** A new temporary directory that holds one settings file of the stack `dev`. */
export function directoryWith(text: string): string {
  const directory = mkdtempSync(join(TEMPORARY, "stack-"));
  writeFileSync(join(directory, "Pulumi.dev.yaml"), text);
  return directory;
}

/** A new file with one waiver, of the platform's own finding, changed. */
export function waiversFile(change: Readonly<Record<string, string | undefined>>): string {
  const waiver = {
    rule: "sql-firewall-azure-services",
    resource: "run-log-azure-services",
    reason: "because",
    until: "2999-12-31",
    ...change,
  };
  const file = join(mkdtempSync(join(TEMPORARY, "waivers-")), "waivers.json");
  writeFileSync(file, JSON.stringify([waiver]));
  return file;
}

/** Removes every directory that {@link directoryWith} has made. */
export function removeDirectories(): void {
  rmSync(TEMPORARY, { recursive: true, force: true });
}
