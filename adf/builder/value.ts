// What may stand in a property of an activity: a literal, an expression, or a value that is only
// known at deployment. The service's shape with such leaves is a ValueTree.

import type { Expression, Operand, ResultType } from "./expression";

/**
 * A value known at deployment only, such as a Pulumi `Output`, recognised by its `apply`.
 *
 * It is passed on untouched: never inspected, never quoted, so its text must not begin with `@`.
 */
export interface Deferred<T> {
  apply(transform: (value: T) => unknown): unknown;
}

/** A value in a property position that wants an `R`. */
export type Value<R extends ResultType = ResultType> =
  | Exclude<Operand<R>, null>
  | (R extends "string"
      ? Deferred<string>
      : R extends "number"
        ? Deferred<number>
        : R extends "boolean"
          ? Deferred<boolean>
          : Deferred<unknown>);

/** The name of something that another resource makes: plain, or known at deployment only. */
export type Name = string | Deferred<string>;

/** An expression in one of the few properties that the service wants as the bare text `@...`. */
export class InlineExpression {
  readonly expression: Expression;

  constructor(expression: Expression) {
    this.expression = expression;
    Object.freeze(this);
  }
}

/** Literal JSON whose leaves may be expressions and deferred values; rendered leaf by leaf. */
export type ValueTree =
  | string
  | number
  | boolean
  | null
  | Expression
  | InlineExpression
  | Deferred<unknown>
  | readonly ValueTree[]
  | ValueRecord;

/** An object of a value tree; a key whose value is undefined is left out. */
export type ValueRecord = { readonly [key: string]: ValueTree | undefined };

/** Tells an object literal, whose leaves are rendered, from a deferred value or an expression. */
export function isPlainObject(value: unknown): value is { readonly [key: string]: unknown } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * A deeply frozen copy of plain objects and arrays; what is neither, such as an expression or a
 * deferred value, is kept as it is. A copy, so that nothing of the caller's is frozen.
 */
export function frozenCopy<T>(value: T): T;
export function frozenCopy(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenItem));
  if (!isPlainObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, frozenItem(item)]);
  return Object.freeze(Object.fromEntries(entries));
}

function frozenItem(value: unknown): unknown {
  return frozenCopy(value);
}

/** A copy without the keys whose value is undefined. */
export function compact(record: ValueRecord): ValueRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
