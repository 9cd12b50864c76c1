// Proves, for values of any content: what the builder renders is read back as the same value, no
// text makes the evaluator crash or hang, and dates survive their formats.

import fc from "fast-check";
import { call, type Expression } from "../../../adf/builder/expression";
import {
  coalesce,
  createArray,
  equals,
  escapeLiteral,
  if_,
  type Literal,
  type Operand,
  renderExpression,
  string,
} from "../../../adf/builder/index";
import {
  checkTemplate,
  ExpressionError,
  evaluateExact,
  evaluateText,
  exactJson,
  parseJson,
  SIGNATURES,
} from "../../../adf/expression/index";
import { CONTEXT } from "./cases/case";

const RANDOM_TEXTS = 100_000;

// JavaScript writes a float of 2^63 to 10^21 as an integer, and one of 64 bits cannot hold it.
function isRenderedAsIs(value: number): boolean {
  const size = Math.abs(value);
  return !Object.is(value, -0) && (size < 2 ** 63 || size >= 1e21);
}

const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter(isRenderedAsIs),
  fc.boolean(),
  fc.constant(null),
);

function evaluate(expression: Expression): unknown {
  return evaluateText(`@${renderExpression(expression)}`, {});
}

describe("what the builder renders", () => {
  it("is read back as the same literal", () => {
    fc.assert(
      fc.property(literal, (value) => {
        expect(evaluate(coalesce<Operand>(value, null))).toBe(value);
      }),
    );
  });

  it("is read back as the same array, nested calls or not", () => {
    fc.assert(
      fc.property(fc.array(literal, { minLength: 1, maxLength: 8 }), (values) => {
        const [first = null, ...others] = values;
        const nested = if_(
          equals(string(first), string(first)),
          createArray(first, ...others),
          null,
        );

        expect(evaluate(nested)).toStrictEqual(values);
        expect(evaluate(call("last", createArray(createArray(first, ...others))))).toStrictEqual(
          values,
        );
      }),
    );
  });

  it("is read back as the same text where it is escaped", () => {
    const text = fc.string({ unit: fc.constantFrom("@", "{", "}", "'", "a", " ") });
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary" })), (value) => {
        expect(evaluateText(escapeLiteral(value), {})).toBe(value);
      }),
    );
  });
});

describe("JSON", () => {
  it("is read and written as the same text", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        const compact = JSON.stringify(JSON.parse(text));

        expect(JSON.stringify(JSON.parse(exactJson(parseJson(text))))).toBe(compact);
      }),
    );
  });

  it("rejects what JSON.parse rejects, and takes what it takes", () => {
    const fragment = fc.constantFrom(...'[]{}",:0123456789.-+eE\\ntrufalse \n\u0001'.split(""));
    const accepts = (parse: (text: string) => unknown, text: string) => {
      try {
        parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        // JSON.parse makes Infinity of what no float holds.
        fc.pre(!/e\+?\d{3}/i.test(text));

        expect([text, accepts(parseJson, text)]).toStrictEqual([text, accepts(JSON.parse, text)]);
      }),
      { numRuns: 5000 },
    );
  });
});

describe("random texts", () => {
  /** A small generator, so that the texts are the same on every run. */
  function generator(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
  }

  const names = SIGNATURES.map(({ name }) => name);
  const tokens = [
    ..."@{}()[].,?'\" +-0123456789eEaZ\n\t\\/<>$%&\u0000\u0085\ud800é😀",
    ...names,
    ...names.map((name) => `${name}(`),
    "@{",
    "@@{",
    "'a'",
    "null",
    "true",
    "1.5",
    "pipeline().parameters",
    "activity('Look').output",
    "'2018-01-01'",
    "'<a/>'",
    "'//a'",
    `'{"a":[1]}'`,
  ];

  it("give a value or an error, never a crash", () => {
    const next = generator(7);
    for (let run = 0; run < RANDOM_TEXTS; run++) {
      const parts = Array.from({ length: next(12) + 1 }, () => tokens[next(tokens.length)] ?? "");
      const text = `${next(3) === 0 ? "" : "@"}${parts.join("")}`;
      try {
        exactJson(evaluateExact(text, CONTEXT));
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw new Error(text, { cause: error });
      }
    }
  });

  it("that are calls of any function with any arguments give a value or an error", () => {
    const next = generator(11);
    const values = [
      "null",
      "true",
      "0",
      "-1",
      "3",
      "1.0",
      "9223372036854775807",
      "''",
      "'a'",
      "'UTC'",
      "'Day'",
      "'2018-03-11T02:30:00'",
      "'<a b=\"1\">x</a>'",
      "'//a'",
      "'data:,a'",
      "item()",
      "variables('list')",
      "binary('a')",
      "xml('<a/>')",
      'json(\'{"a":{"b":[1]}}\')',
    ];
    for (let run = 0; run < RANDOM_TEXTS / 2; run++) {
      const args = Array.from({ length: next(5) }, () => values[next(values.length)] ?? "");
      const text = `@${names[next(names.length)] ?? ""}(${args.join(", ")})`;
      try {
        JSON.parse(exactJson(evaluateExact(text, CONTEXT)));
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw new Error(text, { cause: error });
      }
    }
  });

  it("have problems exactly where they cannot be parsed", () => {
    const next = generator(13);
    for (let run = 0; run < 5000; run++) {
      const parts = Array.from({ length: next(8) + 1 }, () => tokens[next(tokens.length)] ?? "");
      const problems = checkTemplate(`@${parts.join("")}`, {});

      expect(problems.every(({ offset }) => offset >= 0)).toBe(true);
    }
  });
});

describe("a date", () => {
  const date = fc
    .date({
      min: new Date("0001-01-02T00:00:00Z"),
      max: new Date("9999-12-30T00:00:00Z"),
      noInvalidDate: true,
    })
    .map((value) => value.toISOString().replace("Z", "4567Z"));

  it("survives the round-trip format, and its ticks say the same", () => {
    fc.assert(
      fc.property(date, (iso) => {
        expect(evaluateText(`@formatDateTime('${iso}')`, {})).toBe(iso);
        expect(evaluateText(`@formatDateTime('${iso}', 'o')`, {})).toBe(iso);
        expect(evaluateText(`@sub(ticks('${iso}'), ticks(formatDateTime('${iso}')))`, {})).toBe(0);
      }),
    );
  });

  it.each(["G", "r", "u", "yyyy-MM-dd HH:mm:ss", "MM/dd/yyyy hh:mm:ss tt", "d MMMM yyyy HH:mm:ss"])(
    "survives the format %s to the second",
    (format) => {
      fc.assert(
        fc.property(date, (iso) => {
          const printed = `formatDateTime('${iso}', '${format}')`;

          expect(evaluateText(`@formatDateTime(${printed}, 's')`, {})).toBe(iso.slice(0, 19));
        }),
      );
    },
  );

  it("comes back where days are added and taken away", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -300, max: 300 }), (iso, days) => {
        fc.pre(iso > "0002" && iso < "9998");

        expect(evaluateText(`@addDays(addDays('${iso}', ${days}), ${-days})`, {})).toBe(iso);
      }),
    );
  });
});
