// What build() rejects of containers that branch or loop, of timeouts and of inactive activities, with
// the message that it earns. What the types already reject gets in by casts.

import {
  appendVariable,
  definePipeline,
  equals,
  fail,
  filter,
  forEach,
  ifCondition,
  type Pipeline,
  raw,
  setVariable,
  switch_,
  until,
  validation,
  wait,
  webActivity,
  webHook,
} from "../../adf/builder/index";
import type { Case } from "./rejected-pipelines";

const policy = { timeout: "00:10:00", retry: 2 };
const yes = equals(1, 1);
const items = raw("createArray(1)");
const url = "https://example.invalid";
const each = (batchCount?: number) =>
  forEach(
    "Each",
    batchCount === undefined
      ? { items, isSequential: false }
      : { items, isSequential: false, batchCount },
    (body) => void body.add(wait("W", 1)),
  );
const route = (...texts: readonly string[]) =>
  switch_("Route", raw("guid()"), {
    cases: Object.fromEntries(
      texts.map((text, index) => [text, (b) => void b.add(wait(`W${index}`, 1))]),
    ),
  });
const inside = (name: string): unknown => wait(name, 1);

/** All of them; with those of rejected-pipelines.ts they hold every code. */
export const ACTIVITY_CASES: readonly Case[] = [
  [
    "no element at once",
    "ADF_BATCH_COUNT_RANGE",
    "activities/Each/batchCount must be a whole number between 1 and 50, got 0",
    () => pipeline((p) => p.add(each(0))),
  ],
  [
    "too many elements at once",
    "ADF_BATCH_COUNT_RANGE",
    "activities/Each/batchCount must be a whole number between 1 and 50, got 51",
    () => pipeline((p) => p.add(each(51))),
  ],
  [
    "half an element at once",
    "ADF_BATCH_COUNT_RANGE",
    "activities/Each/batchCount must be a whole number between 1 and 50, got 1.5",
    () => pipeline((p) => p.add(each(1.5))),
  ],
  [
    "an empty body",
    "ADF_CONTAINER_EMPTY",
    "activities/Each/activities must hold at least one activity",
    () => pipeline((p) => p.add(forEach("Each", { items, isSequential: true }, () => undefined))),
  ],
  [
    "a Switch without cases",
    "ADF_CONTAINER_EMPTY",
    "activities/Route/cases must hold at least one case",
    () => pipeline((p) => p.add(route())),
  ],
  [
    "an empty case",
    "ADF_CONTAINER_EMPTY",
    "activities/Route/cases/a must hold at least one activity",
    () =>
      pipeline((p) => p.add(switch_("Route", raw("guid()"), { cases: { a: () => undefined } }))),
  ],
  [
    "an empty default branch",
    "ADF_CONTAINER_EMPTY",
    "activities/Route/defaultActivities must hold at least one activity",
    () =>
      pipeline((p) =>
        p.add(
          switch_("Route", raw("guid()"), {
            cases: { a: (branch) => void branch.add(wait("W", 1)) },
            default: () => undefined,
          }),
        ),
      ),
  ],
  [
    "more than 25 cases",
    "ADF_SWITCH_CASE_COUNT",
    "activities/Route/cases must be at most 25, got 26",
    () => pipeline((p) => p.add(route(...Array.from({ length: 26 }, (_, i) => `c${i}`)))),
  ],
  [
    "a case that is there twice",
    "ADF_SWITCH_CASE_DUPLICATE",
    "activities/Route/cases/a must be given once",
    () =>
      pipeline((p) => {
        const made = route("a");
        p.add({ ...made, containers: [...made.containers, ...made.containers] });
      }),
  ],
  [
    "a case that looks like an expression",
    "ADF_SWITCH_CASE_EXPRESSION",
    'activities/Route/cases/@a must be a literal, got "@a"',
    () => pipeline((p) => p.add(route("@a"))),
  ],
  [
    "a case that looks like an interpolation",
    "ADF_SWITCH_CASE_EXPRESSION",
    'activities/Route/cases/a@{b} must be a literal, got "a@{b}"',
    () => pipeline((p) => p.add(route("a@{b}"))),
  ],
  [
    "a variable that is set by turns that run at once",
    "ADF_VARIABLE_PARALLEL",
    'activities/Each/activities/Set (SetVariable) must not be inside ForEach "Each", which is parallel',
    () => {
      const p = definePipeline({ name: "p", variables: { v: "String" } });
      p.add(
        forEach("Each", { items, isSequential: false }, (body) => {
          const set: unknown = setVariable("Set", p.variable("v"), "x");
          body.add(set as ReturnType<typeof wait>);
        }),
      );
      return p.build();
    },
  ],
  [
    "a variable that is set below a branch of such turns",
    "ADF_VARIABLE_PARALLEL",
    'activities/Each/activities/If/ifTrueActivities/Set (SetVariable) must not be inside ForEach "Each"',
    () => {
      const p = definePipeline({ name: "p", variables: { v: "String" } });
      p.add(
        forEach("Each", { items, isSequential: false }, (body) => {
          body.add(
            ifCondition("If", yes, {
              ifTrue: (branch) => void branch.add(setVariable("Set", p.variable("v"), "x")),
            }),
          );
        }),
      );
      return p.build();
    },
  ],
  [
    "an element added to a variable that is no array",
    "ADF_VARIABLE_TYPE",
    'activities/Append/variableName must be of type Array, got "String"',
    () => {
      const other = definePipeline({ name: "other", variables: { v: "Array" } });
      const p = definePipeline({
        name: "p",
        variables: { v: { type: "String", defaultValue: "" } },
      });
      p.add(appendVariable("Append", other.variable("v"), 1));
      return p.build();
    },
  ],
  [
    "an element added to a variable that is not declared",
    "ADF_VARIABLE_UNDEFINED",
    'activities/Append/variableName must be declared (declared: none), got "v"',
    () =>
      pipeline((p) => {
        const other = definePipeline({ name: "other", variables: { v: "Array" } });
        p.add(appendVariable("Append", other.variable("v"), 1));
      }),
  ],
  [
    "an element that is read outside its loop",
    "ADF_ITEM_SCOPE",
    "activities/Late/message must not read item()",
    () =>
      pipeline((p) => {
        let leaked = raw<"unknown">("1");
        const loop = p.add(
          forEach("Each", { items, isSequential: true }, (body, item) => {
            leaked = item;
            body.add(wait("W", 1));
          }),
        );
        p.add(fail("Late", { message: leaked, errorCode: "X" }), loop.succeeded);
      }),
  ],
  [
    "an element in raw text outside a loop",
    "ADF_ITEM_SCOPE",
    "activities/Late/message must not read item()",
    () =>
      pipeline((p) => p.add(fail("Late", { message: raw("string(item().a)"), errorCode: "X" }))),
  ],
  [
    "an element among the items of a Filter, which are not its condition",
    "ADF_ITEM_SCOPE",
    "activities/Kept/items must not read item()",
    () =>
      pipeline((p) => p.add(filter("Kept", { items: raw("item().list"), condition: () => yes }))),
  ],
  [
    "a mark of an activity that is active",
    "ADF_INACTIVE_MARK",
    'activities/W/onInactiveMarkAs must be given to an inactive activity only, got "Failed"',
    () => pipeline((p) => p.add(wait("W", 1, { onInactiveMarkAs: "Failed" }))),
  ],
  [
    "an answer that is waited for too long",
    "ADF_TIMEOUT_RANGE",
    'activities/Web/httpRequestTimeout must be between 1 second and 10 minutes, got "00:10:01"',
    () =>
      pipeline((p) =>
        p.add(webActivity("Web", { method: "GET", url, policy, httpRequestTimeout: "00:10:01" })),
      ),
  ],
  [
    "a wait for a call back that is no timespan",
    "ADF_TIMEOUT_FORMAT",
    'activities/Hook/timeout must be a timespan [d.]hh:mm:ss, got "10m"',
    () => pipeline((p) => p.add(webHook("Hook", { url, body: {}, timeout: "10m" }))),
  ],
  [
    "a validation of no time",
    "ADF_TIMEOUT_RANGE",
    'activities/V/timeout must be at least 1 second, got "00:00:00"',
    () => pipeline((p) => p.add(validation("V", { dataset: "d", timeout: "00:00:00" }))),
  ],
  ...nestingCases(),
];

