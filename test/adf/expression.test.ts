// Proves: the text of each expression, and that no literal can become code. Does not prove what the
// service makes of it: no evaluator is used here.

import fc from "fast-check";
import {
  add,
  addDays,
  addMinutes,
  and,
  coalesce,
  concat,
  contains,
  convertFromUtc,
  createArray,
  dayOfWeek,
  definePipeline,
  type Expression,
  empty,
  equals,
  escapeLiteral,
  executePipeline,
  formatDateTime,
  greater,
  greaterOrEquals,
  if_,
  int,
  isExpression,
  json,
  less,
  lessOrEquals,
  lookup,
  lookupRows,
  mod,
  not,
  optionalProperty,
  or,
  pipelineInfo,
  property,
  queryBlock,
  raw,
  renderExpression,
  renderValue,
  replace,
  script,
  sqlQuery,
  startOfDay,
  startOfHour,
  startOfMonth,
  string,
  sub,
  template,
  toLower,
  triggerInfo,
  utcNow,
} from "../../adf/builder/index";

const policy = { timeout: "00:10:00", retry: 2 };
const p = definePipeline({
  name: "p",
  parameters: { text: "String", number: "Int", "odd name": "String" },
  variables: { v: "String" },
});
const text = p.parameter("text");
const number = p.parameter("number");
const look = p.add(lookup("It's", { dataset: "d", source: sqlQuery("x"), policy }));
const rows = p.add(lookupRows("Rows", { dataset: "d", source: sqlQuery("x"), policy }));
const ran = p.add(script("Ran", { linkedService: "l", blocks: [queryBlock("x")], policy }));
const call = p.add(executePipeline("Call", { pipeline: "q", waitOnCompletion: true }));

describe("an expression", () => {
  it.each<[Expression, string]>([
    [text, "pipeline().parameters.text"],
    [p.parameter("odd name"), "pipeline().parameters['odd name']"],
    [p.variable("v"), "variables('v')"],
    [pipelineInfo.runId, "pipeline().RunId"],
    [pipelineInfo.triggeredByPipelineRunId, "pipeline()?.TriggeredByPipelineRunId"],
    [triggerInfo.scheduledTime, "trigger().scheduledTime"],
    [triggerInfo.windowStartTime, "trigger().outputs.windowStartTime"],
    [look.row, "activity('It''s').output.firstRow"],
    [look.firstRow("a"), "activity('It''s').output.firstRow.a"],
    [look.firstRow("a b"), "activity('It''s').output.firstRow['a b']"],
    [look.optionalFirstRow("a"), "activity('It''s').output?.firstRow?.a"],
    [look.status, "activity('It''s').Status"],
    [look.errorMessage, "activity('It''s')?.Error?.message"],
    [look.errorCode, "activity('It''s')?.Error?.errorCode"],
    [rows.rows, "activity('Rows').output.value"],
    [rows.count, "activity('Rows').output.count"],
    [ran.resultSetCount, "activity('Ran').output.resultSetCount"],
    [ran.recordsAffected, "activity('Ran').output.recordsAffected"],
    [ran.resultSet(1).rowCount, "activity('Ran').output.resultSets[1].rowCount"],
    [ran.resultSet(0).row(2).column("c"), "activity('Ran').output.resultSets[0].rows[2].c"],
    [call.pipelineRunId, "activity('Call').output.pipelineRunId"],
    [call.returnValue("k"), "activity('Call').output.pipelineReturnValue.k"],
    [equals(text, "it's"), "equals(pipeline().parameters.text, 'it''s')"],
    [equals(look.firstRow("a"), null), "equals(activity('It''s').output.firstRow.a, null)"],
    [and(true, false, true), "and(and(true, false), true)"],
    [or(true, false, true, false), "or(or(or(true, false), true), false)"],
    [not(equals(1, 2)), "not(equals(1, 2))"],
    [greater(number, -1.5), "greater(pipeline().parameters.number, -1.5)"],
    [greaterOrEquals(1, 2), "greaterOrEquals(1, 2)"],
    [less("a", "b"), "less('a', 'b')"],
    [lessOrEquals(1, 2), "lessOrEquals(1, 2)"],
    [if_(equals(1, 1), "a", text), "if(equals(1, 1), 'a', pipeline().parameters.text)"],
    [contains("abc", "b"), "contains('abc', 'b')"],
    [empty(text), "empty(pipeline().parameters.text)"],
    [coalesce(text, "x", null), "coalesce(pipeline().parameters.text, 'x', null)"],
    [concat("a", 1, true), "concat('a', 1, true)"],
    [template`a '${text}' b`, "concat('a ''', pipeline().parameters.text, ''' b')"],
    [template`${text}`, "concat(pipeline().parameters.text)"],
    [replace("a", "b", "c"), "replace('a', 'b', 'c')"],
    [toLower(text), "toLower(pipeline().parameters.text)"],
    [string(1), "string(1)"],
    [int("1"), "int('1')"],
    [json("{}"), "json('{}')"],
    [add(1, 2), "add(1, 2)"],
    [sub(number, 1), "sub(pipeline().parameters.number, 1)"],
    [mod(7, 3), "mod(7, 3)"],
    [createArray(1, "a"), "createArray(1, 'a')"],
    [property(json(text), 0), "json(pipeline().parameters.text)[0]"],
    [optionalProperty(json("[]"), 0), "json('[]')?[0]"],
    [optionalProperty(json("{}"), "a-b"), "json('{}')?['a-b']"],
    [utcNow(), "utcNow()"],
    [utcNow("yyyy"), "utcNow('yyyy')"],
    [formatDateTime(text, "yyyy"), "formatDateTime(pipeline().parameters.text, 'yyyy')"],
    [convertFromUtc("t", "UTC"), "convertFromUtc('t', 'UTC')"],
    [convertFromUtc("t", "UTC", "d"), "convertFromUtc('t', 'UTC', 'd')"],
    [addDays("t", sub(0, 1)), "addDays('t', sub(0, 1))"],
    [addMinutes("t", 5, "o"), "addMinutes('t', 5, 'o')"],
    [startOfDay("t"), "startOfDay('t')"],
    [startOfHour("t"), "startOfHour('t')"],
    [startOfMonth("t", "d"), "startOfMonth('t', 'd')"],
    [dayOfWeek("t"), "dayOfWeek('t')"],
    [raw("guid('D')"), "guid('D')"],
  ])("%# is written as %s", (expression, expected) => {
    expect(renderExpression(expression)).toBe(expected);
  });

  it("is a tree that can be inspected", () => {
    expect(concat(1, "a").node).toStrictEqual({
      kind: "call",
      name: "concat",
      args: [
        { kind: "number", value: 1 },
        { kind: "string", value: "a" },
      ],
    });
  });

  it("is frozen, its tree too", () => {
    const expression = property(json("{}"), "a");

    expect(Object.isFrozen(expression)).toBe(true);
    expect(Object.isFrozen(expression.node)).toBe(true);
    expect(Object.isFrozen(p.variable("v"))).toBe(true);
    expect(isExpression(p.variable("v"))).toBe(true);
  });
});

