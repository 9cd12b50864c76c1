/** What can go wrong, and at which stages of a run. */
import type { Draw } from "../../cost/simulation/draws";

/** What each kind does, for the documentation. */
export const FAULT_KINDS = Object.freeze({
  killed: "the factory's run dies at an activity, before or after its effect",
  "sql-before": "a statement fails before it is done, once or for minutes",
  "sql-after": "a statement is done, and its answer lost, once or for minutes",
  "second-trigger": "the run, or one for another period, is started while it goes on",
  cancelled: "a person cancels the run, and may restart it",
  "clock-skew": "the service's clock goes before or behind the run log's",
  "job-lost": "a job's driver, or the copy, dies before or after its effect",
  "job-timeout": "a job or a copy hangs until it is ended",
  "job-doubled": "a job or a copy runs twice",
  "answer-missing": "the file of a job's answer is not there, or cannot be read for a while",
  "answer-corrupt": "the file of a job's answer is cut short, or not what was agreed",
  "upload-cut": "an upload, or a download, is cut short",
  throttled: "the service throttles calls, once or until the job gives up",
  "quota-full": "the service refuses one more resource for a while",
  "create-failed": "a resource ends in CREATE_FAILED, once or twice",
  "call-lost": "the service does what it is asked, and its answer is lost",
  approval: "a person approves a model while the run goes on, or after it has stopped",
} as const);

/** The kind of a fault. */
export type FaultKind = keyof typeof FAULT_KINDS;

/** The backends that can be disturbed. */
export type FaultyBackend = "amazon-forecast" | "random-forest";

/** A kind at a stage of a backend. */
export interface FaultPlace {
  readonly kind: FaultKind;
  readonly backend: FaultyBackend;
  readonly stage: string;
}

const WORK = ["import", "train", "forecast", "export"];
const ALL = [...WORK, "load"];

/** The stages of each kind, by backend; the results are brought in with the export. */
const PLACES: Readonly<
  Record<FaultKind, Partial<Readonly<Record<FaultyBackend, readonly string[]>>>>
> = {
  killed: { "amazon-forecast": ALL, "random-forest": ["train", "load"] },
  "sql-before": { "amazon-forecast": ALL, "random-forest": ["train", "load"] },
  "sql-after": { "amazon-forecast": ALL, "random-forest": ["train", "load"] },
  "second-trigger": { "amazon-forecast": ALL, "random-forest": ["train", "load"] },
  cancelled: { "amazon-forecast": ALL, "random-forest": ["train", "load"] },
  "clock-skew": { "amazon-forecast": WORK },
  "job-lost": { "amazon-forecast": ALL, "random-forest": ["train", "load"] },
  "job-timeout": { "amazon-forecast": ALL, "random-forest": ["train", "load"] },
  "job-doubled": { "amazon-forecast": ALL, "random-forest": ["train", "load"] },
  "answer-missing": { "amazon-forecast": WORK, "random-forest": ["train"] },
  "answer-corrupt": { "amazon-forecast": WORK, "random-forest": ["train"] },
  "upload-cut": { "amazon-forecast": ["import", "export"], "random-forest": ["train"] },
  throttled: { "amazon-forecast": WORK },
  "quota-full": { "amazon-forecast": WORK },
  "create-failed": { "amazon-forecast": WORK },
  "call-lost": { "amazon-forecast": WORK },
  approval: { "random-forest": ["train", "load"] },
};

/**
 * Every place of the backends that are there: one of each kind, then the next of each, and so on.
 *
 * So fifty runs hold every kind at least once, and a thousand every place many times.
 */
export function placesOf(backends: readonly FaultyBackend[]): readonly FaultPlace[] {
  const byKind = (Object.keys(FAULT_KINDS) as FaultKind[]).map((kind) =>
    backends.flatMap((backend) =>
      (PLACES[kind][backend] ?? []).map((stage) => ({ kind, backend, stage })),
    ),
  );
  const most = Math.max(0, ...byKind.map((places) => places.length));
  return Array.from({ length: most }, (_, round) =>
    byKind.flatMap((places) => places.slice(round, round + 1)),
  ).flat();
}

/** @returns the stages of a kind, in the order of a run. */
export function stagesOf(kind: FaultKind): readonly string[] {
  return [...new Set(Object.values(PLACES[kind]).flat())];
}

/** One of several, drawn. */
export function oneOf<Element>(draw: Draw, elements: readonly [Element, ...Element[]]): Element {
  return elements[Math.floor(draw() * elements.length)] ?? elements[0];
}
