// Proves: the patches of docs/extending.md fit the sources, and what comes of them runs: the environment is
// previewed with the rule, the setting and the migration, and the activity is rendered. The README's change
// fits too. Does not prove the lists beside them complete: the compiler and the tests that they name do.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { sourceText } from "../project/sources";
import { ROOT } from "../tools/spawn";

// Always the same place, so that what the commands have compiled is kept.
const COPY = join(ROOT, "out", "extending");

/** What is copied; tests are for what the patches change in them. */
const COPIED = [
  ".github",
  "Pulumi.dev.yaml",
  "Pulumi.prod.yaml",
  "Pulumi.staging.yaml",
  "adf",
  "components",
  "config",
  "cost",
  "graph",
  "notebooks",
  "pipelines",
  "policy",
  "python/README.md",
  "python/pyproject.toml",
  "python/src",
  "run-log",
  "stacks",
  "test/adf",
  "test/policy",
  "test/stacks",
  "tools",
  "wheel",
];

/** Looks at what the patches made, in the copy's own modules. */
const LOOK = `
const { loadSettings } = require("./config/read");
const { recordGraph } = require("./graph/recorder");
const { databricksSparkJar, definePipeline } = require("./adf/builder");
const { toServiceJson } = require("./adf/wire");
const { RULES } = require("./policy/rules");
const { readMigrations } = require("./run-log/migrations");
const { platform } = require("./stacks/platform");
(async () => {
  const { settings, config } = loadSettings(process.cwd(), "qa");
  const changed = { ...settings, restore: 21 };
  const options = { project: "forecast-platform", stack: "qa", config };
  const { resources } = await recordGraph(() => platform(changed), options);
  const p = definePipeline({ name: "p" });
  const policy = { timeout: "00:10:00", retry: 2 };
  p.add(databricksSparkJar("Run", { linkedService: "l", mainClassName: "a.B", policy }));
  console.log(JSON.stringify({
    restore: settings.restore,
    group: resources.find(({ name }) => name === "foundation-group").inputs.resourceGroupName,
    backup: resources.find(({ name }) => name === "run-log-backup").inputs.retentionDays,
    rules: RULES.map(({ id }) => id),
    migrations: readMigrations().map(({ name }) => name),
    activity: toServiceJson(p.build()).properties.activities[0],
  }));
})();`;

interface Looked {
  readonly restore: number;
  readonly group: string;
  readonly backup: number;
  readonly rules: readonly string[];
  readonly migrations: readonly string[];
  readonly activity: unknown;
}

function patchesOf(page: string): readonly string[] {
  return [...sourceText(page).matchAll(/^```diff\n([\s\S]*?)^```$/gm)].map(
    ([, patch = ""]) => patch,
  );
}

/** What git says against a patch, nothing where it fits. */
function applied(patch: string): string {
  const { stderr } = spawnSync("git", ["apply", "-"], {
    cwd: COPY,
    // The copy is no part of this repository, whose index it would otherwise be held to.
    env: { ...process.env, GIT_CEILING_DIRECTORIES: join(ROOT, "out") },
    input: patch,
    encoding: "utf8",
  });
  return stderr;
}

function look(): Looked {
  const command = ["--require", "./tools/register.js", "--eval", LOOK];
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: COPY, encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

describe("the patches of the documentation", () => {
  beforeAll(() => {
    rmSync(COPY, { recursive: true, force: true });
    for (const path of COPIED.filter((each) => existsSync(join(ROOT, each)))) {
      cpSync(join(ROOT, path), join(COPY, path), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules"), join(COPY, "node_modules"));
  });

  it("fit the sources, one after the other", () => {
    const patches = [...patchesOf("docs/extending.md"), ...patchesOf("README.md")];

    expect(patches).toHaveLength(6);
    expect(patches.map(applied)).toStrictEqual(patches.map(() => ""));
  });

  it("make a rule, an environment, a setting, an activity and a migration", () => {
    const { activity, backup, group, migrations, restore, rules } = look();

    expect(rules).toContain("storage-tenant-replication");
    expect(group).toBe("forecast-qa");
    expect([restore, backup]).toStrictEqual([7, 21]);
    expect(migrations.at(-1)).toContain("006");
    expect(activity).toMatchObject({
      name: "Run",
      type: "DatabricksSparkJar",
      linkedServiceName: { referenceName: "l", type: "LinkedServiceReference" },
      typeProperties: { mainClassName: "a.B" },
    });
  });
});

describe("a file that a checklist names", () => {
  const text = sourceText("docs/extending.md").replaceAll(/^```[\s\S]*?^```$/gm, "");
  const named = [...text.matchAll(/`((?:[.a-z-]+\/)+[\w.-]*)`/g)].map(([, file = ""]) => file);

  it("is there", () => {
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((file) => !existsSync(join(ROOT, file)))).toStrictEqual([]);
  });
});
