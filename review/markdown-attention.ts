/** What a reader has to see before anything else. */
import { grouped, inStacks } from "./grouping";
import { resourceLines } from "./markdown-entries";
import { costText } from "./markdown-summary";
import { isRenewed } from "./replacement";
import type { Review, StackReview } from "./review";
import { code, plain } from "./words";

/** @returns errors, what is lost or made anew, and what a reader could misunderstand. */
export function attention(review: Review): readonly string[] {
  const errors = review.problems.map(
    ({ code: id, path, message, repair }) =>
      `- **error** \`${id}\` ${code(path)}: ${plain(message)}; ${plain(repair)}`,
  );
  const gone = grouped(
    review.stacks.flatMap(({ stack, resources }) =>
      resources
        .filter(({ type }) => !isRenewed(type))
        .filter(({ action, replacement }) => action === "removed" || replacement !== undefined)
        .map((change) => ({ stack, lines: [resourceLines(change)[0] ?? ""] })),
    ),
  );
  return [
    ...errors,
    ...newErrors(review),
    ...remainingErrors(review),
    ...gone.map(({ lines, stacks }) => `${lines.join(" ")}${inStacks(stacks, review.stacks)}`),
    ...costText(review),
    ...behind(review),
  ];
}

function newErrors(review: Review): readonly string[] {
  return ruleErrors(review, ({ findings, status }) =>
    errorsAmong(findings.new, status === "base failed" ? "in the working tree" : "new"),
  );
}

/** @returns the errors that were there before, which stop a deployment all the same. */
export function remainingErrors(review: Review): readonly string[] {
  return ruleErrors(review, ({ findings }) => errorsAmong(findings.remainingErrors, "as before"));
}

function ruleErrors(
  review: Review,
  errorsOf: (stack: StackReview) => readonly string[],
): readonly string[] {
  const errors = review.stacks.flatMap((each) =>
    errorsOf(each).map((line) => ({ stack: each.stack, lines: [line] })),
  );
  return grouped(errors).map(
    ({ lines, stacks }) => `${lines.join(" ")}${inStacks(stacks, review.stacks)}`,
  );
}

function errorsAmong(findings: StackReview["findings"]["new"], when: string): readonly string[] {
  return findings
    .filter(({ severity }) => severity === "error")
    .map(
      ({ rule, message, repair }) =>
        `- **error** ${code(rule)} (${when}): ${plain(message)}; ${plain(repair)}`,
    );
}

function behind({ compared }: Review): readonly string[] {
  return compared.behind === 0
    ? []
    : [
        `- The base has ${compared.behind} commits that this change lacks; what they did is shown as taken back.`,
      ];
}
