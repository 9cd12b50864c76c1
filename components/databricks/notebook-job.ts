/**
 * A job of one notebook task.
 *
 *   NotebookJob
 *   ├─ Notebook              the text of `notebooks/<notebook>.py`
 *   ├─ Job                   one task, one JSON document of parameters, one run at a time or more
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
  readonly site: Pick<Site, "environment">;
  /** Seconds after which Databricks ends a run: the ceiling of what a run can cost. */
  readonly timeoutSeconds: number;
  /**
   * A mail address that is told of a run which takes half of its timeout.
   *
   * @default - nobody is told
   */
  readonly warningEmail?: string;
}

/**
 * A Databricks job that runs a notebook as the orchestrator.
 *
 * Children: `<name>-notebook`, `<name>-job`, `<name>-permissions`.
 *
 * @example
 * new NotebookJob("clean-up", {
 *   site, orchestrator, compute: policy.compute, description: "Deletes what is old",
 *   notebook: { name: "clean_up", source }, maxConcurrentRuns: 1, timeoutSeconds: 3600,
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
    const serverless = args.compute.kind === "serverless";
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
            notebookTask: { notebookPath: notebook.path, source: "WORKSPACE" },
            maxRetries: 0,
            timeoutSeconds: args.timeoutSeconds,
            ...(serverless ? {} : { jobClusterKey: CLUSTER_KEY }),
          },
        ],
        timeoutSeconds: args.timeoutSeconds,
        ...computeOf(args.compute),
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

/** The key by which the task names the job's cluster. */
const CLUSTER_KEY = "single-node";

function computeOf(
  compute: JobCompute,
): Pick<databricks.JobArgs, "jobClusters" | "performanceTarget"> {
  if (compute.kind === "serverless") {
    // The default, PERFORMANCE_OPTIMIZED, costs more DBUs to save minutes that nobody waits for.
    return { performanceTarget: "STANDARD" };
  }
  const newCluster = { ...compute.cluster, policyId: compute.policyId };
  return { jobClusters: [{ jobClusterKey: CLUSTER_KEY, newCluster }] };
}
