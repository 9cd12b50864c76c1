// Pipelines for the suites: between them they hold every activity type of the builder.

import {
  appendVariable,
  concat,
  copy,
  databricksJob,
  databricksNotebook,
  databricksSparkPython,
  dataset,
  definePipeline,
  delete_,
  equals,
  executePipeline,
  fail,
  filter,
  forEach,
  getMetadata,
  ifCondition,
  jsonFiles,
  lookup,
  lookupRows,
  nonQueryBlock,
  or,
  type Pipeline,
  parquetFiles,
  pipelineInfo,
  property,
  queryBlock,
  script,
  setReturnValue,
  setVariable,
  sqlParameter,
  sqlQuery,
  sqlServerStoredProcedure,
  sqlTable,
  string,
  switch_,
  template,
  until,
  validation,
  wait,
  webActivity,
  webHook,
} from "../../adf/builder/index";

const policy = { timeout: "00:10:00", retry: 2, retryIntervalInSeconds: 30 };

/** A run: claim, then step or wait until there is nothing more to do, then close. */
export function exampleRun(): Pipeline {
  const p = definePipeline({
    name: "forecast-run",
    description: "Runs one forecast for one period",
    folder: "forecasting",
    concurrency: 4,
    annotations: ["forecasting"],
    parameters: { forecast: "String", period: { type: "String", defaultValue: "" } },
    variables: { outcome: "String" },
  });
  const claim = p.add(
    script("Claim", {
      linkedService: "run-log",
      blocks: [
        queryBlock("SELECT @forecast, @period", [
          sqlParameter("forecast", "String", p.parameter("forecast"), 32),
          sqlParameter("period", "String", p.parameter("period")),
        ]),
      ],
      policy,
    }),
  );
  const loop = p.add(
    until("Until done", { timeout: "0.13:30:00" }, (body) => {
      const query = template`SELECT * FROM mlops.decision('${pipelineInfo.runId}')`;
      const decide = body.add(
        lookup("Decide", { dataset: "run-log-query", source: sqlQuery(query), policy }),
      );
      const action = decide.firstRow("action");
      body.add(
        ifCondition("Step or wait", or(equals(action, "advance"), equals(action, "load")), {
          ifTrue: (branch) => {
            branch.add(
              executePipeline("Step", {
                pipeline: "forecast-step",
                parameters: { runId: decide.firstRow("run_id"), note: "@literal" },
                waitOnCompletion: true,
              }),
            );
          },
          ifFalse: (branch) => {
            branch.add(wait("Wait", decide.firstRow("wait_seconds")));
          },
        }),
        decide.succeeded,
      );
      return equals(action, "stop");
    }),
    claim.succeeded,
  );
  const close = p.add(
    script("Close", {
      linkedService: "run-log",
      blocks: [queryBlock(template`EXEC mlops.close_run '${pipelineInfo.runId}'`)],
      policy,
    }),
    loop.on("Succeeded", "Failed"),
  );
  const outcome = close.resultSet(0).row(0);
  const note = p.add(
    setVariable("Note", p.variable("outcome"), string(outcome.column("status"))),
    close.succeeded,
  );
  p.add(
    ifCondition("If failed", equals(p.variable("outcome"), "failed"), {
      ifTrue: (branch) => {
        branch.add(
          fail("Fail run", {
            message: concat("Run failed: ", outcome.column("error_message")),
            errorCode: string(outcome.column("error_code")),
          }),
        );
      },
    }),
    note.succeeded,
  );
  return p.build();
}

