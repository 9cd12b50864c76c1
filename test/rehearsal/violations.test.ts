/** What must not be after a rehearsal is found where it is, and nowhere else. */
import type { JournalEntry } from "../../rehearsal/forecast-cloud";
import type { RunReport, StageReport } from "../../rehearsal/reports";
import { lostRuns, Submissions, type Violation, violationsOf } from "../../rehearsal/violations";

const ACCURACY = { wape: 0.1, mase: 1, wql: {}, baseline: {}, ratio: 0.9, count: 42, items: 1 };

const COVERAGE = { written: 42, missing: 0, unwanted: 0, example: null };
const NOTHING = { rows: 0, coverage: null };

function entry(statement: string, stage: string, status: string): StageReport {
  return { statement, stage, status, minute: 0, message: null };
}

const STORY = [
  entry("claim", "import", "queued"),
  entry("begin", "import", "running"),
  entry("record", "train", "waiting"),
  entry("begin", "train", "running"),
  entry("record", "load", "queued"),
  entry("begin", "load", "running"),
  entry("load-done", "load", "succeeded"),
];

const FAILED = [...STORY.slice(0, 2), entry("record", "import", "failed")];

const LINEAGE = {
  dataset_import_arn: "a",
  predictor_arn: "b",
  forecast_arn: "c",
  export_arn: "d",
  input_checksum: "e",
  mlflow_run_id: "f",
};

function run(changes: Partial<RunReport> = {}): RunReport {
  return {
    runId: "run-1",
    forecast: "demand",
    backend: "amazon-forecast",
    period: "2013-12-13T00:00:00",
    startedAt: "2013-12-13T09:00:00.000Z",
    outcome: "succeeded",
    error: null,
    virtualMinutes: 252,
    activityRuns: 72,
    jobRuns: 5,
    clusterMinutes: 30,
    cost: { currency: "USD", compute: 0.2, dataFactory: 0.1, total: 0.3, lines: [], unpriced: [] },
    stages: STORY,
    timeline: { activities: [], clusters: [] },
    results: { rows: 42, coverage: COVERAGE },
    lineage: LINEAGE,
    accuracy: ACCURACY,
    series: [],
    ...changes,
  };
}

function call(operation: string, name: string, outcome = "done"): JournalEntry {
  const request = { Tags: [], ForecastName: name };
  return { operation, outcome, request, error: null, at: "2013-12-13T09:00:00+00:00" };
}

/** What was made more than once in the calls, which are told in parts. */
function submitted(...parts: readonly (readonly JournalEntry[])[]): readonly Violation[] {
  const submissions = new Submissions();
  for (const part of parts) submissions.add(part);
  return submissions.violations();
}

describe("what must not be", () => {
  it("is nothing after runs that ended as they should", () => {
    const failed = run({
      outcome: "failed",
      error: { code: "DATA_LATE", message: "late" },
      results: NOTHING,
      accuracy: null,
      stages: FAILED,
    });
    const journal = [
      call("CreateForecast", "a", "refused"),
      call("CreateForecast", "a"),
      call("DescribeForecast", "a"),
      call("CreateForecast", "b", "dropped"),
    ];

    expect(violationsOf([run(), failed])).toEqual([]);
    expect(submitted(journal)).toEqual([]);
  });

  it("is a resource that was made twice, even where an answer was lost", () => {
    const journal = [call("CreateForecast", "a", "dropped"), call("CreateForecast", "a")];

    expect(submitted(journal.slice(0, 1), journal.slice(1))).toEqual([
      { kind: "double-submission", of: "Forecast a", message: "it was created 2 times" },
    ]);
  });

  it.each([
    ["a run that never ends", { outcome: "waiting" }, "stuck"],
    ["a success without results", { results: NOTHING, accuracy: null }, "lost-results"],
    ["a row that is not loaded", { results: { rows: 41, coverage: COVERAGE } }, "lost-results"],
    [
      "a row that nobody forecast",
      { results: { rows: 42, coverage: { ...COVERAGE, missing: 1 } } },
      "lost-results",
    ],
    ["a row too many", { results: { rows: 43, coverage: COVERAGE } }, "wrong-results"],
    [
      "a row of another day",
      { results: { rows: 42, coverage: { ...COVERAGE, unwanted: 1 } } },
      "wrong-results",
    ],
    ["a success of unknown origin", { lineage: { predictor_arn: "b" } }, "no-lineage"],
    [
      "a failure with results",
      { outcome: "failed", error: { code: "A", message: "" }, stages: FAILED },
      "wrong-status",
    ],
    [
      "a failure without a cause",
      { outcome: "failed", results: NOTHING, accuracy: null, stages: FAILED },
      "wrong-status",
    ],
    ["a story without a beginning", { stages: STORY.slice(1) }, "broken-story"],
    ["a story that ends otherwise", { stages: STORY.slice(0, -1) }, "broken-story"],
    [
      "a story that goes back",
      { stages: STORY.with(4, entry("record", "import", "queued")) },
      "broken-story",
    ],
    ["a story with a status that cannot follow", { stages: STORY.toSpliced(1, 1) }, "broken-story"],
  ] as const)("is %s", (_title, changes, kind) => {
    const kinds = violationsOf([run(changes)]).map((found) => found.kind);

    expect(new Set(kinds)).toEqual(new Set([kind]));
  });

  it("is a firing without a run", () => {
    const due = { forecast: "demand", period: "2013-12-13T00:00:00" };
    const missed = { ...due, period: "2013-12-20T00:00:00" };

    expect(lostRuns([run()], [due, missed])).toEqual([
      {
        kind: "lost-run",
        of: "demand 2013-12-20T00:00:00",
        message: "it was due, and never ran",
      },
    ]);
  });
});
