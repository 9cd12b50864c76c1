// Proves: the definitions that the factory receives, what they refer to, and the rules that keep a
// run from hanging. Does not prove that the service accepts or runs them, nor that the SQL works.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipelineInfo, renderExpression } from "../../adf/builder";
import { type PipelineJson, toServiceJson } from "../../adf/wire";
import { loadSettings } from "../../config/read";
import { ZERO_GUID } from "../../graph/arm-ids";
import { type Graph, isObject, ofType } from "../../graph/graph";
import { recordGraph } from "../../graph/recorder";
import { applySchema } from "../../pipelines/apply-schema";
import { approveModel } from "../../pipelines/approve-model";
import { cleanUp } from "../../pipelines/clean-up";
import { DATASETS, LINKED_SERVICES } from "../../pipelines/connections";
import { forecastRun } from "../../pipelines/forecast-run";
import { forecastStep } from "../../pipelines/forecast-step";
import { JOB_POLICY, loopTimeout, STEP_JOB_MINUTES } from "../../pipelines/limits";
import { operateRun } from "../../pipelines/operate-run";
import { decideQuery } from "../../pipelines/run-log-blocks";
import { runWatch } from "../../pipelines/run-watch";
import { readMigrations, renderMigrations } from "../../run-log/migrations";
import { STATEMENTS, type Statement } from "../../run-log/statements";
import { platform } from "../../stacks/platform";
import { describeWithArmSchema, validatePipeline } from "../adf/arm-schema";
import {
  activityOf,
  caseOf,
  everyActivity,
  innerOf,
  minutesOf,
  objectsOfType,
  textsOf,
} from "./walk";

const ROOT = join(__dirname, "..", "..");
const GOLDEN = join(ROOT, "test", "golden", "pipelines");
const REWRITE = process.env["UPDATE_GOLDEN"] === "1";

const step = forecastStep();
const run = forecastRun({ step, longestDeadlineMinutes: 12 * 60 });
const RUN = toServiceJson(run);
const STEP = toServiceJson(step);
const SCHEMA = toServiceJson(
  applySchema(renderMigrations(readMigrations(), { orchestrator_client_id: ZERO_GUID })),
);
const PIPELINES: readonly PipelineJson[] = [
  SCHEMA,
  toServiceJson(approveModel()),
  toServiceJson(cleanUp({ jobId: "7" })),
  RUN,
  STEP,
  toServiceJson(operateRun()),
  toServiceJson(runWatch(run)),
];

const each = PIPELINES.map((pipeline) => [pipeline.name, pipeline] as const);
const activities = PIPELINES.flatMap((pipeline) =>
  everyActivity(pipeline).map(
    (activity) => [`${pipeline.name}/${activity.name}`, activity] as const,
  ),
);

describe("the definition", () => {
  it.each(each)("of %s equals its golden file (UPDATE_GOLDEN=1 rewrites it)", (name, pipeline) => {
    const file = join(GOLDEN, `${name}.json`);
    const text = `${JSON.stringify(pipeline, null, 2)}\n`;
    if (REWRITE) {
      mkdirSync(GOLDEN, { recursive: true });
      writeFileSync(file, text);
    }

    expect(text).toBe(readFileSync(file, "utf8"));
  });

  it("has no golden file of a pipeline that is gone", () => {
    expect(readdirSync(GOLDEN).sort()).toStrictEqual(PIPELINES.map(({ name }) => `${name}.json`));
  });
});

describeWithArmSchema("each activity, by the ARM schema", () => {
  it.each(each)("is valid in %s", (_, pipeline) => {
    expect(validatePipeline(JSON.parse(JSON.stringify(pipeline)))).toStrictEqual([]);
  });
});

