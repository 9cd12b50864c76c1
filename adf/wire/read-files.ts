// From a path to the files of its pipelines, and from a file to its text.

import { readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { AdfReadError } from "./read-error";

/**
 * How large a file may be, in bytes: far above the 4 MB that Azure Resource Manager takes as a
 * template.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/best-practices#template-limits
 */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** The files that a path stands for. */
export interface PipelineFiles {
  /** Sorted by name. */
  readonly files: readonly string[];
  /** Whether the folder may hold definitions of other kinds too, which are then no error. */
  readonly mixed: boolean;
}

/**
 * The files of a path: the file itself; of a factory's repository those of its `pipeline` folder; of
 * another folder its own `.json` files.
 *
 * @throws AdfReadError `ADF_READ_UNREADABLE`, or `ADF_READ_NO_PIPELINES` for a folder without such files
 */
export function pipelineFiles(path: string): PipelineFiles {
  if (!statOf(path).isDirectory()) return { files: [path], mixed: false };
  const pipelineFolder = join(path, "pipeline");
  const factory = isDirectory(pipelineFolder);
  const folder = factory ? pipelineFolder : path;
  const files = jsonFilesOf(folder);
  if (files.length === 0) {
    const rule = "must hold pipeline/*.json or *.json, there is no such file";
    throw new AdfReadError("ADF_READ_NO_PIPELINES", folder, rule);
  }
  return { files, mixed: !factory };
}

/**
 * The text of a file: UTF-8, or UTF-16 with a byte order mark, as Windows PowerShell writes it.
 *
 * @throws AdfReadError `ADF_READ_UNREADABLE` or `ADF_READ_SIZE`
 */
export function readPipelineText(file: string): string {
  const { size } = statOf(file);
  if (size > MAX_FILE_BYTES) {
    const rule = `must have at most ${MAX_FILE_BYTES} bytes, got ${size}`;
    throw new AdfReadError("ADF_READ_SIZE", file, rule);
  }
  const bytes = attempt(file, () => readFileSync(file));
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(utf16 ? "utf16le" : "utf8").replace(/^\uFEFF/, "");
}

/** Tells the error of a file that is sound and holds no pipeline, as a mixed folder may. */
export function holdsNoPipeline({ code }: AdfReadError): boolean {
  return code === "ADF_READ_OTHER_KIND" || code === "ADF_READ_NO_PIPELINES";
}

/** The error of a mixed folder of whose files none holds a pipeline. */
export function noPipelinesAmong(folder: string, files: number): AdfReadError {
  const rule = `must hold a pipeline, none of its ${files} JSON files is one`;
  return new AdfReadError("ADF_READ_NO_PIPELINES", folder, rule);
}

function jsonFilesOf(folder: string): readonly string[] {
  return attempt(folder, () => readdirSync(folder, { withFileTypes: true }))
    .filter((entry) => !entry.isDirectory() && entry.name.toLowerCase().endsWith(".json"))
    .map(({ name }) => name)
    .sort()
    .map((name) => join(folder, name));
}

function statOf(path: string): Stats {
  return attempt(path, () => statSync(path));
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const detail = error instanceof Error && "code" in error ? String(error.code) : "no reason";
    throw new AdfReadError("ADF_READ_UNREADABLE", path, `must be readable, got ${detail}`);
  }
}
