// Proves: what is read of a graph before anything is simulated: clusters, caps, schedules and runtimes.
// Does not prove that a service reads the same resources in the same way.

import { SERVERLESS as SERVERLESS_PLAN } from "../../cost/meters/clusters";
import { computeOf, dbuCeilingOf, jobNamed } from "../../cost/meters/jobs";
import { runtimesIn } from "../../cost/meters/runtimes";
import { scheduledRuns } from "../../cost/meters/schedules";
import type { Graph, GraphInputs, GraphValue, ResourceNode } from "../../graph/graph";
import { SERVERLESS } from "../stacks/environments";
import { recordEnvironment } from "../support/record";
import { graphOf, nodeOf } from "./hand-made";

const JOB = "databricks:index/job:Job";
const POLICY = "databricks:index/clusterPolicy:ClusterPolicy";

const job = (inputs: GraphInputs): ResourceNode => nodeOf(JOB, "job", { inputs });
const D4 = { nodeTypeId: "Standard_D4ds_v5", driverNodeTypeId: "Standard_D4ds_v5", numWorkers: 0 };
const SPOT = { availability: "SPOT_WITH_FALLBACK_AZURE" };

describe("the compute of a job", () => {
  const onDemand = { nodeType: "Standard_D4ds_v5", spot: false };
  const spot = { nodeType: "Standard_D4ds_v5", spot: true };
  const cluster = { kind: "cluster", photon: false, purpose: "jobs" } as const;

  it.each<[string, GraphInputs, object]>([
    ["a job cluster", { jobClusters: [{ newCluster: D4 }] }, { ...cluster, nodes: [onDemand] }],
    ["a task's own cluster", { tasks: [{ newCluster: D4 }] }, { ...cluster, nodes: [onDemand] }],
    [
      "a single spot node",
      { newCluster: { ...D4, azureAttributes: { ...SPOT, firstOnDemand: 0 } } },
      { ...cluster, nodes: [spot] },
    ],
    [
      "a single node that is on demand in spite of spot",
      { newCluster: { ...D4, azureAttributes: { ...SPOT, firstOnDemand: 1 } } },
      { ...cluster, nodes: [onDemand] },
    ],
    [
      "two spot workers behind a driver on demand",
      { newCluster: { ...D4, numWorkers: 2, azureAttributes: SPOT } },
      { ...cluster, nodes: [onDemand, spot, spot] },
    ],
    [
      "the fewest workers of a cluster that grows",
      {
        newCluster: {
          nodeTypeId: "Standard_D4ds_v5",
          autoscale: { minWorkers: 1, maxWorkers: 8 },
          runtimeEngine: "PHOTON",
        },
      },
      { ...cluster, photon: true, nodes: [onDemand, onDemand] },
    ],
    [
      "an all-purpose cluster",
      { tasks: [{ existingClusterId: "c" }] },
      { ...cluster, purpose: "all_purpose", nodes: [{ nodeType: "", spot: false }] },
    ],
    ["serverless", { timeoutSeconds: 60 }, { ...SERVERLESS_PLAN, timeoutSeconds: 60 }],
    ["no timeout", { timeoutSeconds: 0 }, SERVERLESS_PLAN],
  ])("is read of %s", (_, inputs, expected) => {
    expect(computeOf(job(inputs), SERVERLESS_PLAN)).toStrictEqual(expected);
  });

  it("is the platform's own, by environment", async () => {
    const planOf = (graph: Graph, name: string) => {
      const found = jobNamed(graph, name);
      return found === undefined ? undefined : computeOf(found, SERVERLESS_PLAN);
    };
    const step = "advance-amazon-forecast";

    expect(planOf(await recordEnvironment("dev"), step)).toMatchObject({
      nodes: [spot],
      timeoutSeconds: 1800,
    });
    expect(planOf(await recordEnvironment("prod"), step)).toMatchObject({ nodes: [onDemand] });
    expect(planOf(await recordEnvironment("dev", SERVERLESS), step)).toMatchObject({
      kind: "serverless",
    });
    expect(planOf(await recordEnvironment("dev"), "no such job")).toBeUndefined();
  });

  it("is capped by the policy that the job depends on", async () => {
    const graph = await recordEnvironment("prod");
    const capOf = (name: string) => {
      const found = jobNamed(graph, name);
      return found === undefined ? undefined : dbuCeilingOf(graph, found);
    };
    const unread = nodeOf(POLICY, "policy", { inputs: { definition: "{" } });
    const own = { ...job({}), dependencies: [unread.urn] };

    expect(capOf("advance-amazon-forecast")).toBe(1);
    expect(capOf("advance-random-forest")).toBe(1.5);
    expect(dbuCeilingOf(graphOf(unread, own), own)).toBeUndefined();
  });
});

