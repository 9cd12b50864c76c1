// The Delete activity: files of the lake, gone for good.

import {
  type Activity,
  type ActivityPolicy,
  activity,
  type CommonOptions,
  linkedServiceReference,
} from "./activity";
import { type Dataset, datasetReference, type FileSelection, readSettings } from "./dataset";
import type { Name, Value } from "./value";

/** What a Delete deletes. */
export interface DeleteOptions extends CommonOptions {
  /** The folder or file. */
  readonly dataset: Dataset;
  /** Which files of it; whether subfolders too is required, so that it is a decision. */
  readonly files: FileSelection & { readonly recursive: Value<"boolean"> };
  /** Where the names of what was deleted are kept. @default they are not kept */
  readonly log?: {
    /** The linked service of the storage account. */
    readonly linkedService: Name;
    /** Container and folder. @default the service makes a container */
    readonly path?: Value<"string">;
  };
  readonly policy: ActivityPolicy;
}

/**
 * A deletion of files in Azure Data Lake Storage Gen2; only soft delete brings them back.
 *
 * @see https://learn.microsoft.com/azure/data-factory/delete-activity
 */
export function delete_<const N extends string>(
  name: N,
  options: DeleteOptions,
): Activity<N, "Delete", never> {
  const { dataset, files, log, policy } = options;
  const logStorageSettings = log && {
    linkedServiceName: { ...linkedServiceReference(log.linkedService) },
    ...(log.path === undefined ? {} : { path: log.path }),
  };
  return activity(name, "Delete", options, {
    type: "Delete",
    policy,
    typeProperties: {
      dataset: { ...datasetReference(dataset) },
      storeSettings: readSettings(files),
      enableLogging: log !== undefined,
      logStorageSettings,
    },
  });
}
