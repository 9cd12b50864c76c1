// What may be read of an activity once it has run, as types; outputs.ts says which kind has which.

import type { Expression } from "./expression";

/** The output of a Lookup of the first row; `C` are the columns that may be read. */
export interface LookupOutput<C extends string = string> {
  /** The whole row, an object; an error in the run where the query gave no row. */
  readonly row: Expression<"unknown">;
  /** A column of the row; an error in the run where the query gave no row. */
  firstRow(column: C): Expression<"unknown">;
  /** A column of the row, null where there is no row or no such column. */
  optionalFirstRow(column: C): Expression<"unknown">;
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

/** The output of a DatabricksNotebook. */
export interface NotebookOutput {
  /** What the notebook gave to `dbutils.notebook.exit`, JSON as its value; at most 2 MB. */
  readonly runOutput: Expression<"unknown">;
}

/** The output of a Delete. */
export interface DeleteOutput {
  /** How many files were deleted. */
  readonly filesDeleted: Expression<"number">;
  /** Where the log of a Delete that keeps one is. */
  readonly logPath: Expression<"string">;
}

/** The output of a Filter. */
export interface FilterOutput {
  /** The items that were kept, an array. */
  readonly items: Expression<"unknown">;
}

/**
 * What a GetMetadata can be asked for, and what a read of it yields.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-get-metadata-activity#metadata-options
 */
export interface MetadataFields {
  /** The files and folders of a folder, an array of `{ name, type }`. */
  readonly childItems: Expression<"unknown">;
  /** Columns of a file or table. */
  readonly columnCount: Expression<"number">;
  /** Of a file. */
  readonly contentMD5: Expression<"string">;
  /** When a file or folder was created, ISO 8601. */
  readonly created: Expression<"string">;
  /** Whether the file, folder or table is there; without this field the activity fails where not. */
  readonly exists: Expression<"boolean">;
  /** The name of the file or folder. */
  readonly itemName: Expression<"string">;
  /** `File` or `Folder`. */
  readonly itemType: Expression<"string">;
  /** When a file or folder was changed, ISO 8601. */
  readonly lastModified: Expression<"string">;
  /** Bytes of a file. */
  readonly size: Expression<"number">;
  /** Columns of a file or table, an array of `{ name, type }`. */
  readonly structure: Expression<"unknown">;
}

/** A field that a GetMetadata can be asked for. */
export type MetadataField = keyof MetadataFields;

/** The output of a WebActivity or WebHook: what the endpoint answered, an object. */
export interface WebOutput {
  /** A field of the answer; an error in the run where there is none. */
  field(name: string): Expression<"unknown">;
  /** A field of the answer, null where there is none. */
  optionalField(name: string): Expression<"unknown">;
}

/** The output of a kind that has none a pipeline should read. */
export type NoOutput = Readonly<Record<never, never>>;
