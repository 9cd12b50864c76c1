// The math functions: integers of 64 bits, checked, as long as both sides are integers.

import {
  argument,
  type Call,
  checkSize,
  countOf,
  fail,
  type Implementation,
  type Implementations,
  integerOf,
  numberOf,
  wrongArgument,
} from "../call";
import type { ExpressionContext } from "../context";
import { compareNumbers } from "../number-order";
import { float, integer, isArray, isInteger, isNumber, plainNumber, type Value } from "../value";

/** The math functions, by name. */
export const MATH_FUNCTIONS: Implementations = {
  add: arithmetic(
    (a, b) => a + b,
    (a, b) => a + b,
  ),
  div: division(
    (a, b) => a / b,
    (a, b) => a / b,
  ),
  max: extreme((order) => order > 0),
  min: extreme((order) => order < 0),
  mod: division(
    (a, b) => a % b,
    (a, b) => a % b,
  ),
  mul: arithmetic(
    (a, b) => a * b,
    (a, b) => a * b,
  ),
  rand: (args, call, context) => rand(args, call, context),
  range: (args, call) => range(args, call),
  sub: arithmetic(
    (a, b) => a - b,
    (a, b) => a - b,
  ),
};

function arithmetic(
  ofIntegers: (left: bigint, right: bigint) => bigint,
  ofFloats: (left: number, right: number) => number,
): Implementation {
  return (args, call) => {
    const left = numberOf(args, 0, call);
    const right = numberOf(args, 1, call);
    if (isInteger(left) && isInteger(right)) {
      return fitting(ofIntegers(BigInt(left), BigInt(right)), call);
    }
    return finite(ofFloats(plain(left), plain(right)), call);
  };
}

function division(
  ofIntegers: (left: bigint, right: bigint) => bigint,
  ofFloats: (left: number, right: number) => number,
): Implementation {
  const compute = arithmetic(ofIntegers, ofFloats);
  return (args, call, context) => {
    numberOf(args, 0, call);
    if (plain(numberOf(args, 1, call)) === 0) {
      return fail(call, "EXPRESSION_DIVISION_BY_ZERO", "the divisor is 0");
    }
    return compute(args, call, context);
  };
}

function plain(value: Value): number {
  return isNumber(value) ? plainNumber(value) : Number.NaN;
}

function fitting(value: bigint, call: Call): Value {
  return integer(value) ?? fail(call, "EXPRESSION_OVERFLOW", "the result needs more than 64 bits");
}

function finite(value: number, call: Call): Value {
  if (Number.isFinite(value)) return float(value);
  return fail(call, "EXPRESSION_OVERFLOW", "the result is beyond the range of a float");
}

function extreme(isBetter: (order: number) => boolean): Implementation {
  return (args, call) => {
    const only = argument(args, 0);
    const numbers = args.length === 1 && isArray(only) ? only : args;
    if (numbers.length === 0) return fail(call, "EXPRESSION_ARGUMENT", "the array is empty");
    return numbers.reduce(
      (best, value, index) => {
        if (!isNumber(value)) return wrongArgument(call, index, "a number", value);
        if (!isNumber(best)) return wrongArgument(call, 0, "a number", best);
        return isBetter(compareNumbers(value, best)) ? value : best;
      },
      firstNumber(numbers, call),
    );
  };
}

function firstNumber(numbers: readonly Value[], call: Call): Value {
  return numberOf(numbers, 0, call);
}

function rand(args: readonly Value[], call: Call, context: ExpressionContext): Value {
  const min = countOf(args, 0, call);
  const max = countOf(args, 1, call);
  if (max <= min) {
    return fail(
      call,
      "EXPRESSION_ARGUMENT",
      `maxValue must be greater than minValue, got ${min} and ${max}`,
    );
  }
  if (context.random === undefined) {
    return fail(call, "EXPRESSION_CONTEXT", "the context gives no random numbers");
  }
  return min + Math.floor(context.random() * (max - min));
}

function range(args: readonly Value[], call: Call): Value {
  const start = BigInt(integerOf(args, 0, call));
  const count = countOf(args, 1, call);
  if (count < 0) {
    return fail(call, "EXPRESSION_ARGUMENT", `count must not be negative, got ${count}`);
  }
  const last = start + BigInt(count);
  fitting(last, call);
  const widest = Math.max(String(start).length, String(last - 1n).length);
  // The exact size is between; no result within the limit is refused.
  checkSize(count * 2, call);
  if (count * (widest + 1) > 0) checkSize(sizeOfRange(start, count), call);
  const first = integer(start) ?? 0;
  return typeof first === "number" && Number.isSafeInteger(first + count)
    ? Array.from({ length: count }, (_, index) => first + index)
    : Array.from({ length: count }, (_, index) => fitting(start + BigInt(index), call));
}

// Brackets, commas and digits of the JSON text.
function sizeOfRange(start: bigint, count: number): number {
  let size = 1 + count;
  for (let done = 0; done < count; ) {
    const value = start + BigInt(done);
    const text = String(value);
    const digits = text.replace("-", "").length;
    const isNegative = value < 0n;
    const end = isNegative ? -(10n ** BigInt(digits - 1)) : 10n ** BigInt(digits) - 1n;
    const last = isNegative && digits === 1 ? -1n : end;
    const run = Math.min(count - done, Number(last - value) + 1);
    size += run * text.length;
    done += run;
  }
  return size;
}
