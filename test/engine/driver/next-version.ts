/** The program of a later version: a copy of this one with one more migration of the run log. */
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_DIRECTORY } from "../../../tools/root";
import type { Program } from "./engine-stack";

/** What the program is made of. */
const PROGRAM = [
  "adf",
  "components",
  "config",
  "index.ts",
  "notebooks",
  "pipelines",
  "python/pyproject.toml",
  "python/src",
  "run-log",
  "stacks",
  "wheel",
];

const MIGRATION = `CREATE TABLE mlops.engine_test (
  id int NOT NULL CONSTRAINT pk_engine_test PRIMARY KEY
);
`;

/**
 * @param directory - where the copy is written; it lies inside the project, for its packages
 * @returns the copy's program
 */
export function nextVersion(directory: string): Program {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(directory, "python"), { recursive: true });
  for (const part of PROGRAM) {
    cpSync(join(PROJECT_DIRECTORY, part), join(directory, part), { recursive: true });
  }
  const migrations = join(directory, "run-log", "migrations");
  const number = String(readdirSync(migrations).length + 1).padStart(3, "0");
  writeFileSync(join(migrations, `${number}-engine-test.sql`), MIGRATION);
  return [join(directory, "index.ts")];
}
