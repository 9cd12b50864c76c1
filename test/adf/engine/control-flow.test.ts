// Proves: the engine's rules of control flow, each against the page or the measurement that states
// it. Does not prove that the service behaves so where these are silent or wrong.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { answerRunLine, type RunAnswer } from "../../../adf/engine";
import { lint } from "../../../adf/lint";
import { CONTAINER_CASES } from "./container-cases";
import { type ControlFlowCase, pipeline } from "./definitions";
import { DEPENDENCY_CASES } from "./dependency-cases";
import { VALUE_CASES } from "./value-cases";

const EXAMPLES = join(__dirname, "../../../../shared/adf/control-flow-examples.json");

interface Example {
  readonly id: string;
  readonly title: string;
  readonly expected: Readonly<Record<string, unknown>>;
}

async function answerOf({
  activities,
  more,
  outcomes,
  parameters,
}: ControlFlowCase): Promise<RunAnswer> {
  const line = {
    pipeline: pipeline(activities, more),
    outcomes: outcomes ?? {},
    ...(parameters === undefined ? {} : { parameters }),
  };
  return await answerRunLine(JSON.stringify(line));
}

describe.each([
  ["conditions, patterns, attempts and inactive activities", DEPENDENCY_CASES],
  ["branches and loops", CONTAINER_CASES],
  ["values", VALUE_CASES],
])("%s", (_, cases) => {
  it.each(cases.map((one) => [one.title, one] as const))("%s", async (_title, one) => {
    const answer = await answerOf(one);

    const compared = Object.fromEntries(
      Object.keys(one.expected).map((key) => [
        key,
        (answer as Readonly<Record<string, unknown>>)[key],
      ]),
    );
    expect(compared).toStrictEqual(one.expected);
  });

  it("have a source each", () => {
    expect(cases.filter(({ source }) => source === "")).toStrictEqual([]);
  });
});

describe("the cases", () => {
  it("are many, and none twice", () => {
    const titles = [...DEPENDENCY_CASES, ...CONTAINER_CASES, ...VALUE_CASES].map(
      ({ title }) => title,
    );

    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.length).toBeGreaterThan(120);
  });
});

const given: readonly Example[] = existsSync(EXAMPLES)
  ? JSON.parse(readFileSync(EXAMPLES, "utf8"))
  : [];
const suite = given.length > 0 ? describe : describe.skip;

suite(`the examples of ../shared${given.length > 0 ? "" : " (skipped: ../shared is not there)"}`, () => {
  const rows = given.length > 0 ? given : [{ id: "none", title: "none", expected: {} }];

  it.each(rows.map((one) => [one.id, one.title, one] as const))(
    "%s: %s",
    async (_id, _title, one) => {
      const answer = await answerRunLine(JSON.stringify(one), { lint });

      if (one.expected["when"] === "validate") {
        expect(answer).toStrictEqual({ problems: expect.arrayContaining([expect.anything()]) });
      } else if (one.expected["when"] === "run") {
        expect(answer).toMatchObject({ pipeline: "Failed" });
      } else {
        const { activities, notRun = [], pipeline: status } = one.expected;
        expect(answer).toMatchObject({ activities, notRun, pipeline: status });
        expect(
          Object.keys((answer as { readonly activities: object }).activities).sort(),
        ).toStrictEqual(Object.keys(activities as object).sort());
      }
    },
  );
});
