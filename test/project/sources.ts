// Reads the sources of the project: which files there are, and what each imports.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** The project's own directory. */
export const ROOT: string = join(__dirname, "..", "..");

const NO_SOURCES: ReadonlySet<string> = new Set(["docs", "node_modules", "out", "test", "tests"]);

/** Every source file with one of the endings, by its path from the root; tests are none. */
export function sourceFiles(...endings: readonly string[]): readonly string[] {
  return filesBelow(ROOT)
    .map((file) => relative(ROOT, file))
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .sort();
}

/** The text of a file, by its path from the root. */
export function sourceText(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

/** What one statement of a module asks for. */
export interface Import {
  /** As it is written: `../adf/builder`, `@pulumi/pulumi`, `node:fs`. */
  readonly from: string;
  /** Whether nothing of it is left when the types are gone. */
  readonly typeOnly: boolean;
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?([^;"']*?)\s*from\s*"([^"]+)"/gm;
const BARE = /^import\s*"([^"]+)"|\b(?:require|import)\(\s*"([^"]+)"\s*\)/gm;

/** The imports of a module's text, re-exports among them. */
export function importsOf(text: string): readonly Import[] {
  const statements = [...text.matchAll(STATEMENT)].map(([, type, names = "", from = ""]) => ({
    from,
    typeOnly: type !== undefined || namesOnlyTypes(names),
  }));
  const bare = [...text.matchAll(BARE)].map(([, from, called]) => ({
    from: from ?? called ?? "",
    typeOnly: false,
  }));
  return [...statements, ...bare];
}

/** The file that a relative import means, by its path from the root. */
export function resolveImport(file: string, from: string): string | undefined {
  if (!from.startsWith(".")) return undefined;
  const base = join(ROOT, dirname(file), from);
  const candidates = [base, `${base}.ts`, join(base, "index.ts")];
  const found = candidates.find((path) => existsSync(path) && statSync(path).isFile());
  if (found === undefined) throw new Error(`${file} imports ${from}, which is no file`);
  return relative(ROOT, found);
}

/** Everything that a file loads at run time: files of ours by path, packages by name. */
export function runTimeClosure(file: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [file];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    if (!next.endsWith(".ts")) continue;
    for (const { from, typeOnly } of importsOf(sourceText(next))) {
      if (!typeOnly) waiting.push(resolveImport(next, from) ?? from);
    }
  }
  return reached;
}

function namesOnlyTypes(names: string): boolean {
  const [, list] = /^\{([^}]*)\}$/.exec(names) ?? [];
  const each = list?.split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
  return each !== undefined && each.length > 0 && each.every((name) => name.startsWith("type "));
}

function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".")) return [];
    const path = join(directory, entry.name);
    if (!entry.isDirectory()) return [path];
    return NO_SOURCES.has(entry.name) ? [] : filesBelow(path);
  });
}
