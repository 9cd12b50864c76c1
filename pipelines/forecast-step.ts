/**
 * One step of a run: a job and its answer, or the loading of results.
 *
 *   Begin ─► Load or advance
 *        │     load       Load results ─► Record load
 *        │     advance    Run job ─► Read answer ─► Record answer
 *        │     otherwise  nothing: the step is no longer this run's
 *        └─ when any of it fails: Record failure
 *
 * The run log hears of every end, so the pipeline itself succeeds once a failure is recorded.
 */
import {
  type BranchKind,
  concat,
  copy,
  databricksJob,
  dataset,
  definePipeline,
  type Expression,
  equals,
  if_,
  jsonFiles,
  lookup,
  type Pipeline,
  parquetFiles,
  type Scope,
  sqlTable,
  string,
  switch_,
} from "../adf/builder";
import { JOB_PARAMETER } from "../run-log/contract";
import { STATEMENTS } from "../run-log/statements";
import { DATASETS, LINKED_SERVICES } from "./connections";
import { JOB_POLICY, LOAD_DATA_INTEGRATION_UNITS, LOAD_POLICY, SHORT_POLICY } from "./limits";
import { runLogScript, statementBlock } from "./run-log-blocks";

/** The parameters of `forecast-step`, which *decide* answers with. */
export type ForecastStepParameters = Readonly<
  Record<"runId" | "stepId" | "action" | "jobId" | "jobParameters", "String">
>;

/** The step that all its activities speak of. */
interface Step {
  readonly runId: Expression<"string">;
  readonly stepId: Expression<"string">;
}

/** Builds the pipeline `forecast-step`. */
export function forecastStep(): Pipeline<"forecast-step", ForecastStepParameters> {
  const p = definePipeline({
    name: "forecast-step",
    description: "One step of a run: a job and its answer, or the loading of results",
    parameters: {
      runId: "String",
      stepId: "String",
      action: "String",
      jobId: "String",
      jobParameters: "String",
    },
  });
  const step: Step = { runId: p.parameter("runId"), stepId: p.parameter("stepId") };
  const job = { id: p.parameter("jobId"), parameters: p.parameter("jobParameters") };

  const begin = p.add(runLogScript("Begin", statementBlock(STATEMENTS.begin, keysOf(step))));
  // Another factory run may have taken the step since the decision: then no cluster is started for it.
  const isOurs = equals(begin.resultSet(0).row(0).column("done"), 1);
  const work = p.add(
    switch_("Load or advance", if_(isOurs, p.parameter("action"), "nothing"), {
      cases: {
        load: (branch) => addLoad(branch, step),
        advance: (branch) => addJob(branch, step, job),
      },
    }),
    begin.succeeded,
  );
  const failure = { ...keysOf(step), error_message: work.errorMessage };
  const recordFailure = statementBlock(STATEMENTS.recordFailure, failure);
  p.add(runLogScript("Record failure", recordFailure), work.failed);
  return p.build();
}

/** Load results ─► Record load */
function addLoad<S extends string>(branch: Scope<S, BranchKind>, step: Step): void {
  const load = branch.add(
    copy("Load results", {
      input: dataset(DATASETS.forecastFiles, { directory: concat("_runs/", step.runId) }),
      output: DATASETS.forecastResult,
      // What a job that died has left half-written lies in folders beside the parts.
      source: parquetFiles({ recursive: false }),
      sink: sqlTable({
        writeBehavior: "upsert",
        keys: ["run_id", "item_id", "timestamp", "quantile"],
        interim: "tempdb",
      }),
      // The least that there is: results are small, and what the service chooses has no ceiling.
      dataIntegrationUnits: LOAD_DATA_INTEGRATION_UNITS,
      policy: LOAD_POLICY,
    }),
  );
  const done = { ...keysOf(step), rows_loaded: load.rowsCopied };
  branch.add(
    runLogScript("Record load", statementBlock(STATEMENTS.loadDone, done)),
    load.succeeded,
  );
}

/** Run job ─► Read answer ─► Record answer */
function addJob<S extends string>(
  branch: Scope<S, BranchKind>,
  step: Step,
  job: { readonly id: Expression<"string">; readonly parameters: Expression<"string"> },
): void {
  const run = branch.add(
    databricksJob("Run job", {
      linkedService: LINKED_SERVICES.databricks,
      jobId: job.id,
      jobParameters: { [JOB_PARAMETER]: job.parameters },
      policy: JOB_POLICY,
    }),
  );
  // The job's answer is a file: what the activity itself returns of it is not documented.
  const answer = branch.add(
    lookup("Read answer", {
      dataset: dataset(DATASETS.stepAnswer, { stepId: step.stepId }),
      source: jsonFiles({ recursive: false }),
      policy: SHORT_POLICY,
    }),
    run.succeeded,
  );
  const answered = { ...keysOf(step), answer: string(answer.row) };
  branch.add(
    runLogScript("Record answer", statementBlock(STATEMENTS.record, answered)),
    answer.succeeded,
  );
}

function keysOf({ runId, stepId }: Step): { run_id: typeof runId; step_id: typeof stepId } {
  return { run_id: runId, step_id: stepId };
}
