// Between the service's JSON and the inputs of azure-native's Pipeline, whose activities have no
// `typeProperties`: what stands there in the service's JSON stands beside the name here.

import type { PipelineArgs } from "@pulumi/azure-native/datafactory";
import type { Pipeline } from "../builder/pipeline";
import type { PipelineJson } from "./json";
import { toServiceJson } from "./service-json";
import { isEnvelopeKey, isRecord, mapInnerActivities } from "./shape";

/** The inputs of azure-native's Pipeline without those that say where it goes. */
export type AzureNativePipelineArgs = Omit<PipelineArgs, "factoryName" | "resourceGroupName">;

/** A pipeline as the inputs of azure-native's Pipeline, its name as `pipelineName`. */
export function toAzureNative(pipeline: Pipeline): AzureNativePipelineArgs {
  const { name, properties } = toServiceJson(pipeline);
  const activities = properties.activities.map(flatten);
  const args: unknown = { ...properties, activities, pipelineName: name };
  return args as AzureNativePipelineArgs;
}

/**
 * The service's JSON of a pipeline from the inputs of azure-native's Pipeline, such as recorded
 * ones: every activity type of the service, and any JSON where a value is not known.
 *
 * @param name - The name of the pipeline; `pipelineName` among the inputs is left out.
 */
export function fromAzureNative(
  name: string,
  args: Readonly<Record<string, unknown>> | AzureNativePipelineArgs,
): PipelineJson {
  const properties = Object.fromEntries(
    Object.entries(args).filter(([key, value]) => PROPERTIES.has(key) && value !== undefined),
  );
  const activities = Array.isArray(args.activities) ? args.activities.map(nest) : [];
  return { name, properties: { ...properties, activities } };
}

// The rest of the inputs says where the pipeline goes, which its own JSON does not.
const PROPERTIES: ReadonlySet<string> = new Set([
  "description",
  "activities",
  "parameters",
  "variables",
  "concurrency",
  "annotations",
  "folder",
  "policy",
  "runDimensions",
]);

function flatten(activity: unknown): unknown {
  if (!isRecord(activity)) return activity;
  const { typeProperties, ...beside } = activity;
  if (!isRecord(typeProperties)) return activity;
  return { ...beside, ...mapInnerActivities(typeProperties, flatten) };
}

function nest(activity: unknown): PipelineJson["properties"]["activities"][number] {
  if (!isRecord(activity)) return activity as never;
  const known = Object.entries(activity).filter(([, value]) => value !== undefined);
  const beside = known.filter(([key]) => isEnvelopeKey(activity["type"], key));
  const properties = known.filter(([key]) => !isEnvelopeKey(activity["type"], key));
  const typeProperties = mapInnerActivities(Object.fromEntries(properties), nest);
  return { ...Object.fromEntries(beside), typeProperties } as never;
}
