// Proves: what a review says of two versions that are made by hand: errors, cost, SQL, findings, and that
// the comment keeps its length. Does not prove that the previews are right: their own suite does.

import { MARKER, reviewMarkdown } from "../../review/markdown";
import { MOST_CHARACTERS } from "../../review/markdown-fit";
import { type Previewed, readPreview } from "../../review/previewed";
import {
  type Environment,
  hasChanges,
  hasErrors,
  type ReviewInput,
  reviewOf,
} from "../../review/review";

const COMPARED = {
  base: "main",
  baseCommit: "a".repeat(40),
  headCommit: "b".repeat(40),
  uncommitted: 0,
  behind: 0,
};

const TABLES = "-- Tables.\nCREATE TABLE mlops.run (run_id int);\n";
const MIGRATION = "run-log/migrations/001-tables.sql";

interface Made {
  readonly standing?: number;
  readonly perRun?: readonly Readonly<Record<string, unknown>>[];
  readonly findings?: readonly Record<string, unknown>[];
  readonly resources?: readonly Record<string, unknown>[];
}

function made({
  standing = 15.22,
  perRun = [],
  findings = [],
  resources = [],
}: Made = {}): Previewed {
  const read = readPreview(
    JSON.stringify({
      stack: "dev",
      resources,
      pipelines: [],
      cost: {
        currency: "USD",
        monthly: { standing, runs: null, total: null },
        perRun,
        unpriced: [],
      },
      findings,
    }),
  );
  if (typeof read === "string") throw new Error(read);
  return read;
}

function reviewed(
  before: Environment["before"],
  after: Environment["after"],
  more: Partial<ReviewInput> = {},
) {
  const environments = [{ stack: "dev", before, after }];
  return reviewOf({ ...reviewedInput(), environments, ...more });
}

/** Two versions without a difference in SQL. */
function reviewedInput(): Omit<ReviewInput, "environments"> {
  return {
    compared: COMPARED,
    sqlBefore: { [MIGRATION]: TABLES },
    sqlAfter: { [MIGRATION]: TABLES },
    failures: [],
  };
}

const FINDING = {
  rule: "storage-shared-key",
  severity: "error",
  urn: "urn:lake",
  message: "shared keys <b>on</b>",
  repair: "turn them off",
};

describe("a review of no change", () => {
  it("is one line below the marker, and no error", () => {
    const review = reviewed(made(), made());
    const [marker, title, ...rest] = reviewMarkdown(review).trimEnd().split("\n");

    expect(marker).toBe(MARKER);
    expect(title).toBe(
      "### Nothing changes in dev, compared with `main` (aaaaaaaaaa): " +
        "resources, pipelines, SQL, cost, nights and findings are the same",
    );
    expect(rest.filter((line) => line !== "" && !line.startsWith("<sub>"))).toStrictEqual([]);
    expect([hasChanges(review), hasErrors(review)]).toStrictEqual([false, false]);
  });

  it("still tells an error that was there before", () => {
    const review = reviewed(made({ findings: [FINDING] }), made({ findings: [FINDING] }));

    expect(hasErrors(review)).toBe(true);
    expect(reviewMarkdown(review)).toContain(
      "- **error** `storage-shared-key` (as before): shared keys &#60;b&#62;on&#60;/b&#62;",
    );
  });
});

describe("a migration", () => {
  const withSql = (sqlAfter: Record<string, string>) => reviewed(made(), made(), { sqlAfter });

  it("may be added", () => {
    const review = withSql({
      [MIGRATION]: TABLES,
      "run-log/migrations/002-more.sql": "CREATE TABLE mlops.more (id int);\n",
    });

    expect(review.problems).toStrictEqual([]);
    expect(reviewMarkdown(review)).toContain(
      "- migration `run-log/migrations/002-more.sql` added\n  ```diff\n  +CREATE TABLE mlops.more (id int);\n  ```",
    );
  });

  it("may have its comments corrected", () => {
    const review = withSql({ [MIGRATION]: TABLES.replace("-- Tables.", "-- The tables.") });

    expect(review.problems).toStrictEqual([]);
    expect(review.sql).toMatchObject([{ action: "edited", commentsOnly: true }]);
  });

  it.each([
    ["edited", TABLES.replace("run_id int", "run_id bigint"), "statement 1 differs"],
    ["appended to", `${TABLES}CREATE TABLE mlops.x (id int);\n`, "a statement was appended"],
  ])("rejects one that is %s", (_, text, detail) => {
    const review = withSql({ [MIGRATION]: text });

    expect(review.problems).toMatchObject([
      {
        code: "REVIEW_MIGRATION_EDITED",
        path: MIGRATION,
        message: expect.stringContaining(detail),
      },
    ]);
    expect(hasErrors(review)).toBe(true);
  });

  it("rejects one that is gone, and one that cannot be read", () => {
    expect(withSql({}).problems).toMatchObject([{ code: "REVIEW_MIGRATION_REMOVED" }]);
    expect(withSql({ [MIGRATION]: "DECLARE @x int;" }).problems).toMatchObject([
      { code: "REVIEW_MIGRATION_UNREADABLE" },
    ]);
  });
});

