// The Lookup activity: one row, or the rows, of a query or file.

import { type Activity, type ActivityPolicy, activity, type CommonOptions } from "./activity";
import { type Dataset, datasetReference, type Source } from "./dataset";

/** What a Lookup reads. */
export interface LookupOptions extends CommonOptions {
  readonly dataset: Dataset;
  /** A query (`sqlQuery`) or documents (`jsonFiles`). */
  readonly source: Source;
  readonly policy: ActivityPolicy;
}

/**
 * A Lookup of the first row.
 *
 * A query that yields no row leaves the output without `firstRow`, and a plain read of it fails.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-lookup-activity
 */
export function lookup<const N extends string>(
  name: N,
  options: LookupOptions,
): Activity<N, "Lookup", never> {
  return make(name, "Lookup", options, true);
}

/**
 * A Lookup of all rows: at most 5000, the rest silently left out, and 4 MB, beyond which it fails.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-lookup-activity#supported-capabilities
 */
export function lookupRows<const N extends string>(
  name: N,
  options: LookupOptions,
): Activity<N, "LookupRows", never> {
  return make(name, "LookupRows", options, false);
}

function make<N extends string, K extends "Lookup" | "LookupRows">(
  name: N,
  kind: K,
  options: LookupOptions,
  firstRowOnly: boolean,
): Activity<N, K, never> {
  const { dataset, source, policy } = options;
  return activity(name, kind, options, {
    type: "Lookup",
    policy,
    typeProperties: { source, dataset: { ...datasetReference(dataset) }, firstRowOnly },
  });
}
