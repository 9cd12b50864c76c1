/** What is played: how long everything takes, and what goes wrong. */
import { RehearsalError } from "./rehearsal-error";

/** One scenario. */
export interface Scenario {
  readonly summary: string;
  /** Runs of each forecast before those that are reported: from them the run log knows its stages' times. */
  readonly pastRuns: number;
  /** How long a cluster takes from the request until it runs, minutes. */
  readonly clusterStartMinutes: number;
  /** How long a notebook works, minutes, by what it does. */
  readonly workMinutes: {
    /** A step that submits to a service. */
    readonly submit: number;
    /** A step that brings results into the lake. */
    readonly collect: number;
    /** A step that trains on the node itself. */
    readonly train: number;
  };
  /** How long after its scheduled time a run's data are delivered. */
  readonly dataLateMinutes: number;
  /** How long after its scheduled time a run is started once more, by somebody who did not wait. */
  readonly firedAgainAfterMinutes: readonly number[];
  /** What the stand-in for Amazon Forecast plays, see its control interface. */
  readonly service: Readonly<Record<string, unknown>>;
}

const YARDSTICK: Scenario = {
  summary: "import 20, train 150, forecast 30, export 20 minutes; estimates exact",
  pastRuns: 1,
  clusterStartMinutes: 5,
  workMinutes: { submit: 0.5, collect: 3, train: 5 },
  dataLateMinutes: 0,
  firedAgainAfterMinutes: [],
  service: {
    minutes: { DatasetImportJob: 20, AutoPredictor: 150, Forecast: 30, ForecastExportJob: 20 },
    estimateError: 0,
  },
};

/** All scenarios by name. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = Object.freeze({
  yardstick: YARDSTICK,
  "estimates-off-30": {
    ...YARDSTICK,
    summary: "the yardstick with estimates that are wrong by up to 30 %",
    service: { ...YARDSTICK.service, estimateError: 0.3 },
  },
  "train-fails-once": {
    ...YARDSTICK,
    summary: "the first predictor fails in the service, and is made once more",
    pastRuns: 0,
    service: {
      ...YARDSTICK.service,
      faults: [{ fault: "fail", kind: "AutoPredictor", nth: 1, message: "Internal error." }],
    },
  },
  "closed-account": {
    ...YARDSTICK,
    summary: "Amazon Forecast takes no new customers, and this account is one",
    service: { ...YARDSTICK.service, closed: true },
  },
});

/** @throws RehearsalError `REHEARSAL_SCENARIO_UNKNOWN` */
export function scenarioOf(name: string): Scenario {
  const found = SCENARIOS[name];
  if (found !== undefined) return found;
  const known = Object.keys(SCENARIOS).join(", ");
  throw new RehearsalError(
    "REHEARSAL_SCENARIO_UNKNOWN",
    name,
    "there is no such scenario",
    `give one of ${known}`,
  );
}
