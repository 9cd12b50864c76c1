/** The review as a comment on a pull request: what matters in front, the rest folded. */

import { grouped, inStacks } from "./grouping";
import { attention, remainingErrors } from "./markdown-attention";
import { costLines, findingLines, pipelineLines, resourceLines } from "./markdown-entries";
import { fitted, type Section } from "./markdown-fit";
import { nightSection } from "./markdown-night";
import { summaryTable } from "./markdown-summary";
import { hasChanges, type Review, type StackReview } from "./review";
import { code, diffBlock } from "./words";

/** By this line the workflow finds its comment again. */
export const MARKER = "<!-- forecast-platform: review -->";

/** @returns the whole text, ending in a line break; at most 60,000 characters. */
export function reviewMarkdown(review: Review): string {
  const head = [MARKER, `### ${titleOf(review)}`, ""];
  if (!hasChanges(review) && review.problems.length + review.failures.length === 0) {
    const remaining = remainingErrors(review);
    return [...head, ...remaining, ...(remaining.length > 0 ? [""] : []), ...footer(review)].join(
      "\n",
    );
  }
  const front = [
    ...head,
    ...failures(review),
    ...summaryTable(review.stacks),
    "",
    ...attention(review),
    "",
  ];
  const sections = [
    nightSection(review),
    section(review, "Resources", ({ resources }) => resources.map(resourceLines)),
    section(review, "Pipelines", ({ pipelines }) =>
      pipelines.map((change) => pipelineLines(change, review.sql)),
    ),
    sqlSection(review),
    section(review, "Cost", ({ cost }) => costLines(cost)),
    section(review, "Rule book", ({ findings }) => findingLines(findings)),
  ].filter(({ entries }) => entries.length > 0);
  return fitted(front, sections, footer(review));
}

function titleOf(review: Review): string {
  const { base, baseCommit } = review.compared;
  const short = baseCommit?.slice(0, 10);
  const against =
    short === undefined || base.startsWith(short) ? code(base) : `${code(base)} (${short})`;
  const stacks = review.stacks.map(({ stack }) => stack).join(", ");
  if (review.failures.length > 0) return `Review of ${stacks}, not complete`;
  return hasChanges(review)
    ? `What changes in ${stacks}, compared with ${against}`
    : `Nothing changes in ${stacks}, compared with ${against}: resources, pipelines, SQL, cost, nights and findings are the same`;
}

function failures({ failures: list }: Review): readonly string[] {
  return list.flatMap((failure) => {
    const [first = "", ...rest] = failure.split("\n");
    const [what = "", why = ""] = splitOnce(first, ": ");
    return [`- **Not compared.** ${what}:`, "", ...block([why, ...rest], "  "), ""];
  });
}

function splitOnce(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + mark.length)];
}

function block(lines: readonly string[], indent: string): readonly string[] {
  const shown = lines.filter((line) => line !== "").slice(0, 20);
  return ["````text", ...shown.map((line) => line.replaceAll("````", "''''")), "````"].map(
    (line) => `${indent}${line}`,
  );
}

function section(
  review: Review,
  title: string,
  entriesOf: (stack: StackReview) => readonly (readonly string[])[],
): Section {
  const entries = grouped(
    review.stacks.flatMap((stack) =>
      entriesOf(stack).map((lines) => ({ stack: stack.stack, lines })),
    ),
  );
  return {
    title,
    entries: entries.map((entry) => {
      const [first = "", ...rest] = entry.lines;
      return [`${first}${inStacks(entry, review.stacks)}`, ...rest];
    }),
  };
}

function sqlSection({ sql }: Review): Section {
  const entries = sql.map(({ action, commentsOnly, file, kind, lines, usedBy }) => {
    const used =
      usedBy.length === 0 ? "" : `, used by ${usedBy.map((text) => code(text)).join(", ")}`;
    const shown = action === "added" && kind === "migration" ? lines.slice(0, 6) : lines;
    return [
      `- ${kind} ${code(file)} ${action}${commentsOnly ? ", comments only" : ""}${used}`,
      ...(shown.length === 0 ? [] : diffBlock(lines, "  ")),
    ];
  });
  return { title: "SQL", entries };
}

function footer({ compared }: Review): readonly string[] {
  const { baseCommit, headCommit, uncommitted } = compared;
  const local =
    uncommitted === 0 ? "" : ` with ${uncommitted} uncommitted file${uncommitted === 1 ? "" : "s"}`;
  return [
    `<sub>${headCommit?.slice(0, 10) ?? "working tree"}${local} against ${baseCommit?.slice(0, 10) ?? "an unknown base"}. `.concat(
      "Previewed offline: no cloud was asked. Replacements are as far as the packages document them; ",
      "`pulumi preview` has the last word.</sub>",
    ),
    "",
  ];
}
