/**
 * The programs by which the engine starts Node: for programs and for dynamic resources.
 *
 * An installed Pulumi has them beside its CLI; the CLI that is built from its module stands alone.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_DIRECTORY } from "../../../tools/root";

const REGISTER = join(PROJECT_DIRECTORY, "tools", "register.js");

/** What Node is given, by the name that the engine looks for. */
const LAUNCHERS: Readonly<Record<string, readonly string[]>> = {
  "pulumi-language-nodejs": ["--require", REGISTER, join(__dirname, "language-host.ts")],
  "pulumi-resource-pulumi-nodejs": [
    require.resolve("@pulumi/pulumi/cmd/dynamic-provider/index.js"),
  ],
};

/** Writes the launchers into a folder, which belongs on PATH then. */
export function writeLaunchers(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, args] of Object.entries(LAUNCHERS)) {
    const command = [process.execPath, ...args].map((part) => `"${part}"`).join(" ");
    const script = `#!/bin/sh\nexec ${command} "$@"\n`;
    writeFileSync(join(folder, name), script, { mode: 0o755 });
  }
}
