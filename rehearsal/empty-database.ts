/**
 * The files of an empty database, kept on this machine: to make a database takes five times as long as to
 * load one.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";

const CACHE = join(__dirname, "..", "node_modules", ".cache", "forecast-platform");

/** A database that was made anew. */
type Created = Pick<PGlite, "close" | "dumpDataDir">;

/** @returns what `loadDataDir` of PGlite takes */
export async function emptyDatabase(create: () => Promise<Created>): Promise<Blob> {
  const file = join(CACHE, `pglite-${versionOfPglite()}.tar`);
  try {
    return new Blob([readFileSync(file)]);
  } catch {
    const database = await create();
    const files = await database.dumpDataDir("none");
    await database.close();
    keep(file, Buffer.from(await files.arrayBuffer()));
    return files;
  }
}

function versionOfPglite(): string {
  const directory = dirname(require.resolve("@electric-sql/pglite"));
  const text = readFileSync(join(directory, "..", "package.json"), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}

// Written beside and moved, so that a second process never reads half a database.
function keep(file: string, bytes: Buffer): void {
  try {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, bytes);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A directory that cannot be written costs the next rehearsal some seconds, and nothing else.
  }
}
