/** What the activities of the deployed pipelines do in a rehearsal: everything but the clusters is real. */
import type { ActivityAnswer, ActivityRequest } from "../adf/engine";
import type { Json } from "../adf/expression";
import { DATASETS } from "../pipelines/connections";
import { type SqlConnection, setClock } from "../run-log/embedded";
import type { Job } from "./factory";
import type { ForecastCloud } from "./forecast-cloud";
import type { Lake } from "./lake";
import { RehearsalError } from "./rehearsal-error";
import { answerFromRunLog } from "./run-log-activities";
import type { Scenario } from "./scenarios";
import type { ResultRow, Workspace } from "./workspace";

/** The seconds that a look at a file, and a load of results, take. */
const LOOKUP_SECONDS = 2;
const COPY_SECONDS = 60;

/** What takes part. */
export interface World {
  readonly connection: SqlConnection;
  readonly lake: Lake;
  readonly workspace: Workspace;
  readonly cloud: ForecastCloud | undefined;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly scenario: Scenario;
  /** Lets the lake hold what has been delivered for a run's period until then. */
  readonly deliver: (forecast: string, period: string, until: Date) => Promise<void>;
  /** How far the service's clock goes before the run log's. @default - not at all */
  readonly skewMinutes?: () => number;
  /** Is told of every run of a job. */
  readonly onJob: (run: JobRun) => void;
}

/** One run of a job, and the cluster that it was on. */
export interface JobRun {
  readonly job: Job;
  /** The run of the pipeline that started it. */
  readonly pipelineRunId: string;
  /** The step's document; of a promotion or a clean-up, what that was given. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** When the cluster was asked for, ISO 8601. */
  readonly at: string;
  readonly startMinutes: number;
  readonly workMinutes: number;
  readonly failed: boolean;
}

/** Answers an activity, in virtual time. @throws RehearsalError `REHEARSAL_PART_MISSING` */
export async function answerActivity(
  world: World,
  request: ActivityRequest,
): Promise<ActivityAnswer> {
  const answered = await answerFromRunLog(world.connection, request);
  if (answered !== undefined) return answered;
  switch (request.type) {
    case "DatabricksJob":
      return runJob(world, request);
    case "Lookup":
      return lookUpAnswer(world.lake, request);
    case "Copy":
      return loadResults(world, request);
    default:
      throw new RehearsalError(
        "REHEARSAL_PART_MISSING",
        request.activity,
        `a rehearsal has no part for activities of the type ${request.type}`,
      );
  }
}

/** The shape of a job activity's input, evaluated. */
interface JobInput {
  readonly jobId: string;
  readonly jobParameters?: Readonly<Record<string, string>>;
}

async function runJob(
  world: World,
  { input, now, runId: pipelineRunId }: ActivityRequest,
): Promise<ActivityAnswer> {
  const { jobId, jobParameters = {} } = input as unknown as JobInput;
  const job = world.jobs.get(String(jobId));
  if (job === undefined) {
    return {
      status: "Failed",
      error: { message: `Job ${jobId} does not exist.`, errorCode: "3202" },
    };
  }
  const { clusterStartMinutes: startMinutes } = world.scenario;
  const begins = new Date(Date.parse(now) + startMinutes * 60_000);
  const skewed = begins.getTime() + (world.skewMinutes?.() ?? 0) * 60_000;
  await world.cloud?.setTime(new Date(skewed).toISOString());
  const parameters = JSON.parse(jobParameters["parameters"] ?? "{}") as Record<string, unknown>;
  const { forecast, period } = parameters;
  if (typeof period === "string") await world.deliver(String(forecast), period, begins);
  const end = await world.workspace.runNotebook(job.notebook, {
    ...jobParameters,
    ...localised(job.baseParameters, world.lake.folder),
  });
  const workMinutes = await workOf(world, parameters);
  const failed = "failure" in end;
  world.onJob({ job, pipelineRunId, parameters, at: now, startMinutes, workMinutes, failed });
  const seconds = (startMinutes + workMinutes) * 60;
  if (!failed) return { status: "Succeeded", output: { runPageUrl: "" }, seconds };
  const { code, message, repair } = end.failure;
  return {
    status: "Failed",
    error: {
      message: [`${code}: ${message}`, repair].filter(Boolean).join("; "),
      errorCode: "3204",
    },
    seconds,
  };
}

