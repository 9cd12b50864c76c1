/**
 * The programs by which the engine starts Node for dynamic resources and for policy packs.
 *
 * An installed Pulumi has them beside its CLI; the CLI that is built from its module stands alone.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const LAUNCHERS: Readonly<Record<string, string>> = {
  "pulumi-analyzer-policy-nodejs": "@pulumi/pulumi/cmd/run-policy-pack/index.js",
  "pulumi-resource-pulumi-nodejs": "@pulumi/pulumi/cmd/dynamic-provider/index.js",
};

/** Writes the launchers into a folder, which belongs on PATH then. */
export function writeLaunchers(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, program] of Object.entries(LAUNCHERS)) {
    const script = `#!/bin/sh\nexec "${process.execPath}" "${require.resolve(program)}" "$@"\n`;
    writeFileSync(join(folder, name), script, { mode: 0o755 });
  }
}
