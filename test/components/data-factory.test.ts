/**
 * The factory and what is in it: as whom it acts, what refers to what, and when it runs.
 *
 * Not proven here: that Data Factory takes these inputs, and what a deployed trigger does.
 */
import { ComponentResource, output } from "@pulumi/pulumi";
import { definePipeline, wait } from "../../adf/builder";
import { DataFactory } from "../../components/data-factory/data-factory";
import { Datasets } from "../../components/data-factory/datasets";
import { providerText } from "../../components/data-factory/dynamic-resource";
import { FactoryPipeline } from "../../components/data-factory/factory-pipeline";
import { LinkedServices } from "../../components/data-factory/linked-services";
import { PipelineSchedule } from "../../components/data-factory/pipeline-schedule";
import { SchemaUpdate } from "../../components/data-factory/schema-update";
import type { Graph } from "../../graph/graph";
import { all, byName, childrenOf, dependenciesOf, inputsOf, only } from "../support/query";
import { recordComponent } from "../support/record";

const PLACE = { factoryName: output("adf"), resourceGroupName: output("group") };
const IN_PLACE = { factoryName: "adf", resourceGroupName: "group" };

describe("DataFactory", () => {
  let graph: Graph;

  beforeAll(async () => {
    graph = await recordComponent((given) => new DataFactory("factory", given));
  });

  it("acts as its two identities, and has none of its own", () => {
    expect(childrenOf(graph, "factory")).toEqual([
      "factory-factory",
      "factory-orchestrator",
      "factory-schema-owner",
    ]);
    expect(inputsOf(graph, "factory-factory")).toEqual({
      factoryName: "forecast-dev-0a1b2c3d",
      resourceGroupName: "group",
      location: "eastus",
      identity: {
        type: "UserAssigned",
        userAssignedIdentities: ["id of orchestrator", "id of schema-owner"],
      },
      publicNetworkAccess: "Enabled",
      tags: { project: "forecast-platform", environment: "dev", "managed-by": "pulumi" },
    });
  });

  it.each(["orchestrator", "schema-owner"])(
    "has a credential for %s, which is no secret",
    (role) => {
      expect(inputsOf(graph, `factory-${role}`)).toEqual({
        credentialName: role,
        factoryName: "forecast-dev-0a1b2c3d",
        resourceGroupName: "group",
        properties: { type: "ManagedIdentity", resourceId: `id of ${role}` },
      });
      expect(dependenciesOf(graph, `factory-${role}`)).toEqual(["factory-factory"]);
    },
  );
});

describe("LinkedServices", () => {
  let graph: Graph;
  const credential = (referenceName: string) => ({ type: "CredentialReference", referenceName });
  const sql = {
    type: "AzureSqlDatabase",
    server: "srv.database.windows.net",
    database: "runlog",
    authenticationType: "UserAssignedManagedIdentity",
    encrypt: "mandatory",
    trustServerCertificate: false,
  };

  beforeAll(async () => {
    graph = await recordComponent(
      () =>
        new LinkedServices("services", {
          factory: {
            ...PLACE,
            credentials: { orchestrator: output("as-one"), schemaOwner: output("as-other") },
          },
          lake: { endpoint: output("https://lake/") },
          names: { databricks: "d", lake: "l", runLog: "r", runLogSchema: "s" },
          runLog: {
            databaseName: output("runlog"),
            serverFqdn: output("srv.database.windows.net"),
          },
          workspace: { id: output("id of the workspace"), url: output("https://adb") },
        }),
    );
  });

  it.each([
    [
      "databricks",
      "d",
      {
        type: "AzureDatabricks",
        domain: "https://adb",
        authentication: "MSI",
        workspaceResourceId: "id of the workspace",
        credential: credential("as-one"),
      },
    ],
    ["lake", "l", { type: "AzureBlobFS", url: "https://lake/", credential: credential("as-one") }],
    ["run-log", "r", { ...sql, credential: credential("as-one") }],
    ["run-log-schema", "s", { ...sql, credential: credential("as-other") }],
  ])("reach %s by a credential's name, without a secret", (role, name, properties) => {
    expect(inputsOf(graph, `services-${role}`)).toEqual({
      linkedServiceName: name,
      ...IN_PLACE,
      properties,
    });
  });

  it("are these four", () => {
    expect(childrenOf(graph, "services")).toEqual([
      "services-databricks",
      "services-lake",
      "services-run-log",
      "services-run-log-schema",
    ]);
    expect(inputsOf(graph, "services")).toEqual({
      databricks: "d",
      lake: "l",
      runLog: "r",
      runLogSchema: "s",
    });
  });
});

