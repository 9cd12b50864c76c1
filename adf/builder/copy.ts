// The Copy activity: files of the lake into a table.

import { type Activity, type ActivityPolicy, activity, type CommonOptions } from "./activity";
import { type Dataset, datasetReference, type Sink, type Source } from "./dataset";
import type { Value, ValueTree } from "./value";

/** What a Copy reads and writes. */
export interface CopyOptions extends CommonOptions {
  /** The dataset that is read. */
  readonly input: Dataset;
  /** The dataset that is written. */
  readonly output: Dataset;
  /** How `input` is read, such as `parquetFiles()`. */
  readonly source: Source;
  /** How `output` is written, such as `sqlTable({ ... })`. */
  readonly sink: Sink;
  readonly policy: ActivityPolicy;
  /** Data integration units, 4 to 256. @default the service chooses */
  readonly dataIntegrationUnits?: Value<"number">;
  /** Column mapping, in the service's shape (`TabularTranslator`). @default columns by name */
  readonly translator?: ValueTree;
}

/**
 * A copy of rows from one dataset to another.
 *
 * @see https://learn.microsoft.com/azure/data-factory/copy-activity-overview
 */
export function copy<const N extends string>(
  name: N,
  options: CopyOptions,
): Activity<N, "Copy", never> {
  const { input, output, source, sink, policy, dataIntegrationUnits, translator } = options;
  return activity(name, "Copy", options, {
    type: "Copy",
    policy,
    inputs: [datasetReference(input)],
    outputs: [datasetReference(output)],
    typeProperties: { source, sink, dataIntegrationUnits, translator },
  });
}
