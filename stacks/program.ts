/** The whole program: reads the settings of the current stack and declares its platform. */
import { getStack, RunError, runtime } from "@pulumi/pulumi";
import { ConfigError } from "../config/config-error";
import { parseSettings } from "../config/parse";
import type { Settings } from "../config/settings";
import { type PlatformOutputs, platform } from "./platform";

/**
 * Declares the platform of the current stack.
 *
 * @returns the stack's outputs
 * @throws RunError with every wrong setting, before any resource is declared
 */
export function program(): PlatformOutputs {
  return platform(readSettings());
}

function readSettings(): Settings {
  try {
    return parseSettings(getStack(), runtime.allConfig());
  } catch (error) {
    // A RunError is shown by its message alone.
    throw error instanceof ConfigError ? new RunError(error.message) : error;
  }
}
