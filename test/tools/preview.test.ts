// Proves: what the preview prints and how it ends, as processes of its own where that matters. Does
// not prove that a deployment would make the same resources, nor what a colour terminal shows.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toServiceJson } from "../../adf/wire";
import { durationToMinutes } from "../../config/duration";
import { loadSettings } from "../../config/read";
import { ZERO_GUID } from "../../graph/arm-ids";
import type { Graph, GraphValue } from "../../graph/graph";
import { applySchema } from "../../pipelines/apply-schema";
import { approveModel } from "../../pipelines/approve-model";
import { cleanUp } from "../../pipelines/clean-up";
import { forecastRun } from "../../pipelines/forecast-run";
import { forecastStep } from "../../pipelines/forecast-step";
import { operateRun } from "../../pipelines/operate-run";
import { runWatch } from "../../pipelines/run-watch";
import { readMigrations, renderMigrations } from "../../run-log/migrations";
import { colorsFor, newCommand, runCommand } from "../../tools/command";
import { type PreviewJson, previewOf } from "../../tools/preview-data";
import { renderPreview } from "../../tools/preview-text";
import { graphOf, nodeOf } from "../cost/hand-made";
import { directoryWith, type Ended, preview, ROOT, removeDirectories, waiversFile } from "./spawn";
import {
  FILE_WITH_SECRETS,
  MANY_MISTAKES,
  SECRET,
  settingsText,
  WRONG_SETTINGS,
} from "./wrong-settings";

/** Exit codes by their numbers, which scripts rely on. */
const UNUSABLE_INPUT = 2;
const PROGRAM_FAULT = 70;

const ESCAPE = "\u001b";
const STACK_TRACE = /^ {4}at /m;

const dev = directoryWith(settingsText());

/** The settings of the example environment `dev`. */
function stackText(): string {
  return readFileSync(join(ROOT, "Pulumi.dev.yaml"), "utf8");
}

// A process takes about a second, and all of them are started before the first test.
jest.setTimeout(90_000);

/** Every process of this file. */
const RUNS = {
  json: preview(["--stack", "dev", "--json"]),
  text: preview(["--stack", "dev"], { env: { FORCE_COLOR: "3" } }),
  help: preview(["--help"]),
  unread: preview(["--stack", "dev", "--json"], { read: false }),
  manyMistakes: preview(["--stack", "dev", "--directory", directoryWith(MANY_MISTAKES)]),
  secrets: preview(["--stack", "dev", "--directory", directoryWith(FILE_WITH_SECRETS)]),
  brokenYaml: preview(["--stack", "dev", "--json", "--directory", directoryWith("config: [")]),
  unknownStack: preview(["--stack", "devv", "--directory", dev]),
  noFile: preview(["--stack", "prod", "--directory", dev]),
  noStack: preview([]),
  unknownOption: preview(["--stack", "dev", "--jsn"]),
  overBudget: preview([
    "--stack",
    "dev",
    "--json",
    "--directory",
    directoryWith(stackText().replace("monthly: 50", "monthly: 20")),
  ]),
  expiredWaiver: preview([
    "--stack",
    "dev",
    "--json",
    "--waivers",
    waiversFile({ until: "2020-01-01" }),
  ]),
  noReason: preview(["--stack", "dev", "--waivers", waiversFile({ reason: undefined })]),
  noWaivers: preview(["--stack", "dev", "--waivers", "/no/such/file.json"]),
} as const;

afterAll(async () => {
  await Promise.all(Object.values(RUNS));
  removeDirectories();
});

async function documentOf(run: Promise<Ended>): Promise<PreviewJson> {
  const { stdout } = await run;
  const document: PreviewJson = JSON.parse(stdout);
  return document;
}

describe("preview and the budget", () => {
  it("exits 1 above it, with the three largest parts and what would lower each", async () => {
    const { code } = await RUNS.overBudget;
    const { findings } = await documentOf(RUNS.overBudget);

    expect(code).toBe(1);
    expect(findings.filter(({ severity }) => severity === "error")).toStrictEqual([
      {
        rule: "budget-exceeded",
        severity: "error",
        urn: expect.stringContaining("pulumi:pulumi:Stack::"),
        message: expect.stringMatching(
          /^Stack "dev": the expected month must be at most 20 USD, got \d+\.\d\d USD: sql 14\.72 \(.+\), compute \d+\.\d\d \(.+\), [a-z-]+ \d+\.\d\d \(.+\)$/,
        ),
        repair: expect.stringContaining("budget"),
      },
    ]);
  });
});

