/** What one run of a pipeline uses: the engine runs the deployed definition, the meters count. */
import type { Graph, ResourceNode } from "../graph/graph";
import type { Use } from "./bill";
import { billedMinutes, type ComputePlan, computeUses, SERVERLESS } from "./meters/clusters";
import { forecastServiceUses } from "./meters/forecast-service";
import { computeOf, jobNamed } from "./meters/jobs";
import { coldStartSeconds, type Night } from "./simulation/night";
import { type Platform, simulatePlatform } from "./simulation/platform-night";
import { type Case, nightOf } from "./simulation/profiles";
import { type Simulated, simulate } from "./simulation/simulate";

/** A forecast, as far as its cost depends on it. */
export interface PlannedForecast {
  readonly name: string;
  readonly backend: string;
  readonly deadlineMinutes: number;
  readonly retrainAfterMinutes: number;
  /** Steps ahead. */
  readonly horizon: number;
  /** How many quantiles are forecast. */
  readonly quantiles: number;
}

/** What an environment's runs are computed from. */
export interface Environment {
  readonly graph: Graph;
  readonly forecasts: readonly PlannedForecast[];
  /** The deployed definitions with a run log. @param forecast - none: for a pipeline of no forecast */
  readonly platform: (forecast?: PlannedForecast) => Platform;
}

/** What a run uses, and how it goes. */
export interface RunUse {
  readonly uses: readonly Use[];
  readonly minutes: number;
  readonly succeeded: boolean;
  readonly jobRuns: number;
  /** Minutes of compute that are billed. */
  readonly clusterMinutes: number;
  /** How often the pipelines wait by themselves. */
  readonly waits: number;
  /** Minutes of these waits together. */
  readonly waitMinutes: number;
}

/** Minutes that a job of no forecast works, such as the clean-up. */
const OTHER_JOB_MINUTES = 2;

/** The job that takes a forecast's steps; undefined where the graph has none. */
export function stepJobOf({ graph }: Environment, backend: string): ResourceNode | undefined {
  return jobNamed(graph, `advance-${backend}`);
}

/** What the forecast's step job runs on. */
export function stepComputeOf(environment: Environment, backend: string): ComputePlan {
  const job = stepJobOf(environment, backend);
  return job === undefined ? SERVERLESS : computeOf(job, SERVERLESS);
}

/** A run of a forecast. @param trained - whether the model is trained in it */
export async function forecastRun(
  environment: Environment,
  forecast: PlannedForecast,
  trained: boolean,
  how: Case,
): Promise<RunUse> {
  const night = how.night(nightOf(forecast.backend, trained));
  const plan = how.plan(stepComputeOf(environment, forecast.backend));
  const simulated = await simulatePlatform(environment.platform(forecast), night, { plan });
  const service = forecastServiceUses(forecast, night);
  return { ...useOf(simulated, plan, how), uses: [...usesOf(simulated, plan, how), ...service] };
}

/** A run of a pipeline of no forecast, whose job, if it has one, has the pipeline's name. */
export async function otherRun(
  environment: Environment,
  pipeline: string,
  how: Case,
  night: Pick<Night, "installMinutes" | "startMinutes">,
): Promise<RunUse> {
  const job = jobNamed(environment.graph, pipeline);
  const plan = how.plan(job === undefined ? SERVERLESS : computeOf(job, SERVERLESS));
  const { pipelines, runLog, runtimeOf } = environment.platform();
  const player = runLog({});
  const start = plan.kind === "serverless" ? plan.startMinutes * 60 : coldStartSeconds(night);
  const simulated = await simulate({
    pipelines,
    pipeline,
    plan,
    answer: (request) => player.answer(request),
    job: () => ({ seconds: OTHER_JOB_MINUTES * 60 }),
    startSeconds: () => start,
    ...(runtimeOf === undefined ? {} : { runtimeOf }),
  });
  return useOf(simulated, plan, how);
}

function useOf(simulated: Simulated, plan: ComputePlan, how: Case): RunUse {
  const { elapsedSeconds, jobs, succeeded, waits } = simulated;
  return {
    uses: usesOf(simulated, plan, how),
    minutes: elapsedSeconds / 60,
    succeeded,
    jobRuns: jobs.length,
    clusterMinutes: billedMinutes(plan, jobs),
    waits: waits.length,
    waitMinutes: waits.reduce((sum, seconds) => sum + seconds, 0) / 60,
  };
}

function usesOf({ factory, jobs }: Simulated, plan: ComputePlan, how: Case): readonly Use[] {
  return [...(jobs.length === 0 ? [] : computeUses(plan, jobs, how.dbuFrom)), ...factory.charges()];
}
