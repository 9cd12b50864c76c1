/** The report of `lint` for people: where, what, the line itself, and the repair. */
import type { LintSeverity } from "../adf/lint";
import type { LintedFile, PlacedProblem } from "./adf-lint-files";
import type { Colors } from "./command";

/** What was found in all. */
export interface LintTotals extends Readonly<Record<LintSeverity, number>> {
  readonly files: number;
  readonly pipelines: number;
  /** Files and folders that could not be read. */
  readonly unreadable: number;
}

/** How many characters of a line are shown; definitions often are one long line. */
const SHOWN_CHARACTERS = 100;

/** How many of them stand before the place. */
const SHOWN_BEFORE = 40;

/** @returns a paragraph for each problem of a file. */
export function lintedFileText({ problems, text }: LintedFile, colors: Colors): string {
  return problems.map((problem) => problemText(problem, text, colors)).join("");
}

function problemText(problem: PlacedProblem, text: string, colors: Colors): string {
  const { code, file, message, names, path, position, repair, severity } = problem;
  const paint = severity === "error" ? colors.red : colors.yellow;
  const { before, marked, after } = excerptOf(text, position.offset, position.length);
  const lead = String(position.line);
  const margin = " ".repeat(lead.length);
  const lines = [
    `${colors.bold(visible(`${file}:${position.line}:${position.column}`))} ${paint(severity)} ${code} ${visible(message)}`,
    `  ${colors.dim(`${lead} |`)} ${before}${marked}${after}`,
    `  ${colors.dim(`${margin} |`)} ${" ".repeat(before.length)}${paint("^".repeat(Math.max(1, marked.length)))}`,
    `  ${margin}   in ${visible(names.map((name) => JSON.stringify(name)).join(" > "))}${colors.dim(visible(path === "" ? "" : `, ${path}`))}`,
    `  ${margin}   ${repair}`,
    "",
    "",
  ];
  return lines.join("\n");
}

/** A part of a line around a token. */
interface Excerpt {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

function excerptOf(text: string, offset: number, length: number): Excerpt {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const newline = text.indexOf("\n", offset);
  const lineEnd = newline === -1 ? text.length : newline;
  const from = Math.max(lineStart, offset - SHOWN_BEFORE);
  const to = Math.min(lineEnd, from + SHOWN_CHARACTERS);
  const end = Math.min(offset + length, to);
  const before = visible(text.slice(from, offset)).trimStart();
  return {
    before: from > lineStart ? `…${before}` : before,
    marked: visible(text.slice(offset, end)),
    after: `${visible(text.slice(end, to)).trimEnd()}${to < lineEnd ? "…" : ""}`,
  };
}

// What a terminal would obey, or show in another order, is shown as one sign.
function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => (sign === "\t" ? " " : "·"));
}

/** @returns the last line: how much was looked at, and what was found. */
export function summaryText(totals: LintTotals, colors: Colors): string {
  const { error, warning, pipelines, files, unreadable } = totals;
  const looked = `${numbered(pipelines, "pipeline")} in ${numbered(files, "file")}`;
  const found = `${numbered(error, "error")}, ${numbered(warning, "warning")}`;
  const bad = unreadable === 0 ? "" : `, ${unreadable} not readable`;
  const paint = error + unreadable > 0 ? colors.red : warning > 0 ? colors.yellow : colors.green;
  return `${looked}: ${paint(found)}${bad}\n`;
}

function numbered(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
