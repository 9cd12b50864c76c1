// The Data Factory builder: pipelines as typed, frozen values. adf/wire turns them into JSON.

export type * from "./activity";
export {
  type Condition,
  type FillBody,
  type FillBranch,
  type IfConditionOptions,
  ifCondition,
  type UntilOptions,
  until,
} from "./containers";
export * from "./control";
export * from "./copy";
export * from "./databricks-code";
export * from "./databricks-job";
export {
  type Dataset,
  dataset,
  datasetReference,
  type FileSelection,
  jsonFiles,
  parquetFiles,
  type Sink,
  type Source,
  type SqlQueryOptions,
  type SqlWrite,
  sqlQuery,
  sqlTable,
} from "./dataset";
export * from "./define-pipeline";
export * from "./delete";
export * from "./error";
export * from "./error-codes";
export * from "./execute-pipeline";
export {
  Expression,
  type ExpressionNode,
  isExpression,
  type Literal,
  type Operand,
  optionalProperty,
  property,
  type ResultOf,
  type ResultType,
  raw,
} from "./expression";
export * from "./filter";
export * from "./for-each";
export * from "./functions";
export * from "./functions-date";
export * from "./get-metadata";
export type { ActivityHandle, Edge, HandleBase } from "./handle";
export * from "./lookup";
export type * from "./output-shapes";
export type * from "./outputs";
export type * from "./parameters";
export type * from "./pipeline";
export * from "./render";
export type { BodyKind, BranchKind, ParallelBodyKind, Scope } from "./scope";
export * from "./script";
export * from "./stored-procedure";
export * from "./switch";
export * from "./system-variables";
export * from "./validation";
export type { Deferred, Name, Value, ValueRecord, ValueTree } from "./value";
export * from "./web";
