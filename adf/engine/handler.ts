// What the engine asks of the world: how an activity ended that the factory itself does not run.

import type { Json } from "../expression/index";
import { EngineError, show } from "./error";
import { isRecord, type JsonRecord, property } from "./json";
import type { ActivityError } from "./status";

/** One attempt of an activity that somebody else does: a query, a job, a copy, a call. */
export interface ActivityRequest {
  readonly pipeline: string;
  /** The run of the pipeline. */
  readonly runId: string;
  readonly activity: string;
  readonly type: string;
  /** From 1; retries count on. */
  readonly attempt: number;
  /** `typeProperties`, evaluated. */
  readonly input: JsonRecord;
  /** `inputs`, `outputs` and `linkedServiceName`, evaluated, where the activity has them. */
  readonly references?: JsonRecord;
  /** This instant, ISO 8601, UTC. */
  readonly now: string;
}

/** How an attempt ended. */
export interface ActivityAnswer {
  readonly status: "Succeeded" | "Failed";
  /** What `activity('name').output` reads. @default - nothing but the fact that it ran */
  readonly output?: Json;
  /** Of a failure. @default - an error that says that none was given */
  readonly error?: { readonly message?: string; readonly errorCode?: string };
  /** How long it took, in seconds. @default 0 */
  readonly seconds?: number;
  /**
   * Whether this answer will be given to every later request for this activity. A loop in which
   * nothing can change any more then rests until its timeout, instead of turning without end.
   *
   * @default false
   */
  readonly isLast?: boolean;
}

/** Plays everything outside the factory. Asked for one activity at a time, in virtual time. */
export type ActivityHandler = (
  request: ActivityRequest,
) => ActivityAnswer | Promise<ActivityAnswer>;

/** An answer, complete. */
export interface CheckedAnswer {
  readonly status: "Succeeded" | "Failed";
  readonly output?: Json;
  readonly error?: ActivityError;
  readonly seconds: number;
  readonly isLast: boolean;
}

const LONGEST_SECONDS = 1e9;
const OPTIONAL_TEXT = new Set(["string", "undefined"]);

/** What is wrong with an answer, or undefined. */
export function answerProblem(answer: unknown): string | undefined {
  if (!isRecord(answer)) return `must be an object with a status, got ${show(answer)}`;
  const status = property(answer, "status");
  if (status !== "Succeeded" && status !== "Failed") {
    return `status must be "Succeeded" or "Failed", got ${show(status)}`;
  }
  const seconds = property(answer, "seconds") ?? 0;
  if (!(typeof seconds === "number" && seconds >= 0 && seconds <= LONGEST_SECONDS)) {
    return `seconds must be a number from 0 to ${LONGEST_SECONDS}, got ${show(seconds)}`;
  }
  const error = property(answer, "error");
  return error === undefined ? undefined : errorProblem(error, status);
}

function errorProblem(error: Json, status: string): string | undefined {
  if (status === "Succeeded") return `error must be left out of a success, got ${show(error)}`;
  if (!isRecord(error)) return `error must be {message, errorCode}, got ${show(error)}`;
  for (const key of ["message", "errorCode"]) {
    const given = property(error, key);
    if (!OPTIONAL_TEXT.has(typeof given)) return `error.${key} must be a text, got ${show(given)}`;
  }
  return undefined;
}

/**
 * A handler's answer, checked and completed.
 *
 * @throws EngineError `ENGINE_ANSWER_SHAPE`
 */
export function checkedAnswer(answer: ActivityAnswer, activity: string): CheckedAnswer {
  const wrong = answerProblem(answer);
  if (wrong !== undefined) throw new EngineError("ENGINE_ANSWER_SHAPE", activity, wrong);
  const { status, output, error, seconds = 0, isLast = false } = answer;
  return {
    status,
    ...(output === undefined ? {} : { output }),
    ...(status === "Succeeded" ? {} : { error: completed(error, activity) }),
    seconds,
    isLast,
  };
}

// In the service no failure is without a message, and handlers of failures read it.
function completed(error: ActivityAnswer["error"], activity: string): ActivityError {
  const {
    message = `Activity ${activity} failed; no error was given`,
    errorCode = "ActionFailed",
  } = error ?? {};
  return { message, errorCode };
}
