// A handler that plays given outcomes, by activity name; what is not given is never made up.

import { EngineError, pointer, show, suggestion } from "./error";
import { type ActivityAnswer, type ActivityHandler, answerProblem } from "./handler";
import { isRecord } from "./json";

const KEYS: readonly string[] = ["status", "output", "error", "seconds"];

/** The outcomes of one activity, and how many of them are used. */
interface Script {
  readonly answers: readonly ActivityAnswer[];
  used: number;
}

/**
 * A handler that plays outcomes: by activity name a status, or `{status, output?, error?,
 * seconds?}`, or a list of these, one for each attempt and each turn of a loop, the last repeating.
 *
 * @param outcomes - any JSON is taken
 * @throws EngineError `ENGINE_OUTCOME_SHAPE`; the handler throws `ENGINE_OUTCOME_MISSING`
 * @example
 * ```ts
 * scriptedHandler({ Poll: ["Failed", { status: "Succeeded", output: { done: true } }] });
 * ```
 */
export function scriptedHandler(outcomes: unknown): ActivityHandler {
  const scripts = scriptsOf(outcomes);
  const byLowerCase = new Map([...scripts].map(([name, one]) => [name.toLowerCase(), one]));
  return ({ activity, type }) => {
    const script = scripts.get(activity) ?? byLowerCase.get(activity.toLowerCase());
    const answer = script?.answers[Math.min(script.used, script.answers.length - 1)];
    if (script === undefined || answer === undefined) {
      const rule = `activity ${show(activity)} of type ${type} runs without one`;
      const hint = suggestion(activity, [...scripts.keys()]);
      throw new EngineError("ENGINE_OUTCOME_MISSING", `outcomes${pointer(activity)}`, rule, hint);
    }
    script.used += 1;
    return script.used < script.answers.length ? answer : { ...answer, isLast: true };
  };
}

/** The last outcome that is given for each activity. @throws EngineError `ENGINE_OUTCOME_SHAPE` */
export function lastOutcomes(outcomes: unknown): ReadonlyMap<string, ActivityAnswer["status"]> {
  return new Map(
    [...scriptsOf(outcomes)].flatMap(([name, { answers }]) => {
      const last = answers.at(-1);
      return last === undefined ? [] : [[name, last.status] as const];
    }),
  );
}

function scriptsOf(outcomes: unknown): ReadonlyMap<string, Script> {
  if (!isRecord(outcomes)) {
    const rule = `must be an object by activity name, got ${show(outcomes)}`;
    throw new EngineError("ENGINE_OUTCOME_SHAPE", "outcomes", rule);
  }
  return new Map(
    Object.entries(outcomes).map(([name, given]): [string, Script] => {
      const place = `outcomes${pointer(name)}`;
      if (!Array.isArray(given)) return [name, { answers: [answerOf(given, place)], used: 0 }];
      if (given.length === 0) {
        throw new EngineError("ENGINE_OUTCOME_SHAPE", place, "must not be an empty list");
      }
      const answers = given.map((one, index) => answerOf(one, `${place}/${index}`));
      return [name, { answers, used: 0 }];
    }),
  );
}

function answerOf(given: unknown, place: string): ActivityAnswer {
  const answer = typeof given === "string" ? { status: given } : given;
  const wrong = answerProblem(answer) ?? unknownKey(answer);
  if (wrong !== undefined) throw new EngineError("ENGINE_OUTCOME_SHAPE", place, wrong);
  return answer as ActivityAnswer;
}

function unknownKey(answer: unknown): string | undefined {
  const key = Object.keys(answer ?? {}).find((one) => !KEYS.includes(one));
  return key === undefined
    ? undefined
    : `must have no key but ${KEYS.join(", ")}, got ${show(key)}`;
}
