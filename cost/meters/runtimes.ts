/** On which integration runtime the activities of a factory run. */
import type { Graph, GraphValue, ResourceNode } from "../../graph/graph";
import { inputsOf, listAt, textAt, valueAt } from "../graph-values";
import type { Runtime } from "./factory";

/** What a linked service runs on that names no runtime. */
const DEFAULT_RUNTIME = "AutoResolveIntegrationRuntime";

/** The properties of a container that hold activities. */
const INNER_LISTS = ["activities", "ifTrueActivities", "ifFalseActivities", "defaultActivities"];

/** Where each activity of a graph's pipelines runs, by pipeline and name. */
export function runtimesIn(graph: Graph): (pipeline: string, activity: string) => Runtime {
  const kinds = new Map(
    ofType(graph, "IntegrationRuntime").map((runtime) => [
      textAt(inputsOf(runtime), "integrationRuntimeName"),
      kindOf(runtime),
    ]),
  );
  if (kinds.size === 0) return () => "azure";
  const places = new Map<string, Runtime>();
  const services = byName(graph, "LinkedService", "linkedServiceName");
  const datasets = byName(graph, "Dataset", "datasetName");
  for (const { inputs } of ofType(graph, "Pipeline")) {
    const pipeline = textAt(inputs["pipelineName"]);
    for (const activity of activitiesBelow(inputs as GraphValue)) {
      const runtime = kinds.get(runtimeName(activity, datasets, services)) ?? "azure";
      places.set(`${pipeline}/${textAt(activity, "name")}`, runtime);
    }
  }
  return (pipeline, activity) => places.get(`${pipeline}/${activity}`) ?? "azure";
}

function kindOf({ inputs }: ResourceNode): Runtime {
  const properties = inputs["properties"];
  if (textAt(properties, "type") === "SelfHosted") return "self-hosted";
  return valueAt(properties, "managedVirtualNetwork") === undefined ? "azure" : "managed-vnet";
}

function runtimeName(
  activity: GraphValue,
  datasets: ReadonlyMap<string, ResourceNode>,
  services: ReadonlyMap<string, ResourceNode>,
): string {
  const dataset = datasets.get(textAt(activity, "dataset", "referenceName"));
  const service =
    textAt(dataset?.inputs["properties"], "linkedServiceName", "referenceName") ||
    textAt(activity, "linkedServiceName", "referenceName");
  const properties = services.get(service)?.inputs["properties"];
  return textAt(properties, "connectVia", "referenceName") || DEFAULT_RUNTIME;
}

function activitiesBelow(holder: GraphValue): readonly GraphValue[] {
  const lists = INNER_LISTS.flatMap((key) => listAt(holder, key));
  const cases = listAt(holder, "cases").flatMap((each) => listAt(each, "activities"));
  return [...lists, ...cases].flatMap((activity) => [activity, ...activitiesBelow(activity)]);
}

function ofType({ resources }: Graph, kind: string): readonly ResourceNode[] {
  return resources.filter(({ type }) => type === `azure-native:datafactory:${kind}`);
}

function byName(graph: Graph, kind: string, key: string): ReadonlyMap<string, ResourceNode> {
  return new Map(ofType(graph, kind).map((node) => [textAt(inputsOf(node), key), node]));
}
