// Proves: no text and no value makes the evaluator run without end, or out of stack or memory.

import {
  type ExpressionErrorCode,
  evaluateText,
  MAX_RESULT_CHARACTERS,
  resolve,
  type Value,
} from "../../../adf/expression/index";

const LONG = "a".repeat(MAX_RESULT_CHARACTERS);

function nested(levels: number): Value {
  let value: Value = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

describe("an expression that is too much", () => {
  it.each<
    [what: string, text: string, variables: Record<string, Value>, code: ExpressionErrorCode]
  >([
    [
      "20,000 nested calls",
      `@${"not(".repeat(20_000)}true${")".repeat(20_000)}`,
      {},
      "EXPRESSION_TOO_LONG",
    ],
    [
      "2,000 nested calls",
      `@${"not(".repeat(1600)}true${")".repeat(1600)}`,
      {},
      "EXPRESSION_NESTING",
    ],
    [
      "4,000 nested indexes",
      `@${"item()[".repeat(1000)}1${"]".repeat(1000)}`,
      {},
      "EXPRESSION_NESTING",
    ],
    ["an endless range", "@range(0, 2000000000)", {}, "EXPRESSION_TOO_LARGE"],
    ["a concat", "@concat(variables('a'), variables('a'))", { a: LONG }, "EXPRESSION_TOO_LARGE"],
    ["an interpolation", "@{variables('a')}@{variables('a')}", { a: LONG }, "EXPRESSION_TOO_LARGE"],
    [
      "a replace",
      "@replace(variables('a'), 'a', variables('a'))",
      { a: LONG },
      "EXPRESSION_TOO_LARGE",
    ],
    ["a join", "@join(createArray(1, 2, 3), variables('a'))", { a: LONG }, "EXPRESSION_TOO_LARGE"],
    ["a JSON text", "@string(createArray(variables('a'), 1))", { a: LONG }, "EXPRESSION_TOO_LARGE"],
    ["a base64 text", "@base64(variables('a'))", { a: LONG }, "EXPRESSION_TOO_LARGE"],
    [
      "an escaped text",
      "@uriComponent(variables('a'))",
      { a: LONG.replaceAll("a", "é") },
      "EXPRESSION_TOO_LARGE",
    ],
    ["nested JSON", "@json(variables('a'))", { a: "[".repeat(100_000) }, "EXPRESSION_PARSE"],
    [
      "a deep value as text",
      "@string(variables('a'))",
      { a: nested(20_000) },
      "EXPRESSION_NESTING",
    ],
    [
      "a deep value compared",
      "@equals(variables('a'), variables('b'))",
      { a: nested(20_000), b: nested(20_000) },
      "EXPRESSION_NESTING",
    ],
    [
      "a deep value in a union",
      "@union(variables('a'), variables('a'))",
      { a: nested(20_000) },
      "EXPRESSION_NESTING",
    ],
    ["a deep result", "@variables('a')", { a: nested(20_000) }, "EXPRESSION_NESTING"],
    [
      "deep XML",
      "@xml(variables('a'))",
      { a: `${"<a>".repeat(9000)}${"</a>".repeat(9000)}` },
      "EXPRESSION_NESTING",
    ],
    [
      "much XML",
      "@xml(variables('a'))",
      { a: `<r>${"<a/>".repeat(60_000)}</r>` },
      "EXPRESSION_TOO_LARGE",
    ],
    [
      "XML with entities inside entities",
      "@xml(variables('a'))",
      { a: '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><a>&c;</a>' },
      "EXPRESSION_PARSE",
    ],
    [
      "an XPath of many passes",
      "@xpath(variables('a'), '//*[count(//*[count(//*) > 0]) > 0]')",
      { a: `<r>${"<a/>".repeat(5000)}</r>` },
      "EXPRESSION_TOO_LARGE",
    ],
    [
      "an XPath over much text",
      "@xpath(variables('a'), 'count(//*[contains(/r, \"z\")])')",
      { a: `<r>${"y".repeat(500_000)}${"<a/>".repeat(5000)}</r>` },
      "EXPRESSION_TOO_LARGE",
    ],
    [
      "an XPath with many brackets",
      "@xpath('<r/>', variables('a'))",
      { a: `${"(".repeat(100_000)}1${")".repeat(100_000)}` },
      "EXPRESSION_TOO_LARGE",
    ],
  ])("rejects %s", (_, text, variables, code) => {
    expect(() => evaluateText(text, { item: [], variables })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it("rejects a deep property", () => {
    expect(() => resolve(nested(20_000), {})).toThrow(
      expect.objectContaining({ code: "EXPRESSION_NESTING" }),
    );
  });
});

describe("an expression that is much", () => {
  it.each<[what: string, text: string, value: Value]>([
    ["a range as long as a ForEach takes", "@length(range(0, 100000))", 100_000],
    ["200 nested calls", `@${"not(".repeat(200)}true${")".repeat(200)}`, true],
    ["a chain of 1,000 reads", `@json('{}')${"?.a".repeat(1000)}`, null],
    ["a text as long as the limit", "@length(concat(variables('a')))", MAX_RESULT_CHARACTERS],
    [
      "a split into as many parts",
      "@length(split(variables('a'), 'a'))",
      MAX_RESULT_CHARACTERS + 1,
    ],
    ["a union of as many", "@length(union(split(variables('a'), 'a'), split('', 'a')))", 1],
    ["white space around", "@trim(concat(variables('s'), 'x', variables('s')))", "x"],
  ])("takes %s", (_, text, value) => {
    const variables = { a: LONG, s: " ".repeat(400_000) };

    expect(evaluateText(text, { variables })).toBe(value);
  });
});
