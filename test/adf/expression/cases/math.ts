// Cases of the math functions, and of what reads the run.

import { Float } from "../../../../adf/expression/index";
import { type Cases, DECIDED, DOTNET_DOCS, LIVE, LOGIC_APPS, PAGE } from "./case";

export const MATH_CASES: Cases = {
  add: [
    ["add(1, 1.5)", 2.5, PAGE],
    ["add(1, 2)", 3, LIVE],
    ["add(9007199254740992, 1)", 9007199254740993n, DOTNET_DOCS],
    ["add('1', '2')", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["add(null, 1)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["add(9223372036854775807, 1)", { error: "EXPRESSION_OVERFLOW" }, DECIDED],
  ],
  div: [
    ["div(10, 5)", 2, PAGE],
    ["div(11, 5)", 2, PAGE],
    ["div(11, 5.0)", 2.2, LOGIC_APPS],
    ["div(-7, 2)", -3, LIVE],
    ["div(7.0, 2)", 3.5, LIVE],
    ["div(float('7'), 2)", 3.5, LIVE],
    ["div(1, 0)", { error: "EXPRESSION_DIVISION_BY_ZERO" }, LIVE],
    ["div(1.0, 0.0)", { error: "EXPRESSION_DIVISION_BY_ZERO" }, LIVE],
  ],
  max: [
    ["max(1, 2, 3)", 3, PAGE],
    ["max(createArray(1, 2, 3))", 3, PAGE],
    ["max(1, 2.5, 2)", 2.5, LIVE],
    ["max('a', 1)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["max(json('[]'))", { error: "EXPRESSION_ARGUMENT" }, DECIDED],
  ],
  min: [
    ["min(1, 2, 3)", 1, PAGE],
    ["min(createArray(1, 2, 3))", 1, PAGE],
  ],
  mod: [
    ["mod(3, 2)", 1, PAGE],
    ["mod(10, 3)", 1, LIVE],
    ["mod(-3, 2)", -1, DOTNET_DOCS],
    ["mod(5.5, 2)", 1.5, DOTNET_DOCS],
    ["mod(1, 0)", { error: "EXPRESSION_DIVISION_BY_ZERO" }, LIVE],
  ],
  mul: [
    ["mul(1, 2)", 2, PAGE],
    ["mul(1.5, 2)", new Float(3), PAGE],
    ["mul(1e300, 1e300)", { error: "EXPRESSION_OVERFLOW" }, DECIDED],
  ],
  rand: [
    ["rand(1, 5)", 4, PAGE],
    ["rand(5, 5)", { error: "EXPRESSION_ARGUMENT" }, PAGE],
  ],
  range: [
    ["range(1, 4)", [1, 2, 3, 4], PAGE],
    ["range(2, 3)", [2, 3, 4], LIVE],
    ["range(-1, 2)", [-1, 0], DECIDED],
    ["range(1, 0)", [], LIVE],
    ["range(1, -1)", { error: "EXPRESSION_ARGUMENT" }, PAGE],
    ["range(0, 2000000000)", { error: "EXPRESSION_TOO_LARGE" }, DECIDED],
  ],
  sub: [
    ["sub(10.3, 0.3)", new Float(10), PAGE],
    ["sub(5, 3)", 2, LIVE],
  ],
};

const VARIABLES = "https://learn.microsoft.com/azure/data-factory/control-flow-system-variables";

export const REFERENCE_CASES: Cases = {
  activity: [
    ["activity('Look').output.firstRow.a", 1, VARIABLES],
    ["activity('look').Output.FIRSTROW['A']", 1, LIVE],
    ["activity('Look').Status", "Succeeded", VARIABLES],
    ["activity('Broken').Error.message", "no", VARIABLES],
    ["activity('Look')?.error?.message", null, LIVE],
    ["activity('Look').error", { error: "EXPRESSION_INDEX" }, LIVE],
    ["activity('Nobody').output", { error: "EXPRESSION_UNKNOWN_ACTIVITY" }, VARIABLES],
  ],
  dataset: [["dataset().path", "in", PAGE]],
  item: [["item().key", "k", PAGE]],
  linkedService: [["linkedService().host", "h", PAGE]],
  pipeline: [
    ["pipeline().parameters.text", "foo", PAGE],
    ["pipeline().parameters.number", 42, PAGE],
    ["pipeline().PARAMETERS['Text']", "foo", LIVE],
    ["pipeline().parameters.none", null, DECIDED],
    ["pipeline()?.parameters?.missing", null, LIVE],
    ["pipeline().globalParameters.tier", "gold", PAGE],
    ["pipeline().Pipeline", "p", VARIABLES],
    ["pipeline().runid", "r", LIVE],
    ["pipeline()?.TriggeredByPipelineRunId", null, VARIABLES],
    ["pipeline().parameters.missing", { error: "EXPRESSION_UNKNOWN_PARAMETER" }, PAGE],
    ["pipeline().TriggerName", { error: "EXPRESSION_INDEX" }, VARIABLES],
    ["pipeline(1)", { error: "EXPRESSION_ARGUMENT_COUNT" }, VARIABLES],
  ],
  trigger: [["trigger().scheduledTime", "2018-04-15T13:00:00Z", VARIABLES]],
  variables: [
    ["variables('list')[1]", 2, PAGE],
    ["variables('LIST')[sub(2, 2)]", 1, LIVE],
    ["variables('nothing')", { error: "EXPRESSION_UNKNOWN_VARIABLE" }, PAGE],
    ["variables(1)", { error: "EXPRESSION_ARGUMENT" }, PAGE],
  ],
};
