/** From the paths that a user named to problems with their places, one file after the other. */
import { type LintProblem, lint } from "../adf/lint";
import {
  AdfReadError,
  holdsNoPipeline,
  locate,
  noPipelinesAmong,
  type PipelineFiles,
  pipelineFiles,
  readPipelines,
  readPipelineText,
  type SourcePosition,
} from "../adf/wire";

/** A problem with its place; the path is a pointer into the file. */
export interface PlacedProblem extends LintProblem {
  readonly file: string;
  /** The pipeline's name, and those of the activities down to the place. */
  readonly names: readonly string[];
  /** Of the value that is wrong, or of what should hold it. */
  readonly position: SourcePosition;
}

/** A file that was read. */
export interface LintedFile {
  readonly file: string;
  readonly text: string;
  /** How many pipelines it holds. */
  readonly pipelines: number;
  readonly problems: readonly PlacedProblem[];
}

/** A file that was read, or why it, or a path, could not be. */
export type LintedPath = LintedFile | { readonly unusable: AdfReadError };

/** Reads and looks at every file of the paths once, in their order; one that is bad stops no other. */
export function* lintPaths(paths: readonly string[]): Iterable<LintedPath> {
  const seen = new Set<string>();
  for (const path of paths) {
    const found = readable(() => pipelineFiles(path));
    if ("unusable" in found) yield found;
    else yield* lintFiles(found, path, seen);
  }
}

function* lintFiles(
  { files, mixed }: PipelineFiles,
  path: string,
  seen: Set<string>,
): Iterable<LintedPath> {
  let skipped = 0;
  for (const file of files) {
    if (seen.has(file)) continue;
    seen.add(file);
    const linted = readable(() => lintFile(file));
    if (mixed && "unusable" in linted && holdsNoPipeline(linted.unusable)) skipped++;
    else yield linted;
  }
  if (skipped === files.length) {
    yield { unusable: noPipelinesAmong(path, skipped) };
  }
}

function lintFile(file: string): LintedFile {
  const text = readPipelineText(file);
  const pipelines = readPipelines(text, file);
  const problems = pipelines.flatMap(({ definition, pointer }) =>
    lint(definition).map((problem) => ({
      ...problem,
      file,
      names: namesOnTheWay(definition, problem.path),
      path: `${pointer}${problem.path}`,
    })),
  );
  const positions = locate(
    text,
    problems.map(({ path }) => path),
  );
  return {
    file,
    text,
    pipelines: pipelines.length,
    problems: problems.map((problem) => ({
      ...problem,
      position: positions.get(problem.path) ?? START,
    })),
  };
}

/** The names of a pipeline and of the activities that a pointer leads through. */
function namesOnTheWay(definition: unknown, pointer: string): readonly string[] {
  const names: unknown[] = [childOf(definition, "name")];
  let at = definition;
  let list = "";
  for (const segment of pointer.split("/").slice(1)) {
    at = childOf(at, segment);
    if (/activities$/i.test(list)) names.push(childOf(at, "name"));
    list = segment;
  }
  return names.filter((name) => typeof name === "string");
}

function childOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

const START: SourcePosition = { line: 1, column: 1, offset: 0, length: 1 };

function readable<T>(read: () => T): T | { readonly unusable: AdfReadError } {
  try {
    return read();
  } catch (error) {
    if (error instanceof AdfReadError) return { unusable: error };
    throw error;
  }
}