describe("the cost", () => {
  it("is told per month and per run, with what differs", () => {
    const before = made({ perRun: [{ forecast: "demand", total: 0.26 }] });
    const after = made({ standing: 18.22, perRun: [{ forecast: "demand", total: 0.11 }] });
    const text = reviewMarkdown(reviewed(before, after));

    expect(text).toContain("| a month while nothing runs | 15.22 → 18.22 USD (**+3.00**) |");
    expect(text).toContain("| a run of demand | 0.26 → 0.11 USD (**−0.15**) |");
  });

  it("of a run is told by what it is made of, the largest difference first", () => {
    const run = (compute: number, factory: number) => ({
      forecast: "demand",
      total: compute + factory,
      lines: [
        { item: "data factory", cost: factory },
        { item: "compute", cost: compute },
        { item: "loading", cost: 0.01 },
      ],
    });
    const text = reviewMarkdown(
      reviewed(made({ perRun: [run(0.2, 0.05)] }), made({ perRun: [run(0.1, 0.06)] })),
    );

    expect(text).toContain(
      "- a run of `demand`\n  - compute: 0.2000 → 0.1000 USD\n  - data factory: 0.0500 → 0.0600 USD\n\n",
    );
  });

  it("that leaves something out on one side alone is said to be incomplete", () => {
    const before = made();
    const cost = { ...made({ standing: 0 }).cost, unpriced: [{ item: "server", name: "run-log" }] };
    const text = reviewMarkdown(reviewed(before, { ...made(), cost }));

    expect(text).toContain(
      "- **Cost is incomplete**: has no price after the change, and is in no figure of that side: " +
        "`server of run-log`\n",
    );
    expect(reviewMarkdown(reviewed({ ...made(), cost }, before))).toContain("had no price before");
  });

  it("of a forecast that is new has no figure before", () => {
    const after = made({ perRun: [{ forecast: "load", total: 0.5 }] });

    expect(reviewMarkdown(reviewed(made(), after))).toContain(
      "| a run of load | none → 0.50 USD |",
    );
  });
});

describe("the rule book", () => {
  it("finds what is new, graver than before, or fixed", () => {
    const noted = { ...FINDING, severity: "info" };

    expect(reviewed(made(), made({ findings: [FINDING] })).stacks[0]?.findings.new).toHaveLength(1);
    expect(
      reviewed(made({ findings: [noted] }), made({ findings: [FINDING] })).stacks[0]?.findings.new,
    ).toHaveLength(1);
    expect(reviewed(made({ findings: [FINDING] }), made()).stacks[0]?.findings.fixed).toHaveLength(
      1,
    );
  });
});

describe("a protected resource", () => {
  const server = (serverName: string) => ({
    urn: "urn:server",
    type: "azure-native:sql:Server",
    name: "run-log-server",
    custom: true,
    protect: true,
    inputs: { serverName },
  });

  it("rejects its replacement, and its removal", () => {
    const before = made({ resources: [server("old")] });

    expect(reviewed(before, made({ resources: [server("new")] })).problems).toMatchObject([
      { code: "REVIEW_PROTECTED", path: "dev: run-log-server" },
    ]);
    expect(reviewed(before, made()).problems).toMatchObject([{ code: "REVIEW_PROTECTED" }]);
  });

  it("is named before others, with what is lost with it", () => {
    const grant = { ...server("a"), urn: "urn:grant", type: "unknown:of/any:Grant", name: "grant" };
    const before = made({ resources: [grant, server("old")] });
    const text = reviewMarkdown(reviewed(before, made()));

    expect(text).toMatch(
      /\*\*removed, with what is in it\*\*: `run-log-server`\n- \*\*removed\*\*: `grant`/,
    );
    expect(text).toContain("; lost with it: its databases and their backups");
  });
});

