// One pipeline or more for each code of AdfError, with the message that it earns. What the types
// already reject gets in by casts.

import {
  type AdfErrorCode,
  definePipeline,
  equals,
  fail,
  greater,
  ifCondition,
  lookup,
  type Pipeline,
  raw,
  setVariable,
  sqlQuery,
  triggerInfo,
  until,
  wait,
} from "../../adf/builder/index";

const policy = { timeout: "00:10:00", retry: 2 };
const yes = equals(1, 1);
const look = (name: string, given: object = {}) =>
  lookup(name, { dataset: "d", source: sqlQuery("x"), policy: { ...policy, ...given } });

/** What is wrong, the code and message that it gives, and what builds it. */
export type Case = readonly [
  title: string,
  code: AdfErrorCode,
  message: string,
  build: () => unknown,
];

/** All of them; between them they hold every code. */
export const CASES: readonly Case[] = [
  [
    "a retry interval that is too short",
    "ADF_RETRY_INTERVAL_RANGE",
    "activities/Decide/policy/retryIntervalInSeconds must be between 30 and 86400, got 5",
    () => pipeline((p) => p.add(look("Decide", { retryIntervalInSeconds: 5 }))),
  ],
  [
    "a retry interval that is no whole number",
    "ADF_RETRY_INTERVAL_RANGE",
    "activities/A/policy/retryIntervalInSeconds must be between 30 and 86400, got 30.5",
    () => pipeline((p) => p.add(look("A", { retryIntervalInSeconds: 30.5 }))),
  ],
  [
    "a negative number of retries",
    "ADF_RETRY_RANGE",
    "activities/A/policy/retry must be a whole number from 0, got -1",
    () => pipeline((p) => p.add(look("A", { retry: -1 }))),
  ],
  [
    "a timeout that is no timespan",
    "ADF_TIMEOUT_FORMAT",
    'activities/A/policy/timeout must be a timespan [d.]hh:mm:ss, got "10 minutes"',
    () => pipeline((p) => p.add(look("A", { timeout: "10 minutes" }))),
  ],
  [
    "a timeout below ten minutes",
    "ADF_TIMEOUT_RANGE",
    'activities/A/policy/timeout must be between 10 minutes and 7 days, got "00:09:59"',
    () => pipeline((p) => p.add(look("A", { timeout: "00:09:59" }))),
  ],
  [
    "a timeout above seven days",
    "ADF_TIMEOUT_RANGE",
    'activities/A/policy/timeout must be between 10 minutes and 7 days, got "7.00:00:01"',
    () => pipeline((p) => p.add(look("A", { timeout: "7.00:00:01" }))),
  ],
  [
    "a loop above ninety days",
    "ADF_TIMEOUT_RANGE",
    'activities/Loop/timeout must be between 10 minutes and 90 days, got "90.00:00:01"',
    () =>
      pipeline((p) =>
        p.add(
          until("Loop", { timeout: "90.00:00:01" }, (body) => {
            body.add(wait("W", 1));
            return yes;
          }),
        ),
      ),
  ],
  [
    "an empty pipeline",
    "ADF_CONTAINER_EMPTY",
    "activities must hold at least one activity",
    () => pipeline(() => undefined),
  ],
  [
    "an empty loop",
    "ADF_CONTAINER_EMPTY",
    "activities/Loop/activities must hold at least one activity",
    () => pipeline((p) => p.add(until("Loop", { timeout: "00:10:00" }, () => yes))),
  ],
  [
    "an empty branch",
    "ADF_CONTAINER_EMPTY",
    "activities/If/ifFalseActivities must hold at least one activity",
    () => pipeline((p) => p.add(ifCondition("If", yes, { ifFalse: () => undefined }))),
  ],
  [
    "a condition without branches",
    "ADF_CONTAINER_EMPTY",
    "activities/If must hold at least one activity",
    () => pipeline((p) => p.add(ifCondition("If", yes, {}))),
  ],
  [
    "a loop in a loop",
    "ADF_NESTING",
    "activities/Outer/activities/Inner (Until) must not be inside an activity of type Until",
    () =>
      pipeline((p) =>
        p.add(
          until("Outer", { timeout: "00:10:00" }, (body) => {
            const inner: unknown = until("Inner", { timeout: "00:10:00" }, (deep) => {
              deep.add(wait("W", 1));
              return yes;
            });
            body.add(inner as ReturnType<typeof wait>);
            return yes;
          }),
        ),
      ),
  ],
  [
    "a condition in a condition",
    "ADF_NESTING",
    "activities/If/ifTrueActivities/Inner (IfCondition) must not be inside an activity of type IfCondition",
    () =>
      pipeline((p) =>
        p.add(
          ifCondition("If", yes, {
            ifTrue: (branch) => {
              const inner: unknown = ifCondition("Inner", yes, {
                ifTrue: (deep) => void deep.add(wait("W", 1)),
              });
              branch.add(inner as ReturnType<typeof wait>);
            },
          }),
        ),
      ),
  ],
  [
    "two names that differ in case only, wherever they are",
    "ADF_NAME_DUPLICATE",
    'activities/Loop/activities/WAIT must differ from activities/Wait in more than case, got "WAIT"',
    () =>
      pipeline((p) => {
        p.add(wait("Wait", 1));
        p.add(
          until("Loop", { timeout: "00:10:00" }, (body) => {
            body.add(wait("WAIT", 1));
            return yes;
          }),
        );
      }),
  ],
  [
    "two parameters that differ in case only",
    "ADF_NAME_DUPLICATE",
    'parameters/A must differ from parameters/a in more than case, got "A"',
    () => {
      const p = definePipeline({ name: "p", parameters: { a: "Int", A: "Int" } });
      p.add(wait("W", p.parameter("a")));
      return p.build();
    },
  ],
  [
    "a name with a forbidden character",
    "ADF_NAME_INVALID",
    'activities/a.b/name must have 1 to 55 characters, begin with a letter, digit or underscore, and hold none of . + ? / < > * % & : \\ #, got "a.b"',
    () => pipeline((p) => p.add(wait("a.b", 1))),
  ],
  [
    "a pipeline name that is too long",
    "ADF_NAME_INVALID",
    "name must have 1 to 140 characters",
    () => {
      const p = definePipeline({ name: "x".repeat(141) });
      p.add(wait("W", 1));
      return p.build();
    },
  ],
  [
    "an edge from another scope",
    "ADF_DEPENDENCY_SCOPE",
    'activities/Loop/activities/In/dependsOn/Out must be an activity of scope "Loop", not of scope "p"',
    () =>
      pipeline((p) => {
        const out: { succeeded: unknown } = p.add(wait("Out", 1));
        p.add(
          until("Loop", { timeout: "00:10:00" }, (body) => {
            body.add(wait("In", 1), out.succeeded as never);
            return yes;
          }),
        );
      }),
  ],
  [
    "an edge from an activity that is not there",
    "ADF_DEPENDENCY_UNKNOWN",
    "activities/B/dependsOn/C must be an activity of the same scope",
    () =>
      pipeline((p) => {
        const a = p.add(wait("A", 1));
        p.add(wait("B", 1), { ...a.succeeded, activity: "C" });
      }),
  ],
  [
    "an edge from itself",
    "ADF_DEPENDENCY_SELF",
    "activities/B/dependsOn/b must be another activity",
    () =>
      pipeline((p) => {
        const a = p.add(wait("A", 1));
        p.add(wait("B", 1), { ...a.succeeded, activity: "b" });
      }),
  ],
  [
    "two edges from one activity",
    "ADF_DEPENDENCY_DUPLICATE",
    "activities/B/dependsOn/A must be named in one edge only",
    () =>
      pipeline((p) => {
        const a = p.add(wait("A", 1));
        p.add(wait("B", 1), a.succeeded, a.failed);
      }),
  ],
  [
    "a circle",
    "ADF_DEPENDENCY_CYCLE",
    "activities/B/dependsOn must not lead back to it (B -> C -> B)",
    () =>
      pipeline((p) => {
        const a = p.add(wait("A", 1));
        p.add(wait("B", 1), { ...a.succeeded, activity: "C" });
        p.add(wait("C", 1), { ...a.succeeded, activity: "B" });
      }),
  ],
  [
    "too many activities",
    "ADF_ACTIVITY_COUNT",
    "activities must be at most 120, got 121",
    () => pipeline((p) => Array.from({ length: 121 }, (_, i) => p.add(wait(`W${i}`, 1)))),
  ],
  [
    "too many parameters",
    "ADF_PARAMETER_COUNT",
    "parameters must be at most 50, got 51",
    () => {
      const names = Array.from({ length: 51 }, (_, i) => [`p${i}`, "Int"] as const);
      const p = definePipeline({ name: "p", parameters: Object.fromEntries(names) });
      for (const [name] of names) p.add(wait(`W ${name}`, raw(`pipeline().parameters.${name}`)));
      return p.build();
    },
  ],
  [
    "a concurrency of none",
    "ADF_CONCURRENCY_RANGE",
    "concurrency must be a whole number from 1, got 0",
    () => {
      const p = definePipeline({ name: "p", concurrency: 0 });
      p.add(wait("W", 1));
      return p.build();
    },
  ],
  [
    "a pause of no time",
    "ADF_WAIT_RANGE",
    "activities/W/waitTimeInSeconds must be a whole number from 1, got 0",
    () => pipeline((p) => p.add(wait("W", 0))),
  ],
  [
    "a number without literal form",
    "ADF_LITERAL_INVALID",
    "activities/If/expression must hold finite numbers only, got NaN",
    () =>
      pipeline((p) =>
        p.add(
          ifCondition("If", greater(Number.NaN, 1), {
            ifTrue: (branch) => void branch.add(wait("W", 1)),
          }),
        ),
      ),
  ],
  [
    "an expression that is too long",
    "ADF_EXPRESSION_LENGTH",
    "activities/F/message must have at most 8192 characters, got 8193",
    () => pipeline((p) => p.add(fail("F", { message: raw("x".repeat(8192)), errorCode: "X" }))),
  ],
  [
    "a read of a trigger",
    "ADF_TRIGGER_EXPRESSION",
    "activities/F/message must not read trigger()",
    () => pipeline((p) => p.add(fail("F", { message: triggerInfo.startTime, errorCode: "X" }))),
  ],
  [
    "a read of a parameter that is not declared",
    "ADF_PARAMETER_UNDEFINED",
    'activities/W/waitTimeInSeconds must be declared (declared: none), got "n"',
    () =>
      pipeline((p) => {
        const other = definePipeline({ name: "other", parameters: { n: "Int" } });
        p.add(wait("W", other.parameter("n")));
      }),
  ],
  [
    "a parameter that nothing reads",
    "ADF_PARAMETER_UNUSED",
    "parameters/n must be used",
    () => {
      const p = definePipeline({ name: "p", parameters: { n: "Int" } });
      p.add(wait("W", 1));
      return p.build();
    },
  ],
  [
    "a variable that is set and not declared",
    "ADF_VARIABLE_UNDEFINED",
    'activities/S/variableName must be declared (declared: none), got "v"',
    () =>
      pipeline((p) => {
        const other = definePipeline({ name: "other", variables: { v: "String" } });
        p.add(setVariable("S", other.variable("v"), "x"));
      }),
  ],
  [
    "a variable that nothing uses",
    "ADF_VARIABLE_UNUSED",
    "variables/v must be used",
    () => {
      const p = definePipeline({ name: "p", variables: { v: "String" } });
      p.add(wait("W", 1));
      return p.build();
    },
  ],
  [
    "a variable set from itself",
    "ADF_VARIABLE_SELF_READ",
    'activities/S/value must not read variable "v"',
    () => {
      const p = definePipeline({ name: "p", variables: { v: "String" } });
      p.add(setVariable("S", p.variable("v"), raw("concat(variables('v'), 'x')")));
      return p.build();
    },
  ],
  [
    "a read of an activity that is not there",
    "ADF_REFERENCE_UNKNOWN",
    'activities/W/waitTimeInSeconds reads activity "It\'s", which must be in the pipeline',
    () => pipeline((p) => p.add(wait("W", raw("activity('It''s').output.firstRow.n")))),
  ],
  [
    "a read of an activity that need not have run",
    "ADF_REFERENCE_UPSTREAM",
    'activities/W/waitTimeInSeconds reads activity "Look", which must end before it starts',
    () =>
      pipeline((p) => {
        const found = p.add(look("Look"));
        p.add(wait("W", found.firstRow("n")));
      }),
  ],
  [
    "an activity added to a body that is closed",
    "ADF_SCOPE_CLOSED",
    "Late must be added while its scope is open",
    () => {
      let late: (() => unknown) | undefined;
      until("Loop", { timeout: "00:10:00" }, (body) => {
        late = () => body.add(wait("Late", 1));
        return yes;
      });
      return late?.();
    },
  ],
];

function pipeline(fill: (p: ReturnType<typeof bare>) => void): Pipeline {
  const p = bare();
  fill(p);
  return p.build();
}

function bare() {
  return definePipeline({ name: "p" });
}