describe("Datasets", () => {
  let graph: Graph;
  const from = (referenceName: string) => ({ type: "LinkedServiceReference", referenceName });
  const expression = (value: string) => ({ type: "Expression", value });

  beforeAll(async () => {
    graph = await recordComponent(
      () =>
        new Datasets("sets", {
          factory: PLACE,
          linkedServices: { lake: output("the_lake"), runLog: output("the_log") },
          names: { forecastFiles: "f", forecastResult: "r", runLogQuery: "q", stepAnswer: "a" },
        }),
    );
  });

  it.each([
    [
      "forecast-files",
      "f",
      {
        type: "Parquet",
        linkedServiceName: from("the_lake"),
        parameters: { directory: { type: "String" } },
        location: {
          type: "AzureBlobFSLocation",
          fileSystem: "forecasts",
          folderPath: expression("@dataset().directory"),
        },
      },
    ],
    [
      "forecast-result",
      "r",
      {
        type: "AzureSqlTable",
        linkedServiceName: from("the_log"),
        schema: "mlops",
        table: "forecast_result",
      },
    ],
    ["run-log-query", "q", { type: "AzureSqlTable", linkedServiceName: from("the_log") }],
    [
      "step-answer",
      "a",
      {
        type: "Json",
        linkedServiceName: from("the_lake"),
        parameters: { stepId: { type: "String" } },
        location: {
          type: "AzureBlobFSLocation",
          fileSystem: "forecasts",
          folderPath: "_steps",
          fileName: expression("@concat(dataset().stepId, '.json')"),
        },
      },
    ],
  ])("say where %s lies", (role, name, properties) => {
    expect(inputsOf(graph, `sets-${role}`)).toEqual({ datasetName: name, ...IN_PLACE, properties });
  });

  it("are these four", () => {
    expect(childrenOf(graph, "sets")).toHaveLength(4);
    expect(graph.resources).toHaveLength(5);
  });
});

describe("FactoryPipeline", () => {
  it("is a checked pipeline, deployed after all that it names", async () => {
    const graph = await recordComponent((given) => {
      const p = definePipeline({ name: "pause", description: "Waits" });
      p.add(wait("A while", 60));
      const factory = new DataFactory("factory", given);
      const names = { forecastFiles: "f", forecastResult: "r", runLogQuery: "q", stepAnswer: "a" };
      const linkedServices = { lake: output("the_lake"), runLog: output("the_log") };
      const datasets = new Datasets("sets", { factory, linkedServices, names });
      new FactoryPipeline("pause", { factory, pipeline: p.build(), references: [datasets] });
    });

    expect(childrenOf(graph, "pause")).toEqual(["pause-pipeline"]);
    expect(inputsOf(graph, "pause-pipeline")).toEqual({
      pipelineName: "pause",
      factoryName: "forecast-dev-0a1b2c3d",
      resourceGroupName: "group",
      description: "Waits",
      activities: [{ name: "A while", type: "Wait", waitTimeInSeconds: 60 }],
    });
    expect(dependenciesOf(graph, "pause-pipeline")).toEqual([
      "factory-factory",
      "sets-forecast-files",
      "sets-forecast-result",
      "sets-run-log-query",
      "sets-step-answer",
    ]);
  });
});

