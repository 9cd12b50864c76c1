// Proves: what the workflows' commands send to GitHub, and to a stand-in that refuses what GitHub refuses.
// Does not prove GitHub's own behaviour; the shapes are those of its REST reference.

import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { type Ended, ROOT } from "./spawn";

jest.setTimeout(60_000);

const DIRECTORY = mkdtempSync(join(tmpdir(), "forecast-github-"));
const FILE = join(DIRECTORY, "review.md");
const SUMMARY = join(DIRECTORY, "summary.md");
const MARKER = "<!-- forecast-platform: review -->";
const BOT = { login: "github-actions[bot]" };

interface Entry {
  readonly id: number;
  body: string;
  title?: string;
  state?: string;
  readonly user: { readonly login: string };
}

let server: Server;
let api: string;
let comments: Entry[];
let issues: Entry[];

beforeAll(async () => {
  writeFileSync(FILE, `${MARKER}\nnew`);
  server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(DIRECTORY, { recursive: true, force: true });
});

beforeEach(() => {
  comments = [];
  issues = [];
  writeFileSync(SUMMARY, "");
});

async function answer(request: IncomingMessage): Promise<[number, unknown]> {
  if (request.headers.authorization !== "Bearer token-of-the-test") {
    return [401, { message: "Bad credentials" }];
  }
  const { pathname, searchParams } = new URL(request.url ?? "", api);
  const [, list, id] =
    /^\/repos\/o\/r\/(issues\/7\/comments|issues)(?:\/(\d+))?$/.exec(pathname) ?? [];
  if (list === undefined) return [404, { message: "Not Found" }];
  const entries = list === "issues" ? issues : comments;
  if (request.method === "GET") return [200, pageOf(entries, searchParams).map(withUrl(list))];
  const sent = JSON.parse(await text(request));
  if (request.method === "PATCH") {
    const known = entries.find((entry) => String(entry.id) === id);
    if (known === undefined) return [404, { message: "Not Found" }];
    Object.assign(known, sent);
    return [200, known];
  }
  entries.push({ id: entries.length + 1, state: "open", user: BOT, ...sent });
  return [201, {}];
}

function pageOf(entries: readonly Entry[], query: URLSearchParams): readonly Entry[] {
  const wanted = entries.filter(({ state }) => query.get("state") !== "open" || state === "open");
  const [size, page] = [Number(query.get("per_page")), Number(query.get("page"))];
  return wanted.slice(size * (page - 1), size * page);
}

function withUrl(list: string) {
  return (entry: Entry) => ({ ...entry, url: `${api}/repos/o/r/${list}/${entry.id}` });
}

/** A command of `tools/`, as a process of its own. */
function run(
  tool: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ended> {
  const command = ["--require", "./tools/register.js", `tools/${tool}.ts`, ...args];
  const access = {
    GITHUB_API_URL: api,
    GITHUB_REPOSITORY: "o/r",
    GITHUB_STEP_SUMMARY: SUMMARY,
    GITHUB_TOKEN: "token-of-the-test",
    PULL_REQUEST: "7",
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      command,
      { cwd: ROOT, env: { ...process.env, ...access, ...env } },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : null;
        resolve({ code, stdout, stderr });
      },
    );
  });
}

const COMMENT = ["comment", "--file", FILE];

