/**
 * A corrupt answer beside other faults: it strikes only an answer that is there and that is read.
 *
 * Not proven: what the pipelines make of it, which `faults.test.ts` shows.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ActivityAnswer } from "../../adf/engine";
import type { Moment } from "../../rehearsal/faults/fault";
import { answerCorrupt } from "../../rehearsal/faults/job-faults";
import { Lake } from "../../rehearsal/lake";

const FOLDER = mkdtempSync(join(tmpdir(), "forecast-platform-"));
const LAKE = new Lake(FOLDER);
const ANSWER = LAKE.answerFile("step-1");

afterAll(() => rmSync(FOLDER, { recursive: true }));

beforeEach(() => {
  mkdirSync(dirname(ANSWER), { recursive: true });
  rmSync(ANSWER, { force: true });
});

/** The fault that leaves an answer without its fields; the other one halves it. */
function fault() {
  return answerCorrupt(
    { backend: "amazon-forecast", kind: "answer-corrupt", stage: "train" },
    () => 0.9,
  );
}

function reading(proceed: () => Promise<ActivityAnswer>): Moment {
  const request = {
    activity: "Read answer",
    input: { dataset: { parameters: { stepId: "step-1" } } },
  };
  return { clouds: { lake: LAKE }, proceed, request, runId: "run", stage: "train" } as never;
}

describe("a corrupt answer", () => {
  it("strikes when it is read", async () => {
    writeFileSync(ANSWER, JSON.stringify({ status: "succeeded" }));
    const corrupt = fault();
    await corrupt.act?.(reading(async () => ({ status: "Succeeded" })));

    expect(JSON.parse(readFileSync(ANSWER, "utf8"))).not.toHaveProperty("status", "succeeded");
    expect(corrupt.struck).toBe(true);
  });

  it("leaves alone a read for which there is no answer, and waits for the next one", async () => {
    const corrupt = fault();
    expect(corrupt.act?.(reading(async () => ({ status: "Failed" })))).toBeUndefined();

    writeFileSync(ANSWER, "{}");
    await corrupt.act?.(reading(async () => ({ status: "Succeeded" })));
    expect(corrupt.struck).toBe(true);
  });

  it("has not struck where another fault takes the answer away before it is read", async () => {
    writeFileSync(ANSWER, "{}");
    const corrupt = fault();
    await corrupt.act?.(reading(async () => ({ status: "Failed" })));

    expect(corrupt.struck).toBe(false);
  });
});
