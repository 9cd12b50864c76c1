/** What makes the forecasts: the package, jobs with their cluster policies, the registered models. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { interpolate, type Output, output } from "@pulumi/pulumi";
import { AnalystNotebooks } from "../components/databricks/analyst-notebooks";
import { ForecastExperiments } from "../components/databricks/forecast-experiments";
import { ForecastModels } from "../components/databricks/forecast-models";
import { type JobCompute, JobPolicy } from "../components/databricks/job-policy";
import { NotebookJob } from "../components/databricks/notebook-job";
import type { PackageWheel } from "../components/databricks/package-wheel";
import type { Settings } from "../config/settings";
import { STEP_JOB_MINUTES } from "../pipelines/limits";
import type { Backend } from "../run-log/contract";
import type { AwsLayer } from "./aws";
import type { ComputeLayer } from "./compute";
import { awsForJobs } from "./job-aws";
import { jobSettings } from "./job-settings";
import type { LayerInputs } from "./layer";
import { packageWheel } from "./package";

/** The node of each purpose, with the most DBU an hour that its policy allows. */
const NODES = {
  /** Calls and small files: the cheapest node that the runtime is at ease on. */
  step: { nodeType: "Standard_D4ds_v5", maxDbusPerHour: 1 },
  /** Trees in memory: twice the memory for each core. */
  training: { nodeType: "Standard_E4ds_v5", maxDbusPerHour: 1.5 },
} as const;

type Purpose = keyof typeof NODES;

/** The node that a step of each backend runs on. */
const PURPOSE_OF: Readonly<Record<Backend, Purpose>> = {
  "amazon-forecast": "step",
  "sagemaker-automl": "step",
  "random-forest": "training",
};

/**
 * The most runs of one job that Databricks takes at once.
 *
 * @see https://learn.microsoft.com/azure/databricks/jobs/configure-job
 */
const MOST_CONCURRENT_RUNS = 1000;

/** The notebooks that people run by hand. */
const ANALYSTS = ["explore_forecast", "train_random_forest"] as const;

/** One job: what it runs, on which node, how often at once and how long. */
interface JobPlan {
  readonly name: string;
  readonly notebook: string;
  readonly description: string;
  /** The backends of the forecasts that it is for. */
  readonly backends: readonly Backend[];
  readonly purpose: Purpose;
  readonly maxConcurrentRuns: number;
  readonly timeoutMinutes: number;
}

/** The Databricks ids of the jobs, by their names. */
export type JobIds = Readonly<Record<string, Output<string>>>;

/** What the jobs stand on. */
interface ForecastingInputs extends LayerInputs {
  readonly aws: AwsLayer | undefined;
  readonly workspace: ComputeLayer;
}

/** Declares the jobs, their policies and the registered models. */
export function forecasting(inputs: ForecastingInputs): JobIds {
  const { settings, workspace } = inputs;
  const plans = planJobs(settings);
  const wheel = packageWheel(workspace);
  const computeFor = createCompute(inputs, new Set(plans.map(({ purpose }) => purpose)));
  const jobIds = plans.map((plan) => {
    const jobCompute = computeFor(plan.purpose);
    return [plan.name, createJob({ ...inputs, jobCompute, wheel }, plan)] as const;
  });

  const { catalog: schema, orchestrator } = workspace;
  new ForecastExperiments(
    "experiments",
    { orchestrator, traits: settings.environment },
    workspace.inside,
  );
  const notebooks = Object.fromEntries(ANALYSTS.map((name) => [name, notebookText(name)]));
  new AnalystNotebooks("analysts", { notebooks }, workspace.inside);
  const forecasts = settings.forecasts
    .filter(({ backend }) => backend === "random-forest")
    .map(({ name }) => name);
  if (forecasts.length > 0) {
    const { site } = inputs.foundation;
    const existing = settings.adopt?.models;
    const args = { existing, forecasts, orchestrator, schema, site };
    new ForecastModels("models", args, workspace.inside);
  }
  return Object.fromEntries(jobIds);
}

