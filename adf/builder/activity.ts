// What every activity is once it is made: a frozen value in the service's own shape whose leaves may
// be expressions. A new activity type is a factory that returns one, and its row in outputs.ts.

import { compact, frozenCopy, type Name, type ValueRecord } from "./value";

/** The activity types of the service that the builder makes. */
export type ActivityType =
  | "AppendVariable"
  | "Copy"
  | "DatabricksJob"
  | "DatabricksNotebook"
  | "DatabricksSparkPython"
  | "Delete"
  | "ExecutePipeline"
  | "Fail"
  | "Filter"
  | "ForEach"
  | "GetMetadata"
  | "IfCondition"
  | "Lookup"
  | "Script"
  | "SetVariable"
  | "SqlServerStoredProcedure"
  | "Switch"
  | "Until"
  | "Validation"
  | "Wait"
  | "WebActivity"
  | "WebHook";

/** The activity types, with the two outputs of a Lookup told apart: these decide what a handle reads. */
export type ActivityKind = ActivityType | "LookupRows";

/** How an activity ended, as its dependents see it; Completed is Succeeded or Failed. */
export type Outcome = "Succeeded" | "Failed" | "Skipped" | "Completed";

/**
 * How often and how long an activity that works outside the factory is tried.
 *
 * @see https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities#activity-policy
 */
export interface ActivityPolicy {
  /**
   * How long one attempt may take; required, since the service's own default is seven days.
   *
   * @format timespan `[d.]hh:mm:ss`, 10 minutes to 7 days
   */
  readonly timeout: string;
  /** How many times a failed attempt is repeated, 0 or more; required, so that it is a decision. */
  readonly retry: number;
  /**
   * Seconds between two attempts, 30 to 86400.
   *
   * @default the service waits 30 seconds
   */
  readonly retryIntervalInSeconds?: number;
  /** Keeps the input out of the run's log. @default false */
  readonly secureInput?: boolean;
  /** Keeps the output out of the run's log. @default false */
  readonly secureOutput?: boolean;
}

/** What an activity without attempts can still say of its log. */
export interface SecurePolicy {
  /** Keeps the input out of the run's log. @default false */
  readonly secureInput?: boolean;
  /** Keeps the output out of the run's log. @default false */
  readonly secureOutput?: boolean;
}

/** Whether an activity runs. */
export type ActivityState = "Active" | "Inactive";

/**
 * What every activity accepts.
 *
 * @see https://learn.microsoft.com/azure/data-factory/deactivate-activity
 */
export interface CommonOptions {
  /** Shown in the editor of the factory. @default no description */
  readonly description?: string;
  /**
   * How an inactive activity counts for its dependents; only together with `state: "Inactive"`.
   *
   * @default the service marks it Succeeded
   */
  readonly onInactiveMarkAs?: Exclude<Outcome, "Completed">;
  /**
   * An inactive activity is not run, and has neither output nor error to read.
   *
   * @default the service takes it as Active
   */
  readonly state?: ActivityState;
  /** Shown as columns of the run in monitoring. @default none */
  readonly userProperties?: Readonly<Record<string, string>>;
}

/** A user property in the service's shape. */
export interface UserProperty {
  readonly name: string;
  readonly value: string;
}

/** A reference to another entity of the factory. */
export interface Reference<T extends string> {
  readonly referenceName: Name;
  readonly type: T;
  readonly parameters?: ValueRecord;
}

/** The list of a container that holds activities: the service's name of it, and what it holds. */
export interface Container {
  readonly property:
    | "activities"
    | "cases"
    | "defaultActivities"
    | "ifFalseActivities"
    | "ifTrueActivities";
  /** What the expression of a Switch has to yield; given in the property `cases` alone. */
  readonly caseValue?: string;
  readonly scope: ScopeId;
  readonly activities: readonly PlacedActivity[];
}

/** The identity of a scope: two scopes are the same only if this is the same object. */
export interface ScopeId {
  /** The name of the pipeline or container, for messages. */
  readonly label: string;
}

/** An edge: an activity of the same scope and the outcomes of it that let the dependent run. */
export interface Dependency {
  readonly activity: string;
  readonly outcomes: readonly Outcome[];
  readonly scope: ScopeId;
}

/** An activity with its place in a graph. */
export interface PlacedActivity {
  readonly activity: Activity;
  readonly dependsOn: readonly Dependency[];
}

/**
 * An immutable activity, in the service's shape, not yet part of a graph.
 *
 * `S` is the scope it belongs to, as a path of names; it is `never`, which fits anywhere, unless
 * the activity holds a body whose edges know their scope.
 */
export interface Activity<
  N extends string = string,
  K extends ActivityKind = ActivityKind,
  S extends string = string,
> {
  readonly name: N;
  readonly kind: K;
  readonly type: ActivityType;
  readonly description?: string;
  readonly state?: ActivityState;
  readonly onInactiveMarkAs?: Exclude<Outcome, "Completed">;
  readonly userProperties?: readonly UserProperty[];
  readonly policy?: ActivityPolicy | SecurePolicy;
  readonly linkedServiceName?: Reference<"LinkedServiceReference">;
  readonly inputs?: readonly Reference<"DatasetReference">[];
  readonly outputs?: readonly Reference<"DatasetReference">[];
  /** The properties of the type, without the lists of inner activities. */
  readonly typeProperties: ValueRecord;
  /** The inner activities of a container, in the service's order; empty for the rest. */
  readonly containers: readonly Container[];
  /** Exists for the type checker only; never set. */
  readonly scope?: S | undefined;
}

/** The parts in which activities differ; `activity()` adds the rest. */
export interface ActivityParts {
  readonly type: ActivityType;
  readonly policy?: ActivityPolicy | SecurePolicy | undefined;
  readonly linkedServiceName?: Reference<"LinkedServiceReference">;
  readonly inputs?: readonly Reference<"DatasetReference">[];
  readonly outputs?: readonly Reference<"DatasetReference">[];
  readonly typeProperties: ValueRecord;
  readonly containers?: readonly Container[];
}

/** Makes the frozen value of an activity; every factory ends here. */
export function activity<N extends string, K extends ActivityKind, S extends string = never>(
  name: N,
  kind: K,
  options: CommonOptions,
  parts: ActivityParts,
): Activity<N, K, S> {
  const { containers = [], policy, typeProperties, ...beside } = parts;
  const { description, state, onInactiveMarkAs } = options;
  const userProperties = Object.entries(options.userProperties ?? {});
  return Object.freeze({
    name,
    kind,
    ...(description === undefined ? {} : { description }),
    ...(state === undefined ? {} : { state }),
    ...(onInactiveMarkAs === undefined ? {} : { onInactiveMarkAs }),
    ...(userProperties.length === 0 ? {} : { userProperties: pairs(userProperties) }),
    ...(policy === undefined ? {} : { policy: frozenCopy(policy) }),
    ...frozenCopy(beside),
    typeProperties: frozenCopy(compact(typeProperties)),
    // Not copied: their scopes are told apart by identity, and what they hold is frozen already.
    containers: Object.freeze(containers.map((container) => Object.freeze(container))),
  });
}

function pairs(entries: readonly [string, string][]): readonly UserProperty[] {
  return Object.freeze(entries.map(([name, value]) => Object.freeze({ name, value })));
}

/** A reference to a linked service by name. */
export function linkedServiceReference(name: Name): Reference<"LinkedServiceReference"> {
  return { referenceName: name, type: "LinkedServiceReference" };
}
