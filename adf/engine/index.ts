// The engine: pipelines of Data Factory run in virtual time, with everything outside the factory
// played by a handler.

export {
  type CancelOptions,
  Engine,
  type EngineOptions,
  type RunHandle,
  type RunRequest,
  runPipeline,
} from "./engine";
export { EngineError } from "./error";
export { ENGINE_ERRORS, type EngineErrorCode } from "./error-codes";
export type { ActivityEvent, EngineEvent, EngineListener, PipelineEvent } from "./events";
export type { ActivityAnswer, ActivityHandler, ActivityRequest } from "./handler";
export type { RunResult } from "./result";
export {
  answerRunLine,
  type DefinitionProblem,
  type Lint,
  type RunAnswer,
  type RunLineOptions,
} from "./run-line";
export { scriptedHandler } from "./scripted";
export type { Trigger } from "./start";
export type { ActivityError, ActivityStatus, PipelineStatus } from "./status";
export { duration, Timeline } from "./timeline";
