// Proves: what a review says of nights that differ, simulated and rehearsed, and of a side that has none.
// Does not prove that the nights are right: cost and the rehearsal have suites of their own.

import { reviewMarkdown } from "../../review/markdown";
import { type Previewed, readPreview } from "../../review/previewed";
import { type Rehearsed, readRehearsal } from "../../review/rehearsed";
import { type Environment, hasChanges, hasErrors, reviewOf } from "../../review/review";

const NIGHT = {
  forecast: "demand",
  readyMinutes: 251.9,
  clusterMinutes: 30,
  jobRuns: 5,
  waits: 7,
  waitMinutes: 219.8,
  compute: 0.1786,
  dataFactory: 0.0914,
};

/** @param nights - none of a version that is too old to tell them */
function previewed(nights?: readonly object[]): Previewed {
  const cost = { currency: "USD", monthly: { standing: 1, runs: 1, total: 2 } };
  const read = readPreview(JSON.stringify({ stack: "dev", resources: [], cost, nights }));
  if (typeof read === "string") throw new Error(read);
  return read;
}

const RUN = {
  forecast: "demand",
  outcome: "succeeded",
  error: null,
  virtualMinutes: 251.76666,
  jobRuns: 5,
  clusterMinutes: 30,
  cost: { compute: 0.17856, dataFactory: 0.091358 },
  results: { rows: 672 },
  accuracy: { ratio: 0.8123456 },
};

function rehearsed(change: object = {}, violations: readonly object[] = []): Rehearsed {
  const read = readRehearsal(JSON.stringify({ runs: [{ ...RUN, ...change }], violations }));
  if (typeof read === "string") throw new Error(read);
  return read;
}

function reviewed(environment: Omit<Environment, "stack">) {
  return reviewOf({
    compared: { base: "main", baseCommit: null, headCommit: null, uncommitted: 0, behind: 0 },
    environments: [{ stack: "dev", ...environment }],
    sqlBefore: {},
    sqlAfter: {},
    failures: [],
  });
}

/** The rows of the table of nights. */
function rowsOf(review: ReturnType<typeof reviewOf>): readonly string[] {
  return reviewMarkdown(review)
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.replaceAll("\u00a0", " "));
}

describe("a simulated night", () => {
  it("is shown where it differs, with what differs", () => {
    const after = previewed([{ ...NIGHT, readyMinutes: 281.9, waitMinutes: 249.8 }]);
    const review = reviewed({ before: previewed([NIGHT]), after });

    expect(hasChanges(review)).toBe(true);
    expect(rowsOf(review)).toStrictEqual([
      "| `demand` simulated | 4 h 12 min → **4 h 42 min** | 30 min | 5 | " +
        "3 h 40 min in 7 → **4 h 10 min in 7** | 0.1786 | 0.0914 |",
    ]);
    expect(reviewMarkdown(review)).toContain("<details open><summary>Night (1)</summary>");
  });

  it("is not shown where it is the same", () => {
    const review = reviewed({ before: previewed([NIGHT]), after: previewed([NIGHT]) });

    expect([review.stacks[0]?.night, hasChanges(review)]).toStrictEqual([[], false]);
  });

  it.each([
    ["new", [], [NIGHT]],
    ["removed", [NIGHT], []],
  ])("of a forecast that is %s has one side", (word, before, after) => {
    const review = reviewed({ before: previewed(before), after: previewed(after) });

    expect(rowsOf(review)).toStrictEqual([
      `| \`demand\` simulated (${word}) | 4 h 12 min | 30 min | 5 | 3 h 40 min in 7 | 0.1786 | 0.0914 |`,
    ]);
    expect(reviewMarkdown(review).includes("Forecast `demand` ends")).toBe(word === "removed");
  });

  it("that has no results, or no price, says so", () => {
    const after = previewed([{ ...NIGHT, readyMinutes: null, compute: null }]);

    expect(rowsOf(reviewed({ before: previewed([NIGHT]), after }))[0]).toMatch(
      /4 h 12 min → \*\*never\*\* .+ 0\.1786 → \*\*not priced\*\*/,
    );
  });

  it("of a base that is too old to tell is said to be missing, and is no change", () => {
    const review = reviewed({ before: previewed(), after: previewed([NIGHT]) });

    expect([review.stacks[0]?.night, hasChanges(review)]).toStrictEqual([[], false]);
    expect(review.stacks[0]?.notes).toStrictEqual([
      "the base tells no simulated night, so none is compared",
    ]);
  });

  it("is shown of one side where the other cannot be previewed", () => {
    const review = reviewed({ before: { failure: "broken" }, after: previewed([NIGHT]) });

    expect(rowsOf(review)[0]).toContain("| `demand` simulated (working tree alone) | 4 h 12 min |");
  });
});

describe("a rehearsed night", () => {
  const sides = { before: previewed([NIGHT]), after: previewed([NIGHT]) };

  it("is shown beside, with rows and accuracy", () => {
    const after = rehearsed({ results: { rows: 1008 } });
    const review = reviewed({ ...sides, rehearsed: { before: rehearsed(), after } });

    expect(rowsOf(review)).toStrictEqual([
      "| `demand` rehearsed | 4 h 12 min | 30 min | 5 | 0.1786 | 0.0914 | 672 → **1008** | 0.812 |",
    ]);
    expect(hasErrors(review)).toBe(false);
  });

  it("that is the same is said to be", () => {
    const both = { before: rehearsed(), after: rehearsed({ virtualMinutes: 251.81 }) };

    expect(reviewed({ ...sides, rehearsed: both }).stacks[0]).toMatchObject({
      night: [],
      notes: ["rehearsed on both sides, and the nights are the same"],
    });
  });

  it("of a base that cannot be rehearsed is a failure, and the other side is shown", () => {
    const before = { failure: "that version has no tools/rehearse.ts" };
    const review = reviewed({ ...sides, rehearsed: { before, after: rehearsed() } });

    expect(review.failures).toStrictEqual([
      "dev of the base cannot be rehearsed: that version has no tools/rehearse.ts",
    ]);
    expect(rowsOf(review)[0]).toContain("| `demand` rehearsed (working tree alone) | 4 h 12 min |");
  });

  it("rejects a run that fails, and what must not be", () => {
    const error = { code: "RUN_FAILED", message: "no data" };
    const after = rehearsed({ outcome: "failed", virtualMinutes: null, error }, [
      { kind: "stuck", of: "demand", message: "it never ended" },
    ]);
    const review = reviewed({ ...sides, rehearsed: { before: rehearsed(), after } });

    expect(review.problems.map(({ code, message, path }) => [code, path, message])).toStrictEqual([
      ["REVIEW_REHEARSAL", "dev: demand", "the run ends as failed: RUN_FAILED: no data"],
      ["REVIEW_REHEARSAL", "dev: demand", "stuck: it never ended"],
    ]);
    expect(hasErrors(review)).toBe(true);
    expect(rowsOf(review)[0]).toContain("4 h 12 min → **never**");
  });

  it("rejects a text that is no rehearsal", () => {
    expect(readRehearsal('{"runs":[{}]}')).toMatch(/^runs\.0\./);
  });
});