describe("preview and the rule book", () => {
  it("exits 1 on an error finding, and still prints the whole document", async () => {
    const { code, stderr } = await RUNS.expiredWaiver;
    const { findings } = await documentOf(RUNS.expiredWaiver);

    expect({ code, stderr }).toStrictEqual({ code: 1, stderr: "" });
    expect(findings.filter(({ severity }) => severity === "error")).toMatchObject([
      { rule: "waiver-expired", message: expect.stringContaining("2020-01-01: because") },
    ]);
  });

  it("shows a waived finding with its reason and day", async () => {
    const { findings } = await documentOf(RUNS.json);

    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: "sql-firewall-azure-services",
        severity: "info",
        waived: expect.objectContaining({ until: "2027-12-31" }),
      }),
    );
  });

  it.each([
    ["a waiver without a reason", "noReason", /^\[POLICY_WAIVER_MISSING\] waivers\[0\]\.reason /],
    ["a waivers file that is not there", "noWaivers", /^\[TOOL_UNREADABLE_FILE\] \/no\/such\/file/],
  ] as const)("rejects %s", async (_, run, message) => {
    const { code, stdout, stderr } = await RUNS[run];

    expect({ code, stdout }).toStrictEqual({ code: UNUSABLE_INPUT, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(STACK_TRACE);
  });
});

describe("preview --json", () => {
  let json: PreviewJson;

  beforeAll(async () => {
    json = await documentOf(RUNS.json);
  });

  it("prints one document on one line, nothing on stderr, and exits 0", async () => {
    const { code, stdout, stderr } = await RUNS.json;

    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n")).toStrictEqual([JSON.stringify(json), ""]);
  });

  it("has exactly the keys and types of its contract", () => {
    expect(json).toStrictEqual({
      stack: "dev",
      resources: expect.any(Array),
      pipelines: expect.any(Array),
      cost: {
        currency: "USD",
        monthly: { standing: 15.22, runs: 7.55, total: 22.77 },
        perRun: expect.any(Array),
        unpriced: expect.any(Array),
      },
      nights: expect.any(Array),
      findings: expect.any(Array),
    });
    for (const { waived: _, ...finding } of json.findings) {
      expect(finding).toStrictEqual({
        rule: expect.stringMatching(/^[a-z0-9-]+$/),
        severity: expect.stringMatching(/^(?:error|warning|info)$/),
        urn: expect.stringMatching(/^urn:pulumi:dev::forecast-platform::/),
        message: expect.any(String),
        repair: expect.any(String),
      });
    }
    for (const resource of json.resources) {
      expect(resource).toStrictEqual({
        urn: expect.stringMatching(/^urn:pulumi:dev::forecast-platform::[^:].+::.+$/),
        type: expect.stringMatching(/^[^:]+:[^:]*:[A-Za-z/]+/),
        name: expect.stringMatching(/^[a-z][a-z0-9-]+$/),
        parent: resource.parent === null ? null : expect.any(String),
        custom: expect.any(Boolean),
        protect: expect.any(Boolean),
        dependencies: expect.any(Array),
        inputs: expect.any(Object),
      });
    }
    expect(json.cost.perRun).toMatchObject([
      { forecast: "demand", total: 0.8699 },
      { forecast: "load", total: 0.1177 },
    ]);
    expect(json.nights).toStrictEqual([
      {
        forecast: "demand",
        readyMinutes: 251.9,
        clusterMinutes: 30,
        jobRuns: 5,
        waits: 7,
        waitMinutes: 219.8,
        compute: 0.1786,
        dataFactory: 0.0914,
      },
      expect.objectContaining({ forecast: "load", jobRuns: 1, clusterMinutes: 15 }),
    ]);
    for (const { lines, total } of json.cost.perRun) {
      const sum = lines.reduce((all, { cost }) => all + cost, 0);
      expect(sum).toBeCloseTo(total, 4);
    }
    for (const line of json.cost.unpriced) {
      expect(line).toStrictEqual({
        urn: expect.stringMatching(/^urn:pulumi:dev::/),
        name: expect.any(String),
        item: expect.any(String),
        reason: expect.any(String),
      });
    }
  });

  it("names each resource once, and as parent or dependency only what it lists", () => {
    const urns = json.resources.map(({ urn }) => urn);

    expect(urns.length).toBeGreaterThan(50);
    expect(new Set(urns).size).toBe(urns.length);
    for (const { parent, dependencies } of json.resources) {
      expect(urns).toEqual(expect.arrayContaining(parent === null ? [] : [parent]));
      expect(urns).toEqual(expect.arrayContaining([...dependencies]));
    }
  });

  it("lists neither the stack's own root nor a provider", () => {
    const types = json.resources.map(({ type }) => type);

    expect(types.filter((type) => type.startsWith("pulumi:"))).toStrictEqual([]);
  });

  it("holds the pipelines as the service would receive them", () => {
    const { settings } = loadSettings(ROOT, "dev");
    const deadlines = settings.forecasts.map(({ deadline }) => durationToMinutes(deadline));
    const step = forecastStep();
    const run = forecastRun({ step, longestDeadlineMinutes: Math.max(...deadlines) });
    const pipelines = [
      applySchema(renderMigrations(readMigrations(), { orchestrator_client_id: ZERO_GUID })),
      step,
      run,
      runWatch(run),
      operateRun(),
      approveModel(),
      cleanUp({ jobId: cleanUpJobId(json) }),
    ].map((pipeline) => ({ name: pipeline.name, definition: toServiceJson(pipeline) }));

    expect(json.pipelines).toStrictEqual(JSON.parse(JSON.stringify(pipelines)));
  });

  it("holds whole texts: nothing unknown, undefined or not yet resolved", () => {
    const broken =
      /\[object \w+\]|Calling \[?to|\bundefined\b|\bNaN\b|\bOutput<|\bPromise\b|\/\/|\/null\b/;
    const texts = json.resources.flatMap(({ name, inputs }) =>
      Object.entries(inputs)
        // The code of a provider is no text that was put together.
        .filter(([key]) => key !== "__provider")
        .flatMap(([key, value]) => textsOf(value).map((text) => `${name}.${key}: ${text}`)),
    );

    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter((text) => broken.test(withoutAddresses(text)))).toStrictEqual([]);
  });

  it("knows every value: no id or output is left open", async () => {
    const { stdout } = await RUNS.json;

    expect(stdout).not.toContain('"$unknown"');
  });
});