/** The settings as the stack gives them, but for the one place that is not the cloud's. */
function localised(
  parameters: Readonly<Record<string, string>>,
  lake: string,
): Readonly<Record<string, string>> {
  const { settings = "{}", ...others } = parameters;
  return { ...others, settings: JSON.stringify({ ...(JSON.parse(settings) as object), lake }) };
}

/** Who trains itself works long, who brings results some minutes, who only submits hardly at all. */
async function workOf(
  { lake, scenario }: World,
  { backend, stage, step_id: stepId }: Readonly<Record<string, unknown>>,
): Promise<number> {
  const { submit, collect, train } = scenario.workMinutes;
  if (backend === "random-forest") return train;
  const answer = (await lake.answer(String(stepId))) as { readonly status?: string } | undefined;
  return stage === "collect" || answer?.status === "succeeded" ? collect : submit;
}

async function lookUpAnswer(
  lake: Lake,
  { activity, input }: ActivityRequest,
): Promise<ActivityAnswer> {
  const { referenceName, parameters } = input["dataset"] as unknown as {
    readonly referenceName: string;
    readonly parameters?: Readonly<Record<string, string>>;
  };
  if (referenceName !== DATASETS.stepAnswer) {
    throw new RehearsalError("REHEARSAL_PART_MISSING", activity, `nobody plays ${referenceName}`);
  }
  const firstRow = await lake.answer(parameters?.["stepId"] ?? "").catch(unreadable);
  if (firstRow instanceof SyntaxError) {
    const error = { message: firstRow.message, errorCode: "JsonInvalidDataFormat" };
    return { status: "Failed", error, seconds: LOOKUP_SECONDS };
  }
  if (firstRow !== undefined) {
    return { status: "Succeeded", output: { firstRow }, seconds: LOOKUP_SECONDS };
  }
  const message = "The required Blob is missing.";
  return {
    status: "Failed",
    error: { message, errorCode: "UserErrorFileNotFound" },
    seconds: LOOKUP_SECONDS,
  };
}

/** A file that is no JSON fails its lookup, and any other error the rehearsal. */
function unreadable(error: unknown): SyntaxError {
  if (error instanceof SyntaxError) return error;
  throw error;
}

/** Copies what the job wrote: an upsert by run, item, timestamp and quantile. */
async function loadResults(world: World, request: ActivityRequest): Promise<ActivityAnswer> {
  const inputs = request.references?.["inputs"] as unknown as readonly {
    readonly parameters: { readonly directory: string };
  }[];
  const directory = inputs[0]?.parameters.directory ?? "";
  const runId = directory.slice(directory.lastIndexOf("/") + 1);
  const { storeSettings } = request.input["source"] as unknown as {
    readonly storeSettings?: { readonly recursive?: boolean };
  };
  const isRecursive = storeSettings?.recursive ?? true;
  const read = await world.workspace.results(world.lake.resultsFolder(runId), isRecursive);
  if ("failure" in read) {
    const error = { message: read.failure.message, errorCode: "ParquetInvalidFile" };
    return { status: "Failed", error, seconds: COPY_SECONDS };
  }
  const { rows } = read;
  await setClock(world.connection, new Date(request.now));
  await upsert(world.connection, rows);
  return { status: "Succeeded", output: copied(rows.length), seconds: COPY_SECONDS };
}

async function upsert(connection: SqlConnection, rows: readonly ResultRow[]): Promise<void> {
  await connection.query(
    `INSERT INTO mlops.forecast_result (run_id, item_id, timestamp, quantile, value)
     SELECT r.run_id::uuid, r.item_id, r.timestamp::timestamp, r.quantile, r.value
     FROM jsonb_to_recordset($1::jsonb)
       AS r(run_id text, item_id text, timestamp text, quantile numeric, value float8)
     ON CONFLICT (run_id, item_id, timestamp, quantile) DO UPDATE SET value = EXCLUDED.value`,
    [JSON.stringify(rows)],
  );
}

function copied(rows: number): Json {
  return { rowsRead: rows, rowsCopied: rows };
}