describe("timeouts and retries", () => {
  const attempted = activities.filter(([, { type }]) =>
    ["Copy", "DatabricksJob", "Lookup", "Script"].includes(type),
  );

  it.each(attempted)("are explicit on %s", (_, { type, policy }) => {
    expect(policy).toStrictEqual({
      timeout: expect.stringMatching(/^\d+\.\d\d:\d\d:00$/),
      retry: type === "DatabricksJob" ? 0 : 2,
      ...(type === "DatabricksJob" ? {} : { retryIntervalInSeconds: expect.any(Number) }),
    });
  });

  it("are nowhere but on activities that are attempted", () => {
    const withPolicy = activities.filter(([, { policy }]) => policy !== undefined);

    expect(withPolicy).toStrictEqual(attempted);
    expect(attempted.length).toBeGreaterThan(0);
  });

  it("give statements and lookups ten minutes", () => {
    const short = attempted.filter(([, { type }]) => type === "Lookup" || type === "Script");
    const minutes = short.map(([, { policy }]) => minutesOf(policyOf(policy).timeout));

    expect(new Set(minutes)).toStrictEqual(new Set([10]));
  });

  it.each(Object.entries(STEP_JOB_MINUTES))(
    "end the job of %s, %d minutes, before its activity",
    (_, minutes) => {
      const { policy } = activityOf(STEP, "Run job");

      expect(policy).toStrictEqual(JOB_POLICY);
      expect(minutes).toBeGreaterThan(0);
      expect(minutes).toBeLessThan(minutesOf(JOB_POLICY.timeout));
    },
  );

  it.each([
    [1, "0.01:31:00"],
    [60, "0.02:30:00"],
    [720, "0.13:30:00"],
    [1349, "0.23:59:00"],
    [1350, "1.00:00:00"],
    [1440, "1.01:30:00"],
    [3 * 1440, "3.01:30:00"],
    [89 * 1440, "89.01:30:00"],
  ])("end the loop 90 minutes after a deadline of %d minutes: %s", (deadline, timespan) => {
    const pipeline = toServiceJson(forecastRun({ step, longestDeadlineMinutes: deadline }));
    const { timeout } = activityOf(pipeline, "Until nothing is left to do").typeProperties;

    expect(timeout).toBe(timespan);
    expect(loopTimeout(deadline)).toBe(timespan);
    expect(minutesOf(timeout)).toBe(deadline + 90);
  });
});

describe("forecast-run", () => {
  const loop = activityOf(RUN, "Until nothing is left to do");
  const branches = activityOf(RUN, "Step or wait");

  it("waits by a lookup, a branch and a pause, and nothing else", () => {
    const types = innerOf(loop, "activities").map(({ type }) => type);

    expect(types).toStrictEqual(["Lookup", "IfCondition"]);
    expect(innerOf(branches, "ifFalseActivities")).toStrictEqual([
      {
        name: "Wait",
        type: "Wait",
        typeProperties: {
          waitTimeInSeconds: {
            value: "@activity('Decide').output.firstRow.wait_seconds",
            type: "Expression",
          },
        },
      },
    ]);
  });

  it("takes a step only when the decision says advance or load", () => {
    const { expression } = branches.typeProperties;

    expect(expression).toStrictEqual({
      value:
        "@or(equals(activity('Decide').output.firstRow.action, 'advance'), equals(activity('Decide').output.firstRow.action, 'load'))",
      type: "Expression",
    });
    expect(innerOf(branches, "ifTrueActivities")).toMatchObject([
      { type: "ExecutePipeline", typeProperties: { waitOnCompletion: true } },
    ]);
  });

  it("ends its loop only by a decision that was read", () => {
    expect(loop.typeProperties["expression"]).toStrictEqual({
      value: "@equals(coalesce(activity('Decide').output?.firstRow?.action, 'ask again'), 'stop')",
      type: "Expression",
    });
  });

  it("closes its run however the loop ended, but not one that it could not claim", () => {
    expect(loop.dependsOn).toStrictEqual([
      { activity: "Claim", dependencyConditions: ["Succeeded"] },
    ]);
    expect(activityOf(RUN, "Close").dependsOn).toStrictEqual([
      { activity: loop.name, dependencyConditions: ["Succeeded", "Failed"] },
    ]);
  });
});