describe("the comment of a review", () => {
  it("is written once, then edited in place, behind a hundred others", async () => {
    comments = Array.from({ length: 100 }, (_, index) => ({
      id: index + 1,
      body: "hi",
      user: BOT,
    }));

    expect(await run("github", COMMENT)).toMatchObject({ code: 0, stderr: "comment written\n" });
    writeFileSync(FILE, `${MARKER}\nnewer`);
    expect(await run("github", COMMENT)).toMatchObject({ code: 0, stderr: "comment edited\n" });
    expect(comments.slice(100).map(({ body }) => body)).toStrictEqual([`${MARKER}\nnewer`]);
    expect(readFileSync(SUMMARY, "utf8")).toContain("newer");
  });

  it("leaves a stranger's text with the marker alone", async () => {
    comments = [{ id: 1, body: `${MARKER}\nmine`, user: { login: "stranger" } }];

    await run("github", COMMENT);

    expect(comments.map(({ body }) => body.split("\n")[1])).toStrictEqual(["mine", "newer"]);
  });

  it("of a fork is the summary alone", async () => {
    const { code } = await run("github", COMMENT, { PULL_REQUEST: "", GITHUB_TOKEN: "" });

    expect([code, comments]).toStrictEqual([0, []]);
    expect(readFileSync(SUMMARY, "utf8")).toContain(MARKER);
  });

  it("rejects a missing token, a refusing GitHub, a text without marker", async () => {
    const plain = join(DIRECTORY, "plain.md");
    writeFileSync(plain, "# no marker");

    expect(await run("github", COMMENT, { GITHUB_TOKEN: "" })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("[TOOL_GITHUB_ENVIRONMENT] $GITHUB_TOKEN"),
    });
    const refused = await run("github", COMMENT, { GITHUB_TOKEN: "wrong-one" });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("[TOOL_GITHUB_REFUSED]");
    expect(refused.stderr).toContain("Bad credentials");
    expect(refused.stderr).not.toContain("wrong-one");
    expect(await run("github", ["comment", "--file", plain])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("[TOOL_GITHUB_MARKER]"),
    });
  });
});

describe("the issue about drift", () => {
  const ISSUE = ["issue", "--file", FILE, "--title", "Drift in dev"];

  it("is opened once, edited while it is open, closed, and opened anew", async () => {
    expect((await run("github", ISSUE)).stderr).toBe("issue opened\n");
    expect((await run("github", ISSUE)).stderr).toBe("issue edited\n");
    expect((await run("github", [...ISSUE, "--close"])).stderr).toBe("issue closed\n");
    expect((await run("github", [...ISSUE, "--close"])).stderr).toBe("issue not there\n");
    expect((await run("github", ISSUE)).stderr).toBe("issue opened\n");
    expect(issues.map(({ state, title }) => `${state} ${title}`)).toStrictEqual([
      "closed Drift in dev",
      "open Drift in dev",
    ]);
  });
});

describe("drift", () => {
  /** A directory with a `pulumi` that says and ends as told. */
  function engineThat(says: string, code: number): Record<string, string> {
    const directory = mkdtempSync(join(DIRECTORY, "bin-"));
    const file = join(directory, "pulumi");
    writeFileSync(
      file,
      `#!/bin/sh\necho "$@" > "${directory}/args"\necho '${says}'\nexit ${code}\n`,
    );
    chmodSync(file, 0o755);
    return { PATH: `${directory}${delimiter}${process.env["PATH"] ?? ""}` };
  }

  const REPORT = join(DIRECTORY, "out", "drift.md");
  const DRIFT = ["--stack", "dev", "--output", REPORT];

  it("is none where the engine expected none", async () => {
    expect(await run("drift", DRIFT, engineThat("done", 0))).toMatchObject({ code: 0 });
    expect(readFileSync(REPORT, "utf8")).toContain("`dev` is as the last deployment left it.");
  });

  it.each([
    "no changes were expected but changes occurred",
    "no changes were expected for refresh but changes were proposed",
  ])("is found where the engine says: %s", async (words) => {
    const { code } = await run("drift", DRIFT, engineThat(`~ tags\nerror: ${words}`, 255));

    expect(code).toBe(1);
    const report = readFileSync(REPORT, "utf8");
    expect(report.split("\n")[0]).toBe("<!-- forecast-platform: drift dev -->");
    expect(report).toContain("~ tags");
  });

  it("rejects an engine that cannot tell, in its words", async () => {
    const { code, stderr } = await run("drift", DRIFT, engineThat("error: no stack named dev", 1));

    expect(code).toBe(2);
    expect(stderr).toContain("[TOOL_PULUMI]");
    expect(stderr).toContain("no stack named dev");
  });
});
