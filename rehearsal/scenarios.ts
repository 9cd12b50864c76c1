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
  readonly service: ServiceScenario;
  /** What changes there later. */
  readonly serviceChanges: readonly {
    /** Since the first run that is reported was due. */
    readonly afterMinutes: number;
    readonly service: ServiceScenario;
  }[];
}

type ServiceScenario = Readonly<Record<string, unknown>>;

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
  serviceChanges: [],
};

/** A night like the yardstick's but for the service. */
function withService(summary: string, service: ServiceScenario): Scenario {
  return { ...YARDSTICK, summary, service: { ...YARDSTICK.service, ...service } };
}

const QUOTA_FREE_AFTER_MINUTES = 90;

/** All scenarios by name. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = Object.freeze({
  yardstick: YARDSTICK,
  "estimates-off-30": withService("the service's estimates are wrong by up to 30 %", {
    estimateError: 0.3,
  }),
  "slow-service": withService("the service takes twice as long, and says so", {
    minutes: { DatasetImportJob: 40, AutoPredictor: 300, Forecast: 60, ForecastExportJob: 40 },
  }),
  "slow-clusters": {
    ...YARDSTICK,
    summary: "spot nodes are rare: a cluster takes 20 minutes to start",
    clusterStartMinutes: 20,
  },
  "late-data": {
    ...YARDSTICK,
    summary: "the data come 100 minutes after the run was due; it waits for them",
    dataLateMinutes: 100,
  },
  "no-data": {
    ...YARDSTICK,
    summary: "the data never come; the run fails at its deadline and says why",
    dataLateMinutes: 30 * 24 * 60,
    pastRuns: 0,
  },
  "quota-full": {
    ...withService(
      "others train all the predictors that the account may; the run waits for its turn",
      {
        faults: [{ fault: "limit", kind: "AutoPredictor" }],
      },
    ),
    pastRuns: 0,
    serviceChanges: [{ afterMinutes: QUOTA_FREE_AFTER_MINUTES, service: { faults: [] } }],
  },
  "train-fails-once": {
    ...withService("the first predictor fails in the service, and is made once more", {
      faults: [{ fault: "fail", kind: "AutoPredictor", nth: 1, message: "Internal error." }],
    }),
    pastRuns: 0,
  },
  "train-fails": {
    ...withService("predictors fail in the service; the run gives up after the second", {
      faults: [{ fault: "fail", kind: "AutoPredictor", message: "Internal error." }],
    }),
    pastRuns: 0,
  },
  "expired-session": {
    ...withService(
      "the session with AWS expires in the middle of a step; the next try has a new one",
      {
        faults: [{ fault: "expire", operation: "CreateForecast", nth: 1 }],
      },
    ),
    pastRuns: 0,
  },
  "second-trigger": {
    ...YARDSTICK,
    summary: "somebody starts each run once more, half an hour after its trigger",
    firedAgainAfterMinutes: [30],
  },
  "closed-account": withService("Amazon Forecast takes no new customers, and this account is one", {
    closed: true,
  }),
});

/** @returns the names, each with what it plays, a line each. */
export function listOfScenarios(): string {
  const width = Math.max(...Object.keys(SCENARIOS).map(({ length }) => length));
  return Object.entries(SCENARIOS)
    .map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
    .join("\n");
}

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
