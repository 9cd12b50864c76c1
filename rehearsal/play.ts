/** One play: the schema is applied, then the triggers fire, in virtual time. */
import { type ActivityAnswer, type ActivityRequest, Engine, type EngineEvent } from "../adf/engine";
import { answerActivity, type JobRun, type World } from "./activities";
import type { Factory } from "./factory";
import type { LocalClouds } from "./local-clouds";
import type { Played } from "./plan";
import { RehearsalError } from "./rehearsal-error";
import { Recorder, type RunRecord } from "./run-record";
import type { Scenario } from "./scenarios";

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** What is played, and with what. */
export interface Play {
  readonly factory: Factory;
  readonly clouds: LocalClouds;
  readonly played: readonly Played[];
  readonly scenario: Scenario;
  /** From which ids follow. */
  readonly seed: number;
  /** Stands between the pipelines and all that they ask for. @default - nothing does */
  readonly disturb?: (engine: Engine) => Disturbance;
  /** Is told of each job. @default - nobody */
  readonly onJob?: (run: JobRun) => void;
  /** Is handed what a run did as soon as it has ended; nothing of it is kept here. */
  readonly onRun: (record: RunRecord) => Promise<void>;
}

/** What goes wrong in a play. */
export interface Disturbance {
  /** Answers an activity, by letting it be done or otherwise. */
  answer(request: ActivityRequest, proceed: () => Promise<ActivityAnswer>): Promise<ActivityAnswer>;
  /** Is told every event. */
  listen(event: EngineEvent): void;
  /** How far the service's clock goes before the run log's, minutes. */
  readonly skewMinutes: number;
}

/** Plays all that was planned to its end. @throws RehearsalError `REHEARSAL_PART_MISSING`, `REHEARSAL_ENDLESS` */
export async function play({
  clouds,
  disturb,
  factory,
  onJob = () => {},
  onRun,
  played,
  scenario,
  seed,
}: Play): Promise<void> {
  const recorder = new Recorder();
  const handOn = async () => {
    for (const record of recorder.takeEnded()) await onRun(record);
  };
  const { lake, log, service, workspace } = clouds;
  await service?.play(scenario.service);
  const changeService = changesOf(played, scenario, clouds);
  let disturbance: Disturbance | undefined;
  const world: World = {
    connection: log.connection,
    lake,
    workspace,
    cloud: service,
    scenario,
    jobs: factory.jobs,
    skewMinutes: () => disturbance?.skewMinutes ?? 0,
    onJob: (run) => {
      recorder.ran(run);
      onJob(run);
    },
    deliver: deliveryOf(played, clouds, scenario.dataLateMinutes),
  };
  const begin = beginOf(played);
  const engine = new Engine({
    pipelines: factory.pipelines,
    handler: async (request: ActivityRequest) => {
      await handOn();
      await changeService(request.now);
      const proceed = () => answerActivity(world, request);
      const answer = await (disturbance?.answer(request, proceed) ?? proceed());
      recorder.answered(request, answer);
      return answer;
    },
    listener: (event) => {
      recorder.listen(event);
      disturbance?.listen(event);
    },
    now: begin.toISOString(),
    seed,
  });
  disturbance = disturb?.(engine);
  const schema = engine.submit({ pipeline: "apply-schema", parameters: factory.schemaParameters });
  for (const { trigger, at, parameters } of played.flatMap((each) => each.firings)) {
    for (const minutes of [0, ...scenario.firedAgainAfterMinutes]) {
      engine.submit({
        pipeline: trigger.pipeline,
        parameters,
        afterSeconds: (at.getTime() - begin.getTime()) / 1000 + minutes * 60,
        trigger: { type: "ScheduleTrigger", name: trigger.name, time: at.toISOString() },
      });
    }
  }
  await engine.finish();
  await handOn();
  if (schema.result.pipeline !== "Succeeded") {
    const [error] = Object.values(schema.result.errors);
    const detail = error?.message ?? "it failed";
    throw new RehearsalError("REHEARSAL_PART_MISSING", "apply-schema", detail);
  }
}

/** Lets the service be another as soon as the scenario says so. */
function changesOf(
  played: readonly Played[],
  { serviceChanges }: Scenario,
  { service }: LocalClouds,
): (now: string) => Promise<void> {
  const due = Math.min(...played.map(({ reportedFrom }) => reportedFrom.getTime()));
  const waiting = [...serviceChanges];
  return async (now) => {
    const minutes = (Date.parse(now) - due) / MINUTE;
    while (waiting[0] !== undefined && waiting[0].afterMinutes <= minutes) {
      await service?.play(waiting.shift()?.service ?? {});
    }
  };
}

/** When the platform is deployed: an hour before the first firing. */
export function beginOf(played: readonly Played[]): Date {
  const times = played.flatMap(({ firings }) => firings.map(({ at }) => at.getTime()));
  return new Date(Math.min(...times) - HOUR);
}

/** The runs that have to be there afterwards, of those that are reported. */
export function dueRuns(
  played: readonly Played[],
): readonly { readonly forecast: string; readonly period: string }[] {
  return played.flatMap(({ firings, forecast, reportedFrom }) =>
    firings
      .filter(({ at }) => at >= reportedFrom)
      .map(({ parameters }) => ({ forecast: forecast.name, period: parameters["period"] ?? "" })),
  );
}

/**
 * Lets the lake hold what was delivered for a run until then.
 *
 * What is in time reaches into the period, of which nothing may be used; what is late ends a step before it
 * should.
 */
function deliveryOf(
  played: readonly Played[],
  { lake, workspace }: LocalClouds,
  lateMinutes: number,
): World["deliver"] {
  const delivered = new Set<string>();
  return async (name, period, until) => {
    const found = played.find(({ forecast }) => forecast.name === name);
    const firing = found?.firings.find(({ parameters }) => parameters["period"] === period);
    if (found === undefined || firing === undefined) return;
    const isLate = until.getTime() < firing.at.getTime() + lateMinutes * MINUTE;
    const key = `${name} ${period} ${isLate}`;
    if (delivered.has(key)) return;
    delivered.add(key);
    const { input } = found.forecast;
    await workspace.deliver(found.table, period, isLate ? -1 : 1, lake.inputFile(input));
  };
}
