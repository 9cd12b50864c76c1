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
} from "./expression";

/** The output of a Lookup of the first row. */
export interface LookupOutput {
  /** The whole row, an object; an error in the run where the query gave no row. */
  readonly row: Expression<"unknown">;
  /** A column of the row; an error in the run where the query gave no row. */
  firstRow(column: string): Expression<"unknown">;
  /** A column of the row, null where there is no row or no such column. */
  optionalFirstRow(column: string): Expression<"unknown">;
}

/** The output of a Lookup of all rows. */
export interface LookupRowsOutput {
  /** The rows, an array of objects. */
  readonly rows: Expression<"unknown">;
  /** How many rows there are. */
  readonly count: Expression<"number">;
}

/** A row of a result set. */
export interface ResultRow {
  /** A column of the row; an error in the run where there is none. */
  column(name: string): Expression<"unknown">;
}

/** A result set of a Script. */
export interface ResultSet {
  /** How many rows it has. */
  readonly rowCount: Expression<"number">;
  /** Its rows, an array of objects. */
  readonly rows: Expression<"unknown">;
  /** One row, by its index from 0. */
  row(index: number): ResultRow;
}

/** The output of a Script. */
export interface ScriptOutput {
  /** How many result sets there are. */
  readonly resultSetCount: Expression<"number">;
  /** How many rows the statements changed. */
  readonly recordsAffected: Expression<"number">;
  /** One result set, by its index from 0. */
  resultSet(index: number): ResultSet;
}

/** The output of a Copy. */
export interface CopyOutput {
  /** Rows that the source gave. */
  readonly rowsRead: Expression<"number">;
  /** Rows that the sink took. */
  readonly rowsCopied: Expression<"number">;
  /** Files that were read. */
  readonly filesRead: Expression<"number">;
  /** Bytes read. */
  readonly dataRead: Expression<"number">;
  /** Bytes written. */
  readonly dataWritten: Expression<"number">;
  /** Seconds that it took. */
  readonly copyDuration: Expression<"number">;
  /** An array of the problems met. */
  readonly errors: Expression<"unknown">;
}

/** The output of an ExecutePipeline. */
export interface ExecutePipelineOutput {
  /** The id of the run that was started, a GUID. */
  readonly pipelineRunId: Expression<"string">;
  /** A value that the child set by `setReturnValue`; there only where it was waited for. */
  returnValue(key: string): Expression<"unknown">;
}

/** The output of a kind that has none a pipeline should read. */
export type NoOutput = Readonly<Record<never, never>>;

/**
 * What can be read of each kind of activity.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-lookup-activity#use-the-lookup-activity-result
 * @see https://learn.microsoft.com/azure/data-factory/transform-data-using-script#activity-output
 * @see https://learn.microsoft.com/azure/data-factory/copy-activity-monitoring
 * @see https://learn.microsoft.com/azure/data-factory/tutorial-pipeline-return-value
 */
export interface OutputByKind {
  readonly Copy: CopyOutput;
  readonly DatabricksJob: NoOutput;
  readonly ExecutePipeline: ExecutePipelineOutput;
  readonly Fail: NoOutput;
  readonly IfCondition: NoOutput;
  readonly Lookup: LookupOutput;
  readonly LookupRows: LookupRowsOutput;
  readonly Script: ScriptOutput;
  readonly SetVariable: NoOutput;
  readonly Until: NoOutput;
  readonly Wait: NoOutput;
}

/** Makes the output accessors of an activity by its kind. */
export const OUTPUT_BY_KIND: {
  readonly [K in ActivityKind]: (activity: Expression) => OutputByKind[K];
} = Object.freeze({
  Copy: copyOutput,
  DatabricksJob: noOutput,
  ExecutePipeline: (activity: Expression) => ({
    pipelineRunId: path<"string">(activity, "output", "pipelineRunId"),
    returnValue: (key: string) => property(path(activity, "output", "pipelineReturnValue"), key),
  }),
  Fail: noOutput,
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
  Until: noOutput,
  Wait: noOutput,
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
