import { readFileSync } from "node:fs";
import { ToolError } from "./tool-error";

/**
 * Reads a file that a user named.
 *
 * @throws ToolError `TOOL_UNREADABLE_FILE`
 */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const detail = error instanceof Error && "code" in error ? String(error.code) : "no reason";
    throw new ToolError("TOOL_UNREADABLE_FILE", file, detail);
  }
}
