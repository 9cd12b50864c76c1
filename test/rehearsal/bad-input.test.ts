/** What a rehearsal refuses before it plays, each with what to do. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseSettings } from "../../config/parse";
import type { Graph } from "../../graph/graph";
import { factoryOf } from "../../rehearsal/factory";
import { lockFolder } from "../../rehearsal/folder-lock";
import { planned } from "../../rehearsal/plan";
import { type RehearsalOptions, rehearse } from "../../rehearsal/rehearse";
import { Workspace } from "../../rehearsal/workspace";
import { regionsOf } from "../../tools/cost-environment";
import { ensurePythonEnvironment, PYTHON } from "../../tools/python-environment";
import { PROJECT_DIRECTORY } from "../../tools/root";
import { configOf, recordEnvironment } from "../support/record";

const FOLDER = join(PROJECT_DIRECTORY, "out", "test", "bad-input");
const DAY = 86_400_000;
const settings = parseSettings("dev", configOf("dev"));

let graph: Graph;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  ensurePythonEnvironment(() => {});
  graph = await recordEnvironment("dev");
});

function rehearsed(changes: Partial<RehearsalOptions>): Promise<unknown> {
  const folder = join(FOLDER, "rehearsal");
  const regions = regionsOf(settings);
  return rehearse({ graph, settings, python: PYTHON, regions, folder, ...changes });
}

describe("a rehearsal that cannot begin", () => {
  it.each([
    ["a scenario that is none", { scenario: "yardstik" }, "REHEARSAL_SCENARIO_UNKNOWN"],
    ["a forecast that is none", { forecast: "deman" }, "REHEARSAL_FORECAST_UNKNOWN"],
    ["an interpreter that is none", { python: "no-such-python" }, "REHEARSAL_PROCESS"],
  ])("rejects %s", async (_title, changes, code) => {
    await expect(rehearsed(changes)).rejects.toMatchObject({ code, repair: expect.any(String) });
  });

  it("rejects a stack that runs no schema", async () => {
    const resources = graph.resources.filter(({ type }) => !type.endsWith(":PipelineRun"));

    await expect(rehearsed({ graph: { ...graph, resources } })).rejects.toMatchObject({
      code: "REHEARSAL_PART_MISSING",
    });
  });

  it("rejects a folder where another rehearsal works, and takes over from one that has gone", async () => {
    const folder = join(FOLDER, "busy");
    const lock = lockFolder(folder);

    await expect(rehearsed({ folder })).rejects.toMatchObject({ code: "REHEARSAL_BUSY" });
    lock.release();
    // No process has a number as large.
    writeFileSync(`${folder}.lock`, String(2 ** 30));
    lockFolder(folder).release();
  });
});

describe("a table that cannot be rehearsed", () => {
  let workspace: Workspace;

  beforeAll(() => {
    workspace = new Workspace(PYTHON, {});
  });

  afterAll(() => workspace.stop());

  /** Rejects with what is wrong with a table of `demand`, which has days. */
  async function planOf(name: string, rows: readonly string[]): Promise<unknown> {
    const data = join(FOLDER, name);
    writeFileSync(data, `${["item_id,timestamp,target_value", ...rows].join("\n")}\n`);
    const forecasts = settings.forecasts.filter((forecast) => forecast.name === "demand");
    return planned({ data, factory: factoryOf(graph), forecasts, pastRuns: 1 }, workspace);
  }

  function days(count: number): string[] {
    return Array.from({ length: count }, (_, day) => {
      const date = new Date(Date.UTC(2026, 0, 1) + day * DAY).toISOString().slice(0, 10);
      return `north,${date},${day}`;
    });
  }

  it.each([
    ["a value that is no number", "north,2026-03-01,twelve", "DATA_TARGET_NOT_NUMERIC", "twelve"],
    ["a value below zero", "north,2026-03-01,-4", "DATA_TARGET_NEGATIVE", "-4"],
    ["a time that is none", "north,01.03.2026,4", "DATA_TIMESTAMP_UNREADABLE", "01.03.2026"],
    ["a time between the steps", "north,2026-03-01 12:30,4", "DATA_TIMESTAMP_OFF_GRID", "12:30"],
  ])("rejects %s, with file and row", async (_title, row, code, value) => {
    const message = await planOf("bad.csv", [...days(30), row]).catch(String);

    expect(message).toContain(`[REHEARSAL_DATA] ${join(FOLDER, "bad.csv")}: ${code}: `);
    // The header is row 1.
    expect(message).toContain('file "bad.csv" row 32');
    expect(message).toContain(value);
  });

  it("rejects a history too short to learn from, and says how long it has to be", async () => {
    const message = await planOf("short.csv", days(40)).catch(String);

    expect(message).toContain("the data have 40 steps, from 2026-01-01");
    expect(message).toContain("give data of 70 steps");
  });

  it("takes one that is just long enough", async () => {
    const [played] = (await planOf("long.csv", days(70 + 7))) as Awaited<
      ReturnType<typeof planned>
    >;

    expect(played?.firings.length).toBeGreaterThan(0);
  });

  it("rejects a file that is not there", async () => {
    const forecasts = settings.forecasts.slice(0, 1);
    const data = join(FOLDER, "no.csv");

    await expect(
      planned({ data, factory: factoryOf(graph), forecasts, pastRuns: 1 }, workspace),
    ).rejects.toThrow(/DATA_PATH_MISSING: .*no\.csv"; give the path of a CSV/);
  });
});