// The table of concepts-nested-activities: what the service does not run inside what.
function nestingCases(): readonly Case[] {
  const containers = {
    IfCondition: (name: string, inner: unknown) =>
      ifCondition(name, yes, { ifTrue: (b) => void b.add(inner as ReturnType<typeof wait>) }),
    Switch: (name: string, inner: unknown) =>
      switch_(name, raw("guid()"), {
        cases: { a: (b) => void b.add(inner as ReturnType<typeof wait>) },
      }),
    ForEach: (name: string, inner: unknown) =>
      forEach(
        name,
        { items, isSequential: true },
        (b) => void b.add(inner as ReturnType<typeof wait>),
      ),
    Until: (name: string, inner: unknown) =>
      until(name, { timeout: "00:10:00" }, (b) => {
        b.add(inner as ReturnType<typeof wait>);
        return yes;
      }),
  };
  const lists = {
    IfCondition: "ifTrueActivities",
    Switch: "cases/a",
    ForEach: "activities",
    Until: "activities",
  };
  const forbidden = [
    ["Switch", "IfCondition"],
    ["Switch", "Switch"],
    ["IfCondition", "Switch"],
    ["ForEach", "IfCondition"],
    ["ForEach", "Switch"],
    ["ForEach", "ForEach"],
    ["ForEach", "Until"],
    ["Until", "ForEach"],
    ["Until", "IfCondition"],
    ["Until", "Switch"],
  ] as const;
  const nested = forbidden.map(
    ([inner, outer]): Case => [
      `a ${inner} in a ${outer}`,
      "ADF_NESTING",
      `activities/Outer/${lists[outer]}/Inner (${inner}) must not be inside an activity of type ${outer}`,
      () =>
        pipeline((p) => p.add(containers[outer]("Outer", containers[inner]("Inner", inside("W"))))),
    ],
  );
  const validations = (["IfCondition", "Switch", "ForEach", "Until"] as const).map(
    (outer): Case => [
      `a Validation in a ${outer}`,
      "ADF_NESTING",
      `activities/Outer/${lists[outer]}/V (Validation) must not be inside an activity of type ${outer}`,
      () =>
        pipeline((p) =>
          p.add(containers[outer]("Outer", validation("V", { dataset: "d", timeout: "01:00:00" }))),
        ),
    ],
  );
  return [...nested, ...validations];
}

function pipeline(fill: (p: ReturnType<typeof bare>) => void): Pipeline {
  const p = bare();
  fill(p);
  return p.build();
}

function bare() {
  return definePipeline({ name: "p" });
}