describe("what is the same in several environments", () => {
  const inStack = (stack: string, size: number) => ({
    ...made({
      resources: [
        {
          urn: "urn:vault",
          type: "unknown:of/any:Package",
          name: "vault",
          custom: true,
          inputs: { name: `forecast-${stack}`, size },
        },
      ],
    }),
    stack,
  });

  it("is said once, also where only the environment's own name differs", () => {
    const environments = ["dev", "prod"].map((stack) => ({
      stack,
      before: inStack(stack, 1),
      after: {
        ...inStack(stack, 2),
        resources: inStack(stack, 2).resources.map((each) => ({
          ...each,
          inputs: { name: `new-${stack}`, size: 2 },
        })),
      },
    }));
    const text = reviewMarkdown(reviewOf({ ...reviewedInput(), environments }));

    expect(text).toContain("<summary>Resources (1)</summary>");
    expect(text).toContain("- **changed** `vault` unknown of Package – dev, likewise prod");
    expect(text).toContain("`name` `forecast-dev` → `new-dev`");
  });

  it("shows of long texts where they part", () => {
    const id = (name: string) => `/subscriptions/${"0".repeat(90)}/accounts/${name}`;
    const node = (name: string) => ({
      urn: "urn:grant",
      type: "unknown:of/any:Package",
      name: "grant",
      custom: true,
      inputs: { scope: id(name) },
    });
    const text = reviewMarkdown(
      reviewed(made({ resources: [node("old")] }), made({ resources: [node("new")] })),
    );

    expect(text).toMatch(/`scope` `…0+\/accounts\/old` → `…0+\/accounts\/new`/);
  });
});

describe("a side that failed", () => {
  it("is told by name, and the other side is still shown", () => {
    const review = reviewed(
      { failure: "[CONFIG_X] wrong\nsecond line" },
      made({ findings: [FINDING] }),
    );
    const text = reviewMarkdown(review);

    expect(review.failures).toStrictEqual([
      "dev of the base cannot be previewed: [CONFIG_X] wrong\nsecond line",
    ]);
    expect(text).toContain("- **Not compared.** dev of the base cannot be previewed:");
    expect(text).toContain("[CONFIG_X] wrong");
    expect(text).toContain("(in the working tree)");
    expect(text).toContain("15.22");
  });

  it("mends nothing and costs nothing less where it is the working tree", () => {
    const review = reviewed(made({ findings: [FINDING] }), { failure: "[CONFIG_X] wrong" });
    const text = reviewMarkdown(review);

    expect(review.stacks[0]?.findings.fixed).toStrictEqual([]);
    expect(text).toContain("15.22 USD, not compared");
    expect(text).not.toMatch(/fixed|→ none|Cost: the same/);
  });
});

describe("the comment", () => {
  it("keeps its length, and says how much was cut", () => {
    const resources = Array.from({ length: 3000 }, (_, index) => ({
      urn: `urn:${index}`,
      type: "azure-native:sql:Server",
      name: `server-${index}`,
      custom: true,
      inputs: {},
    }));
    const text = reviewMarkdown(reviewed(made(), made({ resources })));

    expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(text).toMatch(/\*\*Cut here: \d+ more\.\*\*/);
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
  });

  it("gives every section its share, and a small one what it needs", () => {
    const inputs = { name: "x".repeat(100) };
    const resources = Array.from({ length: 1000 }, (_, index) => ({
      urn: `urn:${index}`,
      type: "azure-native:sql:Server",
      name: `server-${index}`,
      custom: true,
      inputs,
    }));
    const findings = Array.from({ length: 1000 }, (_, index) => ({
      ...FINDING,
      severity: "warning",
      urn: `urn:${index}`,
      message: `shared keys of account ${index}`,
    }));
    const sqlAfter = { ...reviewedInput().sqlAfter, "run-log/migrations/002-b.sql": "SELECT 1;\n" };
    const text = reviewMarkdown(reviewed(made(), made({ findings, resources }), { sqlAfter }));

    expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(text).toContain("+SELECT 1;");
    expect(text.match(/Cut here/g)).toHaveLength(2);
    expect(text.match(/\*\*new\*\* warning/g)?.length).toBeGreaterThan(100);
  });

  it("says where the base is ahead", () => {
    const compared = { ...COMPARED, behind: 2 };
    const text = reviewMarkdown(reviewed(made(), made({ standing: 1 }), { compared }));

    expect(text).toContain("The base has 2 commits that this change lacks");
  });

  it("rejects a preview that is none", () => {
    expect(readPreview("{")).toBe("it did not print JSON");
    expect(readPreview('{"stack":"dev"}')).toMatch(/^resources: /);
  });
});
