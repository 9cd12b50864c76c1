/** `npm run adf -- lint FILE...`: what is wrong with pipelines in the service's own JSON. */
import { performance } from "node:perf_hooks";
import { Argument, type Command } from "commander";
import type { LintSeverity } from "../adf/lint";
import { type LintedFile, type LintedPath, lintPaths } from "./adf-lint-files";
import { type LintTotals, lintedFileText, summaryText } from "./adf-lint-report";
import { colorsFor, EXIT, newCommand } from "./command";

interface LintOptions {
  readonly json?: true;
  readonly strict?: true;
}

/** @returns the command `lint`, to be added to the commands of `npm run adf`. */
export function lintCommand(): Command {
  return newCommand(
    "lint",
    "Tells what the service refuses in pipelines, and what will hurt later.",
    "npm run adf -- lint factory/ pipeline/copy.json",
  )
    .addArgument(
      new Argument(
        "<file...>",
        "pipelines, ARM templates, folders of pipelines, or the root of a factory's repository",
      ),
    )
    .option("--json", "print one JSON document instead of the report")
    .option("--strict", "exit 1 on warnings too")
    .addHelpText("after", EXIT_CODES)
    .action((paths: readonly string[], options: LintOptions) => {
      process.exitCode = run(paths, options);
    });
}

const EXIT_CODES = `
Exit codes: 0 no error, 1 an error (with --strict also a warning), 2 something could not be read.`;

function run(paths: readonly string[], { json, strict }: LintOptions): number {
  const totals = { error: 0, warning: 0, pipelines: 0, files: 0, unreadable: 0 };
  const report = json === true ? new JsonReport() : new TextReport();
  for (const linted of withProgress(lintPaths(paths))) {
    if ("unusable" in linted) {
      totals.unreadable++;
      process.stderr.write(`${linted.unusable.message}\n`);
      continue;
    }
    totals.files++;
    totals.pipelines += linted.pipelines;
    for (const { severity } of linted.problems) totals[severity]++;
    report.add(linted);
  }
  report.end(totals);
  return exitCodeOf(totals, strict === true ? ["error", "warning"] : ["error"]);
}

function exitCodeOf(totals: LintTotals, refused: readonly LintSeverity[]): number {
  if (totals.unreadable > 0) return EXIT.unusableInput;
  return refused.some((severity) => totals[severity] > 0) ? EXIT.findings : EXIT.done;
}

/** Where problems go, file by file. */
interface Report {
  add(file: LintedFile): void;
  end(totals: LintTotals): void;
}

class JsonReport implements Report {
  readonly #problems: unknown[] = [];

  add({ problems }: LintedFile): void {
    this.#problems.push(
      ...problems.map(({ names: _, position: { line, column }, ...problem }) => ({
        ...problem,
        line,
        column,
      })),
    );
  }

  end(): void {
    process.stdout.write(`${JSON.stringify({ problems: this.#problems })}\n`);
  }
}

class TextReport implements Report {
  readonly #colors = colorsFor(process.stdout);

  add(file: LintedFile): void {
    process.stdout.write(lintedFileText(file, this.#colors));
  }

  end(totals: LintTotals): void {
    process.stdout.write(summaryText(totals, this.#colors));
  }
}

const FIRST_PROGRESS_MS = 500;
const PROGRESS_MS = 100;

/** Says on a terminal how far a long work is, and leaves nothing of it behind. */
function* withProgress(files: Iterable<LintedPath>): Iterable<LintedPath> {
  const { stderr } = process;
  if (!stderr.isTTY) {
    yield* files;
    return;
  }
  let [count, due, shown] = [0, performance.now() + FIRST_PROGRESS_MS, false];
  const clear = (): void => {
    if (shown) stderr.write("\r\u001B[K");
    shown = false;
  };
  for (const file of files) {
    clear();
    yield file;
    count++;
    if (performance.now() < due) continue;
    due = performance.now() + PROGRESS_MS;
    stderr.write(`${count} files`);
    shown = true;
  }
  clear();
}
