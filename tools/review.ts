/** `npm run review`: what a change does to every environment, compared with another commit. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { reviewMarkdown } from "../review/markdown";
import { type Compared, hasErrors, type Review, reviewOf } from "../review/review";
import { SQL_DIRECTORIES, type SqlFiles } from "../review/sql";
import { EXIT, newCommand, runCommand } from "./command";
import { Checkout } from "./git";
import { progressOn } from "./progress";
import { type Base, checkOutBase } from "./review-base";
import { previewBoth, rehearseBoth } from "./review-environments";
import { PROJECT_DIRECTORY } from "./root";
import { ToolError } from "./tool-error";
import { stopVersions } from "./version-process";

interface ReviewOptions {
  readonly base: string;
  readonly directory: string;
  readonly json?: true;
  readonly output?: string;
  readonly rehearse?: true;
  readonly stack?: readonly string[];
}

const command = newCommand(
  "npm run review --",
  "Shows what a change does to resources, pipelines, SQL, cost, nights and findings, as Markdown, offline.",
  "npm run review -- --base origin/main",
)
  .requiredOption("--base <ref>", "the commit to compare the working tree with")
  .option("--stack <name...>", "the environments; all that have a Pulumi.<stack>.yaml where absent")
  .option("--directory <dir>", "the project of the working tree", PROJECT_DIRECTORY)
  .option("--rehearse", "rehearse both sides too, where anything differs; half a minute for each")
  .option("--json", "print one JSON document instead of Markdown")
  .option("--output <file>", "write there instead of to standard output")
  .addHelpText("after", "\nExit codes: 0 no error, 1 an error, 2 a side could not be looked at.")
  .action(async (options: ReviewOptions) => {
    const review = await compare(options);
    const text = options.json === true ? `${JSON.stringify(review)}\n` : reviewMarkdown(review);
    if (options.output === undefined) {
      process.stdout.write(text);
    } else {
      mkdirSync(dirname(options.output), { recursive: true });
      writeFileSync(options.output, text);
    }
    for (const failure of review.failures) process.stderr.write(`${failure}\n`);
    process.exitCode = exitCodeOf(review);
  });

function exitCodeOf(review: Review): number {
  if (review.failures.length > 0) return EXIT.unusableInput;
  return hasErrors(review) ? EXIT.findings : EXIT.done;
}

/** Looks at both sides; where the base cannot be had, at the working tree alone. */
async function compare(options: ReviewOptions): Promise<Review> {
  const { base: ref, directory, stack } = options;
  const found = findBase(directory, ref);
  const { tree } = found;
  const forget = tree === undefined ? undefined : removeWhenKilled(tree);
  try {
    const versions = {
      head: directory,
      base: tree?.directory,
      progress: progressOn(process.stderr),
    };
    const input = {
      compared: comparedOf(ref, found),
      environments: await previewBoth(versions, stack),
      sqlBefore: tree === undefined ? undefined : sqlOf(tree.directory),
      sqlAfter: sqlOf(directory),
      failures: found.failure === undefined ? [] : [`the base: ${found.failure.message}`],
    };
    const review = reviewOf(input);
    if (options.rehearse !== true) return review;
    const environments = await rehearseBoth(versions, input.environments, review);
    return reviewOf({ ...input, environments });
  } finally {
    tree?.remove();
    forget?.();
  }
}

/** How far the way to the base went, and what stopped it. */
interface FoundBase {
  readonly checkout?: Checkout;
  readonly commit?: string;
  readonly tree?: Base;
  readonly failure?: ToolError;
}

/** @throws ToolError `TOOL_SUBMODULE_DIRTY` */
function findBase(directory: string, ref: string): FoundBase {
  const checkout = usable(() => new Checkout(directory));
  if (checkout instanceof ToolError) return { failure: checkout };
  checkout.refuseDirtySubmodules();
  const commit = usable(() => checkout.commitOf(ref));
  if (commit instanceof ToolError) return { checkout, failure: commit };
  const tree = usable(() => checkOutBase({ checkout, project: directory, commit, tell }));
  if (tree instanceof ToolError) return { checkout, commit, failure: tree };
  return { checkout, commit, tree };
}

function comparedOf(base: string, { checkout, commit }: FoundBase): Compared {
  return {
    base,
    baseCommit: commit ?? null,
    headCommit: checkout?.commitOf("HEAD") ?? null,
    uncommitted: checkout?.uncommitted() ?? 0,
    behind: commit === undefined ? 0 : (checkout?.behind(commit) ?? 0),
  };
}

function usable<T>(get: () => T): T | ToolError {
  try {
    return get();
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Signals that end a command at a terminal or in CI, with their numbers. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** @returns what takes the handlers away again. */
function removeWhenKilled(base: Base): () => void {
  const handlers = Object.entries(SIGNALS).map(([signal, number]) => {
    const handler = () => {
      stopVersions();
      base.remove();
      process.exit(128 + number);
    };
    process.once(signal, handler);
    return () => process.removeListener(signal, handler);
  });
  return () => {
    for (const off of handlers) off();
  };
}

/** The SQL of the run log, by path. */
function sqlOf(directory: string): SqlFiles {
  return Object.fromEntries(
    SQL_DIRECTORIES.flatMap((folder) => {
      const path = join(directory, folder);
      const files = existsSync(path) ? readdirSync(path) : [];
      return files
        .filter((file) => file.endsWith(".sql"))
        .map((file) => [`${folder}${file}`, readFileSync(join(path, file), "utf8")] as const);
    }),
  );
}

void runCommand(command, process.argv);