describe("preview for people", () => {
  it("shows every resource, the counts and the total, and exits 0", async () => {
    const { code, stdout, stderr } = await RUNS.text;
    const { resources, pipelines } = await documentOf(RUNS.json);
    const lines = stdout.split("\n");
    const components = resources.filter(({ custom }) => !custom).length;

    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: "" });
    expect(lines[0]).toBe("forecast-platform dev, eastus");
    for (const { name } of resources) {
      expect(lines.filter((line) => line.split(/\s+/).includes(name))).not.toStrictEqual([]);
    }
    expect(lines).toContain(
      `${resources.length - components} resources in ${components} components, 2 forecasts, ${pipelines.length} pipelines, 0 protected`,
    );
    expect(stdout).toMatch(/^SQL database, S0 +run-log-database +14\.72 *$/m);
    expect(stdout).toMatch(/^standing +15\.22 *$/m);
    expect(stdout).toMatch(/^runs +7\.55 *$/m);
    expect(stdout).toMatch(/^total, without what is not priced +22\.77 *$/m);
    expect(stdout).toMatch(/^Its triggers are not started: /m);
    expect(stdout).toMatch(/^Rules: 0 errors, 0 warnings, \d+ notes$/m);
    expect(stdout).toMatch(
      /^info +sql-firewall-azure-services +run-log-.+ waived until 2027-12-31$/m,
    );
    expect(stdout).toMatch(/^stored data +lake-account +by the gigabyte/m);
  });

  it("has no colour in a pipe, even where colours are forced on others", async () => {
    const { stdout, stderr } = await RUNS.text;

    expect(stdout + stderr).not.toContain(ESCAPE);
  });

  it("helps with an example, and exits 0", async () => {
    const { code, stdout, stderr } = await RUNS.help;

    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: npm run preview -- \[options\]$/m);
    expect(stdout).toMatch(/^Example:\n {2}npm run preview -- --stack dev$/m);
    for (const option of ["--stack <name>", "--json", "--directory <dir>", "--help"]) {
      expect(stdout).toContain(option);
    }
  });

  it("ends without a word when nobody reads any more", async () => {
    const { stderr } = await RUNS.unread;

    expect(stderr).toBe("");
  });

  it.each<[string, Record<string, string>, boolean, boolean]>([
    ["a terminal", {}, true, true],
    ["a pipe", {}, false, false],
    ["a terminal with NO_COLOR", { NO_COLOR: "1" }, true, false],
    ["a terminal with an empty NO_COLOR", { NO_COLOR: "" }, true, true],
    ["a dumb terminal", { TERM: "dumb" }, true, false],
  ])("chooses colours for %s", (_, env, isTTY, colored) => {
    const { NO_COLOR: _none, ...others } = process.env;
    jest.replaceProperty(process, "env", { ...others, TERM: "xterm", ...env });

    expect(colorsFor({ isTTY }).bold("x").includes(ESCAPE)).toBe(colored);
  });

  it("draws the tree, marks what is protected and says what is not priced", async () => {
    const { settings } = loadSettings(directoryWith(seoul()), "dev");
    const colors = colorsFor({ isTTY: false });
    const preview = await previewOf(smallGraph(), settings, { today: "2026-12-01", waivers: [] });
    const lines = renderPreview(preview, colors).split("\n");

    expect(lines.map((line) => line.trimEnd()).slice(0, 14)).toStrictEqual([
      "forecast-platform dev, koreacentral",
      "",
      "lake              DataLake",
      "├─ lake-account   azure-native StorageAccount  protected",
      "└─ lake-raw       azure-native BlobContainer",
      "run-log           RunLogDatabase  protected",
      "└─ run-log-sql    azure-native Database  protected",
      "   └─ run-log-ip  azure-native FirewallRule",
      "",
      expect.stringMatching(/^4 resources in 2 components, .+, 0 pipelines, 2 protected$/),
      "",
      "A month, USD",
      expect.stringMatching(/^standing +0\.00$/),
      expect.stringMatching(/^runs +0\.00$/),
    ]);
    expect(lines).toContainEqual(expect.stringMatching(/^total, without what is .+ 0\.00$/));
    expect(lines).toContainEqual(expect.stringMatching(/^with the nearest known prices +14\.72$/));
    expect(lines.join("\n")).toMatch(
      /^SQL database, S0 +run-log-sql +no price for koreacentral \(nearest known: eastus, 14\.72 /m,
    );
  });
});

