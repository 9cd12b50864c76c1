/** Previews of any version of the program: each by its own code, as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { type Previewed, readPreview } from "../review/previewed";

/** Longest time of one preview, in milliseconds; it takes seconds. */
const TIMEOUT_MS = 120_000;

/** Which environment of which version. */
export interface PreviewRequest {
  /** The project's directory of that version. */
  readonly directory: string;
  readonly stack: string;
}

const running = new Set<ChildProcess>();

/** Ends every preview that is under way. */
export function stopPreviews(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** @returns the preview, or what the version says against it. */
export async function previewBy(
  request: PreviewRequest,
): Promise<Previewed | { readonly failure: string }> {
  const { code, stdout, stderr, timedOut } = await ended(request);
  if (timedOut) return { failure: `it took longer than ${TIMEOUT_MS / 1000} seconds` };
  if (code !== 0 && code !== 1) return { failure: stderr.trim() || `it ended with code ${code}` };
  const read = readPreview(stdout);
  return typeof read === "string"
    ? { failure: `its preview cannot be read: ${read} ${stderr.trim()}`.trim() }
    : read;
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

function ended({ directory, stack }: PreviewRequest): Promise<Ended> {
  const command = [
    "--require",
    "./tools/register.js",
    "tools/preview.ts",
    "--stack",
    stack,
    "--json",
  ];
  const child = spawn(process.execPath, command, {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const written = { stdout: "", stderr: "", timedOut: false };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8");
    child[stream].on("data", (text: string) => {
      written[stream] += text;
    });
  }
  const timer = setTimeout(() => {
    written.timedOut = true;
    child.kill("SIGKILL");
  }, TIMEOUT_MS);
  return new Promise((resolve) => {
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
