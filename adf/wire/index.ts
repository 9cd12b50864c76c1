// Between the builder's pipelines and JSON: the service's own, and azure-native's flattened inputs.

export { type AzureNativePipelineArgs, fromAzureNative, toAzureNative } from "./azure-native";
export type { ActivityJson, DependencyJson, PipelineJson, WireRecord, WireValue } from "./json";
export { toServiceJson } from "./service-json";
