// Proves: the workflows are what actionlint takes for valid, run only commands of this repository, and keep
// the rules for secrets, permissions, pins and time limits. Does not prove that GitHub, Azure and AWS are
// set up for them: docs/operations.md says how.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { MARKER } from "../../review/markdown";

const ROOT = join(__dirname, "..", "..");
const FOLDER = join(ROOT, ".github", "workflows");

/** @see https://github.com/rhysd/actionlint/releases */
const ACTIONLINT = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12";

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly "timeout-minutes"?: number;
  readonly concurrency?: unknown;
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly uses?: string;
}

interface Workflow {
  readonly on: unknown;
  readonly concurrency?: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FILES = readdirSync(FOLDER).sort();
const TEXTS = new Map(FILES.map((file) => [file, readFileSync(join(FOLDER, file), "utf8")]));
const WORKFLOWS = new Map(
  [...TEXTS].map(([file, text]): [string, Workflow] => [file, parse(text)]),
);
const JOBS = [...WORKFLOWS].flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([name, job]) => ({ file, name, job, id: `${file} ${name}` })),
);
const STEPS = JOBS.flatMap(({ id, job }) => (job.steps ?? []).map((step) => ({ id, step })));

/** Commands that are neither scripts nor files of ours, each with the reason. */
const OTHERS: Readonly<Record<string, string>> = {
  "npm ci": "installs exactly what package-lock.json says; .ci/run and the README begin with it",
};

describe("a run step", () => {
  const scripts = Object.keys(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).scripts);
  const isScript = (name: string) => scripts.includes(name);

  it.each(STEPS.flatMap(({ id, step: { run } }) => (run === undefined ? [] : [[id, run]])))(
    "of %s is a command of this repository: %s",
    (_, run = "") => {
      const [, script] =
        /^npm run (?:--silent )?([\w:-]+)(?: -- [^;&|<>$`]*(?:\$\{\{ [\w.]+ \}\}[^;&|<>$`]*)*)?$/.exec(
          run,
        ) ?? [];

      const known =
        script === undefined ? run in OTHERS || existsSync(join(ROOT, run)) : isScript(script);

      expect([run, known]).toStrictEqual([run, true]);
    },
  );

  it("hands no text of a stranger to the shell", () => {
    const handed = STEPS.flatMap(({ step }) => [
      ...(step.run ?? "").matchAll(/\$\{\{ (.+?) \}\}/g),
    ]);

    expect([...new Set(handed.map(([, expression]) => expression))].sort()).toStrictEqual([
      "inputs.stack",
      "matrix.stack",
    ]);
  });
});

describe("the workflows", () => {
  it("are those that the documentation names", () => {
    expect(FILES).toStrictEqual([
      "deploy-stack.yml",
      "deploy.yml",
      "drift.yml",
      "pull-request.yml",
    ]);
  });

  it("pin every action of others to a commit, with its version beside it", () => {
    const uses = [...TEXTS.values()].flatMap((text) => text.match(/uses: .*/g) ?? []);
    const others = uses.filter((line) => !line.startsWith("uses: ./"));

    expect(others.length).toBeGreaterThan(10);
    expect(
      others.filter((line) => !/^uses: [\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)),
    ).toStrictEqual([]);
    expect(new Set(others).size).toBe(
      new Set(others.map((line) => line.replace(/@.*/, "").toLowerCase())).size,
    );
  });

  it("store no secret", () => {
    expect([...TEXTS].filter(([, text]) => /\bsecrets\b/.test(text))).toStrictEqual([]);
  });

  it("begin with the least permissions, and never take all", () => {
    const allowed = ["contents: read", "id-token: write", "issues: write", "pull-requests: write"];
    const permissions = [
      ...[...WORKFLOWS].map(([file, workflow]) => [file, workflow.permissions] as const),
      ...JOBS.map(({ id, job }) => [id, job.permissions ?? {}] as const),
    ];

    for (const [id, given] of permissions) {
      const lines = Object.entries(given ?? { none: "none" }).map((pair) => pair.join(": "));
      expect([id, lines.filter((line) => !allowed.includes(line))]).toStrictEqual([id, []]);
    }
  });

  it("limit the time of every job, and the runs at once", () => {
    const endless = JOBS.filter(({ job }) => job.uses === undefined && !job["timeout-minutes"]);
    const unlimited = [...WORKFLOWS].filter(
      ([, { concurrency, jobs }]) =>
        concurrency === undefined &&
        Object.values(jobs).some((job) => job.concurrency === undefined),
    );

    expect(endless.map(({ id }) => id)).toStrictEqual([]);
    expect(unlimited.map(([file]) => file)).toStrictEqual([]);
  });

  it("leave no token in the checkout", () => {
    const checkouts = STEPS.filter(({ step }) => step.uses?.startsWith("actions/checkout@"));

    expect(checkouts.length).toBeGreaterThan(3);
    expect(
      checkouts.filter(({ step }) => step.with?.["persist-credentials"] !== false),
    ).toStrictEqual([]);
  });
});

describe("a pull request of a stranger", () => {
  const jobs = WORKFLOWS.get("pull-request.yml")?.jobs ?? {};

  it("runs everything but the previews in the clouds", () => {
    const ofForks = Object.entries(jobs).filter(([, job]) => job.if === undefined);

    expect(ofForks.map(([name]) => name)).toStrictEqual(["check", "engine", "review"]);
    expect(jobs["preview"]?.if).toBe(
      "github.event.pull_request.head.repo.full_name == github.repository",
    );
  });

  it("gets no right to sign in anywhere", () => {
    const signing = Object.entries(jobs).filter(([, job]) => job.permissions?.["id-token"]);

    expect(signing.map(([name]) => name)).toStrictEqual(["preview"]);
    expect([...TEXTS.values()].join("\n")).not.toContain("pull_request_target");
  });
});

describe("actionlint", () => {
  const go = spawnSync("go", ["version"]).status === 0;
  // Said by name in the report of the tests; .ci/run runs where there is Go.
  const whereGo = go ? it : it.skip;

  whereGo(
    "finds nothing",
    () => {
      const { status, stderr, stdout } = spawnSync("go", ["run", ACTIONLINT], {
        cwd: ROOT,
        encoding: "utf8",
      });

      expect([status, stdout]).toStrictEqual([0, ""]);
      expect(stderr).not.toMatch(/error/i);
    },
    300_000,
  );
});

describe("the marker", () => {
  it("is one line that GitHub does not show", () => {
    expect(MARKER).toMatch(/^<!-- [^\n]+ -->$/);
  });
});
