/** Finds the activities of pipelines, which lie in lists below lists. */
import type { GraphInputs, GraphValue, ResourceNode } from "../../graph/graph";
import type { GraphIndex } from "../graph-index";
import { isObject, isOpen, listAt, textAt } from "../values";

/** One activity, and where it is. */
export interface FactoryActivity {
  readonly activity: GraphInputs;
  /** Its name after those of the containers that hold it: `poll/due/start`. */
  readonly path: string;
  readonly pipeline: ResourceNode;
  /** The service's type, such as `Lookup`; empty where there is none. */
  readonly type: string;
}

/** The properties of a container that hold activities; the cases of a Switch hold lists too. */
const INNER_LISTS = ["activities", "ifTrueActivities", "ifFalseActivities", "defaultActivities"];

/**
 * Activities that take no retry and timeout of their own.
 *
 * @see https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities, read 2026-11
 */
const WITHOUT_POLICY: ReadonlySet<string> = new Set([
  "AppendVariable",
  "ExecutePipeline",
  "Fail",
  "Filter",
  "ForEach",
  "IfCondition",
  "SetVariable",
  "Switch",
  "Until",
  "Validation",
  "Wait",
  "WebHook",
]);

/** Every activity of every pipeline, each container before what it holds. */
export function readActivities(index: GraphIndex): readonly FactoryActivity[] {
  return index
    .ofType("azure-native:datafactory:Pipeline")
    .flatMap((pipeline) => below(pipeline, pipeline.inputs, ""));
}

/** Tells whether the service retries an activity and ends it when it takes too long. */
export function takesPolicy({ type }: FactoryActivity): boolean {
  return !WITHOUT_POLICY.has(type);
}

function below(
  pipeline: ResourceNode,
  container: GraphValue,
  prefix: string,
): readonly FactoryActivity[] {
  const lists = INNER_LISTS.flatMap((key) => listAt(container, key));
  const cases = listAt(container, "cases").flatMap((item) => listAt(item, "activities"));
  return [...lists, ...cases].flatMap((activity) => {
    if (!isObject(activity) || isOpen(activity)) return [];
    const path = `${prefix}${textAt(activity, "name") ?? "unnamed"}`;
    const type = textAt(activity, "type") ?? "";
    return [{ activity, path, pipeline, type }, ...below(pipeline, activity, `${path}/`)];
  });
}
