// Holds each rule against definitions that break it and definitions that keep it.
// Does not prove that the service refuses what is an error here: no service is asked.

import { LINT_RULES, lint, lintPage } from "../../../adf/lint";
import { RULE_CASES } from "./rule-cases";

describe.each(RULE_CASES)("$code", ({ breaks, code, keeps }) => {
  it.each(breaks.map(([definition, path, message]) => [path, message, definition] as const))(
    "is told at %s: %s",
    (path, message, definition) => {
      const found = lint(definition).filter((problem) => problem.code === code);
      const { repair, severity, source } = LINT_RULES.find((rule) => rule.code === code) ?? {};

      expect(found).toStrictEqual([{ code, severity, path, message, repair, source }]);
    },
  );

  it.each(keeps.map((definition, index) => [index + 1, definition] as const))(
    "is not told of the good definition %i",
    (_, definition) => {
      expect(lint(definition).filter((problem) => problem.code === code)).toStrictEqual([]);
    },
  );
});

describe("the table of rules", () => {
  it("has a case for every rule", () => {
    const codes = LINT_RULES.map(({ code }) => code);

    expect(RULE_CASES.map(({ code }) => code).sort()).toStrictEqual([...codes].sort());
  });

  it("names each code once, in the form of a code", () => {
    const codes = LINT_RULES.map(({ code }) => code);

    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^ADF_LINT(_[A-Z]+)+$/.test(code))).toStrictEqual([]);
  });

  it.each(LINT_RULES.map((rule) => [rule.code, rule] as const))(
    "%s says why, what to do, and on which official page it rests",
    (_, { repair, source, title, why }) => {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(why).toMatch(/^[^A-Z].*[^.]$|^Data Factory.*[^.]$/);
      expect(repair).toMatch(/^[a-z].*[^.]$/);
      expect(source).toMatch(/^https:\/\/learn\.microsoft\.com\/azure\//);
    },
  );
});

describe("the reference page", () => {
  it("has a row for every rule, each with six cells", () => {
    const rows = lintPage()
      .split("\n")
      .filter((line) => line.startsWith("| `ADF_LINT_"));

    expect(rows).toHaveLength(LINT_RULES.length);
    expect(rows.filter((row) => row.split(/(?<!\\)\|/).length !== 8)).toStrictEqual([]);
  });
});
