/** The migrations of the run log, in the order of their numbers. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One migration: a file `NNN-<what>.sql` of T-SQL statements without `GO`. */
export interface Migration {
  /** The file's name without its ending, such as `001-schema`. */
  readonly name: string;
  readonly text: string;
}

/** @returns all migrations, in order. */
export function readMigrations(): readonly Migration[] {
  const directory = join(__dirname, "migrations");
  return readdirSync(directory)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => ({
      name: file.slice(0, -".sql".length),
      text: readFileSync(join(directory, file), "utf8").trim(),
    }));
}

/** @returns a checksum of what the migrations say: 64 hexadecimal digits. */
export function checksumOf(migrations: readonly Migration[]): string {
  const hash = createHash("sha256");
  for (const migration of migrations) {
    hash.update(JSON.stringify([migration.name, migration.text]));
  }
  return hash.digest("hex");
}
