/**
 * How a run ends in each scenario, and the story that the run log tells of it.
 *
 * What is not shown: that the services fail as the stand-in does.
 */
import { join } from "node:path";
import type { RunReport } from "../../rehearsal/reports";
import { listOfScenarios, SCENARIOS, scenarioOf } from "../../rehearsal/scenarios";
import { PROJECT_DIRECTORY } from "../../tools/root";
import { SERVERLESS } from "../stacks/environments";
import { openStage, type Stage } from "./support/stage";

jest.mock("@electric-sql/pglite", () =>
  jest
    .requireActual<typeof import("../support/outside")>("../support/outside")
    .requireOutside("@electric-sql/pglite"),
);

/** The codes of the errors that the run log tells, in order. */
function errorsOf({ stages }: RunReport): readonly string[] {
  return stages.flatMap(({ message }) => /^([A-Z_]+): /.exec(message ?? "")?.[1] ?? []);
}

// The first play imports what the notebooks need, which takes long on a busy machine.
jest.setTimeout(120_000);

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(join(PROJECT_DIRECTORY, "out", "test", "scenarios"));
});

afterAll(() => stage.stop());

/** What was recorded of the jobs: the stage and how the run stood, repetitions once. */
function storyOf({ stages }: RunReport): readonly string[] {
  const told = stages
    .filter(({ statement }) => statement !== "begin")
    .map(({ stage: name, status }) => `${name} ${status}`);
  return told.filter((entry, index) => entry !== told[index - 1]);
}

/** The stages of a run that has its results in the end. */
const WHOLE = [
  "import queued",
  "import waiting",
  "train waiting",
  "forecast waiting",
  "export waiting",
  "load queued",
  "load succeeded",
];

interface Expected {
  /** Whole minutes from its begin to its end. */
  readonly minutes: number;
  readonly jobRuns: number;
  /** Of a run that fails. @default - it succeeds */
  readonly error?: string;
  /** @default - that of a run with results */
  readonly story?: readonly string[];
  /** Codes of the errors that the run log tells on the way. @default - none */
  readonly told?: readonly string[];
}

const EXPECTED: Readonly<Record<string, Expected>> = {
  yardstick: { minutes: 251, jobRuns: 5 },
  "estimates-off-30": { minutes: 287, jobRuns: 5 },
  "slow-service": { minutes: 471, jobRuns: 5 },
  "slow-clusters": { minutes: 326, jobRuns: 5 },
  "late-data": { minutes: 354, jobRuns: 10 },
  "no-data": {
    minutes: 480,
    jobRuns: 24,
    error: "DATA_LATE",
    story: ["import queued", "import waiting", "import failed"],
  },
  "quota-full": {
    minutes: 379,
    jobRuns: 9,
    told: ["AWS_QUOTA_FULL", "AWS_QUOTA_FULL", "AWS_QUOTA_FULL"],
  },
  "train-fails-once": { minutes: 423, jobRuns: 8, told: ["FORECAST_JOB_FAILED"] },
  "train-fails": {
    minutes: 353,
    jobRuns: 5,
    error: "FORECAST_JOB_FAILED",
    story: ["import queued", "import waiting", "train waiting", "train failed"],
    told: ["FORECAST_JOB_FAILED"],
  },
  "expired-session": { minutes: 268, jobRuns: 7, told: ["AWS_CREDENTIALS_REFUSED"] },
  "second-trigger": { minutes: 251, jobRuns: 5 },
  "closed-account": {
    minutes: 5,
    jobRuns: 1,
    error: "AWS_ACCOUNT_CLOSED",
    story: ["import queued", "import failed"],
  },
};

describe("a rehearsal on serverless compute", () => {
  it("costs what small jobs cost there, and no virtual machine", async () => {
    const { runs, violations } = await stage.play("demand", {
      scenario: scenarioOf("yardstick"),
      settings: SERVERLESS,
    });
    const [run] = runs;

    expect(violations).toEqual([]);
    expect([run?.outcome, run?.jobRuns]).toEqual(["succeeded", 5]);
    expect(run?.cost.compute).toBeGreaterThan(0.1);
    expect(run?.cost.compute).toBeLessThan(0.12);
    expect(run?.cost.lines.map(({ item }) => item)).toContain("serverless DBU");
    expect(run?.cost.lines.some(({ item }) => item.startsWith("VM"))).toBe(false);
  });
});

describe("a rehearsal of the scenario", () => {
  it.each(Object.entries(EXPECTED))("%s", async (name, expected) => {
    const { runs, violations } = await stage.play("demand", { scenario: scenarioOf(name) });
    const [run] = runs;
    const { error = null, jobRuns, minutes, story = WHOLE, told = [] } = expected;

    expect(violations).toEqual([]);
    expect(runs).toHaveLength(1);
    expect(run?.outcome).toBe(error === null ? "succeeded" : "failed");
    expect(run?.error?.code ?? null).toBe(error);
    expect([Math.floor(run?.virtualMinutes ?? 0), run?.jobRuns]).toEqual([minutes, jobRuns]);
    expect(run === undefined ? [] : storyOf(run)).toEqual(story);
    expect(run === undefined ? [] : errorsOf(run)).toEqual([
      ...told,
      ...(error === null ? [] : [error]),
    ]);
  });

  it("that is in the list is one that is shown here, with what it plays", () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(SCENARIOS).sort());
    expect(listOfScenarios().split("\n")).toHaveLength(Object.keys(SCENARIOS).length);
    for (const { summary } of Object.values(SCENARIOS))
      expect(listOfScenarios()).toContain(summary);
  });
});
