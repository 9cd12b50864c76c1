/** Documents of rehearsals, small and made by hand. */
import type { Distribution } from "../../cost/nights";
import type { Faults } from "../../rehearsal/faults/faults";
import type { Nights } from "../../rehearsal/nights";
import type { ReportDocument } from "../../rehearsal/report/document";
import type { RunReport } from "../../rehearsal/reports";

const FIXED_LINE = {
  part: "compute",
  item: "VM ondemand Standard_D4ds_v5",
  priceId: "vm.ondemand.Standard_D4ds_v5",
  quantity: 10,
  unit: "VM-hour",
  price: 0.226,
  cost: 2.26,
  asOf: "2026-01-01",
} as const;

/** A run that succeeded, but for what is changed. */
export function runReport(changes: Partial<RunReport> = {}): RunReport {
  const line = { ...FIXED_LINE, item: "VM spot Standard_D4ds_v5", quantity: 0.512, cost: 0.0286 };
  return {
    runId: "a7d830d9-43e7-4357-a542-6e3a67139abd",
    forecast: "demand",
    backend: "amazon-forecast",
    period: "2013-12-13T00:00:00",
    startedAt: "2013-12-13T09:00:00.000Z",
    outcome: "succeeded",
    error: null,
    virtualMinutes: 251.77,
    activityRuns: 72,
    jobRuns: 5,
    clusterMinutes: 30,
    cost: {
      currency: "USD",
      compute: 0.1786,
      dataFactory: 0.0914,
      total: 0.27,
      lines: [line],
      unpriced: [],
    },
    stages: [
      { stage: "import", status: "queued", minute: 0, statement: "claim", message: null },
      { stage: "load", status: "succeeded", minute: 251.77, statement: "load-done", message: "ok" },
    ],
    timeline: { activities: [], clusters: [] },
    results: { rows: 1672, coverage: { written: 1672, missing: 0, unwanted: 0, example: null } },
    lineage: { factory_run_id: "ae775fca-3666-43a0-8c88-ffb627fb2c23" },
    accuracy: { wape: 0.1, mase: 1, wql: {}, baseline: {}, ratio: 0.874, count: 210, items: 15 },
    series: [],
    ...changes,
  };
}

/** A run that failed. */
export function failedRun(changes: Partial<RunReport> = {}): RunReport {
  return runReport({
    outcome: "failed",
    error: { code: "AWS_ACCOUNT_CLOSED", message: "the service takes no new customers" },
    accuracy: null,
    results: { rows: 0, coverage: null },
    ...changes,
  });
}

/** A rehearsal of runs. */
export function rehearsalOf(
  runs: readonly RunReport[],
  more: Partial<ReportDocument> = {},
): ReportDocument {
  return {
    scenario: "yardstick",
    runs,
    violations: [],
    fixedDesign: { compute: 5.3477, total: 5.3522, lines: [FIXED_LINE] },
    registry: [],
    ...more,
  };
}

/** As many runs as days, of the second forecast. */
export function monthOf(days: number): readonly RunReport[] {
  return Array.from({ length: days }, (_, index) => {
    const day = String(index + 1).padStart(2, "0");
    return runReport({
      runId: `run-${day}`,
      forecast: "load",
      backend: "random-forest",
      period: `2013-12-${day}T05:00:00`,
      startedAt: `2013-12-${day}T00:00:00.000Z`,
    });
  });
}

/** A distribution around a median. */
function around(median: number): Distribution {
  return {
    mean: median * 1.1,
    p5: median * 0.8,
    p10: median * 0.9,
    p50: median,
    p90: median * 1.3,
    p95: median * 1.4,
    max: median * 2,
  };
}

/** Two of many nights, of one forecast. */
export const NIGHTS: Nights = {
  count: 200,
  seed: 1,
  scenario: "estimates-off-30",
  forecasts: [
    {
      forecast: "demand",
      backend: "amazon-forecast",
      nights: 200,
      succeeded: 199,
      total: around(0.31),
      compute: around(0.2),
      dataFactory: around(0.11),
      clusterMinutes: around(31),
      readyMinutes: around(262),
      jobRuns: around(5),
      values: [
        { total: 0.31, readyMinutes: 262 },
        { total: 0.3, readyMinutes: null },
      ],
    },
  ],
};

/** Runs with faults of one kind at two stages, all of them as they should be. */
export const FAULTS: Faults = {
  seed: 7,
  runs: 1000,
  injected: 1500,
  byKindAndStage: {
    killed: {
      load: { injected: 9, succeeded: 9, failed: 0, cancelled: 0 },
      import: { injected: 12, succeeded: 8, failed: 3, cancelled: 1 },
    },
  },
  doubleSubmissions: 0,
  lostResults: 0,
  stuck: 0,
  wrongStatus: 0,
  told: [
    {
      seed: 1,
      forecast: "demand",
      faults: [{ kind: "killed", stage: "import", detail: "at Read answer, before its effect" }],
      outcome: "failed",
      error: { code: "DEADLINE_PASSED", message: "the run was not done in time" },
      violations: [],
    },
  ],
};
