// Proves: `npm run review` as a process of its own. Once on a copy of this project, with real previews; for
// the rest between commits of a small repository whose versions of the program print what a file holds.
// How it ends, what it says of a side that fails, and that it leaves nothing behind. What a review finds is
// in test/review. Does not prove that GitHub shows the Markdown well.

import { execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Review } from "../../review/review";
import { Checkout } from "../../tools/git";
import { checkOutBase } from "../../tools/review-base";
import { type Ended, ROOT } from "./spawn";

// A run starts a few processes, and the machine may be busy.
jest.setTimeout(180_000);

const PARENT = mkdtempSync(join(tmpdir(), "forecast-review-"));

afterAll(() => rmSync(PARENT, { recursive: true, force: true }));

const WHO = ["-c", "user.name=test", "-c", "user.email=test@example.com"];

function git(directory: string, ...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: directory, encoding: "utf8" });
}

/** Commits everything under a tag. */
function commit(directory: string, tag: string): void {
  git(directory, "add", "--all");
  git(directory, ...WHO, "commit", "--quiet", "--message", tag);
  git(directory, "tag", tag);
}

function write(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }
}

/** `npm run review -- <args>`, without npm, on a project. */
function start(directory: string, ...args: readonly string[]) {
  const command = ["--require", "./tools/register.js", "tools/review.ts", "--directory", directory];
  const child = spawn(process.execPath, [...command, ...args], { cwd: ROOT });
  const written = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (written.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (written.stderr += text));
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, ...written }));
  });
  return { child, ended };
}

async function reviewOf(
  directory: string,
  ...args: readonly string[]
): Promise<Ended & { readonly review: Review }> {
  const ended = await start(directory, ...args, "--json").ended;
  return { ...ended, review: JSON.parse(ended.stdout) };
}

/** Nothing of a base is left: no worktree, no directory, no mark; and what was lent is still there. */
function expectNothingLeft(directory: string): void {
  expect(git(directory, "worktree", "list").trim().split("\n")).toHaveLength(1);
  expect(readdirSync(join(directory, "out", "review"))).toStrictEqual([]);
  expect(existsSync(join(directory, "node_modules", "jest"))).toBe(true);
}

/** A version of the program that prints what a file holds. */
const PRINTING = "process.stdout.write(require('node:fs').readFileSync(__filename + '.json'))";

const NIGHT = {
  forecast: "demand",
  readyMinutes: 252,
  clusterMinutes: 30,
  jobRuns: 5,
  waits: 7,
  waitMinutes: 220,
  compute: 0.18,
  dataFactory: 0.09,
};

/** What such a version previews. @param size - of its one resource */
function preview(size: number): string {
  const urn = "urn:pulumi:dev::forecast-platform::a:b:C::vault";
  const vault = {
    urn,
    type: "unknown:of/any:Package",
    name: "vault",
    custom: true,
    inputs: { size },
  };
  return JSON.stringify({
    stack: "dev",
    resources: [vault],
    cost: { currency: "USD", monthly: { standing: 1, runs: 1, total: 2 } },
    nights: [NIGHT],
  });
}

/** What it rehearses. */
function rehearsal(virtualMinutes: number): string {
  const cost = { compute: 0.18, dataFactory: 0.09 };
  const run = {
    forecast: "demand",
    outcome: "succeeded",
    virtualMinutes,
    jobRuns: 5,
    clusterMinutes: 30,
    cost,
  };
  return JSON.stringify({ runs: [run], violations: [] });
}

const SMALL = join(PARENT, "small");

/** The commits `base` and those that can be no base, the working tree at `base`. */
function makeSmallRepository(): void {
  git(PARENT, "init", "--quiet", "--initial-branch=main", SMALL);
  write(SMALL, {
    ".gitignore": "node_modules\nout\n.venv\n",
    "Pulumi.dev.yaml": "config: {}\n",
    "README.md": "",
    "tools/register.js": "",
    "tools/preview.ts": PRINTING,
    "tools/preview.ts.json": preview(1),
  });
  commit(SMALL, "without-rehearsal");
  write(SMALL, { "tools/rehearse.ts": PRINTING, "tools/rehearse.ts.json": rehearsal(252) });
  commit(SMALL, "base");
  write(SMALL, {
    "tools/preview.ts": "console.error('[CONFIG_X] no such backend'); process.exit(2)",
  });
  commit(SMALL, "broken");
  write(SMALL, { "package-lock.json": "{}\n" });
  commit(SMALL, "other-packages");
  write(SMALL, { "tools/preview.ts": "setInterval(() => {}, 1000)" });
  git(SMALL, "rm", "--quiet", "package-lock.json");
  commit(SMALL, "endless");
  git(SMALL, "reset", "--quiet", "--hard", "base");
  symlinkSync(join(ROOT, "node_modules"), join(SMALL, "node_modules"));
}

