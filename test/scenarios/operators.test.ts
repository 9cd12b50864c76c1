// Proves: what the pipelines of people and of the watch do with each answer of the run log. Does not
// prove the answers: the suites of the run log do that.

import { type ActivityAnswer, type ActivityRequest, Engine } from "../../adf/engine";
import { toServiceJson } from "../../adf/wire";
import { approveModel } from "../../pipelines/approve-model";
import { forecastRun } from "../../pipelines/forecast-run";
import { forecastStep } from "../../pipelines/forecast-step";
import { operateRun } from "../../pipelines/operate-run";
import { runWatch } from "../../pipelines/run-watch";

const run = forecastRun({ step: forecastStep(), longestDeadlineMinutes: 720 });
const PIPELINES = [forecastStep(), run, runWatch(run), operateRun(), approveModel()].map(
  toServiceJson,
);

type Row = Readonly<Record<string, string | number | null>>;

function row(of: Row): ActivityAnswer {
  const output = { resultSetCount: 1, resultSets: [{ rowCount: 1, rows: [of] }] };
  return { status: "Succeeded", output };
}

/** Runs a pipeline; each activity answers as given, and any other one fails. */
async function play(
  pipeline: string,
  parameters: Readonly<Record<string, string>>,
  answers: Readonly<Record<string, ActivityAnswer>>,
) {
  const heard: ActivityRequest[] = [];
  const engine = new Engine({
    pipelines: PIPELINES,
    handler: (request) => {
      heard.push(request);
      return answers[request.activity] ?? { status: "Failed", error: { message: "no part" } };
    },
    now: "2026-12-04T09:00:00Z",
  });
  const submitted = engine.submit({ pipeline, parameters });
  await engine.finish();
  return {
    result: submitted.result,
    heard,
    asked: [...new Set(heard.map(({ activity }) => activity))],
  };
}

describe("operate-run", () => {
  const parameters = { runId: "run-1", operation: "restart", stage: "train", decidedBy: "Ada" };

  it.each([
    ["cancel", "Cancel"],
    ["restart", "Restart"],
  ])("runs the one statement of %s", async (operation, statement) => {
    const asked = { ...parameters, operation };
    const played = await play("operate-run", asked, {
      [statement]: row({ done: 1, reason: "done" }),
    });

    expect([played.asked, played.result.pipeline]).toStrictEqual([[statement], "Succeeded"]);
  });

  it("gives the stage and who decided to the statement", async () => {
    const { heard } = await play("operate-run", parameters, {
      Restart: row({ done: 1, reason: "" }),
    });

    expect(heard[0]?.input).toMatchObject({
      scripts: [
        {
          parameters: expect.arrayContaining([
            expect.objectContaining({ name: "stage", value: "train" }),
            expect.objectContaining({ name: "decided_by", value: "Ada" }),
          ]),
        },
      ],
    });
  });

  it("fails with the run log's reason where nothing was done", async () => {
    const reason = "another run of the forecast is active";
    const { result } = await play("operate-run", parameters, { Restart: row({ done: 0, reason }) });

    expect(result.pipeline).toBe("Failed");
    expect(JSON.stringify(result)).toContain(reason);
  });

  it("refuses another operation without asking the run log", async () => {
    const { asked, result } = await play("operate-run", { ...parameters, operation: "stop" }, {});

    expect([asked, result.pipeline]).toStrictEqual([[], "Failed"]);
    expect(JSON.stringify(result)).toContain("operation is cancel or restart, not stop");
  });
});

describe("approve-model", () => {
  const parameters = {
    forecast: "load",
    modelVersion: "3",
    decision: "approved",
    decidedBy: "Ada",
  };
  const recorded = { done: 1, job_id: "42", job_parameters: '{"model_version":"3"}' };
  const record = (of: Row): Readonly<Record<string, ActivityAnswer>> => ({
    "Record decision": row({ ...recorded, ...of }),
    Promote: { status: "Succeeded" },
  });

  it("promotes an approved version with the approval as it was recorded", async () => {
    const answers = record({ decision: "approved" });
    const { heard, result } = await play("approve-model", parameters, answers);

    expect(result.pipeline).toBe("Succeeded");
    expect(heard.map(({ activity }) => activity)).toStrictEqual(["Record decision", "Promote"]);
    expect(heard[1]?.input).toMatchObject({ jobId: "42" });
    expect(JSON.stringify(heard[1]?.input)).toContain("model_version");
  });

  it("starts no job for a refused version", async () => {
    const answers = record({ decision: "refused" });
    const { asked, result } = await play("approve-model", parameters, answers);

    expect([asked, result.pipeline]).toStrictEqual([["Record decision"], "Succeeded"]);
  });

  it("starts no job where the decision was not written", async () => {
    const { asked, result } = await play("approve-model", parameters, {});

    expect([asked, result.pipeline]).toStrictEqual([["Record decision"], "Failed"]);
  });

  it("fails with the run log's reason where it records nothing", async () => {
    const answers = record({ done: 0, decision: null, reason: "there is no forecast load" });
    const { asked, result } = await play("approve-model", parameters, answers);

    expect([asked, result.pipeline]).toStrictEqual([["Record decision"], "Failed"]);
    expect(result.errors["Refused"]?.message).toBe("there is no forecast load");
  });
});

describe("run-watch", () => {
  const LEASE = { kind: "lease", forecast: "demand", period: "2026-12-04T00:00:00" };
  const DEADLINE = { ...LEASE, kind: "deadline", forecast: "load", lease_owner: "owner-1" };
  const GAP = { kind: "gap", forecast: "price", run_id: null, overdue_minutes: 90 };

  function overdue(...rows: readonly Row[]): ActivityAnswer {
    return { status: "Succeeded", output: { count: rows.length, value: rows } };
  }

  it("does nothing where nothing is overdue", async () => {
    const { asked, result } = await play("run-watch", {}, { Overdue: overdue() });

    expect([asked, result.pipeline]).toStrictEqual([["Overdue"], "Succeeded"]);
  });

  it("takes an expired lease over and does not wait for the run", async () => {
    const { heard, result } = await play("run-watch", {}, { Overdue: overdue(LEASE) });
    const claim = heard.find(({ activity }) => activity === "Claim");

    expect(result.pipeline).toBe("Succeeded");
    expect(claim?.pipeline).toBe("forecast-run");
    expect(JSON.stringify(claim?.input)).toContain('"value":"demand"');
  });

  it("ends what is past its deadline and fails with what the run log says", async () => {
    const closed = row({ status: "failed", error_code: "DATA_LATE", error_message: "no input" });
    const answers = { Overdue: overdue(DEADLINE), Close: closed };
    const { heard, result } = await play("run-watch", {}, answers);

    expect(JSON.stringify(heard.at(-1)?.input)).toContain('"value":"owner-1"');
    expect(result.pipeline).toBe("Failed");
  });

  it("reports a silent forecast, and takes the others over all the same", async () => {
    const { asked, result } = await play("run-watch", {}, { Overdue: overdue(GAP, LEASE) });

    expect(asked).toContain("Claim");
    expect(result.pipeline).toBe("Failed");
  });
});