describe("forecast-step", () => {
  it("records a failure of its work, and of nothing else", () => {
    expect(activityOf(STEP, "Record failure").dependsOn).toStrictEqual([
      { activity: "Load or advance", dependencyConditions: ["Failed"] },
    ]);
  });

  it.each([
    ["load", ["Load results", "Record load"]],
    ["advance", ["Run job", "Read answer", "Record answer"]],
  ] as const)("goes on, to %s, only after success: %j", (action, names) => {
    const branch = caseOf(activityOf(STEP, "Load or advance"), action);

    expect(branch.map(({ name }) => name)).toStrictEqual(names);
    branch.slice(1).forEach(({ dependsOn }, index) => {
      expect(dependsOn).toStrictEqual([
        { activity: names[index], dependencyConditions: ["Succeeded"] },
      ]);
    });
  });
});

describe("apply-schema", () => {
  const blocks = ["ledger", "001-a 1", "001-a 2", "002-b 1"].map((name) => ({
    name,
    text: `-- ${name}`,
  }));
  const { properties } = toServiceJson(applySchema(blocks));

  it("applies the migrations one after the other, a block a statement, then the forecasts", () => {
    const scripts = properties.activities.map(({ name, dependsOn, typeProperties }) => ({
      name,
      after: dependsOn,
      texts: textsOf(typeProperties).filter((text) => text.startsWith("-- ")),
    }));
    const onceDone = (activity: string) => [{ activity, dependencyConditions: ["Succeeded"] }];

    expect(scripts).toStrictEqual([
      { name: "ledger", after: undefined, texts: ["-- ledger"] },
      { name: "001-a", after: onceDone("ledger"), texts: ["-- 001-a 1", "-- 001-a 2"] },
      { name: "002-b", after: onceDone("001-a"), texts: ["-- 002-b 1"] },
      { name: "Sync forecasts", after: onceDone("002-b"), texts: [STATEMENTS.syncForecasts.text] },
    ]);
  });

  it("does so as the owner of the schema, once at a time, and tries again", () => {
    expect(properties.concurrency).toBe(1);
    for (const { type, policy, linkedServiceName } of properties.activities) {
      expect({ type, policy, linkedServiceName }).toStrictEqual({
        type: "Script",
        policy: { timeout: "0.00:10:00", retry: 2, retryIntervalInSeconds: 30 },
        linkedServiceName: { referenceName: "run_log_schema", type: "LinkedServiceReference" },
      });
    }
  });
});

