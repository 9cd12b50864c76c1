/** What the types of the Data Factory builder cost the type checker, beside untyped literals. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { inTurn, median, runProcess } from "./measure";
import type { Figure } from "./preview";

const ROUNDS = 5;
const ROOT = join(__dirname, "..");
const OUT = join(ROOT, "out/adf-types");
const GOLDEN = join(ROOT, "test/golden/pipelines");

/**
 * The type checker on the pipelines, on a copy of them over the declarations of all that they import,
 * and on a copy that is object literals of the service's JSON, which nothing types.
 *
 * Over the declarations is what the types cost: a package ships these, and an editor checks the file
 * that is open. Over the sources, the checker reads and checks the builder itself too.
 */
export function compileTime(): readonly Figure[] {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(join(OUT, "literals"), { recursive: true });
  const overSources = writeProject("sources", "../../pipelines/*.ts");
  writeDeclarations(overSources);
  writeLiterals();
  const projects = [
    overSources,
    writeProject("declarations", "./declarations/pipelines/*.ts"),
    writeProject("literals", "./literals/*.ts"),
  ];
  const [sources, declarations, literals] = inTurn(
    ROUNDS,
    projects.map((project) => () => compile(project)),
  ).map(median);
  return [
    { name: "tsc on pipelines, ms", value: milliseconds(sources), wanted: "" },
    { name: "over declarations, ms", value: milliseconds(declarations), wanted: "" },
    { name: "as untyped literals, ms", value: milliseconds(literals), wanted: "" },
    { name: "ratio", value: ratio(sources, literals), wanted: "the builder's sources included" },
    {
      name: "ratio over declarations",
      value: ratio(declarations, literals),
      wanted: "at most 1.5",
    },
  ];
}

/** A project that takes the settings of the repository's own, for these files alone. */
function writeProject(name: string, include: string): string {
  const file = join(OUT, `${name}.json`);
  const compilerOptions = { rootDir: "../..", types: ["node"] };
  const project = {
    extends: "../../tsconfig.json",
    compilerOptions,
    include: [include],
    exclude: [],
  };
  writeFileSync(file, JSON.stringify(project));
  return file;
}

/** The declarations of what the pipelines import, and beside them the pipelines' own sources. */
function writeDeclarations(project: string): void {
  const target = join(OUT, "declarations");
  compile(
    project,
    "--noEmit",
    "false",
    "--declaration",
    "--emitDeclarationOnly",
    "--outDir",
    target,
  );
  rmSync(join(target, "pipelines"), { recursive: true });
  cpSync(join(ROOT, "pipelines"), join(target, "pipelines"), { recursive: true });
}

/** One module a pipeline, its service JSON written out as a literal. */
function writeLiterals(): void {
  for (const file of readdirSync(GOLDEN).filter((name) => name.endsWith(".json"))) {
    const name = basename(file, ".json");
    const json = readFileSync(join(GOLDEN, file), "utf8").trim();
    writeFileSync(join(OUT, "literals", `${name}.ts`), `export const pipeline = ${json};\n`);
  }
}

function compile(project: string, ...options: readonly string[]): number {
  const args = ["node_modules/typescript/bin/tsc", "-p", project, ...options];
  return runProcess(process.execPath, args).milliseconds;
}

function milliseconds(value: number | undefined): string {
  return (value ?? Number.NaN).toFixed(0);
}

function ratio(value: number | undefined, base: number | undefined): string {
  return ((value ?? Number.NaN) / (base ?? Number.NaN)).toFixed(2);
}
