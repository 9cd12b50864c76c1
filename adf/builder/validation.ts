// The Validation activity: a wait until a file, folder or table is there.

import { type Activity, activity, type CommonOptions } from "./activity";
import { type Dataset, datasetReference } from "./dataset";
import type { Value } from "./value";

/** How a Validation waits. */
interface ValidationBase extends CommonOptions {
  readonly dataset: Dataset;
  /** Seconds between two looks. @default the service takes 10 */
  readonly sleep?: Value<"number">;
  /**
   * How long it waits; required, since page and specification name different defaults (12 hours,
   * 7 days).
   *
   * @format timespan `[d.]hh:mm:ss`
   */
  readonly timeout: string;
}

/** What a Validation waits for: of a folder its items, of a file its size. */
export type ValidationOptions =
  | (ValidationBase & {
      /** True: the folder has items, false: it is empty. @default either, the folder is there */
      readonly childItems?: Value<"boolean">;
      readonly minimumSize?: never;
    })
  | (ValidationBase & {
      readonly childItems?: never;
      /** Bytes that the file has at least. */
      readonly minimumSize: Value<"number">;
    });

/**
 * A wait until a file, folder or table is there; at the top of a pipeline only, in no container.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-validation-activity
 */
export function validation<const N extends string>(
  name: N,
  options: ValidationOptions,
): Activity<N, "Validation", never> {
  const { dataset, timeout, sleep, minimumSize, childItems } = options;
  return activity(name, "Validation", options, {
    type: "Validation",
    typeProperties: {
      dataset: { ...datasetReference(dataset) },
      timeout,
      sleep,
      minimumSize,
      childItems,
    },
  });
}
