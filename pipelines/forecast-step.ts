/**
 * One step of a run: a job and its answer, or the loading of results.
 *
 *   Begin ─► Load or advance
 *        │     action is load    Load results ─► Record load
 *        │     otherwise         Run job ─► Read answer ─► Record answer
 *        └─ when any of it fails: Record failure
 *
 * The run log hears of every end, so the pipeline itself succeeds once a failure is recorded.
 */
import {
  concat,
  copy,
  databricksJob,
  dataset,
  definePipeline,
  equals,
  ifCondition,
  jsonFiles,
  lookup,
  type Pipeline,
  parquetFiles,
  script,
  sqlTable,
  string,
} from "../adf/builder";
import { STATEMENTS } from "../run-log/statements";
import { DATASETS, LINKED_SERVICES } from "./connections";
import { JOB_POLICY, LOAD_POLICY, SHORT_POLICY } from "./limits";
import { statementBlock } from "./run-log-blocks";

/** The parameters of `forecast-step`, which *decide* answers with. */
export type ForecastStepParameters = Readonly<
  Record<"runId" | "stepId" | "action" | "jobId" | "jobParameters", "String">
>;

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
  const step = { run_id: p.parameter("runId"), step_id: p.parameter("stepId") };
  const runLog = { linkedService: LINKED_SERVICES.runLog, policy: SHORT_POLICY };

  const begin = p.add(
    script("Begin", { ...runLog, blocks: [statementBlock(STATEMENTS.begin, step)] }),
  );

  const work = p.add(
    ifCondition("Load or advance", equals(p.parameter("action"), "load"), {
      ifTrue: (branch) => {
        const load = branch.add(
          copy("Load results", {
            input: dataset(DATASETS.forecastFiles, {
              directory: concat("_runs/", p.parameter("runId")),
            }),
            output: DATASETS.forecastResult,
            source: parquetFiles(),
            sink: sqlTable({
              writeBehavior: "upsert",
              keys: ["run_id", "item_id", "timestamp", "quantile"],
              interim: "tempdb",
            }),
            policy: LOAD_POLICY,
          }),
        );
        const values = { ...step, rows_loaded: load.rowsCopied };
        branch.add(
          script("Record load", {
            ...runLog,
            blocks: [statementBlock(STATEMENTS.loadDone, values)],
          }),
          load.succeeded,
        );
      },
      ifFalse: (branch) => {
        const job = branch.add(
          databricksJob("Run job", {
            linkedService: LINKED_SERVICES.databricks,
            jobId: p.parameter("jobId"),
            jobParameters: { parameters: p.parameter("jobParameters") },
            policy: JOB_POLICY,
          }),
        );
        const answer = branch.add(
          lookup("Read answer", {
            dataset: dataset(DATASETS.stepAnswer, { stepId: p.parameter("stepId") }),
            source: jsonFiles({ recursive: false }),
            policy: SHORT_POLICY,
          }),
          job.succeeded,
        );
        const values = { ...step, answer: string(answer.row) };
        branch.add(
          script("Record answer", {
            ...runLog,
            blocks: [statementBlock(STATEMENTS.record, values)],
          }),
          answer.succeeded,
        );
      },
    }),
    begin.succeeded,
  );

  const failure = { ...step, error_message: work.errorMessage };
  p.add(
    script("Record failure", {
      ...runLog,
      blocks: [statementBlock(STATEMENTS.recordFailure, failure)],
    }),
    work.failed,
  );
  return p.build();
}