describe("a string inside an expression", () => {
  it("is read back as itself, whatever it holds", () => {
    fc.assert(
      fc.property(anyText(), anyText(), (left, right) => {
        const rendered = renderExpression(concat(left, right));

        const first = scanString(rendered, "concat(".length);
        const second = scanString(rendered, first.end + ", ".length);
        expect([first.value, second.value]).toStrictEqual([left, right]);
        expect(rendered.slice(second.end)).toBe(")");
      }),
    );
  });

  it("is read back as itself where it names an activity or a property", () => {
    fc.assert(
      fc.property(anyText(), (name) => {
        const rendered = renderExpression(property(raw("x"), `${name} `));

        expect(scanString(rendered, "x[".length)).toStrictEqual({
          value: `${name} `,
          end: rendered.length - 1,
        });
      }),
    );
  });
});

describe("a literal in a property", () => {
  it.each([
    ["plain", "plain"],
    ["me@example.com", "me@example.com"],
    ["@concat('a')", "@@concat('a')"],
    ["@@a", "@@@a"],
    ["@{a}", "@@{a}"],
    ["a @{b} c @{d}", "a @@{b} c @@{d}"],
    ["@a @{b}", "@@a @{b}"],
    ["", ""],
  ])("%j is written as %j", (literal, expected) => {
    expect(escapeLiteral(literal)).toBe(expected);
    expect(readTemplate(expected)).toBe(literal);
  });

  it("is read back as itself, whatever it holds", () => {
    fc.assert(
      fc.property(anyText(), (literal) => {
        expect(readTemplate(escapeLiteral(literal))).toBe(literal);
      }),
    );
  });

  it("is rendered leaf by leaf, beside expressions", () => {
    const rendered = renderValue({ a: ["@x", text, 1, null], b: { c: true }, d: undefined });

    expect(rendered).toStrictEqual({
      a: ["@@x", { value: "@pipeline().parameters.text", type: "Expression" }, 1, null],
      b: { c: true },
    });
  });
});

function anyText(): fc.Arbitrary<string> {
  const sharp = fc.constantFrom("'", "''", "@", "@@", "@{", "@@{", "{", "}", "\\", "\n", "a", "é");
  return fc.oneof(
    fc.string(),
    fc.array(sharp).map((parts) => parts.join("")),
  );
}

// The string literal of the language: single quotes, inside which two stand for one.
function scanString(source: string, start: number): { value: string; end: number } {
  if (source[start] !== "'") throw new Error(`no string at ${start} of ${source}`);
  let value = "";
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] !== "'") value += source[at];
    else if (source[at + 1] === "'") {
      value += "'";
      at += 1;
    } else return { value, end: at + 1 };
  }
  throw new Error(`unterminated string at ${start} of ${source}`);
}

// A property's text as the service reads it; anything but a literal is an error.
function readTemplate(source: string): string {
  if (source.startsWith("@@")) return source.slice(1);
  if (source.startsWith("@")) throw new Error(`an expression: ${source}`);
  let value = "";
  for (let at = 0; at < source.length; at += 1) {
    if (source.startsWith("@@{", at)) at += 1;
    else if (source.startsWith("@{", at)) throw new Error(`an interpolation: ${source}`);
    value += source[at];
  }
  return value;
}
