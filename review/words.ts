/** A change in words, as Markdown; every value stands in a code span, so that no text becomes markup. */
import { lineDiff } from "./line-diff";
import type { ValueChange } from "./value-changes";

/** How much of a value is shown. */
const SHOWN_CHARACTERS = 120;

/** How many lines of a text are shown. */
const SHOWN_LINES = 24;

/** What tells two contents apart, and nothing to a person. */
const CHECKSUM = /\b[0-9a-f]{40,}\b/g;

/** @returns a list entry for the change, and the lines of a text below it. */
export function changeLines(change: ValueChange, indent: string): readonly string[] {
  const path = change.path.replace(/^typeProperties\./, "");
  const texts = [change.before, change.after].map((value) => textOf(path, value));
  const [was, is] = texts;
  if (was !== undefined && is !== undefined && `${was}${is}`.includes("\n")) {
    const { count, lines } = lineDiff(was, is);
    return [
      `${indent}- ${code(path)}: ${count} line${count === 1 ? " differs" : "s differ"}`,
      ...diffBlock(lines, `${indent}  `),
    ];
  }
  return [`${indent}- ${dependencyWords({ ...change, path }) ?? valueWords({ ...change, path })}`];
}

function valueWords({ path, before, after }: ValueChange): string {
  if (before === undefined) return `${code(path)} added: ${value(after)}`;
  if (after === undefined) return `${code(path)} removed, was ${value(before)}`;
  const [was, is] = shortened(before, after);
  return `${code(path)} ${value(was)} → ${value(is)}`;
}

/** How much of what is the same is left on each side of the difference. */
const SHOWN_AROUND = 24;

/** Two long texts that are much the same, such as ids: where they part, and a little around it. */
function shortened(before: unknown, after: unknown): readonly [unknown, unknown] {
  if (typeof before !== "string" || typeof after !== "string") return [before, after];
  if (Math.max(before.length, after.length) <= SHOWN_CHARACTERS / 2) return [before, after];
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const most = Math.min(before.length, after.length) - same;
  let tail = 0;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const [from, cut] = [Math.max(0, same - SHOWN_AROUND), Math.max(0, tail - SHOWN_AROUND)];
  const parting = (text: string) =>
    `${from > 0 ? "…" : ""}${text.slice(from, text.length - cut)}${cut > 0 ? "…" : ""}`;
  return [parting(before), parting(after)];
}

/** What an activity waits for, in the words of a person. */
function dependencyWords({ path, before, after }: ValueChange): string | undefined {
  const [, activity, rest = ""] = /^dependsOn\[(.+?)\](.*)$/.exec(path) ?? [];
  if (activity === undefined) return undefined;
  const name = code(activity);
  if (rest === "" && before === undefined) return `now runs after ${name}${conditions(after)}`;
  if (rest === "" && after === undefined)
    return `no longer runs after ${name}${conditions(before)}`;
  return `after ${name}: on ${value(after)}, was on ${value(before)}`;
}

function conditions(dependency: unknown): string {
  const list: unknown =
    typeof dependency === "object" && dependency !== null
      ? Object.getOwnPropertyDescriptor(dependency, "dependencyConditions")?.value
      : undefined;
  return Array.isArray(list) ? ` (${list.join(", ")})` : "";
}

/** A value in a code span, or what stands for one that nobody may or can see. */
function value(of: unknown): string {
  if (typeof of === "object" && of !== null) {
    if ("$secret" in of) return "a secret";
    if ("$unknown" in of) return "(known after the deployment)";
    if ("type" in of && of.type === "Expression" && "value" in of) return value(of.value);
  }
  if (of === undefined) return "nothing";
  const text = typeof of === "string" ? of : JSON.stringify(of);
  return code(text === "" ? '""' : text);
}

/** The text of a value that may have lines; a file's content is given in base64. */
function textOf(path: string, of: unknown): string | undefined {
  if (typeof of !== "string") return expressionText(of);
  return path.endsWith("contentBase64") ? Buffer.from(of, "base64").toString("utf8") : of;
}

function expressionText(of: unknown): string | undefined {
  const isExpression =
    typeof of === "object" && of !== null && "value" in of && typeof of.value === "string";
  return isExpression ? String(of.value) : undefined;
}

/** @returns a code span: one line, cut where it is long, with a fence that the text cannot end. */
export function code(text: string): string {
  const line = text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(CHECKSUM, (digits) => `${digits.slice(0, 10)}…`);
  const shown = line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line;
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${shown.replaceAll("|", "\\|")}${pad}${fence}`;
}

/** @returns a sentence, with every sign that could be markup or a mention made harmless. */
export function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[&<>*_`[\]|@#\\~]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** @returns a fenced block of lines that begin with `-` or `+`, cut where there are many. */
export function diffBlock(lines: readonly string[], indent: string): readonly string[] {
  const shown = lines.slice(0, SHOWN_LINES).map((line) => line.slice(0, 200));
  const rest = lines.length - shown.length;
  const longest = Math.max(2, ...(shown.join("\n").match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}diff`, ...shown, ...(rest > 0 ? [`  … and ${rest} more lines`] : []), fence].map(
    (line) => `${indent}${line}`,
  );
}
