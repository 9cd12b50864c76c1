/** What one connection does: it claims a run, or writes on one that was begun. */
import { decideText } from "../../embedded";
import { type Actor, call } from "./call";
import { guidOf, type Random } from "./random";

/** The periods that are claimed. */
const PERIODS = ["2026-12-04T00:00:00", "2026-12-05T00:00:00"] as const;

/** A run that was given to a caller. */
export interface Held {
  readonly runId: string;
  readonly stepId: string;
  readonly owner: string;
}

/** Claims, begins the first step, and sometimes records it. */
export async function begin(
  actor: Actor,
  forecast: string,
  owner: string,
): Promise<Held | undefined> {
  const claimed = await call(actor, "claim", { forecast, period: PERIODS[0], lease_owner: owner });
  const run = heldBy(claimed, owner);
  if (run === undefined) return undefined;
  await call(actor, "begin", { run_id: run.runId, step_id: run.stepId });
  return run;
}

/** What one connection does: it claims, or it writes on the run that was begun. */
export async function act(
  actor: Actor,
  forecast: string,
  owner: string,
  run: Held | undefined,
): Promise<Held | undefined> {
  const { random } = actor;
  if (run === undefined || random(2) === 0) {
    // One in four claims for the first owner: its own retry, while the first may still be under way.
    const by = random(4) === 0 ? owner : guidOf(random);
    const period = PERIODS[random(2)] ?? PERIODS[0];
    const claimed = await call(actor, "claim", { forecast, period, lease_owner: by });
    const mine = heldBy(claimed, by);
    if (mine !== undefined && random(2) === 0) await step(actor, mine);
    return mine;
  }
  await write(actor, run);
  return undefined;
}

/** Obeys the decision once, as a factory run does. */
async function step(actor: Actor, { owner }: Held): Promise<void> {
  const { rows } = await actor.client.query<{ action: string; run_id: string; step_id: string }>(
    decideText(owner),
  );
  const [decided] = rows;
  if (decided?.action !== "advance") return;
  const keys = { run_id: decided.run_id, step_id: decided.step_id };
  await call(actor, "begin", keys);
  await call(actor, "record", { ...keys, answer: answerOf(actor.random) });
}

const WRITES = [
  "record",
  "record",
  "recordFailure",
  "begin",
  "cancel",
  "restart",
  "close",
  "loadDone",
] as const;

async function write(actor: Actor, { runId, stepId, owner }: Held): Promise<void> {
  const { random } = actor;
  const keys = { run_id: runId, step_id: stepId };
  const person = { run_id: runId, decided_by: "operator", factory_run_id: guidOf(random) };
  const name = WRITES[random(WRITES.length)] ?? "record";
  switch (name) {
    case "record":
      await call(actor, name, { ...keys, answer: answerOf(random) });
      return;
    case "recordFailure":
      await call(actor, name, { ...keys, error_message: "raced" });
      return;
    case "begin":
      await call(actor, name, keys);
      return;
    case "cancel":
      await call(actor, name, person);
      return;
    case "restart":
      await call(actor, name, { ...person, stage: "" });
      return;
    case "close":
      await call(actor, name, { lease_owner: owner });
      return;
    case "loadDone":
      await call(actor, name, { ...keys, rows_loaded: 1 });
      return;
  }
}

function answerOf(random: Random): string {
  const answers = [
    { stage: "train", status: "waiting", wait_seconds: 60, state: "{}" },
    { stage: "predict", status: "advance", state: "{}" },
    { stage: "predict", status: "succeeded", state: "{}" },
    { stage: "train", status: "failed", error_code: "RACED", retry: "never" },
  ];
  return JSON.stringify(answers[random(answers.length)]);
}

function heldBy(
  row: Readonly<Record<string, unknown>> | undefined,
  owner: string,
): Held | undefined {
  if (row?.["held"] !== 1) return undefined;
  const runId = String(row["run_id"]);
  return { runId, stepId: `${runId}-1`, owner };
}
