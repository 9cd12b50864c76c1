// Proves: the run log in memory answers as the statements do on the embedded database, whatever a night's
// jobs answer and whenever they are asked. Does not prove what it leaves out: approvals, take-overs,
// cancellations, restarts, and answers that are none.

import * as fc from "fast-check";
import { STAGES } from "../../run-log/contract";
import type { Row } from "../../run-log/embedded";
import { InMemoryRunLog } from "../../run-log/in-memory";
import type { JobAnswer } from "../../run-log/in-memory-run";
import { FORECASTS, guid, PERIOD, RunLog } from "./support/database";

let log: RunLog;
beforeAll(async () => {
  log = await RunLog.open();
});
afterAll(() => log.close());

const OWNER = guid(1);
const EARLIER = { owner: guid(2), period: "2026-12-03T00:00:00" };
const BACKENDS = ["demand", "automl", "trees"] as const;

/** What happens next in a night: time passes, and a step is taken with some outcome. */
interface Turn {
  readonly minutes: number;
  /** How far the answer's stage is from the run's. */
  readonly stages: number;
  readonly outcome:
    | {
        readonly status: "waiting" | "advance";
        readonly wait_seconds?: number;
        readonly retry?: "soon";
      }
    | { readonly status: "failed"; readonly retry: "never" | "soon" | "quota" }
    | "succeeded"
    | "no answer";
}

const waiting = fc.record(
  {
    status: fc.constant("waiting" as const),
    wait_seconds: fc.integer({ min: 0, max: 9000 }),
    retry: fc.constant("soon" as const),
  },
  { requiredKeys: ["status"] },
);
const turns: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.record({
    minutes: fc.constantFrom(0, 1, 5, 10, 20, 60, 61, 200),
    stages: fc.constantFrom(0, 0, 1, 1, 2),
    outcome: fc.oneof(
      { weight: 4, arbitrary: waiting },
      fc.constant({ status: "advance" as const }),
      fc.record({
        status: fc.constant("failed" as const),
        retry: fc.constantFrom("soon" as const, "quota" as const, "never" as const),
      }),
      fc.constantFrom("succeeded" as const, "no answer" as const),
    ),
  }),
  { minLength: 1, maxLength: 12 },
);

