// Proves: `npm run review` between real commits of a repository that is a copy of this project, as a
// process of its own: what it finds, how it ends, and that it leaves nothing behind. Does not prove that
// GitHub shows the Markdown well.

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
import { type Ended, ROOT } from "./spawn";

// Each run makes two previews or more, and the machine may be busy.
jest.setTimeout(180_000);

const PARENT = mkdtempSync(join(tmpdir(), "forecast-review-"));
const COPY = join(PARENT, "project");

afterAll(() => rmSync(PARENT, { recursive: true, force: true }));

/** A repository with what this checkout would commit, at the commit `base`. */
function copyProject(): void {
  const files = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    .split("\0")
    .filter((file) => file !== "" && existsSync(join(ROOT, file)));
  for (const file of files) {
    mkdirSync(dirname(join(COPY, file)), { recursive: true });
    cpSync(join(ROOT, file), join(COPY, file));
  }
  symlinkSync(join(ROOT, "node_modules"), join(COPY, "node_modules"));
  writeFileSync(join(COPY, ".git-ignored"), "node_modules\n");
  git(COPY, "init", "--quiet", "--initial-branch=main");
  git(COPY, "config", "core.excludesFile", join(COPY, ".git-ignored"));
  commit("base");
  git(COPY, "tag", "base");
}

function git(directory: string, ...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: directory, encoding: "utf8" });
}

function commit(message: string): void {
  git(COPY, "add", "--all");
  const who = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  git(COPY, ...who, "commit", "--quiet", "--message", message);
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(join(COPY, file), "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(join(COPY, file), text.replace(from, to));
}

/** `npm run review -- <args>`, without npm, in a directory. */
function start(args: readonly string[], directory = COPY) {
  const command = ["--require", "./tools/register.js", "tools/review.ts", ...args];
  const child = spawn(process.execPath, command, { cwd: directory });
  const written = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (written.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (written.stderr += text));
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, ...written }));
  });
  return { child, ended };
}

async function reviewOf(...args: readonly string[]): Promise<Ended & { readonly review: Review }> {
  const ended = await start([...args, "--json"]).ended;
  return { ...ended, review: JSON.parse(ended.stdout) };
}

/** Nothing of a base is left: no worktree, no directory, no mark. */
function expectNothingLeft(): void {
  expect(git(COPY, "worktree", "list").trim().split("\n")).toHaveLength(1);
  expect(readdirSync(join(COPY, "out", "review"))).toStrictEqual([]);
  expect(existsSync(join(ROOT, "node_modules", "jest"))).toBe(true);
}

beforeAll(copyProject);

afterEach(() => {
  git(COPY, "checkout", "--quiet", "--force", "main");
  git(COPY, "clean", "--quiet", "-d", "--force", "--force");
});

