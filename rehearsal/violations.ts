/** What must not be after a rehearsal, whatever went wrong in it. */
import type { JournalEntry } from "./forecast-cloud";
import type { RunReport } from "./reports";
import { flawsOfStory } from "./story";

/** The kinds of what must not be. */
export type ViolationKind =
  | "broken-story"
  | "disobeyed"
  | "double-run"
  | "double-submission"
  | "lost-results"
  | "lost-run"
  | "needless"
  | "no-lineage"
  | "stuck"
  | "wrong-results"
  | "wrong-status";

/** What each kind means, for the documentation. */
export const VIOLATIONS: Readonly<Record<ViolationKind, string>> = Object.freeze({
  "broken-story":
    "the run log tells what cannot have happened, or something else than a job answered",
  disobeyed:
    "a pipeline did something else than the run log told it, or says otherwise how it ended",
  "double-run": "a run was taken over although the one that held it lived",
  "double-submission":
    "a resource of the service was made twice: its work is done, and billed, twice",
  "lost-results": "a run succeeded, and rows that were wanted are not in the table",
  "lost-run": "a trigger fired, and there is no run for its period",
  needless: "a cluster was started too early, too late, or while the service still worked",
  "no-lineage": "a run succeeded, and does not say what its results were made of",
  stuck: "a run has not ended although nothing happens any more",
  "wrong-results": "there are rows that were not wanted, or twice",
  "wrong-status": "how a run ended does not fit what it left behind",
});

/** One of them. */
export interface Violation {
  readonly kind: ViolationKind;
  /** The run or the resource. */
  readonly of: string;
  readonly message: string;
}

/** What a run has to say it was made of. */
const LINEAGE: Readonly<Record<string, readonly string[]>> = {
  "amazon-forecast": [
    "dataset_import_arn",
    "predictor_arn",
    "forecast_arn",
    "export_arn",
    "input_checksum",
    "mlflow_run_id",
  ],
  "random-forest": ["mlflow_run_id", "model_version", "input_checksum"],
};

const ENDED: ReadonlySet<string> = new Set(["succeeded", "failed", "cancelled"]);

/** @returns what must not be, of each run by itself */
export function violationsOf(runs: readonly RunReport[]): readonly Violation[] {
  return runs.flatMap(violationsOfRun);
}

/** Counts what was made in the service: made twice, its work would be done, and billed, twice. */
export class Submissions {
  readonly #made = new Map<string, number>();

  /** @param calls - that the stand-in for Amazon Forecast has answered, whatever became of the answer */
  add(calls: readonly JournalEntry[]): void {
    for (const { operation, outcome, request } of calls) {
      if (!operation.startsWith("Create") || outcome === "refused") continue;
      const [, name] = Object.entries(request).find(([key]) => key.endsWith("Name")) ?? [];
      const resource = `${operation.slice("Create".length)} ${String(name)}`;
      this.#made.set(resource, (this.#made.get(resource) ?? 0) + 1);
    }
  }

  /** What was made more than once. */
  violations(): readonly Violation[] {
    return [...this.#made]
      .filter(([, times]) => times > 1)
      .map(([of, times]) => ({
        kind: "double-submission",
        of,
        message: `it was created ${times} times`,
      }));
  }
}

/** Firings that left no run behind. @param firings - those whose runs are reported */
export function lostRuns(
  runs: readonly RunReport[],
  firings: readonly { readonly forecast: string; readonly period: string }[],
): readonly Violation[] {
  const keyOf = (each: { readonly forecast: string; readonly period: string }) =>
    `${each.forecast} ${each.period}`;
  const known = new Set(runs.map(keyOf));
  return firings
    .filter((each) => !known.has(keyOf(each)))
    .map((each) => ({ kind: "lost-run", of: keyOf(each), message: "it was due, and never ran" }));
}

function violationsOfRun(run: RunReport): readonly Violation[] {
  const { outcome, runId: of } = run;
  if (!ENDED.has(outcome)) {
    return [{ kind: "stuck", of, message: `it is ${outcome} after everything has ended` }];
  }
  const end = outcome === "succeeded" ? flawsOfSuccess(run) : flawsOfFailure(run);
  const story = flawsOfStory(run).map((message) => ({ kind: "broken-story" as const, message }));
  return [...end, ...story].map((flaw) => ({ ...flaw, of }));
}

type Flaw = Omit<Violation, "of">;

function flawsOfSuccess({ accuracy, backend, lineage, results }: RunReport): readonly Flaw[] {
  const { coverage, rows } = results;
  if (rows === 0 || accuracy === null || coverage === null) {
    return [{ kind: "lost-results", message: "it succeeded, and has no results" }];
  }
  const { example, missing, unwanted, written } = coverage;
  const flaws: Flaw[] = [];
  const lost = Math.max(missing, written - rows);
  if (lost > 0) {
    flaws.push({ kind: "lost-results", message: `${lost} rows are missing, such as ${example}` });
  }
  if (unwanted > 0 || rows > written) {
    const many = Math.max(unwanted, rows - written);
    flaws.push({
      kind: "wrong-results",
      message: `${many} rows were not wanted, such as ${example}`,
    });
  }
  const untold = (LINEAGE[backend] ?? []).filter((name) => lineage[name] === undefined);
  if (untold.length > 0) {
    flaws.push({ kind: "no-lineage", message: `it does not say its ${untold.join(", ")}` });
  }
  return flaws;
}

function flawsOfFailure({ error, outcome, results }: RunReport): readonly Flaw[] {
  if (results.rows > 0) {
    return [
      { kind: "wrong-status", message: `it ${outcome}, and has ${results.rows} rows of results` },
    ];
  }
  return outcome === "failed" && error === null
    ? [{ kind: "wrong-status", message: "it failed, and says no cause" }]
    : [];
}
