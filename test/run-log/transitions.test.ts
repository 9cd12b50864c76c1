// Proves: every legal change of a status happens by a statement, and the database refuses every
// other, as of a stage that goes back. Does not prove that SQL Server takes the same texts.

import {
  ACTIVE_STATUSES,
  STAGES,
  STATUS_TRANSITIONS,
  STATUSES,
  type Status,
} from "../../run-log/contract";
import { guid, PERIOD, RunLog } from "./support/database";

let log: RunLog;
beforeAll(async () => {
  log = await RunLog.open();
});
afterAll(() => log.close());
beforeEach(() => log.reset());

const ME = guid(1);
const person = { decided_by: "ada@example.com", factory_run_id: guid(9) };

/** Brings the run of `demand` to a status, by statements alone. */
const REACH: Readonly<Record<Status, () => Promise<unknown>>> = {
  queued: () => log.claim(ME),
  running: async () => {
    await log.claim(ME);
    await log.begin(ME);
  },
  waiting: async () => {
    await log.claim(ME);
    await log.step(ME, { stage: "train", status: "waiting", wait_seconds: 600 });
  },
  succeeded: async () => {
    await log.claim(ME);
    await log.step(ME, { stage: "collect", status: "succeeded" });
    await log.run("loadDone", { ...(await log.begin(ME)), rows_loaded: 3 });
  },
  failed: async () => {
    await log.claim(ME);
    await log.step(ME, { stage: "import", status: "failed", error_code: "X", retry: "never" });
  },
  cancelled: async () => {
    const { run_id } = await log.claim(ME);
    await log.run("cancel", { run_id: String(run_id), ...person });
  },
};

/** What a row must hold beside its status. */
const CONSISTENT: Readonly<Record<Status, string>> = {
  queued: "step_begun_at = NULL, wait_until = NULL, ended_at = NULL, cancelled_by = NULL",
  running: "step_begun_at = changed_at, wait_until = NULL, ended_at = NULL, cancelled_by = NULL",
  waiting: "step_begun_at = NULL, wait_until = changed_at, ended_at = NULL, cancelled_by = NULL",
  succeeded:
    "step_begun_at = NULL, wait_until = NULL, ended_at = changed_at, cancelled_by = NULL, stage = 'load', stage_position = 6, error_code = NULL, rows_loaded = 1",
  failed:
    "step_begun_at = NULL, wait_until = NULL, ended_at = changed_at, cancelled_by = NULL, error_code = 'X'",
  cancelled:
    "step_begun_at = NULL, wait_until = NULL, ended_at = changed_at, cancelled_by = 'somebody'",
};

const pairs = STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const));
const isLegal = (from: Status, to: Status) =>
  (STATUS_TRANSITIONS[from] as readonly Status[]).includes(to);

function force(from: Status, to: Status): Promise<unknown> {
  return log.rows(
    `UPDATE mlops.run SET previous_status = '${from}', status = '${to}', ${CONSISTENT[to]}`,
  );
}

describe("a status", () => {
  it.each(STATUSES)("%s is reached by statements", async (status) => {
    await REACH[status]();

    expect(await log.only()).toMatchObject({ status });
  });

  it.each(pairs.filter(([from, to]) => isLegal(from, to)))(
    "may go from %s to %s",
    async (from, to) => {
      await REACH[from]();

      await expect(force(from, to)).resolves.toBeDefined();
    },
  );

  it.each(pairs.filter(([from, to]) => !isLegal(from, to)))(
    "rejects to go from %s to %s, in the row and in its events",
    async (from, to) => {
      await REACH[from]();

      await expect(force(from, to)).rejects.toThrow(/ck_run_/);
      await expect(
        log.rows(
          `INSERT INTO mlops.run_event (run_id, forecast, step_id, statement, occurred_at, from_status, to_status, to_stage, source)
           SELECT run_id, forecast, 'x', 'x', changed_at, '${from}', '${to}', stage, 'x' FROM mlops.run`,
        ),
      ).rejects.toThrow("ck_run_event_transition");
    },
  );

  it.each(pairs.filter(([from, to]) => from !== to && !isLegal(from, to)))(
    "rejects to be overwritten from %s to %s, the rest of the row left as it was",
    async (from, to) => {
      await REACH[from]();

      await expect(log.rows(`UPDATE mlops.run SET status = '${to}'`)).rejects.toThrow(/ck_run_/);
    },
  );

  it("rejects a run that begins otherwise than queued", async () => {
    await REACH.queued();

    await expect(
      log.rows("UPDATE mlops.run SET status = 'running', step_begun_at = changed_at"),
    ).rejects.toThrow("ck_run_transition");
  });
});

