// Proves: what the lint is told of a text, with the position of each problem.

import { checkTemplate, functionsPage, SIGNATURES } from "../../../adf/expression/index";

const KNOWN = {
  activities: ["Look up", "Decide"],
  globalParameters: ["tier"],
  parameters: ["owner"],
  variables: ["state"],
};

describe("a checked text", () => {
  it.each([
    "plain",
    "@@{activity('x')}",
    "@activity('look UP').output.firstRow",
    "@concat(variables('State'), pipeline().parameters['OWNER'], pipeline().GlobalParameters.tier)",
    "@pipeline()?.parameters?.missing",
    "@pipeline().RunId",
    "@activity(item().name).output",
  ])("%j has no problem", (text) => {
    expect(checkTemplate(text, KNOWN)).toStrictEqual([]);
  });

  it("has all its problems, by position", () => {
    const text =
      "a @{activity('Lookup').x} @{variables('stat')} @{foo(pipeline().parameters.ower)} @{add(1)}";

    expect(
      checkTemplate(text, KNOWN).map(({ code, offset }) => [code, text.slice(offset, offset + 4)]),
    ).toStrictEqual([
      ["EXPRESSION_UNKNOWN_ACTIVITY", "'Loo"],
      ["EXPRESSION_UNKNOWN_VARIABLE", "'sta"],
      ["EXPRESSION_UNKNOWN_FUNCTION", "foo("],
      ["EXPRESSION_UNKNOWN_PARAMETER", "ower"],
      ["EXPRESSION_ARGUMENT_COUNT", "add("],
    ]);
  });

  it("has the message and the repair of each", () => {
    expect(checkTemplate("@variables('stat')", KNOWN)).toStrictEqual([
      {
        code: "EXPRESSION_UNKNOWN_VARIABLE",
        offset: 11,
        message: "there is no variable 'stat'",
        repair: "did you mean 'state'?",
      },
    ]);
    expect(checkTemplate("@sort(createArray(1))", {})).toStrictEqual([
      {
        code: "EXPRESSION_LOGIC_APPS_ONLY",
        offset: 1,
        message: "sort exists in Logic Apps, not in Data Factory",
        repair: "sort in the query that reads the rows",
      },
    ]);
  });

  it("has one problem where it does not parse", () => {
    expect(checkTemplate("@concat(foo('a)", KNOWN)).toMatchObject([
      { code: "EXPRESSION_SYNTAX", offset: 12 },
    ]);
  });

  it("is not checked for names of a list that is not given", () => {
    expect(checkTemplate("@activity('x').output", { variables: [] })).toStrictEqual([]);
  });
});

describe("the reference page", () => {
  it("has a row for every function", () => {
    const page = functionsPage();

    expect(SIGNATURES.filter(({ name }) => !page.includes(`| [\`${name}(`))).toStrictEqual([]);
  });

  it("has a summary and a source for every function", () => {
    const incomplete = SIGNATURES.filter(
      ({ gives, max, min, source, summary }) =>
        gives === "" || summary === "" || max < min || !source.startsWith("https://"),
    );

    expect(incomplete).toStrictEqual([]);
  });
});
