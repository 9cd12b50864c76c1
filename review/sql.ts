/** What changes in the run log's SQL: migrations, which are only ever added, and statements. */
import { RunLogError } from "../run-log/error";
import { type MigrationStatement, splitMigrations } from "../run-log/migrations";
import { lineDiff } from "./line-diff";
import { problem, type ReviewProblem } from "./problem";

/** The SQL files of one side: text by path from the project's directory. */
export type SqlFiles = Readonly<Record<string, string>>;

/** One file that differs. */
export interface SqlChange {
  readonly file: string;
  readonly action: "added" | "edited" | "removed";
  readonly kind: "migration" | "statement";
  /** Whether only comments and blank lines differ. */
  readonly commentsOnly: boolean;
  /** What differs, as a unified diff; empty for a file that is removed. */
  readonly lines: readonly string[];
  /** Ways through the pipelines to where the statement runs. */
  readonly usedBy: readonly string[];
}

const MIGRATIONS = "run-log/migrations/";

/** Where the SQL of the run log is, from the project's directory. */
export const SQL_DIRECTORIES = [MIGRATIONS, "run-log/statements/"] as const;

/**
 * @param ways - finds where in the pipelines a text is used
 * @returns a change for each file that differs, by path
 */
export function sqlChanges(
  before: SqlFiles,
  after: SqlFiles,
  ways: (text: string) => readonly string[],
): readonly SqlChange[] {
  const files = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return files.flatMap((file) => {
    const [was, is] = [before[file], after[file]];
    if (was === is) return [];
    const kind = file.startsWith(MIGRATIONS) ? "migration" : "statement";
    const usedBy = kind === "migration" ? [] : ways(firstLine(is ?? was ?? ""));
    return [{ file, kind, usedBy, ...editOf(was, is) }];
  });
}

function editOf(
  was: string | undefined,
  is: string | undefined,
): Pick<SqlChange, "action" | "commentsOnly" | "lines"> {
  if (is === undefined) return { action: "removed", commentsOnly: false, lines: [] };
  const { lines } = lineDiff(was ?? "", is);
  return was === undefined
    ? { action: "added", commentsOnly: false, lines }
    : { action: "edited", commentsOnly: bare(was) === bare(is), lines };
}

/** @returns an error for each migration of `before` that `after` no longer holds as it was. */
export function migrationProblems(before: SqlFiles, after: SqlFiles): readonly ReviewProblem[] {
  const [applied, current] = [split(before), split(after)];
  if (applied instanceof RunLogError) return [];
  if (current instanceof RunLogError) {
    return [problem("REVIEW_MIGRATION_UNREADABLE", current.path, current.message)];
  }
  const names = [...new Set(applied.map(({ name }) => name))];
  return names.flatMap((name) => {
    const file = `${MIGRATIONS}${name}.sql`;
    const mine = (list: readonly MigrationStatement[]) => list.filter((each) => each.name === name);
    const now = mine(current);
    if (now.length === 0) return [problem("REVIEW_MIGRATION_REMOVED", file, "it is gone")];
    const edited = mine(applied).filter(
      (statement, index) => now[index]?.checksum !== statement.checksum,
    );
    const numbers = edited.map(({ number }) => number).join(", ");
    const appended = now.length > mine(applied).length && edited.length === 0;
    if (edited.length > 0) {
      return [problem("REVIEW_MIGRATION_EDITED", file, `statement ${numbers} differs`)];
    }
    return appended ? [problem("REVIEW_MIGRATION_EDITED", file, "a statement was appended")] : [];
  });
}

function split(files: SqlFiles): readonly MigrationStatement[] | RunLogError {
  const migrations = Object.entries(files)
    .filter(([file]) => file.startsWith(MIGRATIONS))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text]) => ({
      name: file.slice(MIGRATIONS.length, -".sql".length),
      text: text.trim(),
    }));
  try {
    return splitMigrations(migrations);
  } catch (error) {
    if (error instanceof RunLogError) return error;
    throw error;
  }
}

/** What is sent whether or not a person understands it: no comments on lines of their own, no blanks. */
function bare(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^\s*(?:--.*)?$/.test(line))
    .join("\n");
}

/** A statement's first line is its comment, which no other has. */
function firstLine(text: string): string {
  return text.trimStart().split("\n", 1)[0] ?? "";
}