describe("what the pipelines refer to", () => {
  let graph: Graph;

  beforeAll(async () => {
    const { settings, config } = loadSettings(ROOT, "dev");
    const options = { project: "forecast-platform", stack: "dev", config };
    graph = await recordGraph(() => platform(settings), options);
  });

  it("exists among the linked services, each used as the kind that it is", () => {
    const kinds = new Map(
      ofType(graph, "azure-native:datafactory:LinkedService").map(({ inputs }) => {
        const properties = isObject(inputs["properties"]) ? inputs["properties"] : {};
        return [JSON.stringify(inputs["linkedServiceName"]), JSON.stringify(properties["type"])];
      }),
    );
    const used = activities.flatMap(([, { type, linkedServiceName }]) =>
      objectsOfType(linkedServiceName, "LinkedServiceReference").map(
        ({ referenceName }) =>
          `${type} on ${kinds.get(JSON.stringify(referenceName)) ?? "nothing"}`,
      ),
    );

    expect([...kinds.keys()].sort()).toStrictEqual(
      Object.values(LINKED_SERVICES)
        .map((name) => JSON.stringify(name))
        .sort(),
    );
    expect([...new Set(used)].sort()).toStrictEqual([
      'DatabricksJob on "AzureDatabricks"',
      'Script on "AzureSqlDatabase"',
    ]);
  });

  it("leaves the schema to apply-schema, and the rest of the run log to the others", () => {
    const reached = each.map(([name, pipeline]) => {
      const services = objectsOfType(pipeline, "LinkedServiceReference");
      return [name, [...new Set(services.map(({ referenceName }) => referenceName))].sort()];
    });

    expect(Object.fromEntries(reached)).toStrictEqual({
      "apply-schema": ["run_log_schema"],
      "approve-model": ["databricks", "run_log"],
      "clean-up": ["databricks"],
      "forecast-run": ["run_log"],
      "forecast-step": ["databricks", "run_log"],
      "operate-run": ["run_log"],
      "run-watch": ["run_log"],
    });
  });

  it("exists among the datasets, with the parameters that each declares", () => {
    const declared = Object.fromEntries(
      ofType(graph, "azure-native:datafactory:Dataset").map(({ inputs }) => {
        const properties = isObject(inputs["properties"]) ? inputs["properties"] : {};
        return [inputs["datasetName"], keysOf(properties["parameters"])];
      }),
    );
    const used = objectsOfType(PIPELINES, "DatasetReference").map(
      ({ referenceName, parameters }) => [String(referenceName), keysOf(parameters)] as const,
    );

    expect(Object.keys(declared).sort()).toStrictEqual(Object.values(DATASETS).sort());
    expect(Object.fromEntries(used)).toStrictEqual(declared);
    for (const [name, parameters] of used) {
      expect([name, parameters]).toStrictEqual([name, declared[name]]);
    }
  });

  it("exists among the pipelines, with the parameters that each declares", () => {
    const calls = activities.filter(([, { type }]) => type === "ExecutePipeline");

    expect(calls.map(([path]) => path)).toStrictEqual([
      "forecast-run/Take step",
      "run-watch/Take over",
    ]);
    for (const [, { typeProperties }] of calls) {
      const [target] = objectsOfType(typeProperties, "PipelineReference");
      const called = PIPELINES.find(({ name }) => name === target?.["referenceName"]);

      expect(keysOf(typeProperties["parameters"])).toStrictEqual(
        keysOf(called?.properties.parameters),
      );
    }
  });

  it("is nothing that looks like a secret", () => {
    const secretLike =
      /passw|pwd|secret|token|api.?key|access.?key|account.?key|connection.?string|bearer|sig=|AKIA|dapi/i;

    expect(textsOf(PIPELINES).filter((text) => secretLike.test(text))).toStrictEqual([]);
  });
});

describe("what the pipelines tell the run log", () => {
  it("is bound with each parameter's type and size", () => {
    const scripts = activities.filter(
      ([path, { type }]) => type === "Script" && !path.startsWith("apply"),
    );
    const bound = scripts.flatMap(([, { typeProperties }]) => {
      const blocks: unknown = typeProperties["scripts"];
      return Array.isArray(blocks) ? blocks : [];
    });

    expect(bound).toHaveLength(scripts.length);
    for (const { text, parameters } of bound) {
      const statement = Object.values<Statement>(STATEMENTS).find((known) => known.text === text);
      const expected = Object.entries(statement?.parameters ?? {}).map(
        ([name, { type, size }]) => ({
          name,
          type,
          value: { value: expect.stringMatching(/^@/), type: "Expression" },
          direction: "Input",
          ...(size === undefined ? {} : { size }),
        }),
      );

      expect(parameters).toStrictEqual(expected);
    }
  });

  it("puts nothing into the decision query but the run id of the factory", () => {
    const { source } = activityOf(RUN, "Decide").typeProperties;
    const query = isQuery(source) ? source.sqlReaderQuery.value : "";

    expect(query).toBe(`@${renderExpression(decideQuery(pipelineInfo.runId))}`);
    expect(query.replaceAll(/'(?:[^']|'')*'/g, "")).toBe("@concat(, pipeline().RunId, )");
  });
});

function keysOf(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value).sort() : [];
}

function policyOf(policy: unknown): { readonly timeout?: unknown } {
  return typeof policy === "object" && policy !== null ? policy : {};
}

function isQuery(source: unknown): source is { sqlReaderQuery: { value: string } } {
  return typeof source === "object" && source !== null && "sqlReaderQuery" in source;
}