describe("preview of unusable input", () => {
  const refused = Object.keys(RUNS).filter(
    (name): name is keyof typeof RUNS =>
      !["json", "text", "help", "unread", "overBudget", "expiredWaiver"].includes(name),
  );

  it.each(refused)("rejects %s: exit 2, nothing on stdout, no stack trace", async (name) => {
    const { code, stdout, stderr } = await RUNS[name];

    expect({ code, stdout }).toStrictEqual({ code: UNUSABLE_INPUT, stdout: "" });
    expect(stderr).toMatch(/^\S.*\n/);
    expect(stderr).not.toMatch(STACK_TRACE);
    expect(stderr).not.toContain("fault of forecast-platform");
  });

  it("rejects all problems of a file in one message, in the order of the file", async () => {
    const { stderr } = await RUNS.manyMistakes;
    const places = stderr
      .trimEnd()
      .split("\n")
      .map((line) => /^\[(\w+)\] Pulumi\.dev\.yaml:(\d+) (\S+):/.exec(line)?.slice(1));

    expect(places).toStrictEqual([
      ["CONFIG_MISSING", "1", "azure-native:location"],
      ["CONFIG_MISSING", "1", "forecast-platform:databricks"],
      ["CONFIG_RANGE", "8", "forecast-platform:forecasts[0].horizon"],
      ["CONFIG_RANGE", "9", "forecast-platform:forecasts[0].quantiles[1]"],
      ["CONFIG_VALUE", "10", "forecast-platform:forecasts[0].schedule.timeZone"],
      ["CONFIG_DUPLICATE", "12", "forecast-platform:forecasts[1].name"],
      ["CONFIG_VALUE", "13", "forecast-platform:forecasts[1].backend"],
      ["CONFIG_TYPE", "15", "forecast-platform:forecasts[1].horizon"],
    ]);
  });

  it("rejects a secret without printing it", async () => {
    const { stderr } = await RUNS.secrets;

    expect(stderr).not.toContain(SECRET);
    expect(stderr.match(/^\[CONFIG_SECRET\] .*got \[secret\]/gm)).toHaveLength(3);
  });

  it.each<[keyof typeof RUNS, RegExp]>([
    ["unknownStack", /^\[CONFIG_NO_STACK\] stack: .*got "devv"; did you mean "dev"\?\n$/],
    ["noFile", /^\[CONFIG_NO_STACK\] stack: has no file Pulumi\.prod\.yaml .*\n$/],
    ["brokenYaml", /^\[CONFIG_SYNTAX\] Pulumi\.dev\.yaml:\d+:\d+: .*\n$/],
    ["noStack", /^error: required option '--stack <name>' not specified\n\(--help .*\)\n$/],
    [
      "unknownOption",
      /^error: unknown option '--jsn'\n\(Did you mean --json\?\)\n\(--help .*\)\n$/,
    ],
  ])("rejects %s in words of its own", async (name, message) => {
    const { stderr } = await RUNS[name];

    expect(stderr).toMatch(message);
  });
});

