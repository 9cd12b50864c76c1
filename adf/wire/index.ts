// Between the builder's pipelines and JSON: the service's own, and azure-native's flattened inputs.

export { type AzureNativePipelineArgs, fromAzureNative, toAzureNative } from "./azure-native";
export type { ActivityJson, DependencyJson, PipelineJson, WireRecord, WireValue } from "./json";
export { ADF_READ_CODES, type AdfReadCode, AdfReadError } from "./read-error";
export {
  holdsNoPipeline,
  MAX_FILE_BYTES,
  noPipelinesAmong,
  type PipelineFiles,
  pipelineFiles,
  readPipelineText,
} from "./read-files";
export { MAX_DEPTH } from "./read-json";
export { type ReadPipeline, readPipelines } from "./read-pipelines";
export { lineAndColumn, locate, pointerSegment, type SourcePosition } from "./read-positions";
export { toServiceJson } from "./service-json";
