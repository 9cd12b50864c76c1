// Branches and loops.

import {
  activity,
  type ControlFlowCase,
  forEach,
  iff,
  inactive,
  SOURCE,
  set,
  switchOn,
  until,
  wait,
  web,
  withPolicy,
} from "./definitions";

const S = "Succeeded";
const F = "Failed";
const K = "Skipped";

const branches: readonly ControlFlowCase[] = [
  {
    title: "if, true branch",
    activities: [iff("If", "@equals(1, 1)", { yes: [web("T")], no: [web("E")] })],
    outcomes: { T: S },
    expected: { activities: { If: S, T: S }, pipeline: S, notRun: ["E"] },
    source: SOURCE.ifCondition,
  },
  {
    title: "if, false branch",
    activities: [iff("If", "@equals(1, 2)", { yes: [web("T")], no: [web("E")] })],
    outcomes: { E: S },
    expected: { activities: { If: S, E: S }, pipeline: S, notRun: ["T"] },
    source: SOURCE.ifCondition,
  },
  {
    title: "an unhandled failure in a branch fails the if",
    activities: [iff("If", "@equals(1, 1)", { yes: [web("T")] }), web("Next", { If: S })],
    outcomes: { T: F },
    expected: { activities: { If: F, T: F, Next: K }, pipeline: F },
    source: SOURCE.nested,
  },
  {
    title: "a failure handled in the branch leaves the if succeeded",
    activities: [iff("If", "@equals(1, 1)", { yes: [web("T"), web("Handle", { T: F })] })],
    outcomes: { T: F, Handle: S },
    expected: { activities: { If: S, T: F, Handle: S }, pipeline: S },
    source: SOURCE.measured,
  },
  {
    title: "a failed if can be handled outside",
    activities: [iff("If", "@equals(1, 1)", { yes: [web("T")] }), web("Handle", { If: F })],
    outcomes: { T: F, Handle: S },
    expected: { activities: { If: F, T: F, Handle: S }, pipeline: S },
    source: SOURCE.errors,
  },
  {
    title: "what is inside a skipped container is not run",
    activities: [web("A"), iff("If", "@equals(1, 1)", { yes: [web("T")] }, { A: F })],
    outcomes: { A: S },
    expected: { activities: { A: S, If: K }, pipeline: S, notRun: ["T"] },
    source: SOURCE.measured,
  },
  {
    title: "what is inside an inactive container is not run",
    activities: [inactive(iff("If", "@equals(1, 1)", { yes: [web("T")] }))],
    expected: { activities: { If: S }, pipeline: S, notRun: ["T"] },
    source: SOURCE.inactive,
  },
  ...["@string('true')", "@int('1')", "@json('null')", "@createArray(true)"].map(
    (condition): ControlFlowCase => ({
      title: `a condition that is no boolean fails the if: ${condition}`,
      activities: [iff("If", condition, { yes: [web("T")], no: [web("E")] })],
      expected: { activities: { If: F }, pipeline: F, notRun: ["T", "E"] },
      source: SOURCE.testingFramework,
    }),
  ),
  {
    title: "or over statuses: an if after completion reads who failed",
    activities: [
      web("A"),
      web("B"),
      iff(
        "AnySucceeded",
        "@or(equals(activity('A').Status, 'Succeeded'), equals(activity('B').Status, 'Succeeded'))",
        { yes: [web("Go")] },
        { A: "Completed", B: "Completed" },
      ),
    ],
    outcomes: { A: F, B: S, Go: S },
    expected: { activities: { A: F, B: S, AnySucceeded: S, Go: S }, pipeline: S },
    source: SOURCE.errors,
  },
  {
    title: "all have to succeed: the false branch handles",
    activities: [
      web("A"),
      web("B"),
      iff(
        "All",
        "@and(equals(activity('A').Status, 'Succeeded'), equals(activity('B').Status, 'Succeeded'))",
        { yes: [web("Next")], no: [web("Log")] },
        { A: "Completed", B: "Completed" },
      ),
    ],
    outcomes: { A: F, B: S, Log: S },
    expected: { activities: { A: F, B: S, All: S, Log: S }, pipeline: S, notRun: ["Next"] },
    source: SOURCE.errors,
  },
  {
    title: "switch takes the case that equals",
    activities: [switchOn("Sw", "@concat('b')", { a: "A", b: "B", default: "D" })],
    outcomes: { B: S },
    expected: { activities: { Sw: S, B: S }, pipeline: S, notRun: ["A", "D"] },
    source: SOURCE.switch,
  },
  {
    title: "switch compares case-sensitively",
    activities: [switchOn("Sw", "@concat('B')", { b: "B", default: "D" })],
    outcomes: { D: S },
    expected: { activities: { Sw: S, D: S }, pipeline: S, notRun: ["B"] },
    source: SOURCE.measured,
  },
  {
    title: "switch without a fitting case or default does nothing",
    activities: [switchOn("Sw", "@concat('x')", { a: "A" })],
    expected: { activities: { Sw: S }, pipeline: S, notRun: ["A"] },
    source: SOURCE.switch,
  },
  {
    title: "switch fails with its case",
    activities: [switchOn("Sw", "@concat('a')", { a: "A" })],
    outcomes: { A: F },
    expected: { activities: { Sw: F, A: F }, pipeline: F },
    source: SOURCE.nested,
  },
  ...["@json('null')", "@int('2')", "@equals(1, 1)", "@createArray('2')"].map(
    (on): ControlFlowCase => ({
      title: `switch on what is no text fails: ${on}`,
      activities: [switchOn("Sw", on, { 2: "A", default: "D" })],
      expected: { activities: { Sw: F }, pipeline: F, notRun: ["A", "D"] },
      source: SOURCE.measured,
    }),
  ),
];

