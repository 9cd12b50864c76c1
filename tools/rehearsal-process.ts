/** The rehearsal of an environment by any version of the program. */
import { join } from "node:path";
import { type Rehearsed, readRehearsal } from "../review/rehearsed";
import type { Failure } from "../review/review";
import type { VersionStack } from "./preview-process";
import { runVersion } from "./version-process";

/** Longest time of one rehearsal, in seconds; it takes half a minute, and a new environment a minute. */
const TIMEOUT_SECONDS = 900;

/** @param tell - hears what happens in it, a line each */
export async function rehearseBy(
  { directory, stack }: VersionStack,
  tell: (line: string) => void,
): Promise<Rehearsed | Failure> {
  const printed = await runVersion({
    directory,
    tool: "tools/rehearse.ts",
    args: ["--stack", stack, "--json"],
    timeoutSeconds: TIMEOUT_SECONDS,
    // An environment that is lent by another version has that version's package installed.
    env: { PYTHONPATH: join(directory, "python", "src") },
    tell,
  });
  if ("failure" in printed) return printed;
  const read = readRehearsal(printed.stdout);
  return typeof read === "string" ? { failure: `its rehearsal cannot be read: ${read}` } : read;
}