describe("PipelineSchedule", () => {
  const recordSchedule = (started: boolean) =>
    recordComponent(
      () =>
        new PipelineSchedule("schedule", {
          factory: PLACE,
          parameters: { forecast: "demand", period: "@trigger().scheduledTime" },
          pipelineName: output("forecast-run"),
          recurrence: {
            days: ["Monday", "Friday"],
            time: "05:30",
            timeZone: "Korea Standard Time",
          },
          started,
          triggerName: "demand",
        }),
    );

  it("runs the pipeline weekly on its days, at its time, in its time zone", async () => {
    const graph = await recordSchedule(false);

    expect(inputsOf(graph, "schedule-trigger")).toEqual({
      triggerName: "demand",
      ...IN_PLACE,
      properties: {
        type: "ScheduleTrigger",
        recurrence: {
          frequency: "Week",
          interval: 1,
          startTime: "2026-01-01T00:00:00",
          timeZone: "Korea Standard Time",
          schedule: { weekDays: ["Monday", "Friday"], hours: [5], minutes: [30] },
        },
        pipelines: [
          {
            pipelineReference: { type: "PipelineReference", referenceName: "forecast-run" },
            parameters: { forecast: "demand", period: "@trigger().scheduledTime" },
          },
        ],
      },
    });
  });

  it("runs the pipeline every so often, without arguments", async () => {
    const graph = await recordComponent(
      () =>
        new PipelineSchedule("watch", {
          factory: PLACE,
          pipelineName: output("run-watch"),
          recurrence: { every: "2 hours" },
          started: false,
          triggerName: "run-watch",
        }),
    );

    expect(inputsOf(graph, "watch-trigger")["properties"]).toEqual({
      type: "ScheduleTrigger",
      recurrence: {
        frequency: "Minute",
        interval: 120,
        startTime: "2026-01-01T00:00:00",
        timeZone: "UTC",
      },
      pipelines: [
        {
          pipelineReference: { type: "PipelineReference", referenceName: "run-watch" },
          parameters: {},
        },
      ],
    });
    expect(inputsOf(graph, "watch")).toEqual({ every: "2 hours", started: false });
  });

  it("is made anew on every change, the old trigger gone first", async () => {
    const { options } = byName(await recordSchedule(true), "schedule-trigger");

    expect(options).toMatchObject({ replaceOnChanges: ["properties"], deleteBeforeReplace: true });
  });

  it.each([
    [true, ["schedule-trigger", "schedule-started"]],
    [false, ["schedule-trigger"]],
  ])("is started where the environment says so: %s", async (started, children) => {
    const graph = await recordSchedule(started);

    expect(childrenOf(graph, "schedule")).toEqual(children);
    expect(inputsOf(graph, "schedule")).toEqual({
      days: ["Monday", "Friday"],
      time: "05:30",
      timeZone: "Korea Standard Time",
      started,
    });
  });

  it("starts the trigger after it exists, and by its id", async () => {
    const graph = await recordSchedule(true);
    const { __provider, ...inputs } = inputsOf(graph, "schedule-started");

    expect(inputs).toEqual({
      triggerId:
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/group/providers/" +
        "Microsoft.DataFactory/factories/adf/triggers/demand",
      timeoutSeconds: 600,
    });
    expect(__provider).toBe(providerText("started-trigger-provider.js"));
    expect(dependenciesOf(graph, "schedule-started")).toEqual(["schedule-trigger"]);
    expect(byName(graph, "schedule-started").type).toBe(
      "pulumi-nodejs:dynamic/data-factory:StartedTrigger",
    );
  });

  it("stops the old trigger where another's id is not known yet", async () => {
    const graph = await recordComponent(
      () =>
        new PipelineSchedule("schedule", {
          factory: PLACE,
          pipelineName: output("forecast-run"),
          recurrence: { days: ["Monday"], time: "00:00", timeZone: "UTC" },
          started: true,
          triggerName: "demand",
        }),
      { mode: "preview" },
    );

    expect(inputsOf(graph, "schedule-started")["triggerId"]).toEqual({ $unknown: true });
    expect(JSON.stringify(inputsOf(graph, "schedule-trigger")["properties"])).toContain(
      '"hours":[0],"minutes":[0]',
    );
  });
});

describe("SchemaUpdate", () => {
  it("runs the pipeline once for each content", async () => {
    const graph = await recordComponent(
      () =>
        new SchemaUpdate("schema", {
          content: "abc",
          pipelineId: output("id of apply"),
          parameters: { forecasts: "[]" },
        }),
    );
    const { __provider, ...inputs } = inputsOf(graph, "schema-run");

    expect(childrenOf(graph, "schema")).toEqual(["schema-run"]);
    expect(inputs).toEqual({
      content: "abc",
      pipelineId: "id of apply",
      parameters: { forecasts: "[]" },
      timeoutSeconds: 3600,
    });
    expect(__provider).toBe(providerText("pipeline-run-provider.js"));
    expect(inputsOf(graph, "schema")).toEqual({});
    expect(only(graph, "pulumi-nodejs:dynamic/data-factory:PipelineRun").name).toBe("schema-run");
  });

  it("waits for the pipeline that it runs", async () => {
    const graph = await recordComponent((given) => {
      const p = definePipeline({ name: "pause", description: "Waits" });
      p.add(wait("A while", 60));
      const factory = new DataFactory("factory", given);
      const pipeline = new FactoryPipeline("pause", {
        factory,
        pipeline: p.build(),
        references: [new Outside("test:index:Outside", "outside")],
      });
      new SchemaUpdate("schema", { content: "abc", pipelineId: pipeline.id, parameters: {} });
    });

    expect(dependenciesOf(graph, "schema-run")).toEqual(["pause-pipeline"]);
    expect(all(graph, "azure-native:datafactory:Pipeline")).toHaveLength(1);
  });
});

class Outside extends ComponentResource {}
