// Proves: every code of AdfError, by the pipeline that earns it and the message it gives; that a
// pipeline and its parts cannot be changed.

import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ACTIVITY_TIMEOUT, timespanSeconds } from "../../adf/builder/checks/policies";
import {
  ADF_ERRORS,
  AdfError,
  type BranchKind,
  definePipeline,
  equals,
  fail,
  forEach,
  ifCondition,
  lookup,
  type Pipeline,
  raw,
  type Scope,
  setVariable,
  sqlQuery,
  switch_,
  until,
  wait,
} from "../../adf/builder/index";
import { EXAMPLES } from "./examples";

import { ACTIVITY_CASES } from "./rejected-activities";
import { CASES } from "./rejected-pipelines";

const ALL_CASES = [...CASES, ...ACTIVITY_CASES];

const policy = { timeout: "00:10:00", retry: 2 };
const look = (name: string, given: object = {}) =>
  lookup(name, { dataset: "d", source: sqlQuery("x"), policy: { ...policy, ...given } });

function errorOf(build: () => unknown): AdfError {
  try {
    build();
  } catch (error) {
    if (error instanceof AdfError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

function pipeline(fill: (p: ReturnType<typeof bare>) => void): Pipeline {
  const p = bare();
  fill(p);
  return p.build();
}

function bare() {
  return definePipeline({ name: "p" });
}

describe("building a pipeline", () => {
  it.each(ALL_CASES)("rejects %s", (_title, code, message, build) => {
    const error = errorOf(build);

    expect(error.problems.map((problem) => problem.code)).toContain(code);
    expect(error.message).toContain(`[${code}] `);
    expect(error.message).toContain(`: ${message}`);
    expect(error.message).toContain(`; ${ADF_ERRORS[code].repair}`);
  });

  it("has a case for every code", () => {
    const seen = new Set(ALL_CASES.map(([, code]) => code));

    expect([...seen].sort()).toStrictEqual(Object.keys(ADF_ERRORS).sort());
  });

  it("rejects with every problem at once, sorted by path", () => {
    const error = errorOf(() => {
      const p = definePipeline({ name: "run", parameters: { unused: "String" }, concurrency: 0 });
      p.add(look("B", { retry: -1, timeout: "x" }));
      p.add(wait("A", 0));
      return p.build();
    });

    expect(error.name).toBe("AdfError");
    expect(error.code).toBe("ADF_WAIT_RANGE");
    expect(error.path).toBe("activities/A/waitTimeInSeconds");
    expect(error.problems.map(({ code }) => code)).toStrictEqual([
      "ADF_WAIT_RANGE",
      "ADF_RETRY_RANGE",
      "ADF_TIMEOUT_FORMAT",
      "ADF_CONCURRENCY_RANGE",
      "ADF_PARAMETER_UNUSED",
    ]);
    expect(error.message.split("\n")[0]).toBe(
      '[ADF_WAIT_RANGE] pipeline "run": activities/A/waitTimeInSeconds ' +
        "must be a whole number from 1, got 0; give at least 1",
    );
  });

  it("shortens a long value in a message", () => {
    const error = errorOf(() => pipeline((p) => p.add(look("A", { timeout: "x".repeat(200) }))));

    expect(error.message).toContain(`got "${"x".repeat(78)}…; `);
  });

  it("lets a loop's condition read its body, and an inner activity what its container waits for", () => {
    const built = pipeline((p) => {
      const first = p.add(look("First"));
      const second = p.add(wait("Second", 1), first.succeeded);
      p.add(
        until("Loop", { timeout: "90.00:00:00" }, (body) => {
          const inner = body.add(look("Inner"));
          body.add(wait("Wait", first.firstRow("n")));
          return equals(inner.firstRow("done"), first.firstRow("done"));
        }),
        second.succeeded,
      );
    });

    expect(built.activities).toHaveLength(3);
  });

  it("accepts 25 cases, and one element at once", () => {
    const texts = Array.from({ length: 25 }, (_, index) => `case ${index}`);
    const fill = (text: string) => (branch: Scope<string, BranchKind>) =>
      void branch.add(wait(`Wait ${text}`, 1));
    const cases = Object.fromEntries(texts.map((text) => [text, fill(text)]));
    const items = raw("createArray(1)");

    expect(() =>
      pipeline((p) => {
        p.add(switch_("Route", raw("guid()"), { cases }));
        p.add(
          forEach(
            "Each",
            { items, isSequential: false, batchCount: 1 },
            (body) => void body.add(wait("Turn", 1)),
          ),
        );
      }),
    ).not.toThrow();
  });

  it("lets a sequential ForEach set variables, below a branch too", () => {
    const p = definePipeline({ name: "p", variables: { v: "String" } });
    p.add(
      forEach("Each", { items: raw("createArray(1)"), isSequential: true }, (body, item) => {
        const first = body.add(setVariable("A", p.variable("v"), item));
        const branch = ifCondition("If", equals(item, 1), {
          ifTrue: (inner) => void inner.add(setVariable("B", p.variable("v"), "x")),
        });
        body.add(branch, first.succeeded);
      }),
    );

    expect(() => p.build()).not.toThrow();
  });

  it("takes item() and trigger() inside a quoted text for text", () => {
    const message = raw<"string">("concat('item() of it''s trigger()', 'x')");

    expect(() => pipeline((p) => p.add(fail("Fail", { message, errorCode: "X" })))).not.toThrow();
  });

  it("counts names in raw text as used", () => {
    const p = definePipeline({ name: "p", parameters: { n: "Int" }, variables: { v: "String" } });
    const found = p.add(look("It's"));
    p.add(wait("A", raw("pipeline().parameters['N']")), found.succeeded);
    p.add(wait("B", raw("int(concat(variables('v'), activity('it''s').Status))")), found.completed);

    expect(() => p.build()).not.toThrow();
  });
});

describe("a pipeline", () => {
  it.each(Object.entries(EXAMPLES))("is frozen all the way down (%s)", (_name, example) => {
    expect(thawed(example())).toStrictEqual([]);
  });

  it("keeps what it was built of when more is added", () => {
    const p = bare();
    p.add(wait("A", 1));
    const first = p.build();
    p.add(wait("B", 1));

    expect(first.activities).toHaveLength(1);
    expect(p.build().activities).toHaveLength(2);
  });

  it("freezes nothing of the caller's, and does not see later changes", () => {
    const mine = { timeout: "00:10:00", retry: 2 };
    const p = bare();
    p.add(lookup("A", { dataset: "d", source: sqlQuery("x"), policy: mine }));
    mine.retry = -1;

    expect(() => p.build()).not.toThrow();
  });
});

describe("a timespan", () => {
  it.each([
    ["00:10:00", 600],
    ["1.02:03:04", 93_784],
    ["7.00:00:00", ACTIVITY_TIMEOUT.most],
    ["00:60:60", 3660],
    ["0:10:00", undefined],
    ["00:61:00", undefined],
    ["-1.00:00:00", undefined],
    ["00:10:00 ", undefined],
    ["", undefined],
  ])("%j has %p seconds", (timespan, seconds) => {
    expect(timespanSeconds(timespan)).toBe(seconds);
  });
});

describe("building and rendering", () => {
  const root = resolve(__dirname, "../../adf");
  const sources = ["builder", "builder/checks", "wire"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith(".ts") && !file.startsWith("read-"))
      .map((file) => join(folder, file)),
  );

  it.each(sources)("%s imports nothing at run time from outside the kit", (file) => {
    const text = readFileSync(join(root, file), "utf8");
    const imports = [...text.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from "([^"]+)"/gms)];

    expect(imports.map(([, from]) => from).filter((from) => !from?.startsWith("."))).toEqual([]);
  });
});

function thawed(value: unknown, path = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Object.isFrozen(value) ? [] : [path];
  return [...own, ...Object.entries(value).flatMap(([k, item]) => thawed(item, `${path}/${k}`))];
}
