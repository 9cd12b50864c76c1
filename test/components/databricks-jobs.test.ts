/**
 * Job policies and jobs: what a run may cost, and as whom it runs, exactly.
 *
 * Not proven here: that Databricks takes these inputs, or that a policy has its effect.
 */
import { ComponentResource, output } from "@pulumi/pulumi";
import { ForecastModels } from "../../components/databricks/forecast-models";
import { type JobCompute, JobPolicy } from "../../components/databricks/job-policy";
import { NotebookJob, type NotebookJobArgs } from "../../components/databricks/notebook-job";
import { byName, childrenOf, dependenciesOf, inputsOf, only, policyOf } from "../support/query";
import { recordComponent } from "../support/record";

const TAGS = { project: "forecast-platform", environment: "dev", "managed-by": "pulumi" };

describe("JobPolicy", () => {
  const recordPolicy = (spot: boolean) =>
    recordComponent(
      ({ orchestrator, site }) =>
        new JobPolicy("step-policy", {
          orchestrator,
          site,
          purpose: "step",
          nodeType: "Standard_D4ds_v5",
          maxDbusPerHour: 1,
          spot,
        }),
    );

  it.each([
    [true, "SPOT_WITH_FALLBACK_AZURE", 0],
    [false, "ON_DEMAND_AZURE", 1],
  ])("caps the cost of a single node, on spot: %s", async (spot, availability, firstOnDemand) => {
    const graph = await recordPolicy(spot);
    const { definition: _, ...inputs } = inputsOf(graph, "step-policy-policy");

    expect(inputs).toEqual({
      name: "forecast-dev-step",
      description: "Single-node clusters of the step jobs",
    });
    expect(policyOf(graph, "step-policy-policy")).toMatchObject({
      "azure_attributes.availability": { type: "fixed", value: availability },
      "azure_attributes.first_on_demand": { type: "fixed", value: firstOnDemand },
      "custom_tags.environment": { type: "fixed", value: "dev" },
      data_security_mode: { type: "fixed", value: "SINGLE_USER" },
      dbus_per_hour: { type: "range", maxValue: 1 },
      node_type_id: { type: "fixed", value: "Standard_D4ds_v5" },
      num_workers: { type: "fixed", value: 0 },
    });
  });

  it("lets the orchestrator use it, and no one else", async () => {
    const graph = await recordPolicy(true);

    expect(childrenOf(graph, "step-policy")).toEqual([
      "step-policy-policy",
      "step-policy-permissions",
    ]);
    expect(inputsOf(graph, "step-policy")).toEqual({
      purpose: "step",
      nodeType: "Standard_D4ds_v5",
      maxDbusPerHour: 1,
      spot: true,
    });
    expect(inputsOf(graph, "step-policy-permissions")).toEqual({
      clusterPolicyId: "0000000000000000",
      accessControls: [
        { servicePrincipalName: "client of orchestrator", permissionLevel: "CAN_USE" },
      ],
    });
    expect(dependenciesOf(graph, "step-policy-permissions")).toEqual(["step-policy-policy"]);
  });
});

