// Datasets by reference, and the sources and sinks that read and write them.

import type { Reference } from "./activity";
import { compact, frozenCopy, type Name, type Value, type ValueRecord } from "./value";

/** A dataset, by name where it takes no parameters. */
export type Dataset = Name | Reference<"DatasetReference">;

/**
 * A reference to a dataset with the values of its parameters.
 *
 * @example dataset("step-answer", { path: p.parameter("stepId") })
 */
export function dataset(name: Name, parameters?: ValueRecord): Reference<"DatasetReference"> {
  const base = { referenceName: name, type: "DatasetReference" } as const;
  return frozenCopy(parameters === undefined ? base : { ...base, parameters });
}

/** A dataset as a reference, whichever way it was given. */
export function datasetReference(given: Dataset): Reference<"DatasetReference"> {
  return typeof given === "object" && "referenceName" in given ? given : dataset(given);
}

/** Where a Lookup or Copy reads from, in the service's shape. */
export type Source = ValueRecord & { readonly type: `${string}Source` };

/** Where a Copy writes to, in the service's shape. */
export type Sink = ValueRecord & { readonly type: `${string}Sink` };

/**
 * Rows of a query on Azure SQL Database.
 *
 * The query takes no parameters: whatever is put into its text must be known not to be hostile.
 *
 * @param query - T-SQL that yields exactly one result set.
 * @see https://learn.microsoft.com/azure/data-factory/connector-azure-sql-database#azure-sql-database-as-the-source
 */
export function sqlQuery(query: Value<"string">, options: SqlQueryOptions = {}): Source {
  return frozenCopy({
    type: "AzureSqlSource",
    sqlReaderQuery: query,
    ...(options.queryTimeout === undefined ? {} : { queryTimeout: options.queryTimeout }),
  });
}

/** How a query on Azure SQL Database is run. */
export interface SqlQueryOptions {
  /**
   * How long the query itself may take.
   *
   * @format timespan `hh:mm:ss`
   * @default the service waits 2 hours (02:00:00)
   */
  readonly queryTimeout?: string;
}

/** Which files of an ADLS Gen2 dataset are read. */
export interface FileSelection {
  /** Reads subfolders too. @default true, the service's own */
  readonly recursive?: Value<"boolean">;
  /** A folder pattern with `*` and `?`, under the dataset's file system. @default the dataset's folder */
  readonly wildcardFolderPath?: Value<"string">;
  /** A file pattern with `*` and `?`. @default the dataset's file */
  readonly wildcardFileName?: Value<"string">;
}

/**
 * Parquet files of a dataset in Azure Data Lake Storage Gen2.
 *
 * @see https://learn.microsoft.com/azure/data-factory/format-parquet#parquet-as-source
 */
export function parquetFiles(selection: FileSelection = {}): Source {
  return frozenCopy({ type: "ParquetSource", storeSettings: readSettings(selection) });
}

/**
 * JSON documents of a dataset in Azure Data Lake Storage Gen2; one row a document.
 *
 * @see https://learn.microsoft.com/azure/data-factory/format-json#json-as-source
 */
export function jsonFiles(selection: FileSelection = {}): Source {
  return frozenCopy({
    type: "JsonSource",
    storeSettings: readSettings(selection),
    formatSettings: { type: "JsonReadSettings" },
  });
}

/** How rows get into a table of Azure SQL Database: added, or matched by key. */
export type SqlWrite =
  | {
      readonly writeBehavior: "insert";
      /** T-SQL run before the first row, such as a DELETE. @default nothing runs */
      readonly preCopyScript?: Value<"string">;
    }
  | {
      readonly writeBehavior: "upsert";
      /** The columns that identify a row; at least one. */
      readonly keys: readonly [string, ...string[]];
      /** Where the interim table is made: the tempdb, or a schema in which the identity may create tables. */
      readonly interim: "tempdb" | { readonly schema: string };
      readonly preCopyScript?: Value<"string">;
    };

/**
 * A table of Azure SQL Database as the target of a Copy.
 *
 * @see https://learn.microsoft.com/azure/data-factory/connector-azure-sql-database#azure-sql-database-as-the-sink
 */
export function sqlTable(write: SqlWrite): Sink {
  const { writeBehavior, preCopyScript } = write;
  const script = preCopyScript === undefined ? {} : { preCopyScript };
  if (write.writeBehavior === "insert")
    return frozenCopy({ type: "AzureSqlSink", writeBehavior, ...script });
  const { keys, interim } = write;
  const place =
    interim === "tempdb"
      ? { useTempDB: true }
      : { useTempDB: false, interimSchemaName: interim.schema };
  const upsertSettings = { ...place, keys };
  return frozenCopy({ type: "AzureSqlSink", writeBehavior, upsertSettings, ...script });
}

/** How files of Azure Data Lake Storage Gen2 are selected, in the service's shape. */
export function readSettings(selection: FileSelection): ValueRecord {
  const { recursive = true, wildcardFolderPath, wildcardFileName } = selection;
  return compact({
    type: "AzureBlobFSReadSettings",
    recursive,
    wildcardFolderPath,
    wildcardFileName,
  });
}
