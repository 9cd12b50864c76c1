// The Data Factory builder: pipelines as typed, frozen values. adf/wire turns them into JSON.

export type * from "./activity";
export * from "./containers";
export * from "./control";
export * from "./copy";
export * from "./databricks-job";
export * from "./dataset";
export * from "./define-pipeline";
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
export * from "./functions";
export * from "./functions-date";
export type { ActivityHandle, Edge, HandleBase } from "./handle";
export * from "./lookup";
export type * from "./outputs";
export type * from "./parameters";
export type * from "./pipeline";
export * from "./render";
export type { BodyKind, BranchKind, Scope } from "./scope";
export * from "./script";
export * from "./system-variables";
export type { Deferred, Name, Value, ValueRecord, ValueTree } from "./value";