beforeAll(makeSmallRepository);

afterEach(() => {
  git(SMALL, "reset", "--quiet", "--hard", "base");
  git(SMALL, "clean", "--quiet", "-d", "--force", "--force");
});

describe("review of this project", () => {
  it("previews both commits, and names what an edit of settings and SQL changes", async () => {
    const copy = join(PARENT, "project");
    const files = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
      .split("\0")
      .filter((file) => /\.(?:ya?ml|json|js|ts|sql|py|toml|lock)$/.test(file))
      .filter((file) => !/^(?:test|docs)\//.test(file) && existsSync(join(ROOT, file)));
    for (const file of files) cpSync(join(ROOT, file), join(copy, file));
    git(copy, "init", "--quiet");
    writeFileSync(join(copy, ".git", "info", "exclude"), "node_modules\nout\n");
    commit(copy, "base");
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    edit(copy, "Pulumi.dev.yaml", "horizon: 14", "horizon: 21");
    edit(copy, "run-log/statements/claim.sql", "DATEADD(hour, 2,", "DATEADD(hour, 3,");
    edit(copy, "run-log/migrations/001-tables.sql", "CREATE TABLE", "CREATE  TABLE");

    const { code, review, stderr } = await reviewOf(copy, "--base", "base", "--stack", "dev");

    expect([code, stderr]).toStrictEqual([1, ""]);
    expect(review.compared).toMatchObject({ uncommitted: 3, behind: 0 });
    expect(review.stacks[0]?.resources.map(({ name }) => name)).toStrictEqual([
      "advance-amazon-forecast-job",
      "clean-up-job",
      "apply-schema-pipeline",
      "schema-run",
      "forecast-run-pipeline",
    ]);
    expect(review.sql.map(({ file, usedBy }) => [file, usedBy])).toStrictEqual([
      ["run-log/migrations/001-tables.sql", []],
      ["run-log/statements/claim.sql", ["forecast-run › Claim"]],
    ]);
    expect(review.problems.map(({ code: id }) => id)).toStrictEqual(["REVIEW_MIGRATION_EDITED"]);
    expectNothingLeft(copy);
  });
});

function edit(directory: string, file: string, from: string, to: string): void {
  const text = readFileSync(join(directory, file), "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(join(directory, file), text.replace(from, to));
}

describe("review", () => {
  it("says in one line that nothing changes, and rehearses nothing then", async () => {
    const { code, stdout, stderr } = await start(SMALL, "--base", "base", "--rehearse").ended;

    expect([code, stderr]).toStrictEqual([0, ""]);
    expect(stdout).toMatch(/^<!-- .+ -->\n### Nothing changes in dev, compared with `base`/);
    expectNothingLeft(SMALL);
  });

  it("rehearses each side by its own program where something differs", async () => {
    write(SMALL, { "tools/preview.ts.json": preview(2), "tools/rehearse.ts.json": rehearsal(300) });

    const { code, review, stderr } = await reviewOf(SMALL, "--base", "base", "--rehearse");

    expect([code, stderr.split("\n").sort()]).toStrictEqual([
      0,
      ["", "rehearsing dev of the base...", "rehearsing dev of the working tree..."],
    ]);
    expect(review.stacks[0]?.night).toMatchObject([
      { by: "rehearsed", before: { readyMinutes: 252 }, after: { readyMinutes: 300 } },
    ]);
  });

  it("rejects to compare with a base that has no rehearsal, and shows the other side's", async () => {
    write(SMALL, { "tools/preview.ts.json": preview(2) });

    const { code, review, stderr } = await reviewOf(
      SMALL,
      "--base",
      "without-rehearsal",
      "--rehearse",
    );

    expect(code).toBe(2);
    expect(stderr).toContain(
      "dev of the base cannot be rehearsed: that version has no tools/rehearse.ts",
    );
    expect(review.stacks[0]?.night).toMatchObject([{ before: null, after: { jobRuns: 5 } }]);
  });

  it("rejects a commit that does not exist, and shows the working tree", async () => {
    const { code, stderr, stdout } = await start(SMALL, "--base", "nonsense").ended;

    expect(code).toBe(2);
    expect(stderr).toContain("[TOOL_COMMIT_UNKNOWN] nonsense: there is no such commit");
    expect(stdout).toContain("### Review of dev, not complete");
    expect(stdout).toContain("| resources | 1, not compared |");
  });

  it("rejects a base that cannot be previewed, by its own words", async () => {
    const { code, review, stderr } = await reviewOf(SMALL, "--base", "broken");

    expect(code).toBe(2);
    expect(stderr).toContain("dev of the base cannot be previewed: [CONFIG_X] no such backend");
    expect(review.stacks).toMatchObject([
      { status: "base failed", counts: { before: null, after: 1 } },
    ]);
    expect(review.compared.behind).toBe(1);
    expectNothingLeft(SMALL);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("leaves nothing behind at %s", async (signal, code) => {
    const { child, ended } = start(SMALL, "--base", "endless");
    await appearance(join(SMALL, "out", "review", "base-1", "node_modules"), child);
    child.kill(signal);

    expect((await ended).code).toBe(code);
    expectNothingLeft(SMALL);
  });
});

async function appearance(
  file: string,
  child: { readonly exitCode: number | null },
): Promise<void> {
  while (!existsSync(file) && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("the base", () => {
  const checkOut = (commitName: string, tell: (line: string) => void = () => {}) => {
    const checkout = new Checkout(SMALL);
    return checkOutBase({ checkout, project: SMALL, commit: checkout.commitOf(commitName), tell });
  };

  it("takes the place of a review that was killed, and another one beside a review that runs", () => {
    const ended = execFileSync(process.execPath, ["-e", "console.log(process.pid)"], {
      encoding: "utf8",
    });
    write(SMALL, { "out/review/base-1.pid": ended.trim(), "out/review/base-1/left": "" });
    const [first, second] = [checkOut("base"), checkOut("base")];

    expect([first, second].map(({ directory }) => directory)).toStrictEqual(
      ["base-1", "base-2"].map((name) => join(SMALL, "out", "review", name)),
    );
    expect(existsSync(join(first.directory, "left"))).toBe(false);
    for (const base of [first, second]) base.remove();
    expectNothingLeft(SMALL);
  });

  it("is lent the Python environment of the same lock file, and leaves it", () => {
    write(SMALL, { "python/uv.lock": "1" });
    commit(SMALL, "with-python");
    write(SMALL, { "python/.venv/made-from-lock": "1" });
    const base = checkOut("with-python");

    expect(readFileSync(join(base.directory, "python", ".venv", "made-from-lock"), "utf8")).toBe(
      "1",
    );
    base.remove();
    expect(existsSync(join(SMALL, "python", ".venv", "made-from-lock"))).toBe(true);
    git(SMALL, "tag", "--delete", "with-python");
  });

  it("rejects packages that cannot be installed, and leaves nothing behind", () => {
    const told: string[] = [];

    expect(() => checkOut("other-packages", (line) => told.push(line))).toThrow(
      /^\[TOOL_BASE_PACKAGES\] npm ci:/,
    );
    expect(told).toStrictEqual(["The base needs other packages; installing them (npm ci)..."]);
    expectNothingLeft(SMALL);
  });
});

describe("git", () => {
  it("rejects a shallow clone that lacks the commit, with what to fetch", () => {
    const shallow = join(PARENT, "shallow");
    git(PARENT, "clone", "--quiet", "--depth=1", `file://${SMALL}`, shallow);

    expect(() => new Checkout(shallow).commitOf("HEAD~1")).toThrow(
      /^\[TOOL_CLONE_SHALLOW\] HEAD~1:.*git fetch --unshallow/,
    );
  });

  it("rejects a directory that is no checkout", () => {
    expect(() => new Checkout(mkdtempSync(join(PARENT, "plain-")))).toThrow(
      /^\[TOOL_NO_CHECKOUT\]/,
    );
  });

  it("rejects a submodule that is not as recorded", () => {
    const other = join(PARENT, "other");
    write(other, { a: "a" });
    git(other, "init", "--quiet");
    commit(other, "a");
    git(SMALL, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other, "part");
    git(SMALL, ...WHO, "commit", "--quiet", "--all", "--message", "with a submodule");
    write(SMALL, { "part/a": "b" });

    expect(() => new Checkout(SMALL).refuseDirtySubmodules()).toThrow(
      /^\[TOOL_SUBMODULE_DIRTY\] part:/,
    );
    rmSync(join(SMALL, "part"), { recursive: true, force: true });
  });
});
