// Proves: which texts are expressions, how they are read, and where errors point. The grammar is
// that of the service's own editor.

import {
  ExpressionError,
  evaluateTemplate,
  evaluateText,
  type Json,
  parseTemplate,
  resolve,
} from "../../../adf/expression/index";
import { CONTEXT } from "./cases/case";

/** The error of a text. */
function errorOf(text: string): ExpressionError {
  try {
    evaluateText(text, CONTEXT);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`${text} is no error`);
}

describe("a text", () => {
  it.each<[text: string, value: Json]>([
    ["parameters", "parameters"],
    ["parameters[1]", "parameters[1]"],
    ["11", "11"],
    ["", ""],
    [" value ", " value "],
    ["@", "@"],
    ["@@", "@"],
    [" @", " @"],
    ["a@b.com", "a@b.com"],
    ["{x}", "{x}"],
  ])("%j without expression stays", (text, value) => {
    expect(evaluateText(text, {})).toBe(value);
  });

  it.each<[text: string, value: Json]>([
    ["@pipeline().parameters.number", 42],
    ["@{pipeline().parameters.number}", "42"],
    ["Answer is: @{pipeline().parameters.number}", "Answer is: 42"],
    ["Answer is: @@{pipeline().parameters.number}", "Answer is: @{pipeline().parameters.number}"],
    ["@@{a} @{add(1, 1)}", "@{a} @{add(1, 1)}"],
    ["x@@@{y}", "x@@{y}"],
    ["@{1}@{2}", "12"],
    ["@{null}|@{true}|@{createArray(1, null)}", "|True|[1,null]"],
    ["x@{concat('}')}y", "x}y"],
    ["@{concat('''}')}", "'}"],
    ["@concat('@{', '}')", "@{}"],
    ["@concat(  'x1'  , \n 'x2','x3'  )", "x1x2x3"],
    ["@CONCAT('a', 'b')", "ab"],
    ["@TRUE", true],
    ["@Null", null],
    ["@'it''s'", "it's"],
    ["@-5", -5],
    ["@+5", 5],
    ["@1.5E1", 15],
    ["@createArray('a', createArray('b', 'c'))[1][0]", "b"],
    [`@json('{"a-b": {"c/d": 1}}').a-b['c/d']`, 1],
  ])("%j is %j", (text, value) => {
    expect(evaluateText(text, CONTEXT)).toStrictEqual(value);
  });

  it.each<[text: string, code: string, character: number]>([
    ["@concat", "EXPRESSION_SYNTAX", 2],
    ["@concat('abc)", "EXPRESSION_SYNTAX", 9],
    ["@concat('a' 'b')", "EXPRESSION_SYNTAX", 13],
    ["@concat('a',)", "EXPRESSION_SYNTAX", 13],
    ["@concat('a'", "EXPRESSION_SYNTAX", 12],
    ["@add(1, 2) 3", "EXPRESSION_SYNTAX", 12],
    ['@concat("a")', "EXPRESSION_SYNTAX", 9],
    ["@add(1 + 2)", "EXPRESSION_SYNTAX", 8],
    ["@item()?", "EXPRESSION_SYNTAX", 9],
    ["@item().", "EXPRESSION_SYNTAX", 9],
    ["@[1]", "EXPRESSION_SYNTAX", 2],
    ["@1abc", "EXPRESSION_SYNTAX", 2],
    ["@-", "EXPRESSION_SYNTAX", 2],
    ["@1e", "EXPRESSION_SYNTAX", 2],
    ["@ ", "EXPRESSION_SYNTAX", 3],
    ["ab @{add(1,", "EXPRESSION_SYNTAX", 4],
    ["ab @{}", "EXPRESSION_SYNTAX", 6],
    ["ab @{add(1)}", "EXPRESSION_ARGUMENT_COUNT", 6],
    ["ab @{add(1, 'x')}", "EXPRESSION_ARGUMENT", 6],
    ["@concat(foo())", "EXPRESSION_UNKNOWN_FUNCTION", 9],
    ["@createArray(1)[5]", "EXPRESSION_INDEX", 16],
    ["@99999999999999999999", "EXPRESSION_OVERFLOW", 2],
  ])("rejects %j with %s at character %i", (text, code, character) => {
    expect(errorOf(text)).toMatchObject({
      code,
      offset: character - 1,
      path: `character ${character}`,
    });
  });

  it("says the code, the place, the rule, the value and the repair", () => {
    expect(errorOf("@substrng('a')").message).toBe(
      '[EXPRESSION_UNKNOWN_FUNCTION] expression: character 2: there is no function "substrng"; did you mean substring?',
    );
    expect(errorOf("@dateDifference('a', 'b')").message).toContain(
      "dateDifference exists in Logic Apps, not in Data Factory; use div(sub(ticks(end)",
    );
    expect(errorOf("@add('1', 2)").message).toContain('add: argument 1 must be a number, got "1"');
  });
});

describe("a read", () => {
  it.each<[expression: string, value: Json]>([
    ["@createArray(1, 2)?[2]", null],
    ["@createArray(1, 2)?[-1]", null],
    ["@json('null')?.a", null],
    ["@json('null')?['a']?.b", null],
    [`@json('{"a": null}').a`, null],
    [`@json('{"A": 1, "a": 2}').a`, 2],
    [`@json('{"A": 1}').a`, 1],
    [`@json('{"__proto__": 1}')['__proto__']`, 1],
  ])("%s is %j", (expression, value) => {
    expect(evaluateText(expression, {})).toBe(value);
  });

  it.each([
    "@createArray(1, 2)[2]",
    "@createArray(1, 2)['a']",
    "@createArray(1)?.a",
    "@json('null').a",
    "@json('{}')?.a.b",
    "@json('{}').toString",
    "@json('{}')[0]",
    "@string('a')?.length",
    "@pipeline().constructor",
  ])("rejects %s", (expression) => {
    expect(errorOf(expression).code).toBe("EXPRESSION_INDEX");
  });
});

describe("the context", () => {
  it.each([
    "@item()",
    "@dataset().a",
    "@linkedService().a",
    "@trigger().a",
    "@utcNow()",
    "@guid()",
    "@rand(1, 2)",
  ])("rejects %s where it gives none", (expression) => {
    expect(() => evaluateText(expression, {})).toThrow(
      expect.objectContaining({ code: "EXPRESSION_CONTEXT" }),
    );
  });

  it("may differ between evaluations of one template", () => {
    const template = parseTemplate("@add(item(), 1)");

    expect([1, 2].map((item) => evaluateTemplate(template, { item }))).toStrictEqual([2, 3]);
  });
});

describe("a property's value", () => {
  it("is resolved in objects, arrays and expression objects", () => {
    const value = {
      plain: "x",
      bare: "@add(1, 1)",
      typed: { type: "Expression", value: "@item().key" },
      nested: [{ text: "k=@{item().key}" }, 5, null],
    };

    expect(resolve(value, CONTEXT)).toStrictEqual({
      plain: "x",
      bare: 2,
      typed: "k",
      nested: [{ text: "k=k" }, 5, null],
    });
  });
});
