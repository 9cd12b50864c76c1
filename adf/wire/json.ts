// The service's own JSON of a pipeline: that of its REST interface, its git integration and its
// editor's code view.

/** A value of the service's JSON; a deferred value of the builder stands in it untouched. */
export type WireValue =
  | string
  | number
  | boolean
  | null
  | readonly WireValue[]
  | { readonly [key: string]: WireValue };

/** An object of the service's JSON. */
export type WireRecord = { readonly [key: string]: WireValue };

/** An edge of the service's JSON. */
export interface DependencyJson {
  readonly activity: string;
  readonly dependencyConditions: readonly string[];
}

/** An activity of the service's JSON; inner activities are in `typeProperties`. */
export interface ActivityJson {
  readonly name: string;
  readonly type: string;
  readonly typeProperties: WireRecord;
  readonly dependsOn?: readonly DependencyJson[];
  readonly [key: string]: unknown;
}

/**
 * A pipeline of the service's JSON.
 *
 * @see https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities#pipeline-json
 */
export interface PipelineJson {
  readonly name: string;
  readonly properties: {
    readonly description?: string;
    readonly activities: readonly ActivityJson[];
    readonly parameters?: WireRecord;
    readonly variables?: WireRecord;
    readonly concurrency?: number;
    readonly annotations?: readonly string[];
    readonly folder?: { readonly name: string };
  };
}
