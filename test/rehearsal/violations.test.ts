/** What must not be after a rehearsal is found where it is, and nowhere else. */
import type { JournalEntry } from "../../rehearsal/forecast-cloud";
import type { RunReport } from "../../rehearsal/reports";
import { violationsOf } from "../../rehearsal/violations";

const ACCURACY = { wape: 0.1, mase: 1, wql: {}, baseline: {}, ratio: 0.9, count: 42, items: 1 };

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
    stages: [],
    results: { rows: 42 },
    lineage: {},
    accuracy: ACCURACY,
    series: [],
    ...changes,
  };
}

function call(operation: string, name: string, outcome = "done"): JournalEntry {
  const request = { Tags: [], ForecastName: name };
  return { operation, outcome, request, at: "2013-12-13T09:00:00+00:00" };
}

describe("what must not be", () => {
  it("is nothing after runs that ended as they should", () => {
    const failed = run({
      outcome: "failed",
      error: { code: "DATA_LATE", message: "late" },
      results: { rows: 0 },
      accuracy: null,
    });
    const journal = [
      call("CreateForecast", "a", "refused"),
      call("CreateForecast", "a"),
      call("DescribeForecast", "a"),
      call("CreateForecast", "b", "dropped"),
    ];

    expect(violationsOf([run(), failed], journal)).toEqual([]);
  });

  it("is a resource that was made twice, even where an answer was lost", () => {
    const journal = [call("CreateForecast", "a", "dropped"), call("CreateForecast", "a")];

    expect(violationsOf([], journal)).toEqual([
      { kind: "double-submission", of: "Forecast a", message: "it was created 2 times" },
    ]);
  });

  it.each([
    ["a run that never ends", { outcome: "waiting" }, "stuck"],
    ["a success without results", { results: { rows: 0 }, accuracy: null }, "lost-results"],
    ["a failure with results", { outcome: "failed" }, "wrong-status"],
    [
      "a failure without a cause",
      { outcome: "failed", results: { rows: 0 }, accuracy: null },
      "wrong-status",
    ],
  ] as const)("is %s", (_title, changes, kind) => {
    expect(violationsOf([run(changes)], []).map((found) => found.kind)).toEqual([kind]);
  });
});
