// Proves: a statement of the run log is bound whole, and the decision query is the text of its file.
// Does not prove that a database takes either.

import { raw, renderExpression } from "../../adf/builder";
import { decideQuery, statementBlock } from "../../pipelines/run-log-blocks";
import { DECIDE, STATEMENTS, type Statement } from "../../run-log/statements";

describe("a statement's block", () => {
  it.each(
    Object.values<Statement>(STATEMENTS).map((statement) => [statement.name, statement] as const),
  )("of %s binds every parameter with its type and size", (_, statement) => {
    const names = Object.keys(statement.parameters);
    const values = Object.fromEntries(names.map((name) => [name, `value of ${name}`]));

    expect(statementBlock(statement, values)).toStrictEqual({
      type: "Query",
      text: statement.text,
      parameters: Object.entries(statement.parameters).map(([name, { type, size }]) => ({
        name,
        type,
        value: `value of ${name}`,
        direction: "Input",
        ...(size === undefined ? {} : { size }),
      })),
    });
  });

  it("cannot forget a parameter, nor name one that the statement does not have", () => {
    // @ts-expect-error - step_id is missing
    statementBlock(STATEMENTS.begin, { run_id: "r" });
    // @ts-expect-error - begin has no period
    statementBlock(STATEMENTS.begin, { run_id: "r", step_id: "s", period: "p" });

    expect(Object.keys(STATEMENTS.begin.parameters)).toStrictEqual(["run_id", "step_id"]);
  });
});

describe("the decision query", () => {
  it("is the text of its file around that id, quotes unharmed", () => {
    const rendered = renderExpression(decideQuery(raw<"string">("'ID'")));
    const parts = [...rendered.matchAll(/'((?:[^']|'')*)'/g)].map(([, part = ""]) =>
      part.replaceAll("''", "'"),
    );

    expect(parts.join("")).toBe(`${DECIDE.before}ID${DECIDE.after}`);
  });
});