it("answers as the embedded database does, statement by statement", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...BACKENDS), turns, turns, async (forecast, past, now) => {
      await log.reset();
      // A past run gives each stage a usual duration.
      await playEmbedded(forecast, past);
      const history = await stageSeconds(forecast);
      await log.at(3000);
      const memory = new InMemoryRunLog({ forecast: rowOf(forecast), history });

      for (const [embedded, inMemory] of await playBoth(memory, forecast, now)) {
        expect(inMemory).toStrictEqual(embedded);
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

it("answers a caller that holds nothing, and a step that is not the run's", async () => {
  await log.reset();
  const memory = new InMemoryRunLog({ forecast: rowOf("demand") });
  memory.claim(instant(), { owner: OWNER, period: PERIOD });
  await log.claim(OWNER);

  expect(decision(memory.decide(instant(), guid(9)))).toStrictEqual(
    decision(await log.decide(guid(9))),
  );
  expect(memory.close(instant(), guid(9))).toMatchObject({ status: "none" });
  expect(memory.begin(instant(), "another step")).toStrictEqual({ done: 0 });
  expect(memory.claim(instant(), { owner: guid(9), period: PERIOD })).toStrictEqual({
    status: "queued",
    held: 0,
  });
});

type Pair = readonly [embedded: unknown, inMemory: unknown];

/** Plays a run on both, and returns what both said of it. */
async function playBoth(
  memory: InMemoryRunLog,
  forecast: string,
  night: readonly Turn[],
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  const claimed = await log.claim(OWNER, forecast);
  const inMemory = memory.claim(instant(), { owner: OWNER, period: PERIOD });
  pairs.push([{ status: claimed["status"], held: claimed["held"] }, inMemory]);
  for (const turn of night) {
    await log.later(turn.minutes);
    const due = await log.decide(OWNER);
    const own = memory.decide(instant(), OWNER);
    pairs.push([decision(due), decision(own)]);
    pairs.push(await takeStep(memory, [due, own], turn, forecast));
  }
  await log.later(1);
  const { status, error_code, error_message } = await log.run("close", { lease_owner: OWNER });
  pairs.push([{ status, error_code, error_message }, memory.close(instant(), OWNER)]);
  return pairs;
}

async function takeStep(
  memory: InMemoryRunLog,
  [due, own]: readonly [Row, Row],
  turn: Turn,
  forecast: string,
): Promise<Pair> {
  if (due["action"] !== "advance" && due["action"] !== "load") return [null, null];
  const keys = { run_id: String(due["run_id"]), step_id: String(due["step_id"]) };
  const stepId = String(own["step_id"]);
  const begun = await log.run("begin", keys);
  const begunOwn = memory.begin(instant(), stepId);
  await log.later(5);
  const told = (row: Row, own_: Row): Pair => [
    { done: begun["done"], status: row["status"], stage: row["stage"] },
    { done: begunOwn["done"], status: own_["status"], stage: own_["stage"] },
  ];
  if (turn.outcome === "no answer") {
    const error_message = "it broke";
    return told(
      await log.run("recordFailure", { ...keys, error_message }),
      memory.recordFailure(instant(), stepId, error_message),
    );
  }
  if (due["action"] === "load") {
    return told(
      await log.run("loadDone", { ...keys, rows_loaded: 1 }),
      memory.loadDone(instant(), stepId),
    );
  }
  const answer = answerOf(turn, String(begun["stage"]), forecast);
  return told(
    await log.run("record", { ...keys, answer: JSON.stringify({ state: "{}", ...answer }) }),
    memory.record(instant(), stepId, answer),
  );
}

async function playEmbedded(forecast: string, night: readonly Turn[]): Promise<void> {
  await log.claim(EARLIER.owner, forecast, EARLIER.period);
  for (const turn of night) {
    await log.later(turn.minutes);
    const due = await log.decide(EARLIER.owner);
    if (due["action"] !== "advance") continue;
    const keys = { run_id: String(due["run_id"]), step_id: String(due["step_id"]) };
    const { stage } = await log.run("begin", keys);
    if (turn.outcome === "no answer") continue;
    const answer = JSON.stringify({ state: "{}", ...answerOf(turn, String(stage), forecast) });
    await log.run("record", { ...keys, answer });
  }
  const { run_id } = await log.only(forecast);
  const ended = { run_id: String(run_id), decided_by: "ada", factory_run_id: guid(3) };
  await log.run("cancel", ended);
}

function answerOf({ outcome, stages }: Turn, current: string, forecast: string): JobAnswer {
  if (outcome === "succeeded") return { stage: current, status: "succeeded" };
  if (typeof outcome !== "object") throw new TypeError("no answer");
  if (outcome.status === "failed") return { ...outcome, stage: current, error_code: "BROKEN" };
  return { ...outcome, stage: laterStage(current, stages, forecast) };
}

/** A stage further on, never `load`, into which only a success leads. */
function laterStage(current: string, by: number, forecast: string): string {
  const { backend } = rowOf(forecast);
  const stages: readonly string[] =
    new Map<string, readonly string[]>(Object.entries(STAGES)).get(backend) ?? [];
  return stages[Math.min(stages.indexOf(current) + by, stages.length - 2)] ?? current;
}

/** What a decision says, without the ids that only one of the two knows. */
function decision({ action, wait_seconds, reason, job_id, job_parameters }: Row): unknown {
  const text = typeof job_parameters === "string" ? job_parameters : "null";
  const { run_id: _, step_id: __, ...document } = { ...(JSON.parse(text) as Row | null) };
  return { action, wait_seconds, reason, job_id: job_id ?? null, document };
}

async function stageSeconds(forecast: string): Promise<Record<string, readonly number[]>> {
  const rows = await log.rows(
    `SELECT from_stage, stage_seconds FROM mlops.run_event
     WHERE forecast = $1 AND stage_seconds IS NOT NULL ORDER BY event_id`,
    [forecast],
  );
  const history: Record<string, number[]> = {};
  for (const { from_stage, stage_seconds } of rows) {
    const stage = String(from_stage);
    history[stage] = [...(history[stage] ?? []), Number(stage_seconds)];
  }
  return history;
}

function rowOf(name: string): (typeof FORECASTS)[number] {
  const found = FORECASTS.find(({ forecast }) => forecast === name);
  if (found === undefined) throw new Error(`no forecast ${name}`);
  return found;
}

/** The clock's second. */
function instant(): number {
  return log.now.getTime() / 1000;
}