describe("a schedule", () => {
  const trigger = (recurrence: GraphInputs, parameters: GraphInputs = {}): Graph =>
    graphOf(
      nodeOf("azure-native:datafactory:Trigger", "trigger", {
        inputs: {
          properties: {
            recurrence,
            pipelines: [{ pipelineReference: { referenceName: "forecast-run" }, parameters }],
          },
        },
      }),
    );
  const week = (schedule: GraphValue) => ({ frequency: "Week", interval: 1, schedule });

  it.each<[string, GraphInputs, number]>([
    ["every minute", { frequency: "Minute", interval: 1 }, 365 * 24 * 60],
    ["every hour, in minutes", { frequency: "Minute", interval: 60 }, 365 * 24],
    ["every two days", { frequency: "Day", interval: 2 }, 365 / 2],
    ["a day a week", week({ weekDays: ["Friday"], hours: [18], minutes: [0] }), 365 / 7],
    [
      "three days a week at two hours",
      week({ weekDays: ["Monday", "Friday", "Sunday"], hours: [6, 18], minutes: [0] }),
      (365 / 7) * 6,
    ],
    ["a month", { frequency: "Month", interval: 1, schedule: { monthDays: [1, 15] } }, 24],
    ["something else", { frequency: "Fortnight" }, 0],
  ])("of %s is counted by the year", (_, recurrence, perYear) => {
    const [runs] = scheduledRuns(trigger(recurrence, { forecast: "demand" }));

    expect(runs).toMatchObject({ pipeline: "forecast-run", forecast: "demand" });
    expect((runs?.perMonth ?? 0) * 12).toBeCloseTo(perYear, 6);
  });

  it("of no forecast names none", () => {
    expect(scheduledRuns(trigger({ frequency: "Day" }))[0]?.forecast).toBeUndefined();
  });
});

describe("the runtime of an activity", () => {
  const reference = (referenceName: string) => ({ referenceName });
  const factory = (kind: string, name: string, inputs: GraphInputs) =>
    nodeOf(`azure-native:datafactory:${kind}`, name, { inputs });
  const runtime = (name: string, properties: GraphInputs) =>
    factory("IntegrationRuntime", name, { integrationRuntimeName: name, properties });
  const lookup = { name: "Look", type: "Lookup", dataset: reference("query") };
  const script = { name: "Write", type: "Script", linkedServiceName: reference("lake") };
  const graph = (...runtimes: readonly ResourceNode[]): Graph =>
    graphOf(
      factory("Pipeline", "run", {
        pipelineName: "run",
        activities: [
          { name: "Loop", type: "Until", activities: [lookup] },
          { name: "By kind", type: "Switch", cases: [{ value: "a", activities: [script] }] },
        ],
      }),
      factory("Dataset", "query", {
        datasetName: "query",
        properties: { linkedServiceName: reference("sql") },
      }),
      factory("LinkedService", "sql", {
        linkedServiceName: "sql",
        properties: { connectVia: reference("private") },
      }),
      factory("LinkedService", "lake", { linkedServiceName: "lake", properties: {} }),
      ...runtimes,
    );
  const MANAGED = { type: "Managed", managedVirtualNetwork: reference("default") };

  it.each([
    ["Azure's own", runtimesIn(graph()), "azure", "azure"],
    [
      "a managed network's",
      runtimesIn(graph(runtime("private", MANAGED))),
      "managed-vnet",
      "azure",
    ],
    [
      "one's own machine",
      runtimesIn(graph(runtime("private", { type: "SelfHosted" }))),
      "self-hosted",
      "azure",
    ],
    [
      "the default one in a managed network",
      runtimesIn(graph(runtime("AutoResolveIntegrationRuntime", MANAGED))),
      "azure",
      "managed-vnet",
    ],
  ] as const)("is %s", (_, runtimeOf, looks, writes) => {
    expect(runtimeOf("run", "Look")).toBe(looks);
    expect(runtimeOf("run", "Write")).toBe(writes);
    expect(runtimeOf("run", "Loop")).toBe(runtimeOf("run", "Write"));
  });
});
