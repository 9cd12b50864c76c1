// Definitions of control flow with the verdict that the documentation gives: valid, or the code of the
// error that it is refused with. Valid ones may earn warnings. The documents are those that the rules cite.

import {
  act,
  ex,
  fail,
  forEach,
  ifs,
  type Json,
  lookup,
  on,
  POLICY,
  pipeline,
  set,
  switches,
  times,
  until,
  wait,
  web,
} from "./definitions";

/** A definition, and whether the service takes it. */
export type ControlFlowCase = readonly [
  title: string,
  definition: Json,
  verdict: "valid" | `ADF_LINT_${string}`,
];

const strings = (...names: readonly string[]) => ({
  variables: Object.fromEntries(names.map((name) => [name, { type: "String" }])),
});
const filter = (name: string) =>
  act(name, "Filter", { items: ex("@createArray(1, 2)"), condition: ex("@greater(item(), 1)") });
const validation = (name: string) =>
  act(name, "Validation", {
    dataset: { referenceName: "d", type: "DatasetReference" },
    timeout: "0.01:00:00",
  });
const execute = (name: string, waitOnCompletion = true) =>
  act(name, "ExecutePipeline", {
    pipeline: { referenceName: "child", type: "PipelineReference" },
    waitOnCompletion,
  });
const policed = (policy: Json) =>
  pipeline([act("W", "WebActivity", { method: "GET", url: "https://x.invalid" }, { policy })]);
const NESTING = "ADF_LINT_NESTING";

