/** One play: the schema is applied, then the triggers fire, in virtual time. */
import { Engine, type EngineEvent } from "../adf/engine";
import { answerActivity, type JobRun, type World } from "./activities";
import type { Factory } from "./factory";
import type { LocalClouds } from "./local-clouds";
import type { Played } from "./plan";
import { RehearsalError } from "./rehearsal-error";
import type { Scenario } from "./scenarios";

const HOUR = 3_600_000;

/** What is played, and with what. */
export interface Play {
  readonly factory: Factory;
  readonly clouds: LocalClouds;
  readonly played: readonly Played[];
  readonly scenario: Scenario;
  /** From which ids follow. */
  readonly seed: number;
  /** Is told of each job. @default - nobody */
  readonly onJob?: (run: JobRun) => void;
}

/** What happened, in order. */
export interface PlayedOut {
  readonly events: readonly EngineEvent[];
  readonly jobRuns: readonly JobRun[];
}

/** Plays all that was planned to its end. @throws RehearsalError `REHEARSAL_PART_MISSING` */
export async function play({
  clouds,
  factory,
  onJob = () => {},
  played,
  scenario,
  seed,
}: Play): Promise<PlayedOut> {
  const jobRuns: JobRun[] = [];
  const events: EngineEvent[] = [];
  const { lake, log, service, workspace } = clouds;
  await service?.play(scenario.service);
  const world: World = {
    connection: log.connection,
    lake,
    workspace,
    cloud: service,
    scenario,
    jobs: factory.jobs,
    onJob: (run) => {
      jobRuns.push(run);
      onJob(run);
    },
    deliver: deliveryOf(played, clouds),
  };
  const begin = beginOf(played);
  const engine = new Engine({
    pipelines: factory.pipelines,
    handler: (request) => answerActivity(world, request),
    listener: (event) => events.push(event),
    now: begin.toISOString(),
    seed,
  });
  const schema = engine.submit({ pipeline: "apply-schema", parameters: factory.schemaParameters });
  for (const { trigger, at, parameters } of played.flatMap((each) => each.firings)) {
    engine.submit({
      pipeline: trigger.pipeline,
      parameters,
      afterSeconds: (at.getTime() - begin.getTime()) / 1000,
      trigger: { type: "ScheduleTrigger", name: trigger.name, time: at.toISOString() },
    });
  }
  await engine.finish();
  if (schema.result.pipeline !== "Succeeded") {
    const [error] = Object.values(schema.result.errors);
    const detail = error?.message ?? "it failed";
    throw new RehearsalError("REHEARSAL_PART_MISSING", "apply-schema", detail);
  }
  return { events, jobRuns };
}

/** When the platform is deployed: an hour before the first firing. */
export function beginOf(played: readonly Played[]): Date {
  const times = played.flatMap(({ firings }) => firings.map(({ at }) => at.getTime()));
  return new Date(Math.min(...times) - HOUR);
}

/** Lets the lake hold what is known before the period of a run, once. */
function deliveryOf(played: readonly Played[], { lake, workspace }: LocalClouds): World["deliver"] {
  const delivered = new Set<string>();
  return async (name, period) => {
    const found = played.find(({ forecast }) => forecast.name === name);
    const key = `${name} ${period}`;
    if (found === undefined || delivered.has(key)) return;
    delivered.add(key);
    await workspace.deliver(found.table, period, lake.inputFile(found.forecast.input));
  };
}
