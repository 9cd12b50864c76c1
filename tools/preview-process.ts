/** The preview of an environment by any version of the program. */
import { readPreview } from "../review/previewed";
import type { Side } from "../review/review";
import { runVersion } from "./version-process";

/** Which environment of which version. */
export interface VersionStack {
  /** The project's directory of that version. */
  readonly directory: string;
  readonly stack: string;
}

/** Longest time of one preview, in seconds; it takes two. */
const TIMEOUT_SECONDS = 120;

/** @returns the preview, or what the version says against it. */
export async function previewBy({ directory, stack }: VersionStack): Promise<Side> {
  const printed = await runVersion({
    directory,
    tool: "tools/preview.ts",
    args: ["--stack", stack, "--json"],
    timeoutSeconds: TIMEOUT_SECONDS,
  });
  if ("failure" in printed) return printed;
  const read = readPreview(printed.stdout);
  return typeof read === "string"
    ? { failure: `its preview cannot be read: ${read} ${printed.stderr.trim()}`.trim() }
    : read;
}