describe("NotebookJob", () => {
  const recordJob = (
    computeOf: (policy: JobPolicy) => JobCompute,
    change: Partial<NotebookJobArgs> = {},
  ) =>
    recordComponent(({ orchestrator, site }) => {
      const policy = new JobPolicy("policy", {
        orchestrator,
        site,
        purpose: "step",
        nodeType: "Standard_D4ds_v5",
        maxDbusPerHour: 1,
        spot: true,
      });
      new NotebookJob("clean-up", {
        compute: computeOf(policy),
        description: "Deletes what is old",
        maxConcurrentRuns: 3,
        notebook: { name: "clean_up", source: "print('ü')\n" },
        orchestrator,
        settings: output('{"lake":"/Volumes/cat/sch"}'),
        site,
        timeoutSeconds: 1800,
        wheel: { path: output("/Volumes/cat/sch/packages/p.whl") },
        ...change,
      });
    });
  const task = {
    taskKey: "main",
    notebookTask: {
      notebookPath: "/forecast-platform/clean-up/clean_up",
      source: "WORKSPACE",
      baseParameters: { settings: '{"lake":"/Volumes/cat/sch"}' },
    },
    maxRetries: 0,
    timeoutSeconds: 1800,
  };
  const job = {
    name: "clean-up",
    description: "Deletes what is old",
    maxConcurrentRuns: 3,
    parameters: [{ name: "parameters", default: "{}" }],
    queue: { enabled: true },
    runAs: { servicePrincipalName: "client of orchestrator" },
    tags: TAGS,
    timeoutSeconds: 1800,
  };

  it("runs one notebook as the orchestrator on the cluster that its policy leaves", async () => {
    const graph = await recordJob((policy) => policy.compute);
    const definition = policyOf(graph, "policy-policy");

    expect(inputsOf(graph, "clean-up-job")).toEqual({
      ...job,
      tasks: [
        {
          ...task,
          jobClusterKey: "single-node",
          libraries: [{ whl: "/Volumes/cat/sch/packages/p.whl" }],
        },
      ],
      jobClusters: [
        {
          jobClusterKey: "single-node",
          newCluster: {
            policyId: "0000000000000000",
            sparkVersion: definition["spark_version"]?.value,
            nodeTypeId: "Standard_D4ds_v5",
            driverNodeTypeId: "Standard_D4ds_v5",
            numWorkers: 0,
            dataSecurityMode: "SINGLE_USER",
            runtimeEngine: "STANDARD",
            azureAttributes: {
              availability: "SPOT_WITH_FALLBACK_AZURE",
              firstOnDemand: 0,
              spotBidMaxPrice: -1,
            },
            sparkConf: {
              "spark.databricks.cluster.profile": "singleNode",
              "spark.master": "local[*]",
            },
            customTags: { ...TAGS, ResourceClass: "SingleNode", purpose: "step" },
          },
        },
      ],
    });
    expect(dependenciesOf(graph, "clean-up-job")).toEqual(["clean-up-notebook", "policy-policy"]);
    expect(inputsOf(graph, "clean-up")).toEqual({
      compute: "job-cluster",
      maxConcurrentRuns: 3,
      timeoutSeconds: 1800,
    });
  });

  it("asks on serverless for an environment with the package, and for the cheaper performance", async () => {
    const graph = await recordJob(() => ({ kind: "serverless" }));

    expect(inputsOf(graph, "clean-up-job")).toEqual({
      ...job,
      tasks: [{ ...task, environmentKey: "package" }],
      environments: [
        {
          environmentKey: "package",
          spec: { environmentVersion: "4", dependencies: ["/Volumes/cat/sch/packages/p.whl"] },
        },
      ],
      performanceTarget: "STANDARD",
    });
    expect(inputsOf(graph, "clean-up")).toMatchObject({ compute: "serverless" });
    expect(dependenciesOf(graph, "clean-up-job")).toEqual(["clean-up-notebook"]);
  });

  it("tells an address of a run that takes half of its time limit", async () => {
    const graph = await recordJob((policy) => policy.compute, { warningEmail: "a@example.com" });
    const { health, emailNotifications } = inputsOf(graph, "clean-up-job");

    expect(health).toEqual({
      rules: [{ metric: "RUN_DURATION_SECONDS", op: "GREATER_THAN", value: 900 }],
    });
    expect(emailNotifications).toEqual({ onDurationWarningThresholdExceededs: ["a@example.com"] });
  });

  it("has no schedule of its own", async () => {
    const { inputs } = only(
      await recordJob((policy) => policy.compute),
      "databricks:index/job:Job",
    );

    expect(Object.keys(inputs)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/schedule|trigger|continuous/)]),
    );
  });

  it("uploads the notebook's text, and lets the orchestrator start the job", async () => {
    const graph = await recordJob((policy) => policy.compute);

    expect(childrenOf(graph, "clean-up")).toEqual([
      "clean-up-notebook",
      "clean-up-job",
      "clean-up-permissions",
    ]);
    expect(inputsOf(graph, "clean-up-notebook")).toEqual({
      path: "/forecast-platform/clean-up/clean_up",
      language: "PYTHON",
      contentBase64: Buffer.from("print('ü')\n", "utf8").toString("base64"),
    });
    expect(inputsOf(graph, "clean-up-permissions")).toEqual({
      jobId: "14402922200216",
      accessControls: [
        { servicePrincipalName: "client of orchestrator", permissionLevel: "CAN_MANAGE_RUN" },
      ],
    });
    expect(dependenciesOf(graph, "clean-up-permissions")).toEqual(["clean-up-job"]);
  });

  it("passes on to its children what a caller asks of them by a component", async () => {
    const graph = await recordComponent(() => {
      class Outer extends ComponentResource {}
      const applicationId = output("the orchestrator");
      const schema = { catalogName: output("cat"), schemaName: output("sch") };
      const parent = new Outer("test:index:Outer", "outer");
      new ForecastModels(
        "outer-models",
        {
          forecasts: ["load"],
          orchestrator: { applicationId },
          schema,
          site: { environment: "dev" },
        },
        { parent, protect: true },
      );
    });

    expect(childrenOf(graph, "outer")).toEqual(["outer-models"]);
    expect(byName(graph, "outer-models-load").protect).toBe(true);
  });
});
