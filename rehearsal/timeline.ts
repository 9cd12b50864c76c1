/** What a run's pipelines and clusters did when: from the engine's events and the job runs. */
import type { EngineEvent } from "../adf/engine";
import type { JobRun } from "./activities";

/** Times are minutes since the run began. */
export interface Timeline {
  /** Runs of activities, without the containers around them. */
  readonly activities: readonly ActivitySpan[];
  /** From the request of each cluster: its start, then the work. */
  readonly clusters: readonly ClusterSpan[];
}

interface ActivitySpan {
  readonly name: string;
  /** The service's word, such as `Lookup`. */
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

interface ClusterSpan {
  readonly from: number;
  readonly start: number;
  readonly work: number;
}

const CONTAINERS: ReadonlySet<string> = new Set([
  "ExecutePipeline",
  "ForEach",
  "IfCondition",
  "Switch",
  "Until",
]);

/**
 * @param startedAt - when the run began
 * @param events - of the run's pipelines alone
 * @param jobs - that it started
 */
export function timelineOf(
  startedAt: Date,
  events: readonly EngineEvent[],
  jobs: readonly JobRun[],
): Timeline {
  const minuteOf = (time: string) => (Date.parse(time) - startedAt.getTime()) / 60_000;
  const begun = new Map<string, number>();
  const activities: ActivitySpan[] = [];
  for (const event of events) {
    if (event.of !== "activity" || CONTAINERS.has(event.type)) continue;
    const { activity: name, activityRunId, kind, time, type } = event;
    if (kind === "started") begun.set(activityRunId, minuteOf(time));
    const from = begun.get(activityRunId);
    if (kind === "ended" && from !== undefined) {
      activities.push({ name, type, from, to: minuteOf(time) });
    }
  }
  const clusters = jobs.map(({ at, startMinutes, workMinutes }) => ({
    from: minuteOf(at),
    start: startMinutes,
    work: workMinutes,
  }));
  return { activities, clusters };
}
