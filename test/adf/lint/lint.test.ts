// Verdicts on whole definitions, and what holds for any JSON.
// Does not prove that the service gives the same verdicts: they are those of its documentation.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as fc from "fast-check";
import { lint } from "../../../adf/lint";
import { CONTROL_FLOW_CASES } from "./control-flow-cases";
import { act, ex, pipeline, times, wait } from "./definitions";

const errorsOf = (definition: unknown) => [
  ...new Set(
    lint(definition)
      .filter(({ severity }) => severity === "error")
      .map(({ code }) => code),
  ),
];

describe("definitions of control flow", () => {
  it.each(CONTROL_FLOW_CASES)("%s", (_, definition, verdict) => {
    expect(errorsOf(definition)).toStrictEqual(verdict === "valid" ? [] : [verdict]);
  });
});

const EXAMPLES = resolve(__dirname, "../../../../shared/adf/control-flow-examples.json");

interface Example {
  readonly id: string;
  readonly title: string;
  readonly pipeline: unknown;
  readonly expected: { readonly when?: string };
}

const describeWithExamples = existsSync(EXAMPLES) ? describe : describe.skip;
const readExamples = (): readonly Example[] =>
  existsSync(EXAMPLES) ? JSON.parse(readFileSync(EXAMPLES, "utf8")) : [];
const note = existsSync(EXAMPLES) ? "" : " (skipped: no examples at ../shared/adf)";

describeWithExamples(`published examples of control flow${note}`, () => {
  const reasons: Readonly<Record<string, string>> = {
    C51: "ADF_LINT_VARIABLE_SELF",
    C53: "ADF_LINT_NESTING",
    C54: "ADF_LINT_NESTING",
    C64: "ADF_LINT_SWITCH_CASES",
  };

  it("gives those that are refused before a run the right reason, and no other one", () => {
    for (const { id, expected, pipeline: definition } of readExamples()) {
      const wanted = expected.when === "validate" ? [reasons[id] ?? "some code"] : [];
      expect([id, ...errorsOf(definition)]).toStrictEqual([id, ...wanted]);
    }
  });
});

describe("the platform's own pipelines", () => {
  const folder = join(__dirname, "../../golden/pipelines");

  it.each(readdirSync(folder))("finds nothing at all in %s", (file) => {
    expect(lint(JSON.parse(readFileSync(join(folder, file), "utf8")))).toStrictEqual([]);
  });
});

describe("any JSON", () => {
  const keys = [
    ..."name properties activities type typeProperties dependsOn activity policy timeout retry".split(
      " ",
    ),
    ..."dependencyConditions parameters variables cases on value expression items scripts".split(
      " ",
    ),
    ..."ifTrueActivities ifFalseActivities defaultActivities variableName state __proto__".split(
      " ",
    ),
  ];
  const words = [
    ..."Lookup ForEach Until Switch IfCondition SetVariable Wait Script Copy Expression".split(" "),
    ..."Succeeded Completed Inactive constructor".split(" "),
    "@variables('v')",
    "@{activity('a').output.firstRow",
    "[parameters('x')]",
    "'@@{",
  ];
  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 7, depthSize: "medium" },
      fc.constantFrom<unknown>(...words, null, true, 0, -1, 1.5, "", "a"),
      fc.array(tie("value"), { maxLength: 4 }),
      fc
        .array(fc.tuple(fc.constantFrom(...keys), tie("value")), { maxLength: 6 })
        .map((entries) => Object.fromEntries(entries)),
    ),
  })).value;
  const definition = fc.record({
    name: json,
    properties: fc.record(
      {
        activities: fc.array(
          fc.record(
            {
              name: json,
              type: fc.constantFrom(...words),
              typeProperties: json,
              dependsOn: json,
              policy: json,
            },
            { requiredKeys: [] },
          ),
          { maxLength: 5 },
        ),
        parameters: json,
        variables: json,
        concurrency: json,
      },
      { requiredKeys: [] },
    ),
  });

  it("is looked at without a throw, with the same answer twice, sorted and with pointers", () => {
    fc.assert(
      fc.property(fc.oneof(json, definition, fc.jsonValue()), (value) => {
        const problems = lint(value);
        expect(lint(structuredClone(value))).toStrictEqual(problems);
        expect(problems.filter(({ path }) => !/^(?:\/.*)?$/s.test(path))).toStrictEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("has indices sorted by number", () => {
    const paths = lint(pipeline(times(12, () => act("", "Wait", {})))).map(({ path }) => path);

    expect(paths.filter((path) => path.endsWith("/name"))).toStrictEqual(
      times(12, (index) => `/properties/activities/${index}/name`),
    );
  });

  it.each([
    [
      "a long chain",
      () =>
        pipeline(
          times(5000, (i) =>
            wait(`W${i}`, { activity: `W${i + 1}`, dependencyConditions: ["Succeeded"] }),
          ),
        ),
    ],
    [
      "a long circle",
      () =>
        pipeline(
          times(5000, (i) =>
            wait(`W${i}`, { activity: `W${(i + 1) % 5000}`, dependencyConditions: ["Failed"] }),
          ),
        ),
    ],
    [
      "a long chain that reads its start",
      () =>
        pipeline(
          times(4000, (i) => ({
            ...wait(`W${i}`, { activity: `W${i - 1}`, dependencyConditions: ["Succeeded"] }),
            typeProperties: { waitTimeInSeconds: ex("@activity('W0').output.x") },
          })),
        ),
    ],
    [
      "an expression of open quotes",
      () =>
        pipeline([
          act("F", "Fail", { message: ex(`@${"activity('".repeat(20_000)}`), errorCode: "x" }),
        ]),
    ],
    [
      "an expression of open brackets",
      () =>
        pipeline([
          act("F", "Fail", { message: ex(`@${"activity( ".repeat(20_000)}`), errorCode: "x" }),
        ]),
    ],
    [
      "an expression of spaces",
      () =>
        pipeline([
          act("F", "Fail", { message: ex(`@variables(${" ".repeat(200_000)}`), errorCode: "x" }),
        ]),
    ],
    [
      "a text of interpolations",
      () => pipeline([act("F", "Fail", { message: "@{'".repeat(60_000), errorCode: "x" })]),
    ],
    ["a name of spaces", () => ({ ...pipeline([]), name: " ".repeat(200_000) })],
    ["a depth of 100,000", () => JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)],
  ])("is looked at within a second though it is %s", (_, make) => {
    const value: unknown = make();
    const start = performance.now();

    lint(value);

    expect(performance.now() - start).toBeLessThan(1000);
  });
});
