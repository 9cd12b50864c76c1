/**
 * What Data Factory bills for a simulation, from the engine's events.
 *
 * Every activity run and every trigger run is an orchestration run. An activity that runs on an
 * integration runtime is billed by its minutes too, rounded up for each run; what the factory does by
 * itself (Wait, If, Until and the like) is not.
 *
 * @see https://learn.microsoft.com/azure/data-factory/better-understand-different-integration-runtime-charges
 */
import type { ActivityEvent, EngineEvent } from "../../adf/engine";
import type { Charge } from "../bill";

/** Where activities run. */
export type Runtime = "azure" | "managed-vnet" | "self-hosted";

/** How the runtime bills an activity: not at all, or by what meter. */
type Kind = "external_activity" | "pipeline_activity" | "data_movement";

const PRICES: Readonly<Record<Runtime, string>> = {
  azure: "adf.azure_ir",
  "managed-vnet": "adf.managed_vnet_ir",
  "self-hosted": "adf.self_hosted_ir",
};

/** What the factory does by itself. */
const ORCHESTRATION_ONLY: ReadonlySet<string> = new Set([
  "AppendVariable",
  "ExecutePipeline",
  "Fail",
  "Filter",
  "ForEach",
  "IfCondition",
  "SetVariable",
  "Switch",
  "Until",
  "Wait",
]);

const PIPELINE_ACTIVITIES: ReadonlySet<string> = new Set(["Delete", "GetMetadata", "Lookup"]);

/** Data integration units of a copy: the least that the automatic choice takes for files into a table. */
const COPY_DIU = 4;

/** Seconds that a managed virtual network's runtime stays, and is billed, after a pipeline activity. */
const MANAGED_TAIL_SECONDS = 3600;

interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Listens to a simulation, and counts what it is billed for. */
export class FactoryMeter {
  /** Runs of activities, every attempt counted. */
  activityRuns = 0;
  /** Runs of pipelines that no pipeline called. */
  triggerRuns = 0;
  readonly #runtimeOf: (pipeline: string, activity: string) => Runtime;
  readonly #startedAt = new Map<string, number>();
  readonly #runs = new Map<Runtime, number>();
  /** Billed hours by the price's id. */
  readonly #hours = new Map<string, number>();
  readonly #managed = new Map<Kind, Interval[]>();

  /** @param runtimeOf - where an activity runs; by default on the Azure runtime */
  constructor(runtimeOf: (pipeline: string, activity: string) => Runtime = () => "azure") {
    this.#runtimeOf = runtimeOf;
  }

  /** The listener of the engine. */
  readonly listen = (event: EngineEvent): void => {
    if (event.of === "activity") this.#activity(event);
    else if (event.kind === "started" && event.parent === undefined) this.triggerRuns += 1;
  };

  /** What is billed, an item each. */
  charges(): readonly Charge[] {
    const runs = new Map(this.#runs);
    runs.set("azure", (runs.get("azure") ?? 0) + this.triggerRuns);
    const orchestration = [...runs].map(([runtime, quantity]) =>
      charge("activity and trigger runs", `${PRICES[runtime]}.orchestration`, quantity),
    );
    const hours = [...this.#hours, ...this.#managedHours()].map(([priceId, quantity]) =>
      charge(ITEMS[kindOfPrice(priceId)] ?? "activities", priceId, quantity),
    );
    return [...orchestration, ...hours].filter(({ quantity }) => quantity > 0);
  }

  #activity(event: ActivityEvent): void {
    const { activityRunId, at, kind } = event;
    if (kind === "started") {
      this.#startedAt.set(activityRunId, at);
    } else if (kind === "retried" || (kind === "ended" && event.attempt > 0)) {
      this.#attempt(event, this.#startedAt.get(activityRunId) ?? at);
      this.#startedAt.set(activityRunId, at);
    }
    if (kind === "ended") this.#startedAt.delete(activityRunId);
  }

  #attempt({ activity, at, pipeline, type }: ActivityEvent, from: number): void {
    const runtime = this.#runtimeOf(pipeline, activity);
    this.activityRuns += 1;
    this.#runs.set(runtime, (this.#runs.get(runtime) ?? 0) + 1);
    if (ORCHESTRATION_ONLY.has(type)) return;
    const kind = kindOf(type);
    const minutes = Math.max(1, Math.ceil((at - from) / 60));
    if (runtime === "managed-vnet" && kind !== "data_movement") {
      const tail = kind === "pipeline_activity" ? MANAGED_TAIL_SECONDS : 0;
      const interval = { from, to: from + minutes * 60 + tail };
      this.#managed.set(kind, [...(this.#managed.get(kind) ?? []), interval]);
      return;
    }
    const units = kind === "data_movement" && runtime !== "self-hosted" ? COPY_DIU : 1;
    const priceId = `${PRICES[runtime]}.${kind}`;
    this.#hours.set(priceId, (this.#hours.get(priceId) ?? 0) + (minutes / 60) * units);
  }

  // In a managed virtual network, activities that overlap share the runtime.
  #managedHours(): readonly (readonly [priceId: string, hours: number])[] {
    return [...this.#managed].map(([kind, intervals]) => [
      `${PRICES["managed-vnet"]}.${kind}`,
      unionSeconds(intervals) / 3600,
    ]);
  }
}

const ITEMS: Readonly<Record<string, string>> = {
  data_movement: "copy activities, DIU hours",
  external_activity: "activities that run elsewhere, hours",
  pipeline_activity: "lookups, hours",
};

function kindOf(type: string): Kind {
  if (type === "Copy") return "data_movement";
  return PIPELINE_ACTIVITIES.has(type) ? "pipeline_activity" : "external_activity";
}

function kindOfPrice(priceId: string): string {
  return priceId.slice(priceId.lastIndexOf(".") + 1);
}

function charge(item: string, priceId: string, quantity: number): Charge {
  return { part: "data-factory", item, priceId, quantity };
}

function unionSeconds(intervals: readonly Interval[]): number {
  let seconds = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    seconds += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return seconds;
}
