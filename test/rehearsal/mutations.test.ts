/**
 * The rehearsal notices when one activity, one statement or one Python step is wrong.
 *
 * Each mutation changes the previewed definition, the text of a statement, or a line of a copy of the
 * package, and plays the one run that it concerns. What is not shown: a mutation that only matters once
 * something fails, which the rehearsals with faults look for.
 */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Factory } from "../../rehearsal/factory";
import type { ReportedPlay } from "../../rehearsal/reported-play";
import { PROJECT_DIRECTORY } from "../../tools/root";
import { openStage, type Stage } from "./support/stage";

jest.mock("@electric-sql/pglite", () =>
  jest
    .requireActual<typeof import("../support/outside")>("../support/outside")
    .requireOutside("@electric-sql/pglite"),
);

const PACKAGE = join(PROJECT_DIRECTORY, "python", "src", "forecast_platform");
const FOLDER = join(PROJECT_DIRECTORY, "out", "test", "mutations");

// The first play imports what the notebooks need, which takes long on a busy machine.
jest.setTimeout(120_000);

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(FOLDER);
});

afterAll(() => stage.stop());

/** How the runs of a play ended, then the kinds of what must not be. */
function toldOf({ runs, violations }: ReportedPlay): readonly string[] {
  const ends = runs.map(({ error, outcome }) =>
    error === null ? outcome : `${outcome}: ${error.code}`,
  );
  return [...ends, ...new Set(violations.map(({ kind }) => kind))];
}

/** A text with one place changed; a mutation that changes nothing would prove nothing. */
function changed(text: string, from: string, to: string): string {
  expect(text.split(from)).toHaveLength(2);
  return text.replace(from, () => to);
}

/** The factory with a piece of a pipeline's JSON changed. */
function withPipeline(name: string, from: string, to: string): Factory {
  const pipelines = stage.factory.pipelines.map((pipeline) =>
    pipeline.name === name
      ? (JSON.parse(changed(JSON.stringify(pipeline), from, to)) as typeof pipeline)
      : pipeline,
  );
  return { ...stage.factory, pipelines };
}

/** The factory with a piece of the jobs' own settings changed. */
function withJobs(from: string, to: string): Factory {
  const jobs = [...stage.factory.jobs].map(([id, job]) => {
    const { settings = "", ...others } = job.baseParameters;
    const baseParameters = { ...others, settings: settings.replace(from, to) };
    return [id, { ...job, baseParameters }] as const;
  });
  const texts = jobs.map(([, { baseParameters }]) => baseParameters["settings"]);
  expect(texts.some((text) => text?.includes(to))).toBe(true);
  return { ...stage.factory, jobs: new Map(jobs) };
}

describe("a rehearsal of what is deployed", () => {
  it.each([
    ["demand", {}],
    ["demand", { firedAgainAfterMinutes: [30] }],
    ["load", {}],
  ] as const)("finds nothing wrong with %s %j", async (which, scenario) => {
    expect(toldOf(await stage.play(which, { scenario }))).toEqual(["succeeded"]);
  });
});

describe("a rehearsal notices an activity that", () => {
  it("reports a failure where there is none", async () => {
    const factory = withPipeline("forecast-run", ".status, 'failed')", ".status, 'succeeded')");

    expect(toldOf(await stage.play("load", { factory }))).toEqual(["succeeded", "disobeyed"]);
  });

  it("waits for half as long as it is told", async () => {
    const wait = "@activity('Decide').output.firstRow.wait_seconds";
    const half = "@div(activity('Decide').output.firstRow.wait_seconds, 2)";
    const factory = withPipeline("forecast-run", wait, half);

    expect(toldOf(await stage.play("demand", { factory }))).toEqual(["succeeded", "disobeyed"]);
  });

  it("takes steps on the wrong condition, and goes round for ever", async () => {
    const factory = withPipeline(
      "forecast-run",
      "firstRow.action, 'load')",
      "firstRow.action, 'wait')",
    );

    await expect(stage.play("load", { factory })).rejects.toThrow(
      "[REHEARSAL_ENDLESS] forecast-run",
    );
  });

  it("depends on the failure of the one before", async () => {
    const onRead = (outcome: string) =>
      `"dependsOn":[{"activity":"Read answer","dependencyConditions":["${outcome}"]}]`;
    const factory = withPipeline("forecast-step", onRead("Succeeded"), onRead("Failed"));
    const told = toldOf(await stage.play("load", { factory }));

    expect(told[0]).toBe("failed: DEADLINE_PASSED");
  });

  it("claims another period than the one that is due", async () => {
    const period = `"value":"@pipeline().parameters.period"`;
    const next = `"value":"@addDays(pipeline().parameters.period, 7, 'yyyy-MM-ddTHH:mm:ss')"`;
    const told = toldOf(
      await stage.play("load", { factory: withPipeline("forecast-run", period, next) }),
    );

    expect(told).toContain("lost-run");
  });

  it("starts a job with another horizon", async () => {
    const factory = withJobs('"horizon":7', '"horizon":6');

    expect(toldOf(await stage.play("load", { factory }))).toEqual(["succeeded", "lost-results"]);
  });
});

