/** What must not be after a rehearsal, whatever went wrong in it. */
import type { JournalEntry } from "./forecast-cloud";
import type { RunReport } from "./reports";

/** The kinds of what must not be. */
export type ViolationKind = "double-submission" | "lost-results" | "stuck" | "wrong-status";

/** One of them. */
export interface Violation {
  readonly kind: ViolationKind;
  /** The run or the resource. */
  readonly of: string;
  readonly message: string;
}

const ENDED: ReadonlySet<string> = new Set(["succeeded", "failed", "cancelled"]);

/** @param journal - every call that the stand-in for Amazon Forecast has answered */
export function violationsOf(
  runs: readonly RunReport[],
  journal: readonly JournalEntry[],
): readonly Violation[] {
  return [...doubleSubmissions(journal), ...runs.flatMap(violationsOfRun)];
}

/** A resource that was made twice: the service would have done the work, and billed it, twice. */
function doubleSubmissions(journal: readonly JournalEntry[]): readonly Violation[] {
  const made = new Map<string, number>();
  for (const { operation, outcome, request } of journal) {
    if (!operation.startsWith("Create") || outcome === "refused") continue;
    const [, name] = Object.entries(request).find(([key]) => key.endsWith("Name")) ?? [];
    const resource = `${operation.slice("Create".length)} ${String(name)}`;
    made.set(resource, (made.get(resource) ?? 0) + 1);
  }
  return [...made]
    .filter(([, times]) => times > 1)
    .map(([of, times]) => ({
      kind: "double-submission",
      of,
      message: `it was created ${times} times`,
    }));
}

function violationsOfRun({
  accuracy,
  error,
  outcome,
  results,
  runId,
}: RunReport): readonly Violation[] {
  if (!ENDED.has(outcome)) {
    return [{ kind: "stuck", of: runId, message: `it is ${outcome} after everything has ended` }];
  }
  if (outcome === "succeeded" && (results.rows === 0 || accuracy === null)) {
    return [{ kind: "lost-results", of: runId, message: "it succeeded, and has no results" }];
  }
  if (outcome !== "succeeded" && results.rows > 0) {
    const message = `it ${outcome}, and has ${results.rows} rows of results`;
    return [{ kind: "wrong-status", of: runId, message }];
  }
  if (outcome === "failed" && error === null) {
    return [{ kind: "wrong-status", of: runId, message: "it failed, and says no cause" }];
  }
  return [];
}
