// An activity that somebody else does: attempts, pauses between them, and the timeout of each.

import type { Json } from "../../expression/index";
import { ACTIVITY_TYPES } from "../../lint/activity-types";
import { evaluate, evaluateCount, evaluateTimespan } from "../evaluate";
import { type ActivityAnswer, type CheckedAnswer, checkedAnswer } from "../handler";
import { isRecord, type JsonRecord, property } from "../json";
import type { Kernel } from "../kernel";
import type { ActivityRun } from "../state";
import type { ActivityError } from "../status";
import { DAY_SECONDS } from "../timespan";
import { placeOf } from "./place";

/** Seconds that an attempt may take where the definition does not say; 7 days. */
const DEFAULT_TIMEOUT_SECONDS = 7 * DAY_SECONDS;

/** Seconds between two attempts where the definition does not say. */
const DEFAULT_INTERVAL_SECONDS = 30;

/** Types without a policy of their own that take a timeout among their properties. */
const OWN_TIMEOUT = new Set(["Validation", "WebHook"]);

interface Policy {
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly intervalSeconds: number;
}

interface Asking {
  readonly policy: Policy;
  readonly input: JsonRecord;
  readonly references: JsonRecord | undefined;
}

/** Asks the handler. */
export function ask(kernel: Kernel, run: ActivityRun): void | Promise<void> {
  const { isConstant, references, typeProperties } = run.activity;
  const place = placeOf(kernel, run);
  const input = isConstant ? typeProperties : evaluate(typeProperties, place);
  const beside = references === undefined ? undefined : evaluate(references, place);
  return attempt(kernel, run, {
    policy: policyOf(kernel, run),
    input: isRecord(input) ? input : {},
    references: isRecord(beside) ? beside : undefined,
  });
}

function attempt(kernel: Kernel, run: ActivityRun, asking: Asking): void | Promise<void> {
  const { activity, attempt: number, frame } = run;
  const answer = kernel.options.handler({
    pipeline: frame.run.plan.name,
    runId: frame.run.runId,
    activity: activity.name,
    type: activity.type,
    attempt: number,
    input: asking.input,
    ...(asking.references === undefined ? {} : { references: asking.references }),
    now: kernel.clock.text(),
  });
  // A plain answer is taken at once: waiting for a promise that is none would cost speed.
  if (!(answer instanceof Promise)) return take(kernel, run, asking, answer);
  return answer.then((later) => take(kernel, run, asking, later));
}

function take(kernel: Kernel, run: ActivityRun, asking: Asking, given: ActivityAnswer): void {
  const answer = checkedAnswer(given, run.activity.name);
  if (!answer.isLast) kernel.changes += 1;
  const { timeoutSeconds } = asking.policy;
  if (answer.seconds <= timeoutSeconds) {
    kernel.clock.after(answer.seconds, () => settle(kernel, run, asking, answer));
    return;
  }
  const error = timedOut(run.activity.name, timeoutSeconds);
  const late: CheckedAnswer = { status: "Failed", error, seconds: timeoutSeconds, isLast: false };
  kernel.clock.after(timeoutSeconds, () => settle(kernel, run, asking, late));
}

function settle(kernel: Kernel, run: ActivityRun, asking: Asking, answer: CheckedAnswer): void {
  if (!run.frame.run.open.has(run)) return;
  const { error, output, status } = answer;
  if (error !== undefined && run.attempt <= asking.policy.retries) {
    kernel.clock.after(asking.policy.intervalSeconds, () =>
      kernel.guard(run, () => {
        kernel.retried(run, error);
        return attempt(kernel, run, asking);
      }),
    );
    return;
  }
  kernel.finish(run, {
    status,
    output: output ?? {},
    isOutputTold: output !== undefined,
    ...(error === undefined ? {} : { error }),
  });
}

function policyOf(kernel: Kernel, run: ActivityRun): Policy {
  const { policy, type, typeProperties } = run.activity;
  const place = placeOf(kernel, run);
  const isFull = ACTIVITY_TYPES.get(type)?.policy === "full";
  const count = (key: string, otherwise: number): number => {
    const given: Json | undefined = isFull ? property(policy, key) : undefined;
    return given === undefined ? otherwise : evaluateCount(given, key, place);
  };
  const own = OWN_TIMEOUT.has(type) ? property(typeProperties, "timeout") : undefined;
  const timeout = own ?? (isFull ? property(policy, "timeout") : undefined);
  return {
    timeoutSeconds:
      timeout === undefined ? DEFAULT_TIMEOUT_SECONDS : evaluateTimespan(timeout, "timeout", place),
    retries: count("retry", 0),
    intervalSeconds: count("retryIntervalInSeconds", DEFAULT_INTERVAL_SECONDS),
  };
}

function timedOut(name: string, seconds: number): ActivityError {
  const message = `Activity ${name} did not end within its timeout of ${seconds} seconds`;
  return { message, errorCode: "ActionTimedOut" };
}