describe("a rehearsal notices a statement that", () => {
  /** Changes the text of one statement, wherever it is run. */
  function mutate(from: string, to: string): { readonly times: () => number } {
    const { connection } = stage.clouds.log;
    const query = connection.query.bind(connection);
    let times = 0;
    jest.spyOn(connection, "query").mockImplementation((text, values) => {
      if (!text.includes(from)) return query(text, values);
      times += 1;
      return query(changed(text, from, to), values);
    });
    return { times: () => times };
  }

  it("takes a run from a holder whose lease is good", async () => {
    const mutant = mutate("AND lease_expires_at <= CAST(SYSUTCDATETIME() AS TIMESTAMP(0))", "");
    const scenario = { firedAgainAfterMinutes: [30] };
    const told = toldOf(await stage.play("demand", { scenario }));

    expect(mutant.times()).toBeGreaterThan(0);
    expect(told).toContain("double-run");
  });

  it("lets a run wait although nothing has to be waited for", async () => {
    const mutant = mutate(
      "WHEN o.outcome IN ('waiting', 'again')",
      "WHEN o.outcome IN ('waiting', 'again', 'succeeded')",
    );
    const told = toldOf(await stage.play("load"));

    expect(mutant.times()).toBe(1);
    expect(told).toEqual(["succeeded", "broken-story"]);
  });

  it("tells the stages of a run in another order", async () => {
    const stages = "r.previous_stage,\n  r.stage,\n  r.stage_seconds,\n  'job'";
    const turned = "r.stage,\n  r.previous_stage,\n  r.stage_seconds,\n  'job'";
    const mutant = mutate(stages, turned);
    const told = toldOf(await stage.play("demand"));

    expect(mutant.times()).toBeGreaterThan(0);
    expect(told).toEqual(["succeeded", "broken-story"]);
  });

  it("shortens the service's estimate", async () => {
    const seconds = "INTERVAL '1 SECOND' * t.given_wait_seconds";
    const mutant = mutate(seconds, `${seconds} / 2`);
    const told = toldOf(await stage.play("demand"));

    expect(mutant.times()).toBeGreaterThan(0);
    expect(told).toEqual(["succeeded", "needless"]);
  });
});

describe("a rehearsal notices a Python step that", () => {
  /** Lets the notebooks run with a copy of the package in which one line is another. */
  async function withLine(name: string, file: string, from: string, to: string): Promise<void> {
    const folder = join(FOLDER, name);
    const copy = join(folder, "forecast_platform");
    cpSync(PACKAGE, copy, { recursive: true });
    writeFileSync(join(copy, file), changed(readFileSync(join(copy, file), "utf8"), from, to));
    await use(folder);
  }

  async function use(folder: string): Promise<void> {
    const notebook = "../test/rehearsal/support/use_package";
    const end = await stage.clouds.workspace.runNotebook(notebook, { folder });

    expect(end).toEqual({ exit: join(folder, "forecast_platform", "__init__.py") });
  }

  afterAll(() => use(join(PACKAGE, "..")));

  it("comes back before the service can be done", async () => {
    const file = "backends/amazon_forecast/chain.py";
    await withLine("hasty", file, "resource.minutes * 60", "resource.minutes * 30");

    expect(toldOf(await stage.play("demand"))).toEqual(["succeeded", "needless"]);
  });

  it("learns from the day that it forecasts", async () => {
    const [before, leak] = [
      'history["timestamp"] < step.period',
      'history["timestamp"] <= step.period',
    ];
    await withLine("leak", "backends/history.py", before, leak);

    expect(toldOf(await stage.play("demand"))).toEqual(["failed: EXPORT_UNEXPECTED"]);
  });

  it("does not say which forecast its results are of", async () => {
    const file = "backends/amazon_forecast/chain.py";
    await withLine("untold", file, '        "forecast": "forecast_arn",\n', "");

    expect(toldOf(await stage.play("demand"))).toEqual(["succeeded", "no-lineage"]);
  });

  it("promotes nobody", async () => {
    const file = "models/promotion.py";
    await withLine("unpromoted", file, '    registry.give("champion", version)\n', "");

    expect(toldOf(await stage.play("load"))).toEqual(["failed: MODEL_NO_CHAMPION"]);
  });
});
