// What may be read of each kind of activity once it has run, as expressions. A new activity type
// gets its row in both tables: a type and the function that makes it.

import type { ActivityKind } from "./activity";
import {
  call,
  type Expression,
  optionalPath,
  optionalProperty,
  path,
  property,
  type ResultType,
} from "./expression";
import type {
  CopyOutput,
  DeleteOutput,
  ExecutePipelineOutput,
  FilterOutput,
  LookupOutput,
  LookupRowsOutput,
  MetadataField,
  MetadataFields,
  NoOutput,
  NotebookOutput,
  ResultRow,
  ResultSet,
  ScriptOutput,
  WebOutput,
} from "./output-shapes";

/**
 * What can be read of each kind of activity.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-lookup-activity#use-the-lookup-activity-result
 * @see https://learn.microsoft.com/azure/data-factory/transform-data-using-script#activity-output
 * @see https://learn.microsoft.com/azure/data-factory/copy-activity-monitoring
 * @see https://learn.microsoft.com/azure/data-factory/tutorial-pipeline-return-value
 * @see https://learn.microsoft.com/azure/data-factory/transform-data-databricks-notebook#passing-parameters-between-notebooks-and-data-factory
 * @see https://learn.microsoft.com/azure/data-factory/delete-activity#sample-output-of-the-delete-activity
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-filter-activity#example
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-get-metadata-activity#sample-output
 */
export interface OutputByKind {
  readonly AppendVariable: NoOutput;
  readonly Copy: CopyOutput;
  readonly DatabricksJob: NoOutput;
  readonly DatabricksNotebook: NotebookOutput;
  readonly DatabricksSparkPython: NoOutput;
  readonly Delete: DeleteOutput;
  readonly ExecutePipeline: ExecutePipelineOutput;
  readonly Fail: NoOutput;
  readonly Filter: FilterOutput;
  readonly ForEach: NoOutput;
  readonly GetMetadata: MetadataFields;
  readonly IfCondition: NoOutput;
  readonly Lookup: LookupOutput;
  readonly LookupRows: LookupRowsOutput;
  readonly Script: ScriptOutput;
  readonly SetVariable: NoOutput;
  readonly SqlServerStoredProcedure: NoOutput;
  readonly Switch: NoOutput;
  readonly Until: NoOutput;
  readonly Validation: NoOutput;
  readonly Wait: NoOutput;
  readonly WebActivity: WebOutput;
  readonly WebHook: WebOutput;
}

/** Marks a kind with the only names that may be read of it; for the type checker, never set. */
interface Naming<C extends string> {
  readonly naming: C;
}

/** A Lookup of the first row whose columns are declared. */
export type LookupOf<C extends string> = "Lookup" & Naming<C>;

/** A GetMetadata of these fields. */
export type MetadataOf<F extends MetadataField> = "GetMetadata" & Naming<F>;

/** What can be read of one kind. */
export type OutputOf<K extends ActivityKind> =
  K extends LookupOf<infer C>
    ? LookupOutput<C>
    : K extends MetadataOf<infer F>
      ? Pick<MetadataFields, F>
      : OutputByKind[K];

/** Makes the output accessors of an activity by its kind. */
export const OUTPUT_BY_KIND: {
  readonly [K in ActivityKind]: (activity: Expression) => OutputByKind[K];
} = Object.freeze({
  AppendVariable: noOutput,
  Copy: copyOutput,
  DatabricksJob: noOutput,
  DatabricksNotebook: (activity: Expression) => ({
    runOutput: path<"unknown">(activity, "output", "runOutput"),
  }),
  DatabricksSparkPython: noOutput,
  Delete: (activity: Expression) => ({
    filesDeleted: path<"number">(activity, "output", "filesDeleted"),
    logPath: path<"string">(activity, "output", "logPath"),
  }),
  ExecutePipeline: (activity: Expression) => ({
    pipelineRunId: path<"string">(activity, "output", "pipelineRunId"),
    returnValue: (key: string) => property(path(activity, "output", "pipelineReturnValue"), key),
  }),
  Fail: noOutput,
  Filter: (activity: Expression) => ({ items: path<"unknown">(activity, "output", "value") }),
  ForEach: noOutput,
  GetMetadata: metadataOutput,
  IfCondition: noOutput,
  Lookup: (activity: Expression) => ({
    row: path<"unknown">(activity, "output", "firstRow"),
    firstRow: (column: string) => property(path(activity, "output", "firstRow"), column),
    optionalFirstRow: (column: string) =>
      optionalProperty(optionalPath(path(activity, "output"), "firstRow"), column),
  }),
  LookupRows: (activity: Expression) => ({
    rows: path<"unknown">(activity, "output", "value"),
    count: path<"number">(activity, "output", "count"),
  }),
  Script: (activity: Expression) => ({
    resultSetCount: path<"number">(activity, "output", "resultSetCount"),
    recordsAffected: path<"number">(activity, "output", "recordsAffected"),
    resultSet: (index: number) =>
      resultSet(property(path(activity, "output", "resultSets"), index)),
  }),
  SetVariable: noOutput,
  SqlServerStoredProcedure: noOutput,
  Switch: noOutput,
  Until: noOutput,
  Validation: noOutput,
  Wait: noOutput,
  WebActivity: webOutput,
  WebHook: webOutput,
});

/** The run of an activity as an expression, from which its status and output are read. */
export function activityExpression(name: string): Expression {
  return call("activity", name);
}

function noOutput(): NoOutput {
  return {};
}

function copyOutput(activity: Expression): CopyOutput {
  const number = (key: string): Expression<"number"> => path(activity, "output", key);
  return {
    rowsRead: number("rowsRead"),
    rowsCopied: number("rowsCopied"),
    filesRead: number("filesRead"),
    dataRead: number("dataRead"),
    dataWritten: number("dataWritten"),
    copyDuration: number("copyDuration"),
    errors: path(activity, "output", "errors"),
  };
}

function metadataOutput(activity: Expression): MetadataFields {
  const field = <R extends ResultType>(name: MetadataField): Expression<R> =>
    path(activity, "output", name);
  return {
    childItems: field("childItems"),
    columnCount: field("columnCount"),
    contentMD5: field("contentMD5"),
    created: field("created"),
    exists: field("exists"),
    itemName: field("itemName"),
    itemType: field("itemType"),
    lastModified: field("lastModified"),
    size: field("size"),
    structure: field("structure"),
  };
}

function webOutput(activity: Expression): WebOutput {
  const answer = path(activity, "output");
  return {
    field: (name: string) => property(answer, name),
    optionalField: (name: string) => optionalProperty(answer, name),
  };
}

function resultSet(set: Expression): ResultSet {
  return Object.freeze({
    rowCount: path<"number">(set, "rowCount"),
    rows: path<"unknown">(set, "rows"),
    row: (index: number) => resultRow(property(path(set, "rows"), index)),
  });
}

function resultRow(row: Expression): ResultRow {
  return Object.freeze({ column: (name: string) => property(row, name) });
}
