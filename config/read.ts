import { parseSettings } from "./parse";
import type { Settings } from "./settings";
import { readStackFile } from "./stack-file";

/** The settings of a stack, and the configuration that Pulumi's runtime would hold for it. */
export interface LoadedSettings {
  readonly settings: Settings;
  /** Every key of the file as text, lists and maps as JSON, as `pulumi.runtime.allConfig()` gives them. */
  readonly config: Readonly<Record<string, string>>;
}

/**
 * Reads and checks the settings of a stack from its file, with no Pulumi.
 *
 * A program that Pulumi runs takes {@link parseSettings} from `./parse`, which loads no YAML.
 *
 * @throws ConfigError with every problem at once, each with its line.
 */
export function loadSettings(directory: string, stack: string): LoadedSettings {
  const { values, locate } = readStackFile(directory, stack);
  return { settings: parseSettings(stack, values, locate), config: runtimeConfig(values) };
}

function runtimeConfig(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, runtimeText(value)]),
  );
}

function runtimeText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
