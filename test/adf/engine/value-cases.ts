// Variables, Filter, Fail, Wait, outputs and errors that others read.

import {
  activity,
  type ControlFlowCase,
  expression,
  type Properties,
  SOURCE,
  set,
  wait,
  web,
} from "./definitions";

const S = "Succeeded";
const F = "Failed";

const VARIABLES = {
  variables: {
    text: { type: "String" },
    flag: { type: "Bool" },
    list: { type: "Array" },
    given: { type: "String", defaultValue: "x" },
  },
};

const variables: readonly ControlFlowCase[] = [
  {
    title: "variables without default read as empty values",
    activities: [
      set(
        "A",
        "given",
        expression(
          "@concat(variables('text'), string(variables('flag')), string(variables('list')))",
        ),
      ),
    ],
    more: VARIABLES,
    expected: {
      activities: { A: S },
      variables: { text: "", flag: false, list: [], given: "False[]" },
    },
    source: SOURCE.testingFramework,
  },
  {
    title: "a variable is set, its name in any case",
    activities: [
      set("A", "TEXT", "hello"),
      set("B", "given", expression("@variables('Text')"), { A: S }),
    ],
    more: VARIABLES,
    expected: { pipeline: S, variables: { text: "hello", flag: false, list: [], given: "hello" } },
    source: SOURCE.setVariable,
  },
  {
    title: "a variable keeps what it had when setting it fails",
    activities: [set("A", "given", expression("@div(1, 0)"))],
    more: VARIABLES,
    expected: {
      activities: { A: F },
      pipeline: F,
      variables: { text: "", flag: false, list: [], given: "x" },
    },
    source: SOURCE.setVariable,
  },
  ...[
    ["text", "@add(1, 1)"],
    ["flag", "@string('true')"],
    ["list", "@string('a')"],
  ].map(
    ([name = "", value = ""]): ControlFlowCase => ({
      title: `a value of another type fails: ${name} = ${value}`,
      activities: [set("A", name, expression(value))],
      more: VARIABLES,
      expected: { activities: { A: F }, pipeline: F },
      source: SOURCE.setVariable,
    }),
  ),
  {
    title: "appending adds one element at a time",
    activities: [
      activity("AppendVariable", "A", { variableName: "list", value: "a" }),
      activity(
        "AppendVariable",
        "B",
        { variableName: "list", value: expression("@createArray('b')") },
        { A: S },
      ),
    ],
    more: VARIABLES,
    expected: { pipeline: S, variables: { text: "", flag: false, list: ["a", ["b"]], given: "x" } },
    source: SOURCE.append,
  },
  {
    title: "appending to what is no array fails",
    activities: [activity("AppendVariable", "A", { variableName: "text", value: "a" })],
    more: VARIABLES,
    expected: { activities: { A: F }, pipeline: F },
    source: SOURCE.append,
  },
  {
    title: "filter keeps what its condition holds for",
    activities: [
      activity("Filter", "A", {
        items: expression("@createArray(1, 2, 3)"),
        condition: expression("@greater(item(), 1)"),
      }),
      set("B", "list", expression("@activity('A').output.value"), { A: S }),
    ],
    more: VARIABLES,
    expected: { pipeline: S, variables: { text: "", flag: false, list: [2, 3], given: "x" } },
    source: SOURCE.filter,
  },
  {
    title: "filter says how many it saw and kept",
    activities: [
      activity("Filter", "A", {
        items: expression("@createArray('a')"),
        condition: expression("@equals(item(), 'b')"),
      }),
    ],
    expected: { outputs: { A: { ItemsCount: 1, FilteredItemsCount: 0, Value: [] } } },
    source: SOURCE.filter,
  },
  {
    title: "filter needs an array",
    activities: [
      activity("Filter", "A", {
        items: expression("@string('a')"),
        condition: expression("@equals(1, 1)"),
      }),
    ],
    expected: { activities: { A: F }, pipeline: F },
    source: SOURCE.filter,
  },
  {
    title: "filter needs a boolean",
    activities: [
      activity("Filter", "A", {
        items: expression("@createArray(1)"),
        condition: expression("@item()"),
      }),
    ],
    expected: { activities: { A: F }, pipeline: F },
    source: SOURCE.filter,
  },
  {
    title: "a wait takes its time",
    activities: [wait("A", 30), wait("B", expression("@add(30, 15)"), { A: S })],
    expected: { activities: { A: S, B: S }, pipeline: S, elapsedSeconds: 75 },
    source: SOURCE.wait,
  },
  ...[-1, 1.5, "soon", null, true].map(
    (seconds): ControlFlowCase => ({
      title: `a wait that is no whole number of seconds fails: ${JSON.stringify(seconds)}`,
      activities: [wait("A", seconds)],
      expected: { activities: { A: F }, pipeline: F, elapsedSeconds: 0 },
      source: SOURCE.wait,
    }),
  ),
];

const fails = (
  title: string,
  properties: Properties,
  message: string,
  errorCode: string,
): ControlFlowCase => ({
  title: `fail: ${title}`,
  activities: [activity("Fail", "Stop", properties)],
  parameters: { blank: " ", nothing: null, number: 5 },
  more: {
    parameters: { blank: { type: "String" }, nothing: { type: "String" }, number: { type: "Int" } },
  },
  expected: { activities: { Stop: F }, pipeline: F, errors: { Stop: { message, errorCode } } },
  source: SOURCE.fail,
});

