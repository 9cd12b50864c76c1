// What a text evaluates, and what its expressions read.

import * as fc from "fast-check";
import { expressionsIn, readsOf } from "../../../adf/lint/scan";

describe("the expressions of a text", () => {
  it.each([
    ["@concat('a')", ["concat('a')"]],
    ["@@concat('a')", []],
    ["plain", []],
    ["a@b.example", []],
    ["a @{b} c @{d}", ["b", "d"]],
    ["@{a}", ["a"]],
    ["a @@{b} @{c}", ["c"]],
    ["@{concat('}', 'it''s }')} @{x}", ["concat('}', 'it''s }')", "x"]],
    ["@{open", ["open"]],
    ["@{'open }", ["'open }"]],
  ])("of %j are %j", (text, expressions) => {
    expect(expressionsIn(text)).toStrictEqual(expressions);
  });
});

describe("what an expression reads", () => {
  const shown = (expression: string) =>
    readsOf(expression).map(({ kind, name, steps }) =>
      [
        kind,
        name ?? "?",
        ...steps.map((step) => `${step.safe ? "?" : ""}${step.name ?? "#"}`),
      ].join(" "),
    );

  it.each([
    ["pipeline().parameters.a", ["parameter a"]],
    ["PIPELINE( ) ?. Parameters", []],
    ["pipeline()?.parameters?['a b']", ["parameter a b"]],
    ["pipeline().parameters[variables('k')]", ["parameter ?", "variable k"]],
    ["string(pipeline().parameters)", ["parameter ?"]],
    ["pipeline().globalParameters.a", []],
    ["variables( 'it''s' )", ["variable it's"]],
    ["variables(concat('a', 'b'))", ["variable ?"]],
    ["concat('variables(''a'')', 'activity(')", []],
    ["activity('A').output.rows[0].firstRow", ["activity A output rows # firstRow"]],
    ["Activity('A')?.output?['firstRow']", ["activity A ?output ?firstRow"]],
    ["add(item().x, item())", ["item ?", "item ?"]],
    ["activity('A').output.activity('B')", ["activity A output activity"]],
    ["myvariables('a')", []],
    ["trigger().startTime", ["trigger ?"]],
    ["activity('open", ["activity ?"]],
  ])("%j reads %j", (expression, reads) => {
    expect(shown(expression)).toStrictEqual(reads);
  });

  it("is nothing inside quotes, whatever stands there", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readsOf(`concat('${text.replaceAll("'", "''")}')`)).toStrictEqual([]);
      }),
    );
  });
});
