/** What a run of each backend is taken to be like, at best, as expected and at worst. */
import { type ComputePlan, MOST_SERVERLESS_DBUS } from "../meters/clusters";
import { type Night, YARDSTICK } from "./night";

/** Minutes that the one job of a random forest works: training anew, and with the champion as it is. */
const FOREST_MINUTES = { trained: 10, reused: 3 } as const;

/** A night of SageMaker AutoML, which says nothing of how long a job will take. */
const AUTOML_STAGES: Night["stages"] = [
  { name: "train", minutes: 150, estimateMinutes: null },
  { name: "predict", minutes: 20, estimateMinutes: null },
];

/** The night of a backend. @param trained - whether the model is trained in it */
export function nightOf(backend: string, trained: boolean): Night {
  switch (backend) {
    case "random-forest": {
      const collect = trained ? FOREST_MINUTES.trained : FOREST_MINUTES.reused;
      return { ...YARDSTICK, stages: [], work: { ...YARDSTICK.work, collect } };
    }
    case "sagemaker-automl":
      return withTraining({ ...YARDSTICK, stages: AUTOML_STAGES }, trained);
    default:
      return withTraining(YARDSTICK, trained);
  }
}

function withTraining(night: Night, trained: boolean): Night {
  return trained
    ? night
    : { ...night, stages: night.stages.filter(({ name }) => name !== "train") };
}

/** How well things go. */
export type CaseName = "best" | "expected" | "worst";

/** What a case changes in a night, and in what it runs on. */
export interface Case {
  readonly night: (night: Night) => Night;
  readonly plan: (plan: ComputePlan) => ComputePlan;
  /** From when DBU are counted. */
  readonly dbuFrom: "request" | "ready";
}

/** Minutes of a cluster's start, and of installing packages, at worst; and of a start at best. */
const WORST_START_MINUTES = 8;
const WORST_INSTALL_MINUTES = 2;
const BEST_START_MINUTES = 3;

/** How much longer the service works at worst, against what it said. */
const OVERRUN = 1.5;

/** The cases of a month. */
export const CASES: Readonly<Record<CaseName, Case>> = Object.freeze({
  best: {
    night: (night) => ({ ...night, startMinutes: BEST_START_MINUTES }),
    plan: (plan) => plan,
    dbuFrom: "ready",
  },
  expected: { night: (night) => night, plan: (plan) => plan, dbuFrom: "request" },
  worst: { night: worstNight, plan: worstPlan, dbuFrom: "request" },
});

/** Slow starts, and stages that go on when the run log thinks them done: each costs more clusters. */
function worstNight(night: Night): Night {
  const { stages, work } = night;
  return {
    startMinutes: WORST_START_MINUTES,
    installMinutes: WORST_INSTALL_MINUTES,
    stages: stages.map((stage) => ({ ...stage, minutes: stage.minutes * OVERRUN })),
    work: { ...work, collect: work.collect * 2 },
  };
}

/** No spot node is to be had, and serverless compute takes as much as is believed possible. */
function worstPlan(plan: ComputePlan): ComputePlan {
  return plan.kind === "serverless"
    ? { ...plan, dbusPerHour: MOST_SERVERLESS_DBUS }
    : { ...plan, nodes: plan.nodes.map((node) => ({ ...node, spot: false })) };
}
