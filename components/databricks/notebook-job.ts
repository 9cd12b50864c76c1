/**
 * A job of one notebook task.
 *
 *   NotebookJob
 *   ├─ Notebook              the text of `notebooks/<notebook>.py`
 *   ├─ Job                   one task with the package, two JSON documents: parameters and settings
 *   └─ Permissions           the orchestrator starts it
 *
 * A job has no schedule and no retry of its own: Data Factory starts it, and the run log decides
 * whether to try again.
 * https://learn.microsoft.com/azure/databricks/jobs/
 */
import * as databricks from "@pulumi/databricks";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { JOB_PARAMETER } from "../../run-log/contract";
import type { Identity, Site } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";
import { tagsOf } from "../shared/tags";
import type { JobCompute } from "./job-policy";
import type { PackageWheel } from "./package-wheel";

/** Arguments of {@link NotebookJob}. */
export interface NotebookJobArgs {
  readonly compute: JobCompute;
  readonly description: string;
  /**
   * Runs at the same time; more wait in the queue.
   *
   * @minimum 1
   * @maximum 1000 - https://learn.microsoft.com/azure/databricks/jobs/configure-job
   */
  readonly maxConcurrentRuns: number;
  readonly notebook: {
    /** The file's name without its ending. */
    readonly name: string;
    /** The notebook's text, in Databricks' source format. */
    readonly source: string;
  };
  readonly orchestrator: Pick<Identity, "clientId">;
  /** What the notebook is told of the stack, the same in every run. @format JSON, without a secret */
  readonly settings: Output<string>;
  readonly site: Pick<Site, "environment">;
  /** Seconds after which Databricks ends a run: the ceiling of what a run can cost. */
  readonly timeoutSeconds: number;
  /**
   * A mail address that is told of a run which takes half of its timeout.
   *
   * @default - nobody is told
   */
  readonly warningEmail?: string;
  /** The package that the notebook calls. */
  readonly wheel: Pick<PackageWheel, "path">;
}

/**
 * A Databricks job that runs a notebook as the orchestrator.
 *
 * Children: `<name>-notebook`, `<name>-job`, `<name>-permissions`.
 *
 * @example
 * new NotebookJob("clean-up", {
 *   site, orchestrator, compute: policy.compute, description: "Deletes what is old",
 *   notebook: { name: "clean_up", source }, settings, wheel,
 *   maxConcurrentRuns: 1, timeoutSeconds: 3600,
 * })
 */
export class NotebookJob extends ComponentResource {
  readonly jobId: Output<string>;

  constructor(name: string, args: NotebookJobArgs, options?: ComponentResourceOptions) {
    const { timeoutSeconds, maxConcurrentRuns, compute } = args;
    const summary = { compute: compute.kind, maxConcurrentRuns, timeoutSeconds };
    super("forecast-platform:databricks:NotebookJob", name, summary, options);

    const notebook = this.#createNotebook(name, args);
    const job = this.#createJob(name, args, notebook);
    this.#createPermissions(name, args, job);

    this.jobId = job.id;
    this.registerOutputs({ jobId: this.jobId });
  }

  #createNotebook(name: string, { notebook }: NotebookJobArgs): databricks.Notebook {
    return new databricks.Notebook(
      `${name}-notebook`,
      {
        path: `/forecast-platform/${name}/${notebook.name}`,
        language: "PYTHON",
        contentBase64: Buffer.from(notebook.source, "utf8").toString("base64"),
      },
      childOptions(this),
    );
  }

  #createJob(name: string, args: NotebookJobArgs, notebook: databricks.Notebook): databricks.Job {
    return new databricks.Job(
      `${name}-job`,
      {
        name,
        description: args.description,
        maxConcurrentRuns: args.maxConcurrentRuns,
        parameters: [{ name: JOB_PARAMETER, default: "{}" }],
        queue: { enabled: true },
        runAs: { servicePrincipalName: args.orchestrator.clientId },
        tags: tagsOf(args.site.environment),
        tasks: [
          {
            taskKey: "main",
            notebookTask: {
              notebookPath: notebook.path,
              source: "WORKSPACE",
              baseParameters: { settings: args.settings },
            },
            maxRetries: 0,
            timeoutSeconds: args.timeoutSeconds,
            ...placeOf(args),
          },
        ],
        timeoutSeconds: args.timeoutSeconds,
        ...computeOf(args),
        ...warningOf(args),
      },
      childOptions(this),
    );
  }

  #createPermissions(name: string, { orchestrator }: NotebookJobArgs, job: databricks.Job): void {
    new databricks.Permissions(
      `${name}-permissions`,
      {
        jobId: job.id,
        accessControls: [
          { servicePrincipalName: orchestrator.clientId, permissionLevel: "CAN_MANAGE_RUN" },
        ],
      },
      childOptions(this),
    );
  }
}

/** The share of its timeout that a run may take before somebody is told. */
const WARNING_SHARE = 0.5;

function warningOf({
  timeoutSeconds,
  warningEmail,
}: NotebookJobArgs): Pick<databricks.JobArgs, "emailNotifications" | "health"> {
  if (warningEmail === undefined) {
    return {};
  }
  const value = timeoutSeconds * WARNING_SHARE;
  return {
    health: { rules: [{ metric: "RUN_DURATION_SECONDS", op: "GREATER_THAN", value }] },
    emailNotifications: { onDurationWarningThresholdExceededs: [warningEmail] },
  };
}

/** The keys by which the task names the job's cluster, or its environment. */
const CLUSTER_KEY = "single-node";
const ENVIRONMENT_KEY = "package";

/**
 * The serverless environment, with Python 3.12 as on the job clusters.
 *
 * @see https://learn.microsoft.com/azure/databricks/release-notes/serverless/environment-version/four
 */
const ENVIRONMENT_VERSION = "4";

/** Where the task runs, and how the package comes there. */
function placeOf({
  compute,
  wheel,
}: NotebookJobArgs): Pick<
  databricks.types.input.JobTask,
  "environmentKey" | "jobClusterKey" | "libraries"
> {
  return compute.kind === "serverless"
    ? { environmentKey: ENVIRONMENT_KEY }
    : { jobClusterKey: CLUSTER_KEY, libraries: [{ whl: wheel.path }] };
}

function computeOf({
  compute,
  wheel,
}: NotebookJobArgs): Pick<
  databricks.JobArgs,
  "environments" | "jobClusters" | "performanceTarget"
> {
  if (compute.kind === "serverless") {
    const spec = { environmentVersion: ENVIRONMENT_VERSION, dependencies: [wheel.path] };
    return {
      environments: [{ environmentKey: ENVIRONMENT_KEY, spec }],
      // The default, PERFORMANCE_OPTIMIZED, costs more DBUs to save minutes that nobody waits for.
      performanceTarget: "STANDARD",
    };
  }
  const newCluster = { ...compute.cluster, policyId: compute.policyId };
  return { jobClusters: [{ jobClusterKey: CLUSTER_KEY, newCluster }] };
}