/** All of them. */
export const CONTROL_FLOW_CASES: readonly ControlFlowCase[] = [
  // Dependencies and outcomes.
  ["one activity", pipeline([web("A")]), "valid"],
  [
    "a chain",
    pipeline([web("A"), web("B", on("A", "Succeeded")), web("C", on("B", "Succeeded"))]),
    "valid",
  ],
  ["activities side by side", pipeline([web("A"), web("B")]), "valid"],
  [
    "several conditions of one dependency",
    pipeline([web("A"), web("B", on("A", "Succeeded", "Failed", "Skipped"))]),
    "valid",
  ],
  ["try and catch", pipeline([web("A"), web("H", on("A", "Failed"))]), "valid"],
  [
    "do, if, else",
    pipeline([web("A"), web("Yes", on("A", "Succeeded")), web("No", on("A", "Failed"))]),
    "valid",
  ],
  [
    "do, if, skip, else",
    pipeline([
      web("A"),
      web("Yes", on("A", "Succeeded")),
      web("No", on("A", "Failed")),
      web("Dummy", on("Yes", "Skipped")),
    ]),
    "valid",
  ],
  [
    "try, catch, proceed",
    pipeline([web("A"), web("H", on("A", "Failed")), web("Next", on("H", "Succeeded", "Skipped"))]),
    "valid",
  ],
  [
    "a handler at the end of a chain",
    pipeline([web("A"), web("B", on("A", "Succeeded")), web("H", on("B", "Failed", "Skipped"))]),
    "valid",
  ],
  [
    "Completed from two activities",
    pipeline([web("A"), web("B"), web("C", on("A", "Completed"), on("B", "Completed"))]),
    "valid",
  ],
  [
    "Completed beside Failed",
    pipeline([web("A"), web("B", on("A", "Completed")), web("C", on("A", "Failed"))]),
    "valid",
  ],
  [
    "waiting for both branches",
    pipeline([
      web("A"),
      web("Y", on("A", "Succeeded")),
      web("N", on("A", "Failed")),
      web("E", on("Y", "Succeeded"), on("N", "Succeeded")),
    ]),
    "valid",
  ],
  [
    "a dependency in other case",
    pipeline([web("Load"), web("B", on("LOAD", "Succeeded"))]),
    "valid",
  ],
  ["a dependency declared later", pipeline([web("B", on("A", "Succeeded")), web("A")]), "valid"],
  [
    "an unknown dependency",
    pipeline([web("A", on("B", "Succeeded"))]),
    "ADF_LINT_DEPENDENCY_UNKNOWN",
  ],
  [
    "an unknown dependency in a branch",
    pipeline([ifs("I", [web("A", on("B", "Succeeded"))])]),
    "ADF_LINT_DEPENDENCY_UNKNOWN",
  ],
  [
    "a dependency out of a loop",
    pipeline([web("A"), forEach("F", [web("B", on("A", "Succeeded"))])]),
    "ADF_LINT_DEPENDENCY_SCOPE",
  ],
  [
    "a dependency into a loop",
    pipeline([forEach("F", [web("B")]), web("C", on("B", "Succeeded"))]),
    "ADF_LINT_DEPENDENCY_SCOPE",
  ],
  [
    "a dependency between cases",
    pipeline([
      act("S", "Switch", {
        on: ex("@string(1)"),
        cases: [
          { value: "a", activities: [web("A")] },
          { value: "b", activities: [web("B", on("A", "Succeeded"))] },
        ],
      }),
    ]),
    "ADF_LINT_DEPENDENCY_SCOPE",
  ],
  [
    "a dependency on the container around it",
    pipeline([forEach("F", [web("B", on("F", "Succeeded"))])]),
    "ADF_LINT_DEPENDENCY_SCOPE",
  ],
  [
    "a dependency on itself",
    pipeline([web("A", on("A", "Succeeded"))]),
    "ADF_LINT_DEPENDENCY_SELF",
  ],
  [
    "a circle of two",
    pipeline([web("A", on("B", "Succeeded")), web("B", on("A", "Completed"))]),
    "ADF_LINT_DEPENDENCY_CYCLE",
  ],
  [
    "a circle of four behind a start",
    pipeline([
      web("S"),
      web("A", on("S", "Succeeded"), on("D", "Succeeded")),
      web("B", on("A", "Succeeded")),
      web("C", on("B", "Succeeded")),
      web("D", on("C", "Succeeded")),
    ]),
    "ADF_LINT_DEPENDENCY_CYCLE",
  ],
  [
    "a circle inside a loop",
    pipeline([until("U", [web("A", on("B", "Succeeded")), web("B", on("A", "Succeeded"))])]),
    "ADF_LINT_DEPENDENCY_CYCLE",
  ],
  [
    "a condition that is none",
    pipeline([web("A"), web("B", on("A", "Always"))]),
    "ADF_LINT_DEPENDENCY_CONDITION",
  ],
  // Nesting.
  ["If in ForEach", pipeline([forEach("F", [ifs("I", [web("A")])])]), "valid"],
  ["Switch in ForEach", pipeline([forEach("F", [switches("S", [web("A")])])]), "valid"],
  ["If in Until", pipeline([until("U", [ifs("I", [web("A")])])]), "valid"],
  ["Switch in Until", pipeline([until("U", [switches("S", [web("A")])])]), "valid"],
  [
    "ExecutePipeline in If in ForEach",
    pipeline([forEach("F", [ifs("I", [execute("E")])])]),
    "valid",
  ],
  ["Filter in a condition", pipeline([ifs("I", [filter("F")])]), "valid"],
  ["Validation at the top", pipeline([validation("V")]), "valid"],
  ["If in If", pipeline([ifs("I", [ifs("J", [web("A")])])]), NESTING],
  ["If in the false branch of If", pipeline([ifs("I", [], [ifs("J", [web("A")])])]), NESTING],
  ["Switch in If", pipeline([ifs("I", [switches("S", [web("A")])])]), NESTING],
  ["If in Switch", pipeline([switches("S", [ifs("I", [web("A")])])]), NESTING],
  ["Switch in Switch", pipeline([switches("S", [switches("T", [web("A")])])]), NESTING],
  [
    "If in the default of Switch",
    pipeline([
      act("S", "Switch", {
        on: ex("@string(1)"),
        cases: [],
        defaultActivities: [ifs("I", [web("A")])],
      }),
    ]),
    NESTING,
  ],
  ["ForEach in ForEach", pipeline([forEach("F", [forEach("G", [web("A")])])]), NESTING],
  ["Until in Until", pipeline([until("U", [until("V", [web("A")])])]), NESTING],
  ["ForEach in Until", pipeline([until("U", [forEach("F", [web("A")])])]), NESTING],
  ["ForEach in If", pipeline([ifs("I", [forEach("F", [web("A")])])]), NESTING],
  ["Until in Switch", pipeline([switches("S", [until("U", [web("A")])])]), NESTING],
  [
    "ForEach in If in ForEach",
    pipeline([forEach("F", [ifs("I", [forEach("G", [web("A")])])])]),
    NESTING,
  ],
  ["If in If in Until", pipeline([until("U", [ifs("I", [ifs("J", [web("A")])])])]), NESTING],
  ["Validation in ForEach", pipeline([forEach("F", [validation("V")])]), NESTING],
  ["Validation in If", pipeline([ifs("I", [validation("V")])]), NESTING],
  // Branches and cases.
  [
    "If with one branch",
    pipeline([
      act("I", "IfCondition", { expression: ex("@equals(1, 1)"), ifTrueActivities: [web("A")] }),
    ]),
    "valid",
  ],
  [
    "If with no branch",
    pipeline([act("I", "IfCondition", { expression: ex("@equals(1, 1)") })]),
    "valid",
  ],
  [
    "Switch without cases",
    pipeline([act("S", "Switch", { on: ex("@string(1)"), defaultActivities: [web("A")] })]),
    "valid",
  ],
  [
    "Switch with 25 cases",
    pipeline([
      act("S", "Switch", {
        on: ex("@string(1)"),
        cases: times(25, (i) => ({ value: `${i}`, activities: [] })),
      }),
    ]),
    "valid",
  ],
  [
    "Switch with 30 cases",
    pipeline([
      act("S", "Switch", {
        on: ex("@string(1)"),
        cases: times(30, (i) => ({ value: `${i}`, activities: [] })),
      }),
    ]),
    "ADF_LINT_SWITCH_CASES",
  ],
  [
    "Switch with a number as case",
    pipeline([
      act("S", "Switch", { on: ex("@string(1)"), cases: [{ value: 3, activities: [web("A")] }] }),
    ]),
    "ADF_LINT_CASE_VALUE",
  ],
  ["Switch without on", pipeline([act("S", "Switch", { cases: [] })]), "ADF_LINT_REQUIRED"],
  [
    "If without a condition",
    pipeline([act("I", "IfCondition", { ifTrueActivities: [web("A")] })]),
    "ADF_LINT_REQUIRED",
  ],
  [
    "If with a boolean as condition",
    pipeline([act("I", "IfCondition", { expression: true, ifTrueActivities: [web("A")] })]),
    "ADF_LINT_EXPRESSION_REQUIRED",
  ],
  [
    "If with a text as condition",
    pipeline([act("I", "IfCondition", { expression: "@true", ifTrueActivities: [web("A")] })]),
    "ADF_LINT_EXPRESSION_REQUIRED",
  ],
  // Loops.
  ["ForEach in sequence", pipeline([forEach("F", [web("A")], { isSequential: true })]), "valid"],
  ["ForEach of 50 side by side", pipeline([forEach("F", [web("A")], { batchCount: 50 })]), "valid"],
  [
    "ForEach of 51 side by side",
    pipeline([forEach("F", [web("A")], { batchCount: 51 })]),
    "ADF_LINT_BATCH_COUNT",
  ],
  [
    "ForEach without items",
    pipeline([act("F", "ForEach", { activities: [web("A")] })]),
    "ADF_LINT_REQUIRED",
  ],
  [
    "ForEach without activities",
    pipeline([act("F", "ForEach", { items: ex("@createArray(1)") })]),
    "ADF_LINT_REQUIRED",
  ],
  [
    "ForEach over a plain array",
    pipeline([forEach("F", [web("A")], { items: ["a", "b"] })]),
    "ADF_LINT_EXPRESSION_REQUIRED",
  ],
  [
    "Until that reads its body",
    pipeline([
      until("U", [web("A")], { expression: ex("@equals(activity('A').output.state, 'done')") }),
    ]),
    "valid",
  ],
  ["Until of 90 days", pipeline([until("U", [web("A")], { timeout: "90.00:00:00" })]), "valid"],
  [
    "Until of 91 days",
    pipeline([until("U", [web("A")], { timeout: "91.00:00:00" })]),
    "ADF_LINT_TIMEOUT_RANGE",
  ],
  [
    "Until without a timeout",
    pipeline([act("U", "Until", { expression: ex("@equals(1, 1)"), activities: [web("A")] })]),
    "valid",
  ],
  [
    "Until without a condition",
    pipeline([act("U", "Until", { activities: [web("A")] })]),
    "ADF_LINT_REQUIRED",
  ],
  // Variables.
  ["SetVariable", pipeline([set("v", "x")], strings("v")), "valid"],
  [
    "SetVariable from another variable",
    pipeline([set("v", ex("@variables('w')"))], strings("v", "w")),
    "valid",
  ],
  [
    "SetVariable in ForEach in sequence",
    pipeline(
      [forEach("F", [set("v", ex("@string(item())"))], { isSequential: true })],
      strings("v"),
    ),
    "valid",
  ],
  [
    "SetVariable in ForEach side by side",
    pipeline([forEach("F", [set("v", "x")])], strings("v")),
    "valid",
  ],
  [
    "AppendVariable in ForEach",
    pipeline(
      [forEach("F", [act("Add", "AppendVariable", { variableName: "v", value: ex("@item()") })])],
      { variables: { v: { type: "Array" } } },
    ),
    "valid",
  ],
  [
    "the return value of the pipeline",
    pipeline([
      act("R", "SetVariable", {
        variableName: "pipelineReturnValue",
        setSystemVariable: true,
        value: [{ key: "k", value: { type: "String", content: "x" } }],
      }),
    ]),
    "valid",
  ],
  [
    "SetVariable that counts up",
    pipeline([set("n", ex("@string(add(int(variables('n')), 1))"))], strings("n")),
    "ADF_LINT_VARIABLE_SELF",
  ],
  [
    "SetVariable that reads itself in other case",
    pipeline([set("n", ex("@concat(variables('N'), 'x')"))], strings("n")),
    "ADF_LINT_VARIABLE_SELF",
  ],
  [
    "SetVariable that reads itself in a text",
    pipeline([set("n", ex("a @{variables('n')} b"))], strings("n")),
    "ADF_LINT_VARIABLE_SELF",
  ],
  [
    "a variable that is set but not declared",
    pipeline([set("v", "x")], strings("w")),
    "ADF_LINT_VARIABLE_UNDEFINED",
  ],
  [
    "a variable that is read but not declared",
    pipeline([fail(ex("@variables('v')"))]),
    "ADF_LINT_VARIABLE_UNDEFINED",
  ],
  [
    "a variable of type Object",
    pipeline([wait("W")], { variables: { v: { type: "Object" } } }),
    "ADF_LINT_VARIABLE_TYPE",
  ],
  // Parameters, counts and names.
  [
    "a parameter in other case",
    pipeline([fail(ex("@pipeline().parameters.ROUTE"))], {
      parameters: { route: { type: "String" } },
    }),
    "valid",
  ],
  [
    "a parameter that is not declared",
    pipeline([fail(ex("@pipeline().parameters.route"))]),
    "ADF_LINT_PARAMETER_UNDEFINED",
  ],
  [
    "a parameter read in quotes only",
    pipeline([fail(ex("@concat('pipeline().parameters.route')"))]),
    "valid",
  ],
  [
    "a parameter of type Date",
    pipeline([wait("W")], { parameters: { a: { type: "Date" } } }),
    "ADF_LINT_PARAMETER_TYPE",
  ],
  [
    "50 parameters",
    pipeline([wait("W")], {
      parameters: Object.fromEntries(times(50, (i) => [`p${i}`, { type: "Int" }])),
    }),
    "valid",
  ],
  [
    "51 parameters",
    pipeline([wait("W")], {
      parameters: Object.fromEntries(times(51, (i) => [`p${i}`, { type: "Int" }])),
    }),
    "ADF_LINT_PARAMETER_COUNT",
  ],
  ["120 activities", pipeline(times(120, (i) => wait(`W${i}`))), "valid"],
  [
    "121 activities, one of them inside",
    pipeline([...times(119, (i) => wait(`W${i}`)), ifs("I", [wait("V")])]),
    "ADF_LINT_ACTIVITY_COUNT",
  ],
  ["an activity name of 55 characters", pipeline([wait("x".repeat(55))]), "valid"],
  ["an activity name of 56 characters", pipeline([wait("x".repeat(56))]), "ADF_LINT_ACTIVITY_NAME"],
  ["an activity name with a dot", pipeline([wait("a.b")]), "ADF_LINT_ACTIVITY_NAME"],
  ["two activities of one name", pipeline([wait("W"), wait("w")]), "ADF_LINT_NAME_DUPLICATE"],
  [
    "two activities of one name in two branches",
    pipeline([ifs("I", [wait("W")], [wait("W")])]),
    "ADF_LINT_NAME_DUPLICATE",
  ],
  [
    "an expression of 8,192 characters",
    pipeline([fail(ex(`@concat('${"x".repeat(8181)}')`))]),
    "valid",
  ],
  [
    "an expression of 8,193 characters",
    pipeline([fail(ex(`@concat('${"x".repeat(8182)}')`))]),
    "ADF_LINT_EXPRESSION_LENGTH",
  ],
  // Policies, and what a type needs.
  ["a timeout of 10 minutes", policed({ timeout: "00:10:00" }), "valid"],
  ["a timeout of 7 days", policed({ timeout: "7.00:00:00" }), "valid"],
  ["a timeout of 5 minutes", policed({ timeout: "00:05:00" }), "ADF_LINT_TIMEOUT_RANGE"],
  ["a timeout of 8 days", policed({ timeout: "8.00:00:00" }), "ADF_LINT_TIMEOUT_RANGE"],
  ["a timeout in words", policed({ timeout: "PT10M" }), "ADF_LINT_TIMEOUT_FORMAT"],
  ["a fraction of a retry", policed({ ...POLICY, retry: 1.5 }), "ADF_LINT_RETRY"],
  [
    "a pause of 10 seconds between attempts",
    policed({ ...POLICY, retry: 1, retryIntervalInSeconds: 10 }),
    "ADF_LINT_RETRY_INTERVAL",
  ],
  ["a policy on a Wait", pipeline([{ ...wait("W"), policy: { retry: 3 } }]), "valid"],
  [
    "Wait for an expression",
    pipeline([act("W", "Wait", { waitTimeInSeconds: ex("@add(1, 2)") })]),
    "valid",
  ],
  ["Wait without a time", pipeline([act("W", "Wait", {})]), "ADF_LINT_REQUIRED"],
  [
    "Wait for a negative time",
    pipeline([act("W", "Wait", { waitTimeInSeconds: -5 })]),
    "ADF_LINT_WAIT",
  ],
  [
    "Fail without an error code",
    pipeline([act("F", "Fail", { message: "x" })]),
    "ADF_LINT_REQUIRED",
  ],
  ["Fail with a blank message", pipeline([fail("")]), "valid"],
  ["ExecutePipeline that does not wait", pipeline([execute("E", false)]), "valid"],
  [
    "ExecutePipeline without a pipeline",
    pipeline([act("E", "ExecutePipeline", { waitOnCompletion: true })]),
    "ADF_LINT_REQUIRED",
  ],
  ["Lookup", pipeline([lookup("L")]), "valid"],
  [
    "Lookup without a dataset",
    pipeline([lookup("L", { dataset: undefined })]),
    "ADF_LINT_REQUIRED",
  ],
  [
    "WebActivity without a url",
    pipeline([act("W", "WebActivity", { method: "GET" })]),
    "ADF_LINT_REQUIRED",
  ],
  [
    "Filter without a condition",
    pipeline([act("F", "Filter", { items: ex("@createArray(1)") })]),
    "ADF_LINT_REQUIRED",
  ],
  [
    "Script block without a type",
    pipeline([act("S", "Script", { scripts: [{ text: "select 1" }] })]),
    "ADF_LINT_REQUIRED",
  ],
  ["DatabricksJob without a job", pipeline([act("J", "DatabricksJob", {})]), "ADF_LINT_REQUIRED"],
  ["an activity of unknown type", pipeline([act("X", "SomethingNew", { any: "thing" })]), "valid"],
  [
    "an inactive activity that is not finished",
    pipeline([act("W", "Wait", {}, { state: "Inactive", onInactiveMarkAs: "Skipped" })]),
    "valid",
  ],
  [
    "a condition that fails when it is run",
    pipeline([
      act("I", "IfCondition", { expression: ex("@concat('a')"), ifTrueActivities: [web("A")] }),
    ]),
    "valid",
  ],
  ["concurrency of 1", pipeline([wait("W")], { concurrency: 1 }), "valid"],
  ["concurrency of 0", pipeline([wait("W")], { concurrency: 0 }), "ADF_LINT_CONCURRENCY"],
];