describe("a stage", () => {
  const backends = [
    ["demand", STAGES["amazon-forecast"]],
    ["automl", STAGES["sagemaker-automl"]],
    ["trees", STAGES["random-forest"]],
  ] as const;
  const moves = backends.flatMap(([forecast, stages]) =>
    stages
      .slice(0, -1)
      .flatMap((from, a) =>
        stages.slice(0, -1).map((to, b) => ({ forecast, from, to, forward: b >= a })),
      ),
  );

  it.each(moves.filter(({ forward }) => forward))(
    "of $forecast goes from $from to $to by an answer",
    async ({ forecast, from, to }) => {
      await log.claim(ME, forecast);
      await log.step(ME, { stage: from, status: "advance" });
      await log.step(ME, { stage: to, status: "advance" });

      expect(await log.only(forecast)).toMatchObject({ stage: to, status: "queued" });
    },
  );

  it.each(moves.filter(({ forward }) => !forward))(
    "of $forecast rejects to go back from $from to $to: the run fails where it is",
    async ({ forecast, from, to }) => {
      await log.claim(ME, forecast);
      await log.step(ME, { stage: from, status: "advance" });
      await log.step(ME, { stage: to, status: "advance" });

      expect(await log.only(forecast)).toMatchObject({
        stage: from,
        status: "failed",
        error_code: "ANSWER_INVALID",
        error_message: expect.stringContaining(`goes backwards from stage ${from}`),
      });
      await expect(
        log.rows(
          "UPDATE mlops.run SET previous_status = 'running', previous_stage_position = stage_position + 1",
        ),
      ).rejects.toThrow("ck_run_stage_forward");
    },
  );

  it("rejects a stage that its backend does not have", async () => {
    await log.claim(ME);

    await expect(log.rows("UPDATE mlops.run SET stage = 'validate'")).rejects.toThrow(
      "fk_run_stage",
    );
  });
});

describe("a forecast", () => {
  it("rejects a second active run and a second run of a period", async () => {
    await log.claim(ME);
    const copy = (period: string) =>
      log.rows(
        `INSERT INTO mlops.run (run_id, forecast, period, backend, stage, stage_position, stage_entered_at, status, step, attempt, lease_owner, lease_expires_at, started_at, deadline_at, factory_run_id, changed_at, changed_step, changed_by)
         SELECT gen_random_uuid(), forecast, '${period}', backend, stage, stage_position, stage_entered_at, status, step, attempt, gen_random_uuid(), lease_expires_at, started_at, deadline_at, factory_run_id, changed_at, 'x', 'x' FROM mlops.run`,
      );

    await expect(copy("2026-12-05")).rejects.toThrow("ux_run_active_forecast");
    await expect(copy(PERIOD)).rejects.toThrow(/uq_run_period|ux_run_active_forecast/);
  });

  it.each(ACTIVE_STATUSES)("with a %s run is claimed by nobody else", async (status) => {
    await REACH[status]();
    const before = await log.everything();

    const claimed = await log.claim(guid(2), "demand", "2026-12-05T00:00:00");

    expect(claimed).toMatchObject({ held: 0, lease_owner: ME, status });
    expect(await log.everything()).toStrictEqual(before);
  });
});
