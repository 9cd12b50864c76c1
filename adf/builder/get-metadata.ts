// The GetMetadata activity: what is known of a file, folder or table without reading it.

import { type Activity, type ActivityPolicy, activity, type CommonOptions } from "./activity";
import { type Dataset, datasetReference } from "./dataset";
import type { MetadataField } from "./output-shapes";
import type { MetadataOf } from "./outputs";
import type { ValueRecord } from "./value";

/** What a GetMetadata asks for. */
export interface GetMetadataOptions<F extends MetadataField> extends CommonOptions {
  readonly dataset: Dataset;
  /** The fields; these alone can be read of the handle. At least one. */
  readonly fieldList: readonly [F, ...F[]];
  /** In the service's shape, where the dataset has a format. @default none */
  readonly formatSettings?: ValueRecord & { readonly type: `${string}ReadSettings` };
  readonly policy: ActivityPolicy;
  /** In the service's shape, where the dataset has a format; wildcards do not work. @default none */
  readonly storeSettings?: ValueRecord & { readonly type: `${string}ReadSettings` };
}

/**
 * What is known of a file, folder or table; fails where it is not there, unless asked for `exists`.
 *
 * @example
 * const file = p.add(getMetadata("File", { dataset: "d", fieldList: ["exists", "size"], policy }));
 * and(file.exists, greater(file.size, 0));
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-get-metadata-activity
 */
export function getMetadata<const N extends string, const F extends MetadataField>(
  name: N,
  options: GetMetadataOptions<F>,
): Activity<N, MetadataOf<F>, never>;
export function getMetadata(
  name: string,
  options: GetMetadataOptions<MetadataField>,
): Activity<string, "GetMetadata", never> {
  const { dataset, fieldList, storeSettings, formatSettings, policy } = options;
  return activity(name, "GetMetadata", options, {
    type: "GetMetadata",
    policy,
    typeProperties: {
      dataset: { ...datasetReference(dataset) },
      fieldList,
      storeSettings,
      formatSettings,
    },
  });
}
