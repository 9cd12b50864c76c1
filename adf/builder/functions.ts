// The functions of the expression language that the platform's pipelines use: logic, comparison,
// text, conversion, arithmetic, collections. Names and argument order are the service's:
// https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions

import { call, type Expression, type Operand, type ResultOf } from "./expression";

type Condition = Operand<"boolean">;

/** What may be compared with `V`: the same result type, or anything where that is unknown. */
export type Matching<V> =
  ResultOf<V> extends "unknown" ? Operand : Operand<ResultOf<V>> | Expression<"unknown"> | null;

/** True where both are equal; type-strict (`'1'` is not `1`), strings case-sensitive. */
export function equals<const L extends Operand>(
  left: L,
  right: NoInfer<Matching<L>>,
): Expression<"boolean"> {
  return call("equals", left, right);
}

/** True where every condition is; evaluates only as many as it needs. */
export function and(
  first: Condition,
  ...others: readonly [Condition, ...Condition[]]
): Expression<"boolean"> {
  return fold("and", first, others);
}

/** True where one condition is; evaluates only as many as it needs. */
export function or(
  first: Condition,
  ...others: readonly [Condition, ...Condition[]]
): Expression<"boolean"> {
  return fold("or", first, others);
}

/** The opposite of a condition. */
export function not(condition: Condition): Expression<"boolean"> {
  return call("not", condition);
}

/** True where `left` is greater; both are numbers or both strings, else an error in the run. */
export function greater<const L extends Operand>(
  left: L,
  right: NoInfer<Matching<L>>,
): Expression<"boolean"> {
  return call("greater", left, right);
}

/** True where `left` is greater than or equal to `right`; see `greater`. */
export function greaterOrEquals<const L extends Operand>(
  left: L,
  right: NoInfer<Matching<L>>,
): Expression<"boolean"> {
  return call("greaterOrEquals", left, right);
}

/** True where `left` is less; see `greater`. */
export function less<const L extends Operand>(
  left: L,
  right: NoInfer<Matching<L>>,
): Expression<"boolean"> {
  return call("less", left, right);
}

/** True where `left` is less than or equal to `right`; see `greater`. */
export function lessOrEquals<const L extends Operand>(
  left: L,
  right: NoInfer<Matching<L>>,
): Expression<"boolean"> {
  return call("lessOrEquals", left, right);
}

/** `whenTrue` or `whenFalse` by a condition; only the chosen one is evaluated. */
export function if_<const T extends Operand>(
  condition: Condition,
  whenTrue: T,
  whenFalse: NoInfer<Matching<T>>,
): Expression<ResultOf<T>> {
  return call("if", condition, whenTrue, whenFalse);
}

/** True where a text holds a part, an array an element, or an object a key; case-sensitive. */
export function contains(collection: Operand, value: Operand): Expression<"boolean"> {
  return call("contains", collection, value);
}

/** True where a text, array or object is empty, or null. */
export function empty(collection: Operand): Expression<"boolean"> {
  return call("empty", collection);
}

/** The first value that is not null. */
export function coalesce<const T extends Operand>(
  first: T,
  ...others: readonly NoInfer<Matching<T>>[]
): Expression<ResultOf<T>> {
  return call("coalesce", first, ...others);
}

/** The texts of its arguments, joined; null gives no text, booleans give `True` and `False`. */
export function concat(...parts: readonly [Operand, ...Operand[]]): Expression<"string"> {
  return call("concat", ...parts);
}

/**
 * A text with expressions inside it, as one `concat`.
 *
 * @example template`SELECT 1 WHERE owner = '${pipelineInfo.runId}'`
 */
export function template(
  texts: TemplateStringsArray,
  ...values: readonly Operand[]
): Expression<"string"> {
  const parts = texts
    .flatMap((text, index): readonly (Operand | undefined)[] => [text, values[index]])
    .filter((part) => part !== "" && part !== undefined);
  return call("concat", ...(parts.length === 0 ? [""] : parts));
}

/** `text` with every occurrence of `oldText` replaced; case-sensitive. */
export function replace(
  text: Operand<"string">,
  oldText: Operand<"string">,
  newText: Operand<"string">,
): Expression<"string"> {
  return call("replace", text, oldText, newText);
}

/** The text in lower case. */
export function toLower(text: Operand<"string">): Expression<"string"> {
  return call("toLower", text);
}

/** The text of a value; JSON for objects and arrays, `''` for null. */
export function string(value: Operand): Expression<"string"> {
  return call("string", value);
}

/** The integer of a text; an error in the run for `'1.5'`. */
export function int(value: Operand): Expression<"number"> {
  return call("int", value);
}

/** The value of a JSON text. */
export function json(text: Operand): Expression<"unknown"> {
  return call("json", text);
}

/** The sum of two numbers. */
export function add(left: Operand<"number">, right: Operand<"number">): Expression<"number"> {
  return call("add", left, right);
}

/** The first number less the second. */
export function sub(left: Operand<"number">, right: Operand<"number">): Expression<"number"> {
  return call("sub", left, right);
}

/** The remainder of a division; the sign is the dividend's. */
export function mod(left: Operand<"number">, right: Operand<"number">): Expression<"number"> {
  return call("mod", left, right);
}

/** An array of its arguments; the service wants at least one. */
export function createArray(...items: readonly [Operand, ...Operand[]]): Expression<"unknown"> {
  return call("createArray", ...items);
}

// The service's editor accepts exactly two arguments, so longer lists nest.
function fold(
  name: "and" | "or",
  first: Condition,
  others: readonly Condition[],
): Expression<"boolean"> {
  const [second, ...rest] = others;
  if (second === undefined) return call(name, first);
  const pair = call<"boolean">(name, first, second);
  return rest.length === 0 ? pair : fold(name, pair, rest);
}