/** @returns the jobs that the configured forecasts need, the steps of each backend first. */
export function planJobs({ forecasts }: Pick<Settings, "forecasts">): readonly JobPlan[] {
  const backends = [...new Set(forecasts.map(({ backend }) => backend))].sort();
  const plans: JobPlan[] = backends.map((backend) => ({
    name: `advance-${backend}`,
    notebook: "advance",
    description: `Takes one step of a run on ${backend}`,
    backends: [backend],
    purpose: PURPOSE_OF[backend],
    // Every forecast may be due in the same minute; a run that had to queue would be late.
    maxConcurrentRuns: Math.min(
      forecasts.filter((forecast) => forecast.backend === backend).length,
      MOST_CONCURRENT_RUNS,
    ),
    timeoutMinutes: STEP_JOB_MINUTES[backend],
  }));
  if (backends.includes("random-forest")) {
    plans.push({
      name: "promote",
      notebook: "promote",
      description: "Makes an approved model version the champion",
      backends: ["random-forest"],
      purpose: "training",
      maxConcurrentRuns: 1,
      timeoutMinutes: 30,
    });
  }
  if (backends.some((backend) => backend !== "random-forest")) {
    plans.push({
      name: "clean-up",
      notebook: "clean_up",
      description: "Deletes what is older than its retention from the forecasting service",
      backends: backends.filter((backend) => backend !== "random-forest"),
      purpose: "step",
      maxConcurrentRuns: 1,
      timeoutMinutes: 60,
    });
  }
  return plans;
}

/** Declares the policies of the purposes in use, or none where compute is serverless. */
function createCompute(
  { settings, foundation, workspace }: LayerInputs & { readonly workspace: ComputeLayer },
  purposes: ReadonlySet<Purpose>,
): (purpose: Purpose) => JobCompute {
  if (settings.compute === "serverless") {
    return () => ({ kind: "serverless" });
  }
  const policies = new Map(
    [...purposes].sort().map((purpose) => [
      purpose,
      new JobPolicy(
        `${purpose}-policy`,
        {
          ...NODES[purpose],
          purpose,
          spot: settings.environment.spot,
          site: foundation.site,
          orchestrator: { clientId: workspace.orchestrator.applicationId },
        },
        workspace.inside,
      ).compute,
    ]),
  );
  return (purpose) => {
    const jobCompute = policies.get(purpose);
    if (jobCompute === undefined) {
      throw new TypeError(`no policy was made for the purpose ${purpose}`);
    }
    return jobCompute;
  };
}

/** What every job is made of. */
interface JobInputs extends ForecastingInputs {
  readonly jobCompute: JobCompute;
  readonly wheel: PackageWheel;
}

function createJob(
  { aws, settings, foundation, workspace, jobCompute, wheel }: JobInputs,
  plan: JobPlan,
): Output<string> {
  const { catalog, credentials, volumes } = workspace;
  const jobAws = awsForJobs(aws, plan.backends, credentials.serviceCredentialName);
  const places = output({
    lake: volumes.rootPath,
    modelSchema: interpolate`${catalog.catalogName}.${catalog.schemaName}`,
    ...(jobAws && { aws: jobAws }),
  });
  const { name, notebook, description, maxConcurrentRuns, timeoutMinutes } = plan;
  return new NotebookJob(
    name,
    {
      description,
      maxConcurrentRuns,
      compute: jobCompute,
      notebook: { name: notebook, source: notebookText(notebook) },
      orchestrator: { clientId: workspace.orchestrator.applicationId },
      settings: places.apply((known) => jobSettings(settings, plan.backends, known)),
      site: foundation.site,
      timeoutSeconds: timeoutMinutes * 60,
      wheel,
      ...(settings.alerts && { warningEmail: settings.alerts.email }),
    },
    workspace.inside,
  ).jobId;
}

function notebookText(name: string): string {
  return readFileSync(join(__dirname, "..", "notebooks", `${name}.py`), "utf8");
}
