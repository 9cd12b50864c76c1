import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Wheel } from "./wheel";

/**
 * Writes a wheel under its own name, unless it is there: the name stands for the content.
 *
 * @returns the file's path
 */
export function writeWheel({ bytes, fileName }: Wheel, directory: string): string {
  const file = join(directory, fileName);
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true });
    // Another process may write the same one: each writes beside it, and the last move wins.
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, file);
  }
  return file;
}