/** A step: start a job, read its answer, load its results. */
function exampleStep(): Pipeline {
  const p = definePipeline({
    name: "forecast-step",
    parameters: { runId: "String", jobId: "String", options: "Object" },
  });
  const job = p.add(
    databricksJob("Job", {
      linkedService: "databricks",
      jobId: p.parameter("jobId"),
      jobParameters: { runId: p.parameter("runId"), mode: "full" },
      policy: { timeout: "02:00:00", retry: 0, secureInput: true, secureOutput: false },
      userProperties: { owner: "forecasting" },
    }),
  );
  const answer = p.add(
    lookup("Answer", {
      dataset: dataset("step-answer", { path: p.parameter("runId") }),
      source: jsonFiles({ recursive: false }),
      policy,
    }),
    job.succeeded,
  );
  const rows = p.add(
    lookupRows("Runs", {
      dataset: "run-log-query",
      source: sqlQuery("SELECT 1 AS one", { queryTimeout: "00:02:00" }),
      policy,
    }),
    job.succeeded,
  );
  const load = p.add(
    copy("Load", {
      input: dataset("results", { options: p.parameter("options") }),
      output: "forecast-result",
      source: parquetFiles({ wildcardFolderPath: "a/b", wildcardFileName: "*.parquet" }),
      sink: sqlTable({
        writeBehavior: "upsert",
        keys: ["run_id", "item_id"],
        interim: { schema: "mlops" },
      }),
      policy,
    }),
    answer.succeeded,
    rows.succeeded,
  );
  p.add(
    setReturnValue("Return", { rows: load.rowsCopied, count: rows.count, note: "it's done" }),
    load.completed,
  );
  p.add(
    script("Record failure", {
      linkedService: "run-log",
      blocks: [
        nonQueryBlock("UPDATE mlops.run SET error = @message", [
          sqlParameter("message", "String", job.errorMessage, 4000),
        ]),
      ],
      policy,
    }),
    job.failed,
  );
  return p.build();
}

/** A sweep: look at files, load those that are new, tell somebody, tidy up. */
function exampleSweep(): Pipeline {
  const p = definePipeline({
    name: "sweep",
    parameters: { mode: "String" },
    variables: { names: "Array" },
  });
  const ready = p.add(
    validation("Ready", { dataset: "inbox", timeout: "0.12:00:00", sleep: 30, childItems: true }),
  );
  const folder = p.add(
    getMetadata("Folder", { dataset: "inbox", fieldList: ["exists", "childItems"], policy }),
    ready.succeeded,
  );
  const files = p.add(
    filter("Files", {
      items: folder.childItems,
      condition: (item) => equals(property(item, "type"), "File"),
    }),
    folder.succeeded,
  );
  const each = p.add(
    forEach(
      "Each file",
      { items: files.items, isSequential: false, batchCount: 8 },
      (body, item) => {
        const name = property(item, "name");
        const load = body.add(
          sqlServerStoredProcedure("Load", {
            linkedService: "run-log",
            storedProcedureName: "mlops.load",
            storedProcedureParameters: { name: { value: name, type: "String" } },
            policy,
          }),
        );
        body.add(appendVariable("Remember", p.variable("names"), name), load.succeeded);
      },
    ),
    files.succeeded,
  );
  const route = p.add(
    switch_("By mode", p.parameter("mode"), {
      cases: {
        notebook: (branch) => {
          branch.add(
            databricksNotebook("Notebook", {
              linkedService: "databricks",
              notebookPath: "/Shared/score",
              baseParameters: { names: string(p.variable("names")) },
              libraries: [{ pypi: { package: "pandas" } }],
              policy,
            }),
          );
        },
        python: (branch) => {
          branch.add(
            databricksSparkPython("Python", {
              linkedService: "databricks",
              pythonFile: "dbfs:/score.py",
              parameters: ["--all", p.parameter("mode")],
              policy,
            }),
          );
        },
      },
      default: (branch) => {
        branch.add(fail("Unknown mode", { message: "no such mode", errorCode: "MODE" }));
      },
    }),
    each.completed,
  );
  const told = p.add(
    webHook("Tell", {
      url: "https://example.invalid/approve",
      body: { names: string(p.variable("names")) },
      timeout: "01:00:00",
      policy: { secureInput: true },
    }),
    route.succeeded,
  );
  const posted = p.add(
    webActivity("Post", {
      method: "POST",
      url: "https://example.invalid/done",
      body: string(told.field("answer")),
      authentication: { type: "MSI", resource: "https://management.azure.com/" },
      policy,
    }),
    told.succeeded,
  );
  p.add(
    delete_("Tidy", {
      dataset: "inbox",
      files: { recursive: true },
      log: { linkedService: "lake" },
      policy,
      state: "Inactive",
      onInactiveMarkAs: "Succeeded",
    }),
    posted.succeeded,
  );
  return p.build();
}

/** Every example by name. */
export const EXAMPLES: Readonly<Record<string, () => Pipeline>> = {
  run: exampleRun,
  step: exampleStep,
  sweep: exampleSweep,
};
