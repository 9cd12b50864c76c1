/** What the recorder shows of an environment, asked of the command that users have. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PROJECT_DIRECTORY } from "../../../tools/root";

/** What `npm run preview -- --json` prints, as far as it is read here. */
interface Previewed {
  readonly findings: readonly {
    readonly rule: string;
    readonly urn: string;
    readonly waived?: unknown;
  }[];
  readonly resources: readonly { readonly urn: string }[];
}

/**
 * The recorder runs the program under mocks of the SDK's one runtime, so it is a process of its own.
 *
 * @returns the preview's document
 */
export async function previewed(stack: string): Promise<Previewed> {
  const args = ["--require", "./tools/register.js", "tools/preview.ts", "--stack", stack, "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: PROJECT_DIRECTORY,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}