const BLANK = expression("@pipeline().parameters.blank");
const NOTHING = expression("@pipeline().parameters.nothing");
const NUMBER = expression("@pipeline().parameters.number");
const WRONG = expression("@activity('Nobody').output");
const FAILED = "Failed to interpret Stop fail message or error code";
const NO_TEXT = "Stop fail message parameter couldn't be interpreted as a string";
const NO_CODE = "ErrorCodeNotString";

const failures: readonly ControlFlowCase[] = [
  fails("the author's message and code", { message: "no", errorCode: "500" }, "no", "500"),
  fails("both evaluated", { message: "@concat('n', 'o')", errorCode: "@string(500)" }, "no", "500"),
  fails("neither can be evaluated", { message: WRONG, errorCode: WRONG }, FAILED, NO_CODE),
  fails("a message that is no text", { message: NUMBER, errorCode: "500" }, NO_TEXT, "500"),
  fails("a blank message", { message: BLANK, errorCode: "500" }, FAILED, "500"),
  fails("a null message", { message: NOTHING, errorCode: "500" }, FAILED, "500"),
  fails("a code that is no text", { message: "no", errorCode: NUMBER }, "no", NO_CODE),
  fails("a blank code", { message: "no", errorCode: BLANK }, "no", NO_CODE),
  fails("a null code", { message: "no", errorCode: NOTHING }, "no", NO_CODE),
  fails("no message", { errorCode: "500" }, "Fail message wasn't provided", "500"),
  fails("no code", { message: "no" }, "no", NO_CODE),
  fails(
    "a message that no text can be made of",
    { message: {}, errorCode: "500" },
    "Invalid value for property message",
    "BadRequest",
  ),
];

const reads: readonly ControlFlowCase[] = [
  {
    title: "an output is read by those after it",
    activities: [web("A"), set("B", "v", expression("@activity('A').output.x.y"), { A: S })],
    outcomes: { A: { status: S, output: { x: { y: "deep" } } } },
    more: { variables: { v: { type: "String" } } },
    expected: {
      pipeline: S,
      variables: { v: "deep" },
      outputs: { A: { x: { y: "deep" } }, B: { name: "v", value: "deep" } },
    },
    source: SOURCE.contract,
  },
  {
    title: "the error of a failure is read by its handler, in any case",
    activities: [
      web("A"),
      set(
        "B",
        "v",
        expression("@concat(activity('A').Error.errorCode, activity('A').error.Message)"),
        { A: F },
      ),
    ],
    outcomes: { A: { status: F, error: { message: "gone", errorCode: "404" } } },
    more: { variables: { v: { type: "String" } } },
    expected: {
      pipeline: S,
      variables: { v: "404gone" },
      errors: { A: { message: "gone", errorCode: "404" } },
    },
    source: SOURCE.errors,
  },
  {
    title: "what an output lacks cannot be read",
    activities: [web("A"), set("B", "v", expression("@activity('A').output.x"), { A: S })],
    outcomes: { A: S },
    more: { variables: { v: { type: "String" } } },
    expected: { activities: { A: S, B: F }, pipeline: F },
    source: SOURCE.measured,
  },
  {
    title: "a failed activity has an output that may be asked for what is not there",
    activities: [
      web("A"),
      set("B", "v", expression("@coalesce(activity('A').output?.firstRow?.x, 'none')"), { A: F }),
    ],
    outcomes: { A: F },
    more: { variables: { v: { type: "String" } } },
    expected: { activities: { A: F, B: S }, pipeline: S, variables: { v: "none" } },
    source: SOURCE.contract,
  },
  {
    title: "parameters have defaults, and the name of any case",
    activities: [
      set("A", "v", expression("@concat(pipeline().parameters.X, pipeline().parameters.y)")),
    ],
    parameters: { Y: "2" },
    more: {
      variables: { v: { type: "String" } },
      parameters: { x: { type: "String", defaultValue: "1" }, y: { type: "String" } },
    },
    expected: { pipeline: S, variables: { v: "12" } },
    source: SOURCE.testingFramework,
  },
  {
    title: "an activity name is read in any case",
    activities: [
      web("Look Up"),
      set("B", "v", expression("@activity('look up').Status"), { "Look Up": S }),
    ],
    outcomes: { "LOOK UP": S },
    more: { variables: { v: { type: "String" } } },
    expected: { pipeline: S, variables: { v: "Succeeded" } },
    source: SOURCE.testingFramework,
  },
  {
    title: "a pipeline that is called and not given is asked for",
    activities: [
      activity("ExecutePipeline", "Call", {
        pipeline: { referenceName: "other", type: "PipelineReference" },
        waitOnCompletion: true,
      }),
    ],
    outcomes: { Call: F },
    expected: { activities: { Call: F }, pipeline: F },
    source: SOURCE.execute,
  },
  {
    title: "a pipeline without activities succeeds",
    activities: [],
    expected: { activities: {}, pipeline: S, elapsedSeconds: 0 },
    source: SOURCE.errors,
  },
];

/** Cases of values: variables, filters, failures, outputs. */
export const VALUE_CASES: readonly ControlFlowCase[] = [...variables, ...failures, ...reads];