describe("review", () => {
  it("says in one line that nothing changes, for every environment", async () => {
    const { code, stdout, stderr } = await start(["--base", "base"]).ended;

    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!-- .+ -->\n### Nothing changes in dev, staging, prod,/);
    expectNothingLeft();
  });

  it("names exactly what a longer horizon changes, and nothing else", async () => {
    edit("Pulumi.dev.yaml", "horizon: 14", "horizon: 21");

    const { code, review } = await reviewOf("--base", "base", "--stack", "dev");

    expect(code).toBe(0);
    expect(review.compared.uncommitted).toBe(1);
    expect(
      review.stacks.flatMap(({ resources }) =>
        resources.flatMap(({ action, changes, name }) =>
          changes.map(({ path, before, after }) => [action, name, path, before, after]),
        ),
      ),
    ).toStrictEqual(
      ["advance-amazon-forecast-job", "clean-up-job"].map((name) => [
        "changed",
        name,
        "tasks[main].notebookTask.baseParameters.settings.forecasts[demand].horizon",
        14,
        21,
      ]),
    );
    expect([review.sql, review.problems, review.failures]).toStrictEqual([[], [], []]);
    expect(review.stacks[0]?.pipelines).toStrictEqual([]);
  });

  it("names the pipeline paths of a statement, and an edited migration as an error", async () => {
    edit("run-log/statements/claim.sql", "DATEADD(hour, 2,", "DATEADD(hour, 3,");
    edit("run-log/migrations/001-tables.sql", "CREATE TABLE", "CREATE  TABLE");

    const { code, review } = await reviewOf("--base", "base", "--stack", "dev");

    expect(code).toBe(1);
    expect(review.sql.map(({ file, usedBy }) => [file, usedBy])).toStrictEqual([
      ["run-log/migrations/001-tables.sql", []],
      ["run-log/statements/claim.sql", ["forecast-run › Claim"]],
    ]);
    expect(review.problems.map(({ code: id }) => id)).toStrictEqual(["REVIEW_MIGRATION_EDITED"]);
    expect(
      review.stacks.flatMap(({ pipelines }) => pipelines.map(({ way }) => way.join(" › "))),
    ).toContain("forecast-run › Claim");
  });

  it("rejects a commit that does not exist, and shows the working tree", async () => {
    const { code, stderr, stdout } = await start(["--base", "nonsense", "--stack", "dev"]).ended;

    expect(code).toBe(2);
    expect(stderr).toContain("[TOOL_COMMIT_UNKNOWN] nonsense: there is no such commit");
    expect(stdout).toContain("### Review of dev, not complete");
    expect(stdout).toContain("| resources | ");
  });

  it("rejects a base that cannot be previewed, by its own words", async () => {
    edit("Pulumi.dev.yaml", "backend: amazon-forecast", "backend: amazon-forcast");
    commit("broken");
    git(COPY, "tag", "--force", "broken");
    git(COPY, "reset", "--quiet", "--hard", "base");

    const { code, review, stderr } = await reviewOf("--base", "broken", "--stack", "dev");

    expect(code).toBe(2);
    expect(stderr).toContain("dev of the base cannot be previewed: ");
    expect(stderr).toContain("amazon-forcast");
    expect(review.stacks).toMatchObject([{ status: "base failed", counts: { before: null } }]);
    expect(review.compared.behind).toBe(1);
    expectNothingLeft();
  });

  it("rejects a base whose packages cannot be installed, and shows the working tree", async () => {
    writeFileSync(join(COPY, "package-lock.json"), "{}\n");
    commit("other packages");
    git(COPY, "tag", "--force", "other-packages");
    git(COPY, "reset", "--quiet", "--hard", "base");

    const { code, stderr, review } = await reviewOf("--base", "other-packages", "--stack", "dev");

    expect(code).toBe(2);
    expect(stderr).toContain("The base needs other packages; installing them (npm ci)...");
    expect(stderr).toContain("[TOOL_BASE_PACKAGES] npm ci:");
    expect(review.stacks).toMatchObject([{ status: "base failed", resources: [] }]);
    expect(review.stacks[0]?.counts.after).toBeGreaterThan(50);
    expectNothingLeft();
  });

  it("rejects a shallow clone that lacks the base, with what to fetch", async () => {
    edit("README.md", "# forecast-platform", "# Forecast platform");
    commit("second");
    const shallow = join(PARENT, "shallow");
    git(PARENT, "clone", "--quiet", "--depth=1", `file://${COPY}`, shallow);
    git(COPY, "reset", "--quiet", "--hard", "base");
    symlinkSync(join(ROOT, "node_modules"), join(shallow, "node_modules"));

    const { code, stderr } = await start(["--base", "HEAD~1", "--stack", "dev"], shallow).ended;

    expect(code).toBe(2);
    expect(stderr).toContain("[TOOL_CLONE_SHALLOW] HEAD~1:");
    expect(stderr).toContain("git fetch --unshallow");
  });

  it("rejects a directory that is no checkout, and a submodule that is not as recorded", async () => {
    const plain = mkdtempSync(join(PARENT, "plain-"));
    const { code, stderr } = await start(["--base", "base", "--directory", plain]).ended;

    expect(code).toBe(2);
    expect(stderr).toContain("[TOOL_NO_CHECKOUT]");

    const other = join(PARENT, "other");
    mkdirSync(other);
    git(other, "init", "--quiet");
    writeFileSync(join(other, "a"), "a");
    git(other, "add", "a");
    const who = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
    git(other, ...who, "commit", "--quiet", "--message", "a");
    const local = ["-c", "protocol.file.allow=always"];
    git(COPY, ...local, "submodule", "--quiet", "add", other, "part");
    commit("with a submodule");
    writeFileSync(join(COPY, "part", "a"), "b");

    const dirty = await start(["--base", "base", "--stack", "dev"]).ended;

    git(COPY, "reset", "--quiet", "--hard", "base");
    rmSync(join(COPY, "part"), { recursive: true, force: true });
    expect(dirty.code).toBe(2);
    expect(dirty.stderr).toContain("[TOOL_SUBMODULE_DIRTY] part:");
  });

  it("leaves nothing behind when it is interrupted", async () => {
    const { child, ended } = start(["--base", "base", "--stack", "dev"]);
    const worktree = join(COPY, "out", "review", "base-1", "node_modules");
    while (!existsSync(worktree) && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill("SIGINT");

    expect((await ended).code).toBe(130);
    expectNothingLeft();
  });

  it("takes the place of a review that was killed", async () => {
    const { child, ended } = start(["--base", "base", "--stack", "dev"]);
    while (!existsSync(join(COPY, "out", "review", "base-1", "node_modules"))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill("SIGKILL");
    await ended;

    expect((await start(["--base", "base", "--stack", "dev"]).ended).code).toBe(0);
    expectNothingLeft();
  });
});
