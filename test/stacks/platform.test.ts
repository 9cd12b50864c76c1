/**
 * How the layers of an environment are put together.
 *
 * Not proven here: that a deployment in this order succeeds. Edges through an explicit provider are
 * not in the graph.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Backend } from "../../config/backends";
import type { Graph } from "../../graph/graph";
import { LINKED_SERVICES } from "../../pipelines/connections";
import { checksumOf, readMigrations } from "../../run-log/migrations";
import { planJobs } from "../../stacks/forecasting";
import { PROJECT_DIRECTORY } from "../../tools/root";
import { buildWheel } from "../../wheel/wheel";
import { all, byName, childrenOf, dependenciesOf, inputsOf, textOf } from "../support/query";
import { recordEnvironment } from "../support/record";
import { forecastsOn, SERVERLESS } from "./environments";

const POLICY = "databricks:index/clusterPolicy:ClusterPolicy";
const STARTED = "pulumi-nodejs:dynamic/data-factory:StartedTrigger";

describe("the layers of dev", () => {
  let graph: Graph;

  beforeAll(async () => {
    graph = await recordEnvironment("dev");
  });

  it("come in the order in which they need each other", () => {
    expect(childrenOf(graph, null)).toEqual([
      "foundation",
      "logs",
      "lake",
      "lake-access",
      "run-log",
      "databricks",
      "orchestrator",
      "credentials",
      "locations",
      "catalog",
      "volumes",
      "aws-audience",
      "aws-identity",
      "exchange",
      "forecast-service",
      "forecast-access",
      "package",
      "step-policy",
      "training-policy",
      "advance-amazon-forecast",
      "advance-random-forest",
      "promote",
      "clean-up",
      "experiments",
      "analysts",
      "models",
      "factory",
      "linked-services",
      "datasets",
      "apply-schema",
      "schema",
      "forecast-step",
      "forecast-run",
      "schedule-demand",
      "schedule-load",
      "run-watch",
      "operate-run",
      "approve-model",
      "weekly-clean-up",
      "clean-up-schedule",
      "service-logs",
      "alerts",
      "budgets",
    ]);
  });

  it.each<readonly [string, readonly string[]]>([
    ["run-log-server", ["foundation-group", "foundation-schema-owner", "foundation-suffix"]],
    ["run-log-audit-log", ["logs-workspace", "run-log-audit", "run-log-server"]],
    ["lake-access-delegator", ["foundation-forecaster", "lake-account"]],
    ["lake-access-results", ["foundation-orchestrator", "lake-forecasts"]],
    ["databricks-connector", ["foundation-forecaster", "foundation-group"]],
    ["databricks-workspace", ["foundation-group"]],
    ["orchestrator-principal", ["databricks-workspace", "foundation-orchestrator"]],
    [
      "credentials-storage",
      ["databricks-connector", "databricks-workspace", "foundation-forecaster"],
    ],
    [
      "credentials-service",
      ["databricks-connector", "databricks-workspace", "foundation-forecaster"],
    ],
    [
      "credentials-service-grants",
      ["credentials-service", "databricks-workspace", "orchestrator-principal"],
    ],
    ["catalog-catalog", ["databricks-workspace", "locations-models"]],
    [
      "catalog-catalog-grants",
      ["catalog-catalog", "databricks-workspace", "orchestrator-principal"],
    ],
    ["catalog-schema-grants", ["catalog-schema", "databricks-workspace", "orchestrator-principal"]],
    ["volumes-raw", ["catalog-catalog", "catalog-schema", "databricks-workspace", "locations-raw"]],
    ["volumes-packages", ["catalog-catalog", "catalog-schema", "databricks-workspace"]],
    [
      "models-load",
      ["catalog-catalog", "catalog-schema", "databricks-workspace", "orchestrator-principal"],
    ],
    [
      "step-policy-permissions",
      ["databricks-workspace", "orchestrator-principal", "step-policy-policy"],
    ],
    ["package-file", ["databricks-workspace", "volumes-packages"]],
    [
      "clean-up-job",
      [
        "aws-audience-identifier",
        "catalog-catalog",
        "catalog-schema",
        "clean-up-notebook",
        "credentials-service",
        "databricks-workspace",
        "exchange-bucket",
        "forecast-access-cleaner",
        "forecast-access-poller",
        "forecast-access-submitter",
        "forecast-service-export",
        "forecast-service-import",
        "orchestrator-principal",
        "package-file",
        "step-policy-policy",
        "volumes-forecasts",
      ],
    ],
    [
      "advance-random-forest-job",
      [
        "advance-random-forest-notebook",
        "catalog-catalog",
        "catalog-schema",
        "databricks-workspace",
        "orchestrator-principal",
        "package-file",
        "training-policy-policy",
        "volumes-forecasts",
      ],
    ],
    [
      "linked-services-databricks",
      ["databricks-workspace", "factory-factory", "factory-orchestrator", "foundation-group"],
    ],
    [
      "linked-services-lake",
      ["factory-factory", "factory-orchestrator", "foundation-group", "lake-account"],
    ],
    [
      "linked-services-run-log-schema",
      [
        "factory-factory",
        "factory-schema-owner",
        "foundation-group",
        "run-log-database",
        "run-log-server",
      ],
    ],
    [
      "schema-run",
      [
        "advance-amazon-forecast-job",
        "advance-random-forest-job",
        "apply-schema-pipeline",
        "clean-up-job",
        "promote-job",
      ],
    ],
    ["schedule-demand-trigger", ["factory-factory", "forecast-run-pipeline", "foundation-group"]],
  ])("make %s after what it names", (name, before) => {
    expect(dependenciesOf(graph, name)).toEqual(before);
  });

  it.each(["raw", "curated", "forecasts", "models"])(
    "make the location of %s after every permission on the lake",
    (container) => {
      const access = childrenOf(graph, "lake-access");

      expect(access).toHaveLength(6);
      expect(dependenciesOf(graph, `locations-${container}`)).toEqual(
        [
          "credentials-storage",
          "databricks-workspace",
          "lake-account",
          `lake-${container}`,
          ...access,
        ].sort(),
      );
    },
  );

  it.each<readonly [string, readonly string[], readonly string[]]>([
    // A migration names the orchestrator, who is given rights on the schema.
    ["apply-schema", ["linked-services"], ["foundation-orchestrator"]],
    ["forecast-step", ["linked-services", "datasets"], []],
    ["forecast-run", ["linked-services", "datasets", "forecast-step"], []],
    ["run-watch", ["linked-services", "datasets", "forecast-run"], []],
    ["operate-run", ["linked-services", "datasets"], []],
    ["approve-model", ["linked-services", "datasets"], []],
    ["weekly-clean-up", ["linked-services", "datasets"], ["clean-up-job"]],
  ])("make the pipeline %s after the children of %j and %j", (pipeline, references, others) => {
    const before = references.flatMap((name) => childrenOf(graph, name));

    expect(dependenciesOf(graph, `${pipeline}-pipeline`)).toEqual(
      ["factory-factory", "foundation-group", ...before, ...others].sort(),
    );
  });

  it("name in every pipeline only linked services that are deployed", () => {
    const names = all(graph, "azure-native:datafactory:LinkedService").map(({ inputs }) =>
      textOf(inputs, "linkedServiceName"),
    );
    const used = all(graph, "azure-native:datafactory:Pipeline").flatMap(({ inputs }) =>
      [...JSON.stringify(inputs).matchAll(/\{"referenceName":"(\w+)","type":"LinkedService/g)].map(
        ([, name]) => name,
      ),
    );

    expect(names.sort()).toEqual(Object.values(LINKED_SERVICES).sort());
    expect(used.length).toBeGreaterThan(3);
    expect(used.filter((name) => !names.includes(String(name)))).toEqual([]);
  });

  it("run the schema again when a migration or a forecast changes", async () => {
    const contentOf = (recorded: Graph) => inputsOf(recorded, "schema-run")["content"];
    const changed = await recordEnvironment("dev", forecastsOn("random-forest", "demand"));
    const { forecasts } = inputsOf(graph, "schema-run")["parameters"] as { forecasts: string };
    const checksum = createHash("sha256").update(checksumOf(readMigrations()) + forecasts);

    expect(contentOf(graph)).toBe(checksum.digest("hex"));
    expect(contentOf(changed)).not.toBe(contentOf(graph));
  });

  it.each([
    [
      "demand",
      "@startOfDay(convertFromUtc(trigger().scheduledTime, 'Korea Standard Time'), 'yyyy-MM-ddTHH:mm:ss')",
    ],
    [
      "load",
      "@formatDateTime(convertFromUtc(trigger().scheduledTime, 'Korea Standard Time'), 'yyyy-MM-ddTHH:00:00')",
    ],
  ])("give a run of %s its period, in the forecast's own time zone", (forecast, period) => {
    expect(inputsOf(graph, `schedule-${forecast}-trigger`)["properties"]).toMatchObject({
      pipelines: [
        {
          pipelineReference: { referenceName: "forecast-run" },
          parameters: { forecast, period },
        },
      ],
    });
  });

  it("upload the package under a name of its content, and install it in every job", () => {
    const { fileName } = buildWheel(join(PROJECT_DIRECTORY, "python"));
    const whl = `/Volumes/forecast_dev/forecasting/packages/${fileName}`;
    const source = `out/wheels/${fileName}`;
    const tasks = all(graph, "databricks:index/job:Job").flatMap(({ inputs }) => inputs["tasks"]);

    expect(inputsOf(graph, "package-file")).toEqual({ path: whl, source });
    expect(existsSync(join(PROJECT_DIRECTORY, source))).toBe(true);
    expect(tasks).toHaveLength(4);
    for (const task of tasks) {
      expect(task).toMatchObject({ libraries: [{ whl }] });
    }
  });

  it("let the orchestrator, as whom jobs install the package, read every volume", () => {
    const principal = "00000000-0000-0000-0000-000000000000";

    expect(inputsOf(graph, "catalog-catalog-grants")["grants"]).toEqual([
      { principal, privileges: ["USE_CATALOG"] },
    ]);
    expect(inputsOf(graph, "catalog-schema-grants")["grants"]).toEqual([
      { principal, privileges: ["EXECUTE", "READ_VOLUME", "USE_SCHEMA"] },
    ]);
  });

  it("tell every notebook where it works and which forecasts are its own", () => {
    const places = {
      lake: "/Volumes/forecast_dev/forecasting",
      modelSchema: "forecast_dev.forecasting",
    };
    const demand = {
      name: "demand",
      backend: "amazon-forecast",
      frequency: "D",
      horizon: 14,
      quantiles: [0.1, 0.5, 0.9],
      input: "curated/demand",
      allowNegative: false,
      timeZone: "Asia/Seoul",
    };
    const load = {
      name: "load",
      backend: "random-forest",
      frequency: "H",
      horizon: 48,
      quantiles: [0.1, 0.5, 0.9],
      input: "curated/load",
      allowNegative: false,
      timeZone: "Asia/Seoul",
    };

    // What is in it: job-aws.test.ts.
    const aws: unknown = expect.any(Object);
    expect(settingsOf(graph)).toEqual({
      "advance-amazon-forecast": { ...places, aws, forecasts: [demand] },
      "advance-random-forest": { ...places, forecasts: [load] },
      promote: { ...places, forecasts: [load] },
      "clean-up": { ...places, aws, forecasts: [demand] },
    });
  });

  it("give each purpose a node and a ceiling of its own", () => {
    expect(inputsOf(graph, "step-policy")).toEqual({
      purpose: "step",
      nodeType: "Standard_D4ds_v5",
      maxDbusPerHour: 1,
      spot: true,
    });
    expect(inputsOf(graph, "training-policy")).toEqual({
      purpose: "training",
      nodeType: "Standard_E4ds_v5",
      maxDbusPerHour: 1.5,
      spot: true,
    });
  });
});

const STARTED_TRIGGERS = [
  "schedule-demand-started",
  "schedule-load-started",
  "watch-schedule-started",
  "clean-up-schedule-started",
];

describe("environments", () => {
  it.each([
    ["dev", []],
    ["staging", STARTED_TRIGGERS],
    ["prod", STARTED_TRIGGERS],
  ] as const)("start these triggers in %s: %j", async (stack, names) => {
    const started = all(await recordEnvironment(stack), STARTED);

    expect(started.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ["staging", "2 hours", 120],
    ["prod", undefined, 60],
  ] as const)("watch in %s every %s: %d minutes", async (stack, every, minutes) => {
    const watch = every === undefined ? {} : { "forecast-platform:watch": every };
    const graph = await recordEnvironment(stack, watch);

    expect(inputsOf(graph, "watch-schedule-trigger")["properties"]).toMatchObject({
      recurrence: { frequency: "Minute", interval: minutes },
      pipelines: [{ pipelineReference: { referenceName: "run-watch" } }],
    });
  });

  it("have no schedule of the watch where it is off", async () => {
    const graph = await recordEnvironment("staging", { "forecast-platform:watch": "off" });

    expect(graph.resources.map(({ name }) => name)).not.toContain("watch-schedule");
  });

  it("clean up weekly, where a forecast runs on an AWS backend, and nowhere else", async () => {
    const cleanUps = async (backend: Backend) =>
      (await recordEnvironment("prod", forecastsOn(backend, "tide"))).resources
        .map(({ name }) => name)
        .filter((name) => name.includes("clean-up-schedule"));

    expect(await cleanUps("random-forest")).toStrictEqual([]);
    expect(await cleanUps("amazon-forecast")).toStrictEqual([
      "clean-up-schedule",
      "clean-up-schedule-trigger",
      "clean-up-schedule-started",
    ]);
  });

  it.each([
    ["dev", true],
    ["staging", false],
    ["prod", false],
  ] as const)("use spot VMs in %s: %s", async (stack, spot) => {
    const graph = await recordEnvironment(stack);

    for (const policy of ["step-policy", "training-policy"]) {
      expect(inputsOf(graph, policy)["spot"]).toBe(spot);
    }
  });

  it("have no policy and no cluster on serverless", async () => {
    const graph = await recordEnvironment("dev", SERVERLESS);
    const jobs = all(graph, "databricks:index/job:Job");

    expect(all(graph, POLICY)).toEqual([]);
    expect(jobs.length).toBe(4);
    for (const { inputs } of jobs) {
      expect(inputs["performanceTarget"]).toBe("STANDARD");
      expect(inputs).not.toHaveProperty("jobClusters");
    }
  });

  it("have what the configured backends need, and nothing more", async () => {
    const databricksAlone = await recordEnvironment("dev", forecastsOn("random-forest", "load"));
    const forecastAlone = await recordEnvironment("dev", forecastsOn("amazon-forecast", "tide"));

    expect(jobsOf(databricksAlone)).toEqual(["advance-random-forest", "promote"]);
    expect(all(databricksAlone, POLICY).map(({ name }) => name)).toEqual([
      "training-policy-policy",
    ]);
    expect(childrenOf(databricksAlone, "models")).toEqual(["models-load"]);
    expect(jobsOf(forecastAlone)).toEqual(["advance-amazon-forecast", "clean-up"]);
    expect(all(forecastAlone, POLICY).map(({ name }) => name)).toEqual(["step-policy-policy"]);
    expect(() => byName(forecastAlone, "models")).toThrow("found 0");
  });
});

describe("resources that exist already", () => {
  const SHARED =
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shared/providers";
  const adopt = {
    dataFactory: `${SHARED}/Microsoft.DataFactory/factories/our-factory`,
    databricksWorkspace: `${SHARED}/Microsoft.Databricks/workspaces/our-workspace`,
    logWorkspace: `${SHARED}/Microsoft.OperationalInsights/workspaces/our-logs`,
    models: ["load"],
    storageAccount: `${SHARED}/Microsoft.Storage/storageAccounts/ourlake`,
  };

  it("are brought in under their own names, protected, and never deleted", async () => {
    const graph = await recordEnvironment("dev", { "forecast-platform:adopt": adopt });
    const taken = [
      ["factory-factory", "factoryName", "our-factory"],
      ["databricks-workspace", "workspaceName", "our-workspace"],
      ["logs-workspace", "workspaceName", "our-logs"],
      ["lake-account", "accountName", "ourlake"],
    ] as const;

    for (const [name, property, value] of taken) {
      const { inputs, options, protect } = byName(graph, name);
      expect(inputs).toMatchObject({ [property]: value, resourceGroupName: "shared" });
      expect([protect, options.retainOnDelete]).toEqual([true, true]);
    }
    const kept = graph.resources.filter(({ options }) => options.retainOnDelete);
    expect(kept.map(({ name }) => name).sort()).toEqual(
      [...taken.map(([name]) => name), "models-load"].sort(),
    );
  });

  it("hold what the platform puts into them, in their own resource group", async () => {
    const graph = await recordEnvironment("dev", { "forecast-platform:adopt": adopt });
    const inside = graph.resources.filter(
      ({ inputs }) => inputs["factoryName"] !== undefined || inputs["accountName"] !== undefined,
    );

    expect(inside.length).toBeGreaterThan(20);
    expect(new Set(inside.map(({ inputs }) => inputs["resourceGroupName"]))).toEqual(
      new Set(["shared"]),
    );
  });
});

describe("the plan of the jobs", () => {
  it.each([
    [
      ["random-forest"],
      [
        ["advance-random-forest", "advance", "training", 1, 120],
        ["promote", "promote", "training", 1, 30],
      ],
    ],
    [
      ["amazon-forecast", "amazon-forecast"],
      [
        ["advance-amazon-forecast", "advance", "step", 2, 30],
        ["clean-up", "clean_up", "step", 1, 60],
      ],
    ],
    [
      ["sagemaker-automl"],
      [
        ["advance-sagemaker-automl", "advance", "step", 1, 30],
        ["clean-up", "clean_up", "step", 1, 60],
      ],
    ],
    [
      ["random-forest", "sagemaker-automl", "amazon-forecast", "random-forest"],
      [
        ["advance-amazon-forecast", "advance", "step", 1, 30],
        ["advance-random-forest", "advance", "training", 2, 120],
        ["advance-sagemaker-automl", "advance", "step", 1, 30],
        ["promote", "promote", "training", 1, 30],
        ["clean-up", "clean_up", "step", 1, 60],
      ],
    ],
  ] as const)("of %j lets every forecast run at once", (backends, plans) => {
    const forecasts = backends.map((backend, index) => ({
      ...FORECAST,
      backend,
      name: `f${index}`,
    }));

    expect(
      planJobs({ forecasts }).map((plan) => [
        plan.name,
        plan.notebook,
        plan.purpose,
        plan.maxConcurrentRuns,
        plan.timeoutMinutes,
      ]),
    ).toEqual(plans);
  });

  it("lets no more forecasts run at once than the service takes", () => {
    const forecasts = Array.from({ length: 1001 }, (_, index) => ({
      ...FORECAST,
      backend: "random-forest" as const,
      name: `f${index}`,
    }));

    expect(planJobs({ forecasts })[0]?.maxConcurrentRuns).toBe(1000);
  });
});

const FORECAST = {
  frequency: "D",
  horizon: 14,
  quantiles: [0.5],
  schedule: { days: ["Friday"], time: "18:00", timeZone: "UTC" },
  deadline: "12 hours",
  retrainAfter: "7 days",
  input: "curated/demand",
  allowNegative: false,
} as const;

/** The parameter `settings` of each job's one notebook, by the job's name. */
function settingsOf(graph: Graph): Readonly<Record<string, unknown>> {
  const jobs = all(graph, "databricks:index/job:Job").map(({ inputs }) => {
    const [task] = inputs["tasks"] as [{ notebookTask: { baseParameters: { settings: string } } }];
    const settings: unknown = JSON.parse(task.notebookTask.baseParameters.settings);
    return [textOf(inputs, "name"), settings] as const;
  });
  return Object.fromEntries(jobs);
}

function jobsOf(graph: Graph): unknown[] {
  return all(graph, "databricks:index/job:Job").map(({ inputs }) => inputs["name"]);
}
