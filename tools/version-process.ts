/** Commands of any version of the program: each by its own code, as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Which command of which version. */
export interface VersionCommand {
  /** The project's directory of that version. */
  readonly directory: string;
  /** The command's file, from there. */
  readonly tool: string;
  readonly args: readonly string[];
  readonly timeoutSeconds: number;
  /** Variables beside those of this process. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** Hears each line that the command writes to stderr. @default - nobody */
  readonly tell?: (line: string) => void;
}

/** What a command printed; or why it did not come to its end. */
export type Printed = { readonly stdout: string; readonly stderr: string } | { failure: string };

/** How many of the last lines of stderr say why a command failed. */
const QUOTED_LINES = 20;

const running = new Set<ChildProcess>();

/** Ends every command that is under way. */
export function stopVersions(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** Runs a command; findings, which end it with 1, are no failure. */
export async function runVersion(command: VersionCommand): Promise<Printed> {
  const { directory, timeoutSeconds, tool } = command;
  if (!existsSync(join(directory, tool))) return { failure: `that version has no ${tool}` };
  const { code, stdout, stderr, timedOut } = await ended(command);
  if (timedOut) return { failure: `it took longer than ${timeoutSeconds} seconds` };
  if (code === 0 || code === 1) return { stdout, stderr };
  const said = stderr.trim().split("\n").slice(-QUOTED_LINES).join("\n");
  return { failure: said || `it ended with code ${code}` };
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

function ended({ args, directory, env, tell, timeoutSeconds, tool }: VersionCommand) {
  const child = spawn(process.execPath, ["--require", "./tools/register.js", tool, ...args], {
    cwd: directory,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const written = { stdout: "", stderr: "", timedOut: false };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    written.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    written.stderr += text;
    for (const line of text.split("\n")) if (line !== "") tell?.(line);
  });
  const timer = setTimeout(() => {
    written.timedOut = true;
    child.kill("SIGKILL");
  }, timeoutSeconds * 1000);
  return new Promise<Ended>((resolve) => {
    const end = (code: number | null) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code, ...written });
    };
    child.on("error", ({ message }) => {
      written.stderr += message;
      end(null);
    });
    child.on("close", end);
  });
}
