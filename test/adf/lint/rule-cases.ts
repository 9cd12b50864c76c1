// For each rule definitions that break it, with the place and the message, and some that keep it.
// What is expected comes from the page that the rule cites.

import type { LintCode } from "../../../adf/lint/rule";
import * as d from "./definitions";

/** Definitions around one rule. */
export interface RuleCase {
  readonly code: LintCode;
  readonly breaks: readonly (readonly [definition: unknown, path: string, message: string])[];
  readonly keeps: readonly unknown[];
}

const { act, ex, fail, forEach, ifs, lookup, on, pipeline, set, switches, times } = d;
const { until, wait, web } = d;
const A = "/properties/activities";

/** A web call with a policy. */
const called = (policy: unknown) =>
  pipeline([act("W", "WebActivity", { method: "GET", url: "https://x.invalid" }, { policy })]);
const parameters = (count: number) =>
  Object.fromEntries(times(count, (index) => [`p${index}`, { type: "String" }]));
const nested = (depth: number): unknown =>
  times(depth, () => 0).reduce<unknown>((inner) => [inner], 0);
const text = (length: number) => `@concat('${"x".repeat(length - "@concat('')".length)}')`;

/** All of them; between them they hold every code. */
export const RULE_CASES: readonly RuleCase[] = [
  {
    code: "ADF_LINT_DEPTH",
    breaks: [
      [pipeline([], { annotations: nested(600) }), "", "must not be nested deeper than 512 levels"],
    ],
    keeps: [pipeline([wait("W")], { annotations: nested(200) })],
  },
  {
    code: "ADF_LINT_SHAPE",
    breaks: [
      [5, "", "must be an object, got 5"],
      [{ name: "p" }, "/properties", "must be an object, got nothing"],
      [{ name: 1, properties: {} }, "/name", "must be a text, got 1"],
      [pipeline(7 as never), A, "must be an array, got 7"],
      [pipeline([7]), `${A}/0`, "must be an object, got 7"],
      [
        pipeline([{ type: "Wait", typeProperties: { waitTimeInSeconds: 1 } }]),
        `${A}/0/name`,
        "must be a text, got nothing",
      ],
      [pipeline([{ name: "W" }]), `${A}/0/type`, "must be a text, got nothing"],
      [
        pipeline([{ ...wait("W"), dependsOn: "A" }]),
        `${A}/0/dependsOn`,
        'must be an array, got "A"',
      ],
      [
        pipeline([wait("V"), { ...wait("W"), dependsOn: [{ activity: "V" }] }]),
        `${A}/1/dependsOn/0/dependencyConditions`,
        "must be an array, got nothing",
      ],
      [
        pipeline([forEach("F", {} as never)]),
        `${A}/0/typeProperties/activities`,
        "must be an array, got an object",
      ],
      [
        pipeline([wait("W")], { variables: { v: "String" } }),
        "/properties/variables/v",
        'must be an object, got "String"',
      ],
    ],
    keeps: [
      pipeline([wait("W")], { annotations: [], folder: { name: "f" } }),
      { properties: { activities: [wait("W")] } },
      pipeline("[parameters('activities')]" as never),
    ],
  },
  {
    code: "ADF_LINT_TYPE_UNKNOWN",
    breaks: [
      [
        pipeline([act("W", "Wiat", {})]),
        `${A}/0/type`,
        'must be a known type (did you mean "Wait"?), got "Wiat"',
      ],
      [
        pipeline([act("W", "constructor", {})]),
        `${A}/0/type`,
        'must be a known type, got "constructor"',
      ],
    ],
    keeps: [pipeline([act("H", "HDInsightHive", {})])],
  },
  {
    code: "ADF_LINT_PARAMETER_TYPE",
    breaks: [
      [
        pipeline([wait("W")], { parameters: { a: { type: "Integer" } } }),
        "/properties/parameters/a/type",
        'must be one of Object, String, Int, Float, Bool, Array, SecureString, got "Integer"',
      ],
    ],
    keeps: [
      pipeline([wait("W")], { parameters: { a: { type: "SecureString" }, b: { type: "string" } } }),
    ],
  },
  {
    code: "ADF_LINT_VARIABLE_TYPE",
    breaks: [
      [
        pipeline([wait("W")], { variables: { a: { type: "Object" } } }),
        "/properties/variables/a/type",
        'must be one of String, Bool, Array, got "Object"',
      ],
    ],
    keeps: [pipeline([wait("W")], { variables: { a: { type: "Array" }, b: { type: "Boolean" } } })],
  },
  {
    code: "ADF_LINT_ACTIVITY_COUNT",
    breaks: [
      [pipeline(times(121, (i) => wait(`W${i}`))), A, "must have at most 120 activities, got 121"],
      [
        pipeline([
          forEach(
            "F",
            times(120, (i) => wait(`W${i}`)),
          ),
        ]),
        A,
        "must have at most 120 activities, got 121",
      ],
    ],
    keeps: [
      pipeline([
        forEach(
          "F",
          times(119, (i) => wait(`W${i}`)),
        ),
      ]),
    ],
  },
  {
    code: "ADF_LINT_PARAMETER_COUNT",
    breaks: [
      [
        pipeline([wait("W")], { parameters: parameters(51) }),
        "/properties/parameters",
        "must have at most 50 parameters, got 51",
      ],
    ],
    keeps: [pipeline([wait("W")], { parameters: parameters(50) })],
  },
  {
    code: "ADF_LINT_SIZE",
    breaks: [
      [
        pipeline([fail("é".repeat(102_400))]),
        "",
        "must have at most 204800 bytes without spaces, got 204920",
      ],
      [
        pipeline([fail("x".repeat(2 ** 21))]),
        "",
        "must have at most 204800 bytes without spaces, got 2097272",
      ],
    ],
    keeps: [pipeline([fail("x".repeat(204_000))])],
  },
  {
    code: "ADF_LINT_EXPRESSION_LENGTH",
    breaks: [
      [
        pipeline([fail(ex(text(8193)))]),
        `${A}/0/typeProperties/message/value`,
        "must have at most 8192 characters, got 8193",
      ],
    ],
    keeps: [
      pipeline([fail(ex(text(8192)))]),
      pipeline([fail("x".repeat(9000))]),
      pipeline([fail(ex(`@{guid()}${"x".repeat(9000)}`))]),
    ],
  },
  {
    code: "ADF_LINT_SWITCH_CASES",
    breaks: [
      [
        pipeline([
          act("S", "Switch", {
            on: ex("@string(1)"),
            cases: times(26, (i) => ({ value: `${i}`, activities: [] })),
          }),
        ]),
        `${A}/0/typeProperties/cases`,
        "must have at most 25 cases, got 26",
      ],
    ],
    keeps: [
      pipeline([
        act("S", "Switch", {
          on: ex("@string(1)"),
          cases: times(25, (i) => ({ value: `${i}`, activities: [wait(`W${i}`)] })),
        }),
      ]),
    ],
  },
  {
    code: "ADF_LINT_BATCH_COUNT",
    breaks: [
      [
        pipeline([forEach("F", [wait("W")], { batchCount: 51 })]),
        `${A}/0/typeProperties/batchCount`,
        "must be a whole number from 1 to 50, got 51",
      ],
      [
        pipeline([forEach("F", [wait("W")], { batchCount: 0 })]),
        `${A}/0/typeProperties/batchCount`,
        "must be a whole number from 1 to 50, got 0",
      ],
    ],
    keeps: [pipeline([forEach("F", [wait("W")], { batchCount: 50 })])],
  },
  {
    code: "ADF_LINT_CONCURRENCY",
    breaks: [
      [
        pipeline([wait("W")], { concurrency: 0 }),
        "/properties/concurrency",
        "must be a whole number from 1, got 0",
      ],
      [
        pipeline([wait("W")], { concurrency: "2" }),
        "/properties/concurrency",
        'must be a whole number from 1, got "2"',
      ],
    ],
    keeps: [pipeline([wait("W")], { concurrency: 1 })],
  },
  {
    code: "ADF_LINT_WAIT",
    breaks: [
      [
        pipeline([act("W", "Wait", { waitTimeInSeconds: 1.5 })]),
        `${A}/0/typeProperties/waitTimeInSeconds`,
        "must be a whole number from 0, got 1.5",
      ],
      [
        pipeline([act("W", "Wait", { waitTimeInSeconds: "00:01:00" })]),
        `${A}/0/typeProperties/waitTimeInSeconds`,
        'must be a whole number from 0, got "00:01:00"',
      ],
    ],
    keeps: [
      pipeline([act("W", "Wait", { waitTimeInSeconds: ex("@int('1')") })]),
      pipeline([act("W", "Wait", { waitTimeInSeconds: "[parameters('seconds')]" })]),
    ],
  },
  {
    code: "ADF_LINT_PIPELINE_NAME",
    breaks: [
      [
        { ...pipeline([wait("W")]), name: "a.b" },
        "/name",
        'must have 1 to 140 characters, begin with a letter, digit or underscore, and hold none of . + ? / < > * % & : \\ #, got "a.b"',
      ],
      [
        { ...pipeline([wait("W")]), name: "x".repeat(141) },
        "/name",
        `must have 1 to 140 characters, begin with a letter, digit or underscore, and hold none of . + ? / < > * % & : \\ #, got "${"x".repeat(78)}…`,
      ],
    ],
    keeps: [
      { ...pipeline([wait("W")]), name: "x".repeat(140) },
      { ...pipeline([wait("W")]), name: "copy-all 2" },
    ],
  },
  {
    code: "ADF_LINT_ACTIVITY_NAME",
    breaks: [
      [
        pipeline([wait("")]),
        `${A}/0/name`,
        'must have 1 to 55 characters, begin with a letter, digit or underscore, and hold none of . + ? / < > * % & : \\ #, got ""',
      ],
      [
        pipeline([wait("-a")]),
        `${A}/0/name`,
        'must have 1 to 55 characters, begin with a letter, digit or underscore, and hold none of . + ? / < > * % & : \\ #, got "-a"',
      ],
    ],
    keeps: [pipeline([wait("x".repeat(55)), wait("_Wait 1"), wait("001-schema")])],
  },
  {
    code: "ADF_LINT_NAME_DUPLICATE",
    breaks: [
      [
        pipeline([wait("Wait"), forEach("F", [wait("WAIT")])]),
        `${A}/1/typeProperties/activities/0/name`,
        'must differ from an earlier name in more than case, got "WAIT"',
      ],
      [
        pipeline([wait("W")], { parameters: { a: { type: "Int" }, A: { type: "Int" } } }),
        "/properties/parameters/A",
        'must differ from an earlier name in more than case, got "A"',
      ],
    ],
    keeps: [
      pipeline([wait("a"), wait("b")], {
        parameters: { a: { type: "Int" } },
        variables: { a: { type: "Bool" } },
      }),
    ],
  },
  {
    code: "ADF_LINT_DEPENDENCY_UNKNOWN",
    breaks: [
      [
        pipeline([wait("Load"), wait("B", on("Lode", "Succeeded"))]),
        `${A}/1/dependsOn/0/activity`,
        'must name an activity of the pipeline (did you mean "Load"?), got "Lode"',
      ],
      [
        pipeline([wait("B", on("__proto__", "Succeeded"))]),
        `${A}/0/dependsOn/0/activity`,
        'must name an activity of the pipeline, got "__proto__"',
      ],
    ],
    keeps: [pipeline([wait("Load"), wait("B", on("load", "Succeeded"))])],
  },
  {
    code: "ADF_LINT_DEPENDENCY_SCOPE",
    breaks: [
      [
        pipeline([wait("Out"), forEach("F", [wait("In", on("Out", "Succeeded"))])]),
        `${A}/1/typeProperties/activities/0/dependsOn/0/activity`,
        'must name an activity of the same list, not one of the pipeline, got "Out"',
      ],
      [
        pipeline([ifs("If", [wait("Yes")], [wait("No", on("Yes", "Succeeded"))])]),
        `${A}/0/typeProperties/ifFalseActivities/0/dependsOn/0/activity`,
        'must name an activity of the same list, not one of "If", got "Yes"',
      ],
    ],
    keeps: [
      pipeline([
        forEach("F", [wait("A"), wait("B", on("A", "Succeeded"))]),
        wait("C", on("F", "Succeeded")),
      ]),
    ],
  },
  {
    code: "ADF_LINT_DEPENDENCY_SELF",
    breaks: [
      [
        pipeline([wait("A", on("a", "Succeeded"))]),
        `${A}/0/dependsOn/0/activity`,
        'must be another activity, got "a"',
      ],
    ],
    keeps: [pipeline([wait("A"), wait("B", on("A", "Succeeded"))])],
  },
  {
    code: "ADF_LINT_DEPENDENCY_CYCLE",
    breaks: [
      [
        pipeline([
          wait("A", on("C", "Succeeded")),
          wait("B", on("A", "Succeeded")),
          wait("C", on("B", "Failed")),
        ]),
        `${A}/0/dependsOn`,
        "must not lead back to it (A -> C -> B -> A)",
      ],
      [
        pipeline([until("U", [wait("A", on("B", "Succeeded")), wait("B", on("A", "Succeeded"))])]),
        `${A}/0/typeProperties/activities/0/dependsOn`,
        "must not lead back to it (A -> B -> A)",
      ],
    ],
    keeps: [
      pipeline([
        wait("A"),
        wait("B", on("A", "Succeeded")),
        wait("C", on("A", "Succeeded")),
        wait("D", on("B", "Succeeded"), on("C", "Succeeded")),
      ]),
    ],
  },
  {
    code: "ADF_LINT_DEPENDENCY_CONDITION",
    breaks: [
      [
        pipeline([wait("A"), wait("B", on("A", "Succeded"))]),
        `${A}/1/dependsOn/0/dependencyConditions`,
        'must be of Succeeded, Failed, Skipped, Completed (did you mean "Succeeded"?), got "Succeded"',
      ],
    ],
    keeps: [
      pipeline([
        wait("A"),
        wait("B", on("A", "Succeeded", "Failed")),
        wait("C", on("B", "Skipped", "Completed")),
      ]),
    ],
  },
  {
    code: "ADF_LINT_DEPENDENCY_EMPTY",
    breaks: [
      [
        pipeline([wait("A"), wait("B", on("A"))]),
        `${A}/1/dependsOn/0/dependencyConditions`,
        "must hold at least one condition",
      ],
    ],
    keeps: [pipeline([wait("A"), wait("B", on("A", "Succeeded"))])],
  },
  {
    code: "ADF_LINT_DEPENDENCY_DUPLICATE",
    breaks: [
      [
        pipeline([wait("A"), wait("B", on("A", "Succeeded"), on("a", "Failed"))]),
        `${A}/1/dependsOn/1/activity`,
        'must not be named by an earlier dependency too, got "a"',
      ],
    ],
    keeps: [pipeline([wait("A"), wait("B", on("A", "Succeeded", "Failed"))])],
  },
  {
    code: "ADF_LINT_DEPENDENCY_NEVER",
    breaks: [
      [
        pipeline([
          wait("A"),
          wait("B", on("A", "Succeeded")),
          wait("C", on("A", "Succeeded"), on("B", "Skipped")),
        ]),
        `${A}/2/dependsOn`,
        'must be able to hold, but "A" would have to be Succeeded and can only be Failed',
      ],
      [
        pipeline([
          wait("A"),
          wait("Yes", on("A", "Succeeded")),
          wait("No", on("A", "Failed")),
          wait("End", on("Yes", "Succeeded"), on("No", "Succeeded")),
        ]),
        `${A}/3/dependsOn`,
        'must be able to hold, but "A" would have to be Succeeded and can only be Failed',
      ],
      [
        pipeline([wait("A"), wait("B", on("A", "Skipped"))]),
        `${A}/1/dependsOn`,
        'must be able to hold, but "A" would have to be Skipped and can only be Succeeded or Failed',
      ],
      [
        pipeline([fail("x"), wait("B", on("Stop", "Succeeded"))]),
        `${A}/1/dependsOn`,
        'must be able to hold, but "Stop" would have to be Succeeded and can only be Failed',
      ],
      [
        pipeline([{ ...wait("A"), state: "Inactive" }, wait("B", on("A", "Failed"))]),
        `${A}/1/dependsOn`,
        'must be able to hold, but "A" would have to be Failed and can only be Succeeded',
      ],
    ],
    keeps: [
      pipeline([
        wait("A"),
        wait("B", on("A", "Failed")),
        wait("C", on("A", "Succeeded"), on("B", "Skipped")),
      ]),
      pipeline([
        wait("A"),
        wait("X"),
        wait("B", on("A", "Succeeded"), on("X", "Succeeded")),
        wait("C", on("A", "Succeeded"), on("B", "Skipped")),
      ]),
      pipeline([
        wait("A"),
        wait("Yes", on("A", "Succeeded")),
        wait("No", on("A", "Failed")),
        wait("End", on("Yes", "Succeeded", "Skipped"), on("No", "Succeeded", "Skipped")),
      ]),
      pipeline([
        { ...wait("A"), state: "Inactive", onInactiveMarkAs: "Failed" },
        wait("B", on("A", "Failed")),
      ]),
    ],
  },
  {
    code: "ADF_LINT_COMPLETED_MIXED",
    breaks: [
      [
        pipeline([wait("A"), wait("B", on("A", "Completed")), wait("C", on("A", "Failed"))]),
        `${A}/1/dependsOn/0/dependencyConditions`,
        'must not be Completed where "A" has a Succeeded or Failed branch too',
      ],
    ],
    keeps: [
      pipeline([
        wait("A"),
        wait("B", on("A", "Completed")),
        wait("C", on("A", "Completed", "Skipped")),
      ]),
    ],
  },
  {
    code: "ADF_LINT_NESTING",
    breaks: [
      [
        pipeline([forEach("F", [until("U", [wait("W")])])]),
        `${A}/0/typeProperties/activities/0/type`,
        '(Until) must not be inside "F" (ForEach)',
      ],
      [
        pipeline([forEach("F", [ifs("I", [switches("S", [wait("W")])])])]),
        `${A}/0/typeProperties/activities/0/typeProperties/ifTrueActivities/0/type`,
        '(Switch) must not be inside "I" (IfCondition)',
      ],
    ],
    keeps: [
      pipeline([forEach("F", [ifs("I", [wait("W")])]), until("U", [switches("S", [wait("V")])])]),
    ],
  },
  {
    code: "ADF_LINT_EMPTY",
    breaks: [
      [pipeline([]), A, "must hold at least one activity"],
      [pipeline([forEach("F", [])]), `${A}/0/typeProperties`, "must hold at least one activity"],
      [pipeline([ifs("I", [], [])]), `${A}/0/typeProperties`, "must hold at least one activity"],
    ],
    keeps: [pipeline([ifs("I", [], [wait("W")])])],
  },
  {
    code: "ADF_LINT_CASE_VALUE",
    breaks: [
      [
        pipeline([
          act("S", "Switch", {
            on: ex("@string(1)"),
            cases: [{ value: 1, activities: [wait("W")] }],
          }),
        ]),
        `${A}/0/typeProperties/cases/0/value`,
        "must be a text, got 1",
      ],
    ],
    keeps: [pipeline([switches("S", [wait("W")])])],
  },
  {
    code: "ADF_LINT_CASE_DUPLICATE",
    breaks: [
      [
        pipeline([
          act("S", "Switch", {
            on: ex("@string(1)"),
            cases: [
              { value: "a", activities: [wait("W")] },
              { value: "a", activities: [] },
            ],
          }),
        ]),
        `${A}/0/typeProperties/cases/1/value`,
        'must differ from other cases, got "a"',
      ],
    ],
    keeps: [
      pipeline([
        act("S", "Switch", {
          on: ex("@string(1)"),
          cases: [
            { value: "a", activities: [wait("W")] },
            { value: "A", activities: [] },
          ],
        }),
      ]),
    ],
  },
  {
    code: "ADF_LINT_REQUIRED",
    breaks: [
      [
        pipeline([act("W", "Wait", {})]),
        `${A}/0/typeProperties/waitTimeInSeconds`,
        "must be given",
      ],
      [
        pipeline([act("S", "Script", { scripts: [{ text: "select 1" }] }, { policy: d.POLICY })]),
        `${A}/0/typeProperties/scripts/0/type`,
        "must be given",
      ],
    ],
    keeps: [pipeline([act("W", "Wait", {}, { state: "Inactive" })]), pipeline([web("W")])],
  },
  {
    code: "ADF_LINT_EXPRESSION_REQUIRED",
    breaks: [
      [
        pipeline([
          act("I", "IfCondition", { expression: "@equals(1, 1)", ifTrueActivities: [wait("W")] }),
        ]),
        `${A}/0/typeProperties/expression`,
        'must be {"type": "Expression", "value": text}, got "@equals(1, 1)"',
      ],
      [
        pipeline([forEach("F", [wait("W")], { items: [1, 2] })]),
        `${A}/0/typeProperties/items`,
        'must be {"type": "Expression", "value": text}, got [1,2]',
      ],
    ],
    keeps: [
      pipeline([
        act("F", "Filter", { items: ex("@createArray(1)"), condition: ex("@equals(item(), 1)") }),
      ]),
    ],
  },
  {
    code: "ADF_LINT_REFERENCE",
    breaks: [
      [
        pipeline([lookup("L", { dataset: "d" })]),
        `${A}/0/typeProperties/dataset`,
        'must be {"referenceName": text, "type": "DatasetReference"}, got "d"',
      ],
      [
        pipeline([
          act("E", "ExecutePipeline", { waitOnCompletion: true, pipeline: { referenceName: "q" } }),
        ]),
        `${A}/0/typeProperties/pipeline`,
        'must be {"referenceName": text, "type": "PipelineReference"}, got {"referenceName":"q"}',
      ],
    ],
    keeps: [pipeline([lookup("L")])],
  },
  {
    code: "ADF_LINT_CHOICE",
    breaks: [
      [
        pipeline([
          act(
            "W",
            "WebActivity",
            { method: "CONNECT", url: "https://x.invalid" },
            { policy: d.POLICY },
          ),
        ]),
        `${A}/0/typeProperties/method`,
        'must be one of GET, POST, PUT, DELETE, PATCH, got "CONNECT"',
      ],
      [
        pipeline([{ ...wait("W"), state: "Off" }]),
        `${A}/0/state`,
        'must be one of Active, Inactive, got "Off"',
      ],
    ],
    keeps: [pipeline([{ ...wait("W"), state: "Active", onInactiveMarkAs: "Skipped" }])],
  },
  {
    code: "ADF_LINT_WAIT_ON_COMPLETION",
    breaks: [
      [
        pipeline([
          act("E", "ExecutePipeline", {
            pipeline: { referenceName: "q", type: "PipelineReference" },
          }),
        ]),
        `${A}/0/typeProperties/waitOnCompletion`,
        "must be given",
      ],
    ],
    keeps: [
      pipeline([
        act("E", "ExecutePipeline", {
          waitOnCompletion: false,
          pipeline: { referenceName: "q", type: "PipelineReference" },
        }),
      ]),
    ],
  },
  {
    code: "ADF_LINT_RECURSION",
    breaks: [
      [
        pipeline([
          act("E", "ExecutePipeline", {
            waitOnCompletion: true,
            pipeline: { referenceName: "P", type: "PipelineReference" },
          }),
        ]),
        `${A}/0/typeProperties/pipeline/referenceName`,
        'must name another pipeline, got "P"',
      ],
    ],
    keeps: [
      pipeline([
        act("E", "ExecutePipeline", {
          waitOnCompletion: true,
          pipeline: { referenceName: "q", type: "PipelineReference" },
        }),
      ]),
    ],
  },
  {
    code: "ADF_LINT_RETRY",
    breaks: [
      [
        called({ ...d.POLICY, retry: -1 }),
        `${A}/0/policy/retry`,
        "must be a whole number from 0, got -1",
      ],
      [
        called({ ...d.POLICY, retry: "two" }),
        `${A}/0/policy/retry`,
        'must be a whole number from 0, got "two"',
      ],
    ],
    keeps: [called({ ...d.POLICY, retry: 0 }), called({ ...d.POLICY, retry: ex("@int('2')") })],
  },
  {
    code: "ADF_LINT_RETRY_INTERVAL",
    breaks: [
      [
        called({ ...d.POLICY, retryIntervalInSeconds: 29 }),
        `${A}/0/policy/retryIntervalInSeconds`,
        "must be a whole number from 30 to 86400, got 29",
      ],
      [
        called({ ...d.POLICY, retryIntervalInSeconds: 86_401 }),
        `${A}/0/policy/retryIntervalInSeconds`,
        "must be a whole number from 30 to 86400, got 86401",
      ],
    ],
    keeps: [
      called({ ...d.POLICY, retryIntervalInSeconds: 30 }),
      called({ ...d.POLICY, retryIntervalInSeconds: 86_400 }),
    ],
  },
  {
    code: "ADF_LINT_TIMEOUT_FORMAT",
    breaks: [
      [
        called({ timeout: "10 minutes" }),
        `${A}/0/policy/timeout`,
        'must be a timespan [d.]hh:mm:ss, got "10 minutes"',
      ],
      [
        called({ timeout: 600 }),
        `${A}/0/policy/timeout`,
        "must be a timespan [d.]hh:mm:ss, got 600",
      ],
    ],
    keeps: [called({ timeout: "01:00:00" }), called({ timeout: ex("@concat('01:00:00')") })],
  },
  {
    code: "ADF_LINT_TIMEOUT_RANGE",
    breaks: [
      [
        called({ timeout: "00:09:59" }),
        `${A}/0/policy/timeout`,
        'must be between 10 minutes and 7 days, got "00:09:59"',
      ],
      [
        called({ timeout: "7.00:00:01" }),
        `${A}/0/policy/timeout`,
        'must be between 10 minutes and 7 days, got "7.00:00:01"',
      ],
      [
        pipeline([until("U", [wait("W")], { timeout: "90.00:00:01" })]),
        `${A}/0/typeProperties/timeout`,
        'must be at most 90 days, got "90.00:00:01"',
      ],
    ],
    keeps: [
      called({ timeout: "00:10:00" }),
      pipeline([until("U", [wait("W")], { timeout: "90.00:00:00" })]),
    ],
  },
  {
    code: "ADF_LINT_TIMEOUT_DEFAULT",
    breaks: [
      [called(undefined), `${A}/0/policy/timeout`, "must be given, the default is seven days"],
      [
        called({ timeout: "7.00:00:00" }),
        `${A}/0/policy/timeout`,
        'must be shorter than seven days, got "7.00:00:00"',
      ],
      [
        pipeline([until("U", [wait("W")], { timeout: null })]),
        `${A}/0/typeProperties/timeout`,
        "must be given, the default is seven days",
      ],
    ],
    keeps: [called({ timeout: "6.23:59:59" }), pipeline([ifs("I", [wait("W")])])],
  },
  {
    code: "ADF_LINT_POLICY_IGNORED",
    breaks: [
      [
        pipeline([{ ...wait("W"), policy: { retry: 2 } }]),
        `${A}/0/policy`,
        'must be left out, a Wait takes no policy, got ["retry"]',
      ],
      [
        pipeline([set("v", "x", { policy: { timeout: "01:00:00", secureInput: true } })], {
          variables: { v: { type: "String" } },
        }),
        `${A}/0/policy`,
        'must be left out, a SetVariable takes only secureInput, secureOutput, got ["timeout"]',
      ],
    ],
    keeps: [
      pipeline([set("v", "x", { policy: { secureInput: true } })], {
        variables: { v: { type: "String" } },
      }),
    ],
  },
  {
    code: "ADF_LINT_UNMARKED",
    breaks: [
      [
        pipeline([fail("@guid()")]),
        `${A}/0/typeProperties/message`,
        'must be marked as an expression, got "@guid()"',
      ],
    ],
    keeps: [
      pipeline([fail("@@guid()")]),
      pipeline([fail("a@b.example")]),
      pipeline([fail("100 @@{x}")]),
    ],
  },
  {
    code: "ADF_LINT_SYNTAX",
    breaks: [
      [
        pipeline([fail(ex("@add(1,"))]),
        `${A}/0/typeProperties/message/value`,
        "expected a literal or a function, got the end, at character 8",
      ],
    ],
    keeps: [pipeline([fail(ex("@string(add(1, 2))"))])],
  },
  {
    code: "ADF_LINT_FUNCTION",
    breaks: [
      [
        pipeline([fail(ex("@dateDifference('2018-02-08', '2018-07-30')"))]),
        `${A}/0/typeProperties/message/value`,
        "dateDifference exists in Logic Apps, not in Data Factory, at character 2",
      ],
      [
        pipeline([fail(ex("@konkat('a')"))]),
        `${A}/0/typeProperties/message/value`,
        'there is no function "konkat", at character 2',
      ],
    ],
    keeps: [pipeline([fail(ex("@CONCAT('a', 'b')"))])],
  },
  {
    code: "ADF_LINT_ARGUMENTS",
    breaks: [
      [
        pipeline([fail(ex("@string(add(1))"))]),
        `${A}/0/typeProperties/message/value`,
        "add takes 2 arguments, got 1, at character 9",
      ],
    ],
    keeps: [pipeline([fail(ex("@concat('a', 'b', 'c', 'd')"))])],
  },
  {
    code: "ADF_LINT_NOT_EVALUATED",
    breaks: [
      [
        pipeline([fail(ex("concat('a')"))]),
        `${A}/0/typeProperties/message/value`,
        "must begin with @, got \"concat('a')\"",
      ],
      [
        pipeline([fail("pipeline().RunId")]),
        `${A}/0/typeProperties/message`,
        'must begin with @, got "pipeline().RunId"',
      ],
      [
        pipeline([fail(" @guid()")]),
        `${A}/0/typeProperties/message`,
        'must begin with @, got " @guid()"',
      ],
    ],
    keeps: [pipeline([fail("the pipeline() failed")]), pipeline([fail(ex("@@plain"))])],
  },
  {
    code: "ADF_LINT_TRIGGER",
    breaks: [
      [
        pipeline([fail(ex("@string(trigger().startTime)"))]),
        `${A}/0/typeProperties/message/value`,
        "must not read trigger()",
      ],
    ],
    keeps: [
      pipeline([fail(ex("@pipeline().TriggerTime"))]),
      pipeline([fail(ex("@concat('trigger()')"))]),
    ],
  },
  {
    code: "ADF_LINT_ITEM",
    breaks: [
      [
        pipeline([fail(ex("@item().name"))]),
        `${A}/0/typeProperties/message/value`,
        "must not read item() here",
      ],
      [
        pipeline([forEach("F", [wait("W")], { items: ex("@item()") })]),
        `${A}/0/typeProperties/items/value`,
        "must not read item() here",
      ],
    ],
    keeps: [pipeline([forEach("F", [ifs("I", [fail(ex("@item().name"))])])])],
  },
  {
    code: "ADF_LINT_PARAMETER_UNDEFINED",
    breaks: [
      [
        pipeline([fail(ex("@pipeline().parameters.forcast"))], {
          parameters: { forecast: { type: "String" } },
        }),
        `${A}/0/typeProperties/message/value`,
        'must name a declared parameter (did you mean "forecast"?), got "forcast"',
      ],
    ],
    keeps: [
      pipeline([fail(ex("@concat(pipeline()?.parameters?['Forecast'], '')"))], {
        parameters: { forecast: { type: "String" } },
      }),
      pipeline([fail(ex("@concat('pipeline().parameters.x', pipeline().globalParameters.y)"))]),
    ],
  },
  {
    code: "ADF_LINT_PARAMETER_UNUSED",
    breaks: [
      [
        pipeline([wait("W")], { parameters: { "a/b": { type: "Int" } } }),
        "/properties/parameters/a~1b",
        "must be used",
      ],
    ],
    keeps: [
      pipeline([fail("run @{pipeline().parameters.a}")], { parameters: { a: { type: "String" } } }),
      pipeline([fail(ex("@string(pipeline().parameters)"))], {
        parameters: { a: { type: "String" } },
      }),
    ],
  },
  {
    code: "ADF_LINT_ACTIVITY_UNKNOWN",
    breaks: [
      [
        pipeline([
          web("Poll"),
          fail(ex("@activity('Pol').output.x"), { dependsOn: [on("Poll", "Succeeded")] }),
        ]),
        `${A}/1/typeProperties/message/value`,
        'must read an activity of the pipeline (did you mean "Poll"?), got "Pol"',
      ],
    ],
    keeps: [
      pipeline([
        web("It's"),
        fail(ex("@activity('it''s').output.x"), { dependsOn: [on("It's", "Succeeded")] }),
      ]),
    ],
  },
  {
    code: "ADF_LINT_ACTIVITY_UPSTREAM",
    breaks: [
      [
        pipeline([web("A"), fail(ex("@activity('A').output.x"))]),
        `${A}/1/typeProperties/message/value`,
        `must not read activity "A", which need not have ended before`,
      ],
    ],
    keeps: [
      pipeline(
        [web("A"), ifs("I", [fail(ex("@activity('A').output.x"))])].map((it, i) =>
          i === 1 ? { ...it, dependsOn: [on("A", "Completed")] } : it,
        ),
      ),
      pipeline([
        until("U", [web("A")], { expression: ex("@equals(activity('A').Status, 'Failed')") }),
      ]),
    ],
  },
  {
    code: "ADF_LINT_LOOKUP_ROW",
    breaks: [
      [
        pipeline([
          lookup("L"),
          fail(ex("@activity('L').output.firstRow.x"), { dependsOn: [on("L", "Succeeded")] }),
        ]),
        `${A}/1/typeProperties/message/value`,
        'must handle that "L" finds no row',
      ],
    ],
    keeps: [
      pipeline([
        lookup("L"),
        fail(ex("@activity('L').output.firstRow.x"), { dependsOn: [on("L", "Succeeded")] }),
        wait("N", on("Stop", "Succeeded")),
        wait("H", on("N", "Skipped")),
      ]),
      pipeline([
        lookup("L"),
        fail(ex("@activity('L').output?.firstRow?.x"), { dependsOn: [on("L", "Succeeded")] }),
      ]),
      pipeline([
        lookup("L"),
        fail(ex("@activity('L').output.firstRow.x"), { dependsOn: [on("L", "Succeeded")] }),
        wait("H", on("Stop", "Failed")),
      ]),
      pipeline([
        lookup("L", { firstRowOnly: false }),
        fail(ex("@activity('L').output.value[0].x"), { dependsOn: [on("L", "Succeeded")] }),
      ]),
    ],
  },
  {
    code: "ADF_LINT_VARIABLE_UNDEFINED",
    breaks: [
      [
        pipeline([set("v", "x")]),
        `${A}/0/typeProperties/variableName`,
        'must name a declared variable, got "v"',
      ],
      [
        pipeline([fail(ex("@variables('v')"))]),
        `${A}/0/typeProperties/message/value`,
        'must name a declared variable, got "v"',
      ],
    ],
    keeps: [
      pipeline([set("V", "x")], { variables: { v: { type: "String" } } }),
      pipeline([
        act("R", "SetVariable", {
          variableName: "pipelineReturnValue",
          setSystemVariable: true,
          value: [],
        }),
      ]),
    ],
  },
  {
    code: "ADF_LINT_VARIABLE_UNUSED",
    breaks: [
      [
        pipeline([wait("W")], { variables: { v: { type: "Bool" } } }),
        "/properties/variables/v",
        "must be used",
      ],
    ],
    keeps: [pipeline([set("v", "x")], { variables: { v: { type: "String" } } })],
  },
  {
    code: "ADF_LINT_VARIABLE_SELF",
    breaks: [
      [
        pipeline([set("n", ex("@add(int(variables('N')), 1)"))], {
          variables: { n: { type: "String" } },
        }),
        `${A}/0/typeProperties/value/value`,
        'must not read variable "n", which it sets',
      ],
    ],
    keeps: [
      pipeline([set("n", ex("@concat('variables(''n'')', variables('m'))"))], {
        variables: { n: { type: "String" }, m: { type: "String" } },
      }),
    ],
  },
  {
    code: "ADF_LINT_VARIABLE_PARALLEL",
    breaks: [
      [
        pipeline([forEach("F", [ifs("I", [set("v", "x")])])], {
          variables: { v: { type: "String" } },
        }),
        `${A}/0/typeProperties/activities/0/typeProperties/ifTrueActivities/0/type`,
        '(SetVariable) must not be inside "F", a parallel ForEach',
      ],
    ],
    keeps: [
      pipeline([forEach("F", [set("v", "x")], { isSequential: true })], {
        variables: { v: { type: "String" } },
      }),
    ],
  },
  {
    code: "ADF_LINT_APPEND_TYPE",
    breaks: [
      [
        pipeline([act("Add", "AppendVariable", { variableName: "v", value: "x" })], {
          variables: { v: { type: "String" } },
        }),
        `${A}/0/typeProperties/variableName`,
        'must name a variable of type Array, not String, got "v"',
      ],
    ],
    keeps: [
      pipeline([forEach("F", [act("Add", "AppendVariable", { variableName: "v", value: "x" })])], {
        variables: { v: { type: "Array" } },
      }),
    ],
  },
];
