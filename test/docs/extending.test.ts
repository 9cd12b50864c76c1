// Proves: the patches of docs/extending.md fit the sources, and what comes of them runs: the environment is
// previewed with the rule, the setting and the migration, and the activity is rendered. The README's change
// fits too. Does not prove the lists beside them complete: the compiler and the tests that they name do.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { keepBytecode, PYTHON } from "../../tools/python-environment";
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
  "rehearsal",
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
  const usual = { ...settings.forecasts[0], name: "usual", backend: "seasonal-naive" };
  const changed = { ...settings, restore: 21, forecasts: [...settings.forecasts, usual] };
  const options = { project: "forecast-platform", stack: "qa", config };
  const { resources } = await recordGraph(() => platform(changed), options);
  const p = definePipeline({ name: "p" });
  const policy = { timeout: "00:10:00", retry: 2 };
  p.add(databricksSparkJar("Run", { linkedService: "l", mainClassName: "a.B", policy }));
  console.log(JSON.stringify({
    restore: settings.restore,
    group: resources.find(({ name }) => name === "foundation-group").inputs.resourceGroupName,
    backup: resources.find(({ name }) => name === "run-log-backup").inputs.retentionDays,
    jobs: resources.map(({ name }) => name).filter((name) => /^advance-.*-job$/.test(name)),
    rules: RULES.map(({ id }) => id),
    migrations: readMigrations().map(({ name }) => name),
    activity: toServiceJson(p.build()).properties.activities[0],
  }));
})();`;

/** A run of the backend, in the copy: five weeks and two days of 0 to 6, from Monday to Sunday. */
const FORECAST = `
import json
from pathlib import Path
import pandas as pd
from forecast_platform.backends.by_name import backend_of
from forecast_platform.backends.step import ForecastSettings, Step
lake = Path("lake")
days = pd.date_range("2026-01-05", periods=37)
table = pd.DataFrame({"item_id": "a", "timestamp": days, "target_value": [float(day % 7) for day in range(37)]})
(lake / "curated" / "usual").mkdir(parents=True)
table.to_csv(lake / "curated" / "usual" / "a.csv", index=False)
now = pd.Timestamp("2026-02-11")
step = Step(
    run_id="r", step_id="s", now=now, backend="seasonal-naive", stage="predict", period=now,
    scheduled_at=now, frequency="D", retrain_after=pd.Timedelta(days=7), approval="none", attempt=0,
    state={}, forecast=ForecastSettings("usual", "usual", lake, "curated/usual", 8, (0.5,)),
)
backend = backend_of("seasonal-naive", "{}")
answer = backend.advance(step)
values = pd.read_parquet(step.results_folder)["value"].tolist()
print(json.dumps({"status": answer.status, "rows": backend.collect(step), "values": values}))
`;

interface Looked {
  readonly restore: number;
  readonly group: string;
  readonly backup: number;
  readonly jobs: readonly string[];
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

beforeAll(keepBytecode);

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

    expect(patches).toHaveLength(7);
    expect(patches.map(applied)).toStrictEqual(patches.map(() => ""));
  });

  it("make a rule, an environment, a setting, an activity, a migration and the job of a backend", () => {
    const { activity, backup, group, jobs, migrations, restore, rules } = look();

    expect(rules).toContain("storage-tenant-replication");
    expect(group).toBe("forecast-qa");
    expect([restore, backup]).toStrictEqual([7, 21]);
    expect(jobs).toStrictEqual(["advance-random-forest-job", "advance-seasonal-naive-job"]);
    expect(migrations.slice(-2).join()).toMatch(/006.*007/);
    expect(activity).toMatchObject({
      name: "Run",
      type: "DatabricksSparkJar",
      linkedServiceName: { referenceName: "l", type: "LinkedServiceReference" },
      typeProperties: { mainClassName: "a.B" },
    });
  });
});

describe("the backend of the documentation", () => {
  it("is what the package asks a backend for, and forecasts the days of a week as they were", () => {
    const { stdout, stderr } = spawnSync(PYTHON, ["-c", FORECAST], {
      cwd: COPY,
      env: { ...process.env, PYTHONPATH: join(COPY, "python", "src") },
      encoding: "utf8",
    });

    expect([stderr, stdout === "" ? "" : JSON.parse(stdout)]).toStrictEqual([
      "",
      { status: "succeeded", rows: 8, values: [2, 3, 4, 5, 6, 0, 1, 2] },
    ]);
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
