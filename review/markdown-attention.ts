/** What a reader has to see before anything else. */
import { grouped, inStacks } from "./grouping";
import { heldBy } from "./losses";
import { isLost, lossOf } from "./markdown-entries";
import { costText } from "./markdown-summary";
import { REVIEW_CODES, type ReviewProblem } from "./problem";
import type { Review, StackReview } from "./review";
import { code, plain } from "./words";

/** How many resources are named in front; all of them are in the section below. */
const NAMED = 12;

/** @returns errors, what is lost or made anew, and what a reader could misunderstand. */
export function attention(review: Review): readonly string[] {
  return [
    ...problemLines(review.problems),
    ...newErrors(review),
    ...remainingErrors(review),
    ...lostResources(review),
    ...lostForecasts(review),
    ...costText(review),
    ...notes(review),
    ...behind(review),
  ];
}

/** Each code once, with all the places below it. */
function problemLines(problems: readonly ReviewProblem[]): readonly string[] {
  const codes = [...new Set(problems.map((each) => each.code))];
  return codes.flatMap((id) => {
    const { cause, repair } = REVIEW_CODES[id];
    const places = problems.filter((each) => each.code === id);
    return [
      `- **error** \`${id}\` ${cause}; ${repair}`,
      ...places.map(({ message, path }) => `  - ${code(path)}: ${plain(message)}`),
    ];
  });
}

/** What is removed or replaced, by name: one line for each kind of loss and its environments. */
function lostResources(review: Review): readonly string[] {
  const each = grouped(
    review.stacks.flatMap(({ stack, resources }) =>
      resources.filter(isLost).map((change) => {
        const held = heldBy(change.type);
        const what = held === undefined ? "" : ", with what is in it";
        return { stack, lines: [`${lossOf(change)}${what}`, change.name] };
      }),
    ),
  );
  const names = new Map<string, string[]>();
  for (const { lines, stacks } of each) {
    const [loss = "", name = ""] = lines;
    const where = inStacks({ lines, stacks, likewise: false }, review.stacks);
    const head = `- **${loss}**${where}: `;
    names.set(head, [...(names.get(head) ?? []), code(name)]);
  }
  const heldFirst = [...names].sort(
    ([a], [b]) => Number(b.includes("what is in it")) - Number(a.includes("what is in it")),
  );
  return heldFirst.map(([head, list]) => {
    const rest = list.length - NAMED;
    return `${head}${list.slice(0, NAMED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  });
}

/** What a reader may fear to be gone with a forecast, and is not. */
function lostForecasts({ stacks }: Review): readonly string[] {
  const lines = stacks
    .filter(({ status }) => status === "compared")
    .flatMap(({ night, stack }) =>
      night
        .filter(({ after, by }) => by === "simulated" && after === null)
        .map(({ forecast }) => ({
          stack,
          lines: [
            `- Forecast ${code(forecast)} ends: its runs and results stay in the run log, its files in the lake`,
          ],
        })),
    );
  return grouped(lines).map((each) => `${each.lines.join(" ")}${inStacks(each, stacks)}`);
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
  return grouped(errors).map((each) => `${each.lines.join(" ")}${inStacks(each, review.stacks)}`);
}

function errorsAmong(findings: StackReview["findings"]["new"], when: string): readonly string[] {
  return findings
    .filter(({ severity }) => severity === "error")
    .map(
      ({ rule, message, repair }) =>
        `- **error** ${code(rule)} (${when}): ${plain(message)}; ${plain(repair)}`,
    );
}

function notes({ stacks }: Review): readonly string[] {
  const each = stacks.flatMap(({ notes: list, stack }) =>
    list.map((note) => ({ stack, lines: [`- Night: ${note}.`] })),
  );
  return grouped(each).map((note) => `${note.lines.join(" ")}${inStacks(note, stacks)}`);
}

function behind({ compared }: Review): readonly string[] {
  return compared.behind === 0
    ? []
    : [
        `- The base has ${compared.behind} commits that this change lacks; what they did is shown as taken back.`,
      ];
}
