/** What bounds an activity of a pipeline: its timeout and its attempts. */
import { violation } from "../resource-rule";
import type { Rule, Violation } from "../rule";
import { isOpen, show, type Value, valueAt } from "../values";
import { type FactoryActivity, takesPolicy } from "./activities";

const SOURCE = "https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities";

/** The rules of activities. */
export const PIPELINE_RULES: readonly Rule[] = Object.freeze([
  activityRule({
    id: "adf-activity-timeout",
    severity: "error",
    title: "Each activity says how long it may take",
    why: "the service's default is 12 hours or 7 days, during which a stuck run holds everything up",
    repair: "set policy.timeout",
    path: "policy.timeout",
    allowed: "a timespan",
    isRight: (timeout) => typeof timeout === "string" && timeout !== "",
  }),
  activityRule({
    id: "adf-activity-retry",
    severity: "error",
    title: "Each activity says how often it is tried again",
    why: "a database that wakes up refuses the first sign-in; an activity without a retry fails then",
    repair: "set policy.retry, to 0 where a second attempt would do harm",
    path: "policy.retry",
    allowed: "a whole number from 0",
    isRight: (retry) => typeof retry === "number" && Number.isInteger(retry) && retry >= 0,
  }),
  activityRule({
    id: "adf-job-retry",
    severity: "error",
    title: "The factory does not start a job twice by itself",
    why: "a lost answer is no failed job: a second attempt runs the job again beside the first",
    repair: "set policy.retry to 0: the run log decides whether a step is tried again",
    path: "policy.retry",
    allowed: "0",
    only: "DatabricksJob",
    isRight: (retry) => typeof retry !== "number" || retry === 0,
  }),
]);

interface ActivityRule extends Omit<Rule, "check" | "source"> {
  readonly path: string;
  readonly allowed: string;
  readonly isRight: (value: Value) => boolean;
  /** The one type of activity that the rule is about; all that take a policy where absent. */
  readonly only?: string;
}

function activityRule({ path, allowed, isRight, only, ...text }: ActivityRule): Rule {
  const problemOf = (found: FactoryActivity): readonly Violation[] => {
    const value = valueAt(found.activity, path);
    if (isOpen(value) || isRight(value)) return [];
    const place = `activity ${JSON.stringify(found.path)}`;
    const problem = `${place}: ${path} must be ${allowed}, got ${show(value)}`;
    return [violation(found.pipeline, problem)];
  };
  return {
    ...text,
    source: SOURCE,
    check: ({ activities }) =>
      activities
        .filter((found) => (only === undefined ? takesPolicy(found) : found.type === only))
        .flatMap(problemOf),
  };
}
