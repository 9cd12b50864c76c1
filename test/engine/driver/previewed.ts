/** What the recorder shows of an environment, asked of the command that users have. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PROJECT_DIRECTORY } from "../../../tools/root";

/**
 * The recorder runs the program under mocks of the SDK's one runtime, so it is a process of its own.
 *
 * @returns the URNs of all resources, sorted
 */
export async function previewedUrns(stack: string): Promise<readonly string[]> {
  const command = ["--require", "./tools/register.js", "tools/preview.ts", "--stack", stack, "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: PROJECT_DIRECTORY,
    maxBuffer: 64 * 1024 * 1024,
  });
  const { resources }: { readonly resources: readonly { readonly urn: string }[] } =
    JSON.parse(stdout);
  return resources.map(({ urn }) => urn).sort();
}
