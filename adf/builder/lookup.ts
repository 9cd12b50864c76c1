// The Lookup activity: one row, or the rows, of a query or file.

import { type Activity, type ActivityPolicy, activity, type CommonOptions } from "./activity";
import { type Dataset, datasetReference, type Source } from "./dataset";
import type { LookupOf } from "./outputs";

/** What a Lookup reads. */
export interface LookupOptions extends CommonOptions {
  readonly dataset: Dataset;
  /** A query (`sqlQuery`) or documents (`jsonFiles`). */
  readonly source: Source;
  readonly policy: ActivityPolicy;
}

/** What a Lookup of the first row reads. */
export interface LookupRowOptions<C extends string = string> extends LookupOptions {
  /**
   * The columns of the row: a read of any other does not compile. Nothing of it reaches the service.
   *
   * @default any column may be read
   */
  readonly columns?: readonly C[];
}

/** The kind of a Lookup whose columns are `C`; `string` where none are declared. */
export type LookupKind<C extends string> = string extends C ? "Lookup" : LookupOf<C>;

/**
 * A Lookup of the first row.
 *
 * A query that yields no row leaves the output without `firstRow`, and a plain read of it fails.
 *
 * @example
 * const look = p.add(lookup("Look", { dataset: "d", source, policy, columns: ["id", "state"] }));
 * equals(look.firstRow("state"), "open");
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-lookup-activity
 */
export function lookup<const N extends string, const C extends string = string>(
  name: N,
  options: LookupRowOptions<C>,
): Activity<N, LookupKind<C>, never>;
export function lookup(name: string, options: LookupRowOptions): Activity<string, "Lookup", never> {
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
