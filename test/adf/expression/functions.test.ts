// Proves: every function of the language yields what its source says. Does not prove what the
// service yields where no source says anything: those cases are marked as decided here.

import {
  ExpressionError,
  evaluateExact,
  exactJson,
  SIGNATURES,
} from "../../../adf/expression/index";
import { type Case, type Cases, CONTEXT } from "./cases/case";
import { COLLECTION_CASES, LOGICAL_CASES } from "./cases/collection";
import { CONVERSION_CASES } from "./cases/conversion";
import { DATE_CASES } from "./cases/date";
import { MATH_CASES, REFERENCE_CASES } from "./cases/math";
import { STRING_CASES } from "./cases/string";

const ALL: Cases = {
  ...COLLECTION_CASES,
  ...CONVERSION_CASES,
  ...DATE_CASES,
  ...LOGICAL_CASES,
  ...MATH_CASES,
  ...REFERENCE_CASES,
  ...STRING_CASES,
};

/** The JSON of the value, or the code of the error. */
function outcome(expression: string): string {
  try {
    return exactJson(evaluateExact(`@${expression}`, CONTEXT));
  } catch (error) {
    if (error instanceof ExpressionError) return error.code;
    throw error;
  }
}

describe.each(Object.entries(ALL))("%s", (_, cases: readonly Case[]) => {
  it.each(cases)("%s", (expression, expected) => {
    const isError = typeof expected === "object" && expected !== null && "error" in expected;

    expect(outcome(expression)).toBe(isError ? expected.error : exactJson(expected));
  });
});

describe("the tables of cases", () => {
  it("have one for every function, and no other", () => {
    expect(Object.keys(ALL).sort()).toStrictEqual(SIGNATURES.map(({ name }) => name).sort());
  });

  it("cover the 84 functions of the documentation", () => {
    expect(SIGNATURES.filter(({ group }) => group !== "Reference")).toHaveLength(84);
  });
});
