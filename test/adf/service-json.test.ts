// Proves: the service's JSON of each construct, exactly, as its documentation writes it. Does not
// prove that the service accepts it.

import {
  copy,
  type Deferred,
  databricksJob,
  dataset,
  definePipeline,
  equals,
  executePipeline,
  fail,
  ifCondition,
  jsonFiles,
  lookup,
  lookupRows,
  nonQueryBlock,
  parquetFiles,
  queryBlock,
  raw,
  script,
  setReturnValue,
  setVariable,
  sqlParameter,
  sqlQuery,
  sqlTable,
  until,
  wait,
} from "../../adf/builder/index";
import { toServiceJson } from "../../adf/wire/index";
import { exampleRun } from "./examples";

const policy = { timeout: "00:10:00", retry: 2 };
const expression = (value: string): unknown => ({ value, type: "Expression" });

function only(build: (p: ReturnType<typeof bare>) => void): unknown {
  const p = bare();
  build(p);
  return toServiceJson(p.build()).properties.activities[0];
}

function bare() {
  return definePipeline({ name: "p" });
}

describe("the service JSON of an activity", () => {
  it("holds a lookup of the first row of a query", () => {
    const found = only((p) =>
      p.add(lookup("Decide", { dataset: "query", source: sqlQuery("SELECT 1"), policy })),
    );

    expect(found).toStrictEqual({
      name: "Decide",
      type: "Lookup",
      policy: { timeout: "00:10:00", retry: 2 },
      typeProperties: {
        source: { type: "AzureSqlSource", sqlReaderQuery: "SELECT 1" },
        dataset: { referenceName: "query", type: "DatasetReference" },
        firstRowOnly: true,
      },
    });
  });

  it("holds a lookup of all rows of JSON documents, with dataset parameters", () => {
    const found = only((p) =>
      p.add(
        lookupRows("Answers", {
          dataset: dataset("answers", { path: raw("guid()"), depth: 2 }),
          source: jsonFiles({ recursive: false, wildcardFileName: "*.json" }),
          policy,
        }),
      ),
    );

    expect(found).toStrictEqual({
      name: "Answers",
      type: "Lookup",
      policy: { timeout: "00:10:00", retry: 2 },
      typeProperties: {
        source: {
          type: "JsonSource",
          storeSettings: {
            type: "AzureBlobFSReadSettings",
            recursive: false,
            wildcardFileName: "*.json",
          },
          formatSettings: { type: "JsonReadSettings" },
        },
        dataset: {
          referenceName: "answers",
          type: "DatasetReference",
          parameters: { path: { value: "@guid()", type: "Expression" }, depth: 2 },
        },
        firstRowOnly: false,
      },
    });
  });

  it("holds a script with its blocks and typed parameters", () => {
    const found = only((p) =>
      p.add(
        script("Claim", {
          linkedService: "run-log",
          blocks: [
            queryBlock("SELECT @a", [sqlParameter("a", "String", raw("guid()"), 36)]),
            nonQueryBlock("CREATE TABLE t (i int)"),
          ],
          policy,
          scriptBlockExecutionTimeout: "00:05:00",
        }),
      ),
    );

    expect(found).toStrictEqual({
      name: "Claim",
      type: "Script",
      policy: { timeout: "00:10:00", retry: 2 },
      linkedServiceName: { referenceName: "run-log", type: "LinkedServiceReference" },
      typeProperties: {
        scripts: [
          {
            type: "Query",
            text: "SELECT @a",
            parameters: [
              {
                name: "a",
                type: "String",
                value: { value: "@guid()", type: "Expression" },
                direction: "Input",
                size: 36,
              },
            ],
          },
          { type: "NonQuery", text: "CREATE TABLE t (i int)" },
        ],
        scriptBlockExecutionTimeout: "00:05:00",
      },
    });
  });

  it("holds a copy that upserts, its datasets beside the type's own properties", () => {
    const found = only((p) =>
      p.add(
        copy("Load", {
          input: "results",
          output: "table",
          source: parquetFiles({ wildcardFolderPath: "a/b" }),
          sink: sqlTable({ writeBehavior: "upsert", keys: ["id"], interim: { schema: "mlops" } }),
          policy,
          dataIntegrationUnits: 4,
        }),
      ),
    );

    expect(found).toStrictEqual({
      name: "Load",
      type: "Copy",
      policy: { timeout: "00:10:00", retry: 2 },
      inputs: [{ referenceName: "results", type: "DatasetReference" }],
      outputs: [{ referenceName: "table", type: "DatasetReference" }],
      typeProperties: {
        source: {
          type: "ParquetSource",
          storeSettings: {
            type: "AzureBlobFSReadSettings",
            recursive: true,
            wildcardFolderPath: "a/b",
          },
        },
        sink: {
          type: "AzureSqlSink",
          writeBehavior: "upsert",
          upsertSettings: { useTempDB: false, interimSchemaName: "mlops", keys: ["id"] },
        },
        dataIntegrationUnits: 4,
      },
    });
  });

  it("holds the sinks that upsert by tempdb, and that insert after a script", () => {
    const upsert = sqlTable({ writeBehavior: "upsert", keys: ["a", "b"], interim: "tempdb" });
    const insert = sqlTable({ writeBehavior: "insert", preCopyScript: "DELETE t" });

    expect(upsert).toStrictEqual({
      type: "AzureSqlSink",
      writeBehavior: "upsert",
      upsertSettings: { useTempDB: true, keys: ["a", "b"] },
    });
    expect(insert).toStrictEqual({
      type: "AzureSqlSink",
      writeBehavior: "insert",
      preCopyScript: "DELETE t",
    });
  });

  it("holds a Databricks job, description and user properties", () => {
    const found = only((p) =>
      p.add(
        databricksJob("Job", {
          linkedService: "databricks",
          jobId: "123",
          jobParameters: { document: raw("guid()"), mode: "@full" },
          policy: { timeout: "02:00:00", retry: 0, secureInput: true },
          description: "one step",
          userProperties: { owner: "me" },
        }),
      ),
    );

    expect(found).toStrictEqual({
      name: "Job",
      type: "DatabricksJob",
      description: "one step",
      userProperties: [{ name: "owner", value: "me" }],
      policy: { timeout: "02:00:00", retry: 0, secureInput: true },
      linkedServiceName: { referenceName: "databricks", type: "LinkedServiceReference" },
      typeProperties: {
        jobId: "123",
        jobParameters: { document: { value: "@guid()", type: "Expression" }, mode: "@@full" },
      },
    });
  });

  it("holds a call of a pipeline, by name or by value, and always says whether it waits", () => {
    const child = definePipeline({ name: "child", parameters: { a: "String" } });
    child.add(fail("Fail", { message: child.parameter("a"), errorCode: "X" }));
    const byValue = only((p) =>
      p.add(
        executePipeline("Call", {
          pipeline: child.build(),
          parameters: { a: "x" },
          waitOnCompletion: false,
          policy: { secureInput: true },
        }),
      ),
    );
    const byName = only((p) =>
      p.add(executePipeline("Call", { pipeline: "other", waitOnCompletion: true })),
    );

    expect(byValue).toStrictEqual({
      name: "Call",
      type: "ExecutePipeline",
      policy: { secureInput: true },
      typeProperties: {
        pipeline: { referenceName: "child", type: "PipelineReference" },
        parameters: { a: "x" },
        waitOnCompletion: false,
      },
    });
    expect(byName).toStrictEqual({
      name: "Call",
      type: "ExecutePipeline",
      typeProperties: {
        pipeline: { referenceName: "other", type: "PipelineReference" },
        waitOnCompletion: true,
      },
    });
  });

  it("holds a branch whose missing side is left out", () => {
    const found = only((p) =>
      p.add(
        ifCondition("If", equals(raw("guid()"), "x"), {
          ifFalse: (branch) => {
            const first = branch.add(wait("One", 1));
            branch.add(wait("Two", 2), first.on("Failed", "Skipped"));
          },
        }),
      ),
    );

    expect(found).toStrictEqual({
      name: "If",
      type: "IfCondition",
      typeProperties: {
        expression: { value: "@equals(guid(), 'x')", type: "Expression" },
        ifFalseActivities: [
          { name: "One", type: "Wait", typeProperties: { waitTimeInSeconds: 1 } },
          {
            name: "Two",
            type: "Wait",
            dependsOn: [{ activity: "One", dependencyConditions: ["Failed", "Skipped"] }],
            typeProperties: { waitTimeInSeconds: 2 },
          },
        ],
      },
    });
  });

  it("holds a loop whose condition reads its body", () => {
    const found = only((p) =>
      p.add(
        until("Loop", { timeout: "1.00:00:00" }, (body) => {
          const look = body.add(lookup("Look", { dataset: "q", source: sqlQuery("x"), policy }));
          return equals(look.optionalFirstRow("is done"), 1);
        }),
      ),
    );

    expect(found).toMatchObject({
      name: "Loop",
      type: "Until",
      typeProperties: {
        expression: expression("@equals(activity('Look').output?.firstRow?['is done'], 1)"),
        timeout: "1.00:00:00",
        activities: [{ name: "Look", type: "Lookup" }],
      },
    });
  });

  it("holds a failure", () => {
    const found = only((p) => p.add(fail("Fail", { message: "@{no}", errorCode: raw("guid()") })));

    expect(found).toStrictEqual({
      name: "Fail",
      type: "Fail",
      typeProperties: { message: "@@{no}", errorCode: expression("@guid()") },
    });
  });

  it("holds a variable that is set, and the pipeline's return value", () => {
    const p = definePipeline({ name: "p", variables: { done: "Bool" } });
    p.add(setVariable("Set", p.variable("done"), true, { policy: { secureInput: true } }));
    p.add(setReturnValue("Return", { id: raw("guid()"), note: "@it" }));

    expect(toServiceJson(p.build()).properties).toStrictEqual({
      activities: [
        {
          name: "Set",
          type: "SetVariable",
          policy: { secureInput: true },
          typeProperties: { variableName: "done", value: true },
        },
        {
          name: "Return",
          type: "SetVariable",
          typeProperties: {
            variableName: "pipelineReturnValue",
            value: [
              { key: "id", value: { type: "Expression", content: "@guid()" } },
              { key: "note", value: { type: "String", content: "@@it" } },
            ],
            setSystemVariable: true,
          },
        },
      ],
      variables: { done: { type: "Bool" } },
    });
  });

  it("passes a value known at deployment untouched", () => {
    const name: Deferred<string> = { apply: () => undefined };
    const found = only((p) =>
      p.add(databricksJob("Job", { linkedService: name, jobId: name, policy })),
    );

    expect(found).toHaveProperty("linkedServiceName.referenceName", name);
    expect(found).toHaveProperty("typeProperties.jobId", name);
  });
});

describe("the service JSON of a pipeline", () => {
  it("holds what the pipeline declares", () => {
    const { name, properties } = toServiceJson(exampleRun());
    const { activities, ...declared } = properties;

    expect(name).toBe("forecast-run");
    expect(declared).toStrictEqual({
      description: "Runs one forecast for one period",
      parameters: { forecast: { type: "String" }, period: { type: "String", defaultValue: "" } },
      variables: { outcome: { type: "String" } },
      concurrency: 4,
      annotations: ["forecasting"],
      folder: { name: "forecasting" },
    });
    expect(activities.map((activity) => activity.name)).toStrictEqual([
      "Claim",
      "Until done",
      "Close",
      "Note",
      "If failed",
    ]);
  });

  it("is the same text for the same pipeline", () => {
    expect(JSON.stringify(toServiceJson(exampleRun()))).toBe(
      JSON.stringify(toServiceJson(exampleRun())),
    );
  });
});