const loops: readonly ControlFlowCase[] = [
  {
    title: "until runs its body once before it asks",
    activities: [until("Loop", "@equals(1, 1)", [web("A")])],
    outcomes: { A: S },
    expected: { activities: { Loop: S, A: S }, pipeline: S, runs: { Loop: 1, A: 1 } },
    source: SOURCE.until,
  },
  {
    title: "until goes on until its condition holds",
    activities: [until("Loop", "@equals(activity('A').output.done, true)", [web("A")])],
    outcomes: {
      A: [
        { status: S, output: { done: false } },
        { status: S, output: { done: true } },
      ],
    },
    expected: {
      activities: { Loop: S, A: S },
      pipeline: S,
      runs: { Loop: 1, A: 2 },
      attempts: { Loop: 1, A: 2 },
    },
    source: SOURCE.until,
  },
  {
    title: "a failed turn does not stop an until, and its last turn counts",
    activities: [until("Loop", "@equals(activity('A').Status, 'Succeeded')", [web("A")])],
    outcomes: { A: [F, F, S] },
    expected: { activities: { Loop: S, A: S }, pipeline: S, runs: { Loop: 1, A: 3 } },
    source: SOURCE.measured,
  },
  {
    title: "an until that ends with a failed turn has failed",
    activities: [until("Loop", "@equals(activity('A').Status, 'Failed')", [web("A")])],
    outcomes: { A: [S, F] },
    expected: { activities: { Loop: F, A: F }, pipeline: F, runs: { Loop: 1, A: 2 } },
    source: SOURCE.measured,
  },
  {
    title: "a failure handled within the last turn leaves the until succeeded",
    activities: [until("Loop", "@equals(1, 1)", [web("A"), web("Handle", { A: F })])],
    outcomes: { A: F, Handle: S },
    expected: { activities: { Loop: S, A: F, Handle: S }, pipeline: S },
    source: SOURCE.measured,
  },
  {
    title: "until fails at its timeout",
    activities: [until("Loop", "@equals(1, 2)", [wait("W", 60)], "0.00:10:00")],
    expected: {
      activities: { Loop: F, W: S },
      pipeline: F,
      runs: { Loop: 1, W: 10 },
      elapsedSeconds: 600,
    },
    source: SOURCE.untilLimits,
  },
  {
    title: "the timeout of an until stops no turn",
    activities: [until("Loop", "@equals(1, 2)", [wait("W", 420)], "0.00:10:00")],
    expected: {
      activities: { Loop: F, W: S },
      pipeline: F,
      runs: { Loop: 1, W: 2 },
      elapsedSeconds: 840,
    },
    source: SOURCE.untilLimits,
  },
  {
    title: "an until whose turns take no time and change nothing fails at its timeout",
    activities: [
      until("Loop", "@equals(activity('A').Status, 'Failed')", [web("A")], "0.00:10:00"),
    ],
    outcomes: { A: S },
    expected: { activities: { Loop: F, A: S }, pipeline: F, elapsedSeconds: 600 },
    source: SOURCE.until,
  },
  {
    title: "an until that waits for another branch goes on when that has acted",
    activities: [
      until("Loop", "@variables('done')", [web("A")], "0.00:10:00"),
      wait("W", 90),
      set("Set", "done", { value: "@equals(1, 1)", type: "Expression" }, { W: S }),
    ],
    outcomes: { A: S },
    more: { variables: { done: { type: "Bool" } } },
    expected: { activities: { Loop: S, A: S, W: S, Set: S }, pipeline: S, elapsedSeconds: 90 },
    source: SOURCE.until,
  },
  {
    title: "a condition of an until that fails, fails it",
    activities: [until("Loop", "@activity('A').output.nothing", [web("A")])],
    outcomes: { A: S },
    expected: { activities: { Loop: F, A: S }, pipeline: F, runs: { Loop: 1, A: 1 } },
    source: SOURCE.measured,
  },
  {
    title: "the condition of an until must be a boolean",
    activities: [until("Loop", "@string('true')", [web("A")])],
    outcomes: { A: S },
    expected: { activities: { Loop: F, A: S }, pipeline: F },
    source: SOURCE.until,
  },
  {
    title: "a turn does not see the activities of the turn before",
    activities: [
      until("Loop", "@equals(variables('n'), 'ii')", [
        set("Copy", "m", { value: "@concat(variables('n'), 'i')", type: "Expression" }),
        set("Set", "n", { value: "@variables('m')", type: "Expression" }, { Copy: S }),
        iff("First", "@equals(variables('n'), 'i')", { yes: [web("Once")] }, { Set: S }),
        iff(
          "Second",
          "@equals(variables('n'), 'ii')",
          { yes: [set("Read", "r", { value: "@activity('Once').Status", type: "Expression" })] },
          { First: S },
        ),
      ]),
    ],
    outcomes: { Once: S },
    more: { variables: { n: { type: "String" }, m: { type: "String" }, r: { type: "String" } } },
    expected: {
      pipeline: F,
      runs: { Loop: 1, Copy: 2, Set: 2, First: 2, Second: 2, Once: 1, Read: 1 },
    },
    source: SOURCE.measured,
  },
  {
    title: "retries happen inside a turn",
    activities: [
      until("Loop", "@equals(1, 1)", [
        withPolicy({ retry: 1, retryIntervalInSeconds: 30 }, web("A")),
      ]),
    ],
    outcomes: { A: [F, S] },
    expected: {
      activities: { Loop: S, A: S },
      runs: { Loop: 1, A: 1 },
      attempts: { Loop: 1, A: 2 },
    },
    source: SOURCE.policy,
  },
  ...[true, false].map(
    (isSequential): ControlFlowCase => ({
      title: `a failing element never stops the rest: ${isSequential ? "sequential" : "parallel"}`,
      activities: [
        forEach("Loop", "@createArray(1, 2, 3)", [web("A")], { isSequential }),
        web("Next", { Loop: S }),
      ],
      outcomes: { A: [F, S, S] },
      expected: { activities: { Loop: F, A: S, Next: K }, pipeline: F, runs: { Loop: 1, A: 3 } },
      source: SOURCE.parallel,
    }),
  ),
  {
    title: "foreach over nothing succeeds",
    activities: [forEach("Loop", "@json('[]')", [web("A")])],
    expected: { activities: { Loop: S }, pipeline: S, notRun: ["A"] },
    source: SOURCE.forEach,
  },
  {
    title: "foreach over what is no array fails",
    activities: [forEach("Loop", "@concat('a')", [web("A")])],
    expected: { activities: { Loop: F }, pipeline: F, notRun: ["A"] },
    source: SOURCE.forEach,
  },
  {
    title: "sequential: the times add up",
    activities: [forEach("Loop", "@range(0, 5)", [wait("W", 60)], { isSequential: true })],
    expected: { pipeline: S, runs: { Loop: 1, W: 5 }, elapsedSeconds: 300 },
    source: SOURCE.forEach,
  },
  {
    title: "parallel: twenty at a time where no batch is given",
    activities: [forEach("Loop", "@range(0, 41)", [wait("W", 60)])],
    expected: { pipeline: S, runs: { Loop: 1, W: 41 }, elapsedSeconds: 180 },
    source: SOURCE.forEach,
  },
  {
    title: "parallel: a batch of its own",
    activities: [forEach("Loop", "@range(0, 41)", [wait("W", 60)], { batchCount: 50 })],
    expected: { pipeline: S, runs: { Loop: 1, W: 41 }, elapsedSeconds: 60 },
    source: SOURCE.forEach,
  },
  {
    title: "a slot that is free takes the next element",
    activities: [
      forEach("Loop", "@createArray(60, 10, 10)", [wait("W", "@item()")], { batchCount: 2 }),
    ],
    expected: { pipeline: S, elapsedSeconds: 60 },
    source: SOURCE.forEach,
  },
  {
    title: "an element's activities see their own element only",
    activities: [
      forEach("Loop", "@createArray('a', 'b')", [
        { ...web("A"), typeProperties: { url: "@item()" } },
        activity(
          "AppendVariable",
          "Add",
          { variableName: "all", value: "@concat(item(), activity('A').output.v)" },
          { A: S },
        ),
      ]),
    ],
    outcomes: {
      A: [
        { status: S, output: { v: "1" }, seconds: 20 },
        { status: S, output: { v: "2" }, seconds: 10 },
      ],
    },
    more: { variables: { all: { type: "Array" } } },
    expected: { pipeline: S, variables: { all: ["b2", "a1"] } },
    source: SOURCE.append,
  },
  {
    title: "an if inside a foreach decides for each element",
    activities: [
      forEach(
        "Loop",
        "@createArray(1, 2, 3)",
        [iff("If", "@equals(item(), 2)", { yes: [web("Two")], no: [web("Other")] })],
        { isSequential: true },
      ),
    ],
    outcomes: { Two: S, Other: S },
    expected: { pipeline: S, runs: { Loop: 1, If: 3, Two: 1, Other: 2 } },
    source: SOURCE.forEach,
  },
  {
    title: "a failure handled in each element leaves the foreach succeeded",
    activities: [forEach("Loop", "@createArray(1, 2)", [web("A"), web("Handle", { A: F })])],
    outcomes: { A: [F, S], Handle: S },
    expected: {
      activities: { Loop: S, A: S, Handle: S },
      pipeline: S,
      runs: { Loop: 1, A: 2, Handle: 1 },
    },
    source: SOURCE.measured,
  },
];

/** Cases of branches and loops. */
export const CONTAINER_CASES: readonly ControlFlowCase[] = [...branches, ...loops];
