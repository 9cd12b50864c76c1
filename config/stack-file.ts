import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { refuse } from "./config-error";
import { ENVIRONMENT_NAMES, type EnvironmentName } from "./environments";
import { environmentOf } from "./parse";
import { showAllowed } from "./show";
import { parseStackText, type StackFile } from "./stack-text";

/**
 * Reads the values of `Pulumi.<stack>.yaml`; the settings themselves are not checked yet.
 *
 * @param directory - The folder of the project, where the settings files lie.
 * @throws ConfigError CONFIG_NO_STACK when the stack is no environment or has no readable file;
 *   CONFIG_SYNTAX, CONFIG_DUPLICATE, CONFIG_TYPE, CONFIG_MISSING or CONFIG_UNKNOWN_KEY when the
 *   file is not a map with a map `config`.
 */
export function readStackFile(directory: string, stack: string): StackFile {
  const existing = stacksIn(directory);
  const { name } = environmentOf(stack, existing);
  return parseStackText(fileOf(name), readText(directory, name, existing));
}

function stacksIn(directory: string): EnvironmentName[] {
  try {
    const files = new Set(readdirSync(directory));
    return ENVIRONMENT_NAMES.filter((name) => files.has(fileOf(name)));
  } catch {
    return [];
  }
}

function readText(directory: string, stack: EnvironmentName, existing: readonly string[]): string {
  try {
    return readFileSync(join(directory, fileOf(stack)), "utf8");
  } catch (error) {
    const reason = systemCodeOf(error);
    const others = existing.filter((other) => other !== stack);
    const message =
      reason === "ENOENT"
        ? `has no file ${fileOf(stack)} in the project's folder`
        : `has a file ${fileOf(stack)} that cannot be read (${reason})`;
    const choose = others.length > 0 ? `, or choose one of ${showAllowed(others)}` : "";
    const repair = `write that file${choose}`;
    return refuse({ code: "CONFIG_NO_STACK", path: ["stack"], message, repair });
  }
}

function systemCodeOf(error: unknown): string {
  const hasCode = typeof error === "object" && error !== null && "code" in error;
  return hasCode ? String(error.code) : "unreadable";
}

function fileOf(stack: EnvironmentName): string {
  return `Pulumi.${stack}.yaml`;
}
