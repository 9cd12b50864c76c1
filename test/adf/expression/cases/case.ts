// The form of the tables of cases, and where their expected values come from.

import type {
  ExpressionContext,
  ExpressionErrorCode,
  Value,
} from "../../../../adf/expression/index";

/** The Data Factory page of the function. */
export const PAGE =
  "https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions";
/** The same function of the same engine, where the Data Factory page is silent or has a slip. */
export const LOGIC_APPS =
  "https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-functions-reference";
/** Measured on the live engine by others. */
export const LIVE = "https://github.com/tomdam/flowforger/tree/main/packages/engine/src/__tests__";
/** Run on .NET by others. */
export const DOTNET =
  "https://github.com/microsoft/data-factory-testing-framework/tree/main/tests/unit/functions";
/** What .NET's own documentation says of the type that the engine uses. */
export const DOTNET_DOCS = "https://learn.microsoft.com/dotnet/standard/base-types/";
/** A decision of this evaluator, where no source says anything. */
export const DECIDED = "decided here";

/** What an expression yields: a value, or the code of its error. */
export type Expected = Value | { readonly error: ExpressionErrorCode };

/** An expression without its @, what it yields, and who says so. */
export type Case = readonly [expression: string, expected: Expected, source: string];

/** Cases by the name of the function that they are about. */
export type Cases = Readonly<Record<string, readonly Case[]>>;

/** Where the cases are evaluated. */
export const CONTEXT: ExpressionContext = {
  activities: {
    Look: { status: "Succeeded", output: { firstRow: { a: 1 }, count: 2, value: [1, 2] } },
    Broken: { status: "Failed", error: { message: "no", errorCode: "2000" } },
  },
  dataset: { path: "in" },
  globalParameters: { tier: "gold" },
  guid: () => "c2ecc88d-88c8-4096-912c-d6f2e2b138ce",
  item: { key: "k" },
  linkedService: { host: "h" },
  now: "2018-04-15T13:00:00Z",
  parameters: { text: "foo", number: 42, none: null },
  pipeline: { Pipeline: "p", RunId: "r" },
  random: () => 0.999,
  trigger: { scheduledTime: "2018-04-15T13:00:00Z" },
  variables: {
    list: [1, 2],
    file: '<?xml version="1.0"?> <file xmlns="http://contoso.com"> <location>Paris</location> </file>',
    items:
      "<produce><item><name>Gala</name><count>20</count></item><item><name>Honeycrisp</name><count>10</count></item></produce>",
  },
};
