// Proves: the shared examples, and what was decided where their sources disagree. The examples are
// not part of the repository; where they are missing, that suite is skipped.

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  type ExpressionContext,
  ExpressionError,
  evaluateText,
  Float,
  type Json,
} from "../../../adf/expression/index";
import { CONTEXT } from "./cases/case";

const EXAMPLES = resolve(__dirname, "../../../../shared/adf/expression-examples.json");

interface Example {
  readonly id: string;
  readonly expr: string;
  readonly context: ExpressionContext;
  readonly expected?: Json;
  readonly error?: true;
}

function describeExamples(title: string, tests: (examples: readonly Example[]) => void): void {
  if (existsSync(EXAMPLES)) {
    describe(title, () => tests(JSON.parse(readFileSync(EXAMPLES, "utf8"))));
  } else {
    describe.skip(`${title} (skipped: no ../shared/adf/expression-examples.json)`, () => {
      it("are missing", () => undefined);
    });
  }
}

describeExamples("the shared examples", (examples) => {
  it.each(examples.filter(({ error }) => error !== true))("$id $expr", (example) => {
    expect(evaluateText(example.expr, example.context)).toStrictEqual(example.expected);
  });

  it.each(examples.filter(({ error }) => error === true))("rejects $id $expr", (example) => {
    expect(() => evaluateText(example.expr, example.context)).toThrow(ExpressionError);
  });
});

describe("where sources disagree", () => {
  it.each<[expression: string, decided: Json, why: string]>([
    ["@equals(true, 1)", false, "equality is type-strict on the live engine"],
    ["@dayOfWeek('2018-03-15T13:27:36Z')", 4, "the day was a Thursday"],
    [
      "@addDays('2018-03-15T13:00:00Z', 10)",
      "2018-03-25T13:00:00.0000000Z",
      "the page loses the time of day",
    ],
    [
      "@addHours('2018-03-15T00:00:00Z', 10)",
      "2018-03-15T10:00:00.0000000Z",
      "the page has a colon before the fraction",
    ],
    [
      "@convertFromUtc('2018-01-01T08:00:00.0000000Z', 'Pacific Standard Time')",
      "2018-01-01T00:00:00.0000000",
      "a time outside UTC has no suffix",
    ],
    [
      "@uriComponent('https://contoso.com')",
      "https%3A%2F%2Fcontoso.com",
      "the page loses the s of https",
    ],
    [
      "@base64ToBinary('aGVsbG8=')",
      { "$content-type": "application/octet-stream", $content: "aGVsbG8=" },
      "binary content is an object on the live engine",
    ],
    [
      "@json(xml('<root><person><name>A</name></person></root>'))",
      { root: { person: { name: "A" } } },
      "one element is no array",
    ],
    [
      "@subtractFromTime('2018-01-02T00:00:00Z', 1, 'Day', 'D')",
      "Monday, January 1, 2018",
      "the page has an extra comma",
    ],
    ["@mod(-3, 2)", -1, "the remainder of .NET has the dividend's sign"],
    ["@div(5.5, 5)", 1.1, "a float makes the quotient a float"],
    ["@lastIndexOf('hello world hello world', '')", 22, "the page says so"],
    ["@and(true, true, false)", false, "the engine takes any number of arguments"],
    ["@substring('hello', 2)", "llo", "the engine takes the rest without a length"],
    ["@rand(1, 5)", 4, "the upper bound is exclusive: the largest draw gives 4"],
    ["@decodeDataUri('data:text/plain;base64,aGk=')", "hi", "text comes out as text when measured"],
  ])("%s is %j: %s", (expression, decided) => {
    expect(evaluateText(expression, CONTEXT)).toStrictEqual(decided);
  });

  it.each<[expression: string, why: string]>([
    ["@json(null)", "the service's own error says so"],
    ["@sub(10.3, .3)", "the grammar has no leading point"],
    [`@string({ "name": "Sophie Owen" })`, "the grammar has no object literals"],
    ["@substring('abc', 2, 2)", "the end lies beyond the text"],
  ])("rejects %s: %s", (expression) => {
    expect(() => evaluateText(expression, CONTEXT)).toThrow(ExpressionError);
  });

  it("gives plain numbers where floats are asked for as JSON", () => {
    expect(JSON.stringify({ value: new Float(3) })).toBe('{"value":3}');
    expect(evaluateText("@mul(1.5, 2)", {})).toBe(3);
  });
});
