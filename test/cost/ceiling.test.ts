// Proves: no night of the deployed pipelines costs more than its ceiling, whatever its jobs do. Does not
// prove that a service ends a job at its timeout, nor bound what a person restarts.

import * as fc from "fast-check";
import type { ActivityAnswer, ActivityRequest } from "../../adf/engine";
import { billOf, totalOf } from "../../cost/bill";
import { ceilingsOf, LOAD_ATTEMPTS_HOURS } from "../../cost/ceiling";
import { computeUses } from "../../cost/meters/clusters";
import { stepComputeOf } from "../../cost/runs";
import { simulate } from "../../cost/simulation/simulate";
import { JOB_ACTIVITY_MINUTES, LOAD_POLICY } from "../../pipelines/limits";
import { SERVERLESS } from "../stacks/environments";
import { type PricedEnvironment, pricedEnvironment } from "./environment";

// Recordings wait for each other, and a busy machine takes its time for them.
jest.setTimeout(120_000);

let priced: PricedEnvironment;
beforeAll(async () => {
  priced = await pricedEnvironment("prod");
});

/** What a job does at its worst: how long it works, and what it answers, if anything. */
interface Mischief {
  readonly minutes: number;
  readonly answer: "waiting" | "advance" | "succeeded" | "nothing";
  readonly waitSeconds: number;
}

const NOTHING: Mischief = { minutes: 0, answer: "nothing", waitSeconds: 0 };

const mischief: fc.Arbitrary<Mischief> = fc.record({
  minutes: fc.constantFrom(0, 1, 20, 29, 500),
  answer: fc.constantFrom("waiting", "advance", "advance", "succeeded", "nothing"),
  waitSeconds: fc.constantFrom(0, 1, 600, 5000),
});

/** How long a load takes, and whether it ends well. */
const loads = fc.record({ minutes: fc.constantFrom(1, 30, 600), succeeds: fc.boolean() });

/** Plays a night of a forecast whose jobs and loads do what they want, and returns what it cost. */
async function costOf(
  forecast: string,
  jobs: readonly Mischief[],
  load: { readonly minutes: number; readonly succeeds: boolean },
): Promise<number> {
  const { environment, pricing } = priced;
  const planned = environment.forecasts.find(({ name }) => name === forecast);
  const platform = environment.platform(planned);
  const runLog = platform.runLog({});
  const plan = stepComputeOf(environment, planned?.backend ?? "");
  let turn = 0;
  const answerOf = (request: ActivityRequest): ActivityAnswer | undefined => {
    if (request.type !== "Copy") return runLog.answer(request);
    const seconds = load.minutes * 60;
    return load.succeeds
      ? { status: "Succeeded", output: { rowsCopied: 1 }, seconds }
      : { status: "Failed", seconds };
  };
  const simulated = await simulate({
    pipelines: platform.pipelines,
    pipeline: "forecast-run",
    parameters: { forecast, period: "2026-12-04T00:00:00" },
    plan,
    startSeconds: () => 180,
    answer: answerOf,
    job: (request) => {
      const { answer, minutes, waitSeconds } = jobs[turn++ % jobs.length] ?? NOTHING;
      const step = runLog.stepOf(request);
      if (step === undefined || answer === "nothing")
        return { seconds: minutes * 60, succeeds: false };
      const { stage, stepId } = step;
      runLog.keep(stepId, { stage, status: answer, wait_seconds: waitSeconds });
      return { seconds: minutes * 60 };
    },
  });
  const uses = [...computeUses(plan, simulated.jobs), ...simulated.factory.charges()];
  return totalOf(billOf(uses, pricing.book, pricing.regions).lines);
}

describe("the ceiling of a night", () => {
  it("is told for every forecast, with what bounds it", () => {
    const { environment, pricing } = priced;

    expect(ceilingsOf(environment, pricing)).toStrictEqual([
      {
        forecast: "demand",
        // 12 hours and a job of 30 minutes, at a DBU an hour and an ordinary VM.
        compute: 6.58,
        dataFactory: expect.any(Number),
        total: expect.any(Number),
        why: "a deadline of 12 h, a job of at most 30 min, at most 1 DBU an hour, no spot node; dearest is a load that hangs, 1.00 an hour against 0.53 of a job",
        unpriced: [],
      },
      {
        forecast: "load",
        compute: 5.9,
        dataFactory: expect.any(Number),
        total: expect.any(Number),
        why: "a deadline of 6 h, a job of at most 120 min, at most 1.5 DBU an hour, no spot node; dearest is a load that hangs, 1.00 an hour against 0.74 of a job",
        unpriced: [],
      },
    ]);
  });

  it.each(["demand", "load"])("of %s is never exceeded", async (forecast) => {
    const { environment, pricing } = priced;
    const ceiling = ceilingsOf(environment, pricing).find((each) => each.forecast === forecast);
    const most = ceiling?.total ?? 0;

    await fc.assert(
      fc.asyncProperty(
        fc.array(mischief, { minLength: 1, maxLength: 4 }),
        loads,
        async (jobs, load) => {
          expect(await costOf(forecast, jobs, load)).toBeLessThanOrEqual(most);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is near to what a night of hanging loads really costs", async () => {
    const { environment, pricing } = priced;
    const [ceiling] = ceilingsOf(environment, pricing);
    const jobs: readonly Mischief[] = [{ minutes: 1, answer: "succeeded", waitSeconds: 0 }];
    const cost = await costOf("demand", jobs, { minutes: 600, succeeds: false });

    expect(cost / (ceiling?.total ?? 0)).toBeGreaterThan(0.6);
  });

  it("holds to what the pipelines allow a load and a job", () => {
    const { retry = 0, retryIntervalInSeconds = 0, timeout } = LOAD_POLICY;

    expect(timeout).toBe("0.01:00:00");
    expect(LOAD_ATTEMPTS_HOURS).toBeCloseTo(1 + retry + (retry * retryIntervalInSeconds) / 3600, 9);
    // The job's activity outlasts every job, so that the job's own timeout is what bounds it.
    for (const { backend } of priced.environment.forecasts) {
      const { timeoutSeconds = 0 } = stepComputeOf(priced.environment, backend);
      expect(timeoutSeconds).toBeLessThan(JOB_ACTIVITY_MINUTES * 60);
    }
  });

  it("says that nothing caps serverless compute", async () => {
    const { environment, pricing } = await pricedEnvironment("dev", SERVERLESS);

    expect(ceilingsOf(environment, pricing)[0]?.why).toMatch(/no policy caps serverless/);
  });

  it("is none where a job has no timeout", async () => {
    const { environment, pricing } = await pricedEnvironment("dev");
    const resources = environment.graph.resources.map((node) => {
      const { timeoutSeconds: _, ...inputs } = node.inputs;
      return { ...node, inputs };
    });
    const unbounded = { ...environment, graph: { ...environment.graph, resources } };

    expect(ceilingsOf(unbounded, pricing)).toMatchObject([
      {
        compute: null,
        total: null,
        why: expect.stringMatching(/^a deadline of 12 h, but a job without a timeout/),
      },
      { compute: null, total: null },
    ]);
  });
});