describe("a command on a wrong settings file", () => {
  it.each(WRONG_SETTINGS)("rejects %s by one message and exit code 2", async (_, text, lines) => {
    const directory = directoryWith(text);
    const { code, stdout, stderr } = await ended(() => loadSettings(directory, "dev"));
    const written = stderr.trimEnd().split("\n");

    expect({ code, stdout }).toStrictEqual({ code: UNUSABLE_INPUT, stdout: "" });
    expect(stderr).not.toMatch(STACK_TRACE);
    expect(written).toHaveLength(lines.length);
    lines.forEach((line, index) => {
      expect(written[index]).toMatch(line);
    });
  });

  it("rejects broken YAML without printing the secret beside it", async () => {
    const directory = directoryWith(`${FILE_WITH_SECRETS}  broken: [${SECRET}`);
    const { code, stderr } = await ended(() => loadSettings(directory, "dev"));

    expect(code).toBe(UNUSABLE_INPUT);
    expect(stderr).toContain("[CONFIG_SYNTAX]");
    expect(stderr).not.toContain(SECRET);
  });

  it("takes a settings file that has no mistake", async () => {
    expect(await ended(() => loadSettings(dev, "dev"))).toStrictEqual({
      code: undefined,
      stdout: "",
      stderr: "",
    });
  });

  it("tells a fault of the program from unusable input: exit 70, with a trace", async () => {
    const { code, stdout, stderr } = await ended(() => {
      throw new TypeError("x is not a function");
    });

    expect({ code, stdout }).toStrictEqual({ code: PROGRAM_FAULT, stdout: "" });
    expect(stderr).toMatch(/^This is a fault of forecast-platform itself; please report it\.\n/);
    expect(stderr).toMatch(STACK_TRACE);
  });
});

/** Runs an action as a command does, in this process, and returns how it ended. */
async function ended(action: () => unknown): Promise<Omit<Ended, "code"> & { code: unknown }> {
  const written = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    jest.spyOn(process[stream], "write").mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    });
  }
  const before = process.exitCode;
  const command = newCommand("test", "Runs an action.", "test").action(() => void action());
  await runCommand(command, ["node", "test"]);
  const code = process.exitCode;
  process.exitCode = before;
  jest.restoreAllMocks();
  return { code, ...written };
}

/** The id that the recorder gave to the clean-up's job, as its pipeline names it. */
function cleanUpJobId({ pipelines }: PreviewJson): string {
  const definition = JSON.stringify(pipelines.find(({ name }) => name === "clean-up"));
  const [, id] = /"jobId":"(\d+)"/.exec(definition) ?? [];
  if (id === undefined) throw new Error("the clean-up names no job");
  return id;
}

function textsOf(value: GraphValue): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** Two slashes are whole in an address, and stand for an empty part anywhere else. */
function withoutAddresses(text: string): string {
  return text.replaceAll(/\b(?:https|abfss|api|s3):\/\//g, "");
}

function seoul(): string {
  return settingsText({ location: "  azure-native:location: koreacentral" });
}

function smallGraph(): Graph {
  const lake = nodeOf("forecast-platform:storage:DataLake", "lake");
  const log = nodeOf("forecast-platform:sql:RunLogDatabase", "run-log", { protect: true });
  const sql = nodeOf("azure-native:sql:Database", "run-log-sql", {
    parent: log.urn,
    protect: true,
    inputs: { sku: { name: "S0" } },
  });
  return graphOf(
    lake,
    nodeOf("azure-native:storage:StorageAccount", "lake-account", {
      parent: lake.urn,
      protect: true,
    }),
    nodeOf("azure-native:storage:BlobContainer", "lake-raw", { parent: lake.urn }),
    log,
    sql,
    nodeOf("azure-native:sql:FirewallRule", "run-log-ip", { parent: sql.urn }),
  );
}
