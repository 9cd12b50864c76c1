// Expressions as values: a small tree, not text. What makes text of it is render.ts; what builds it
// is functions.ts, functions-date.ts, system-variables.ts and the output accessors of a handle.

/**
 * What an expression yields when the service evaluates it.
 *
 * `unknown` is what the builder cannot know (a column of a lookup, an object parameter); it is
 * accepted wherever a typed expression is.
 */
export type ResultType = "string" | "number" | "boolean" | "unknown";

/**
 * One node of an expression's tree, in the grammar of the service.
 *
 * `property` and `index` with `optional: true` are the null-safe forms `?.name` and `?[index]`.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions
 */
export type ExpressionNode =
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly ExpressionNode[] }
  | {
      readonly kind: "property";
      readonly target: ExpressionNode;
      readonly name: string;
      readonly optional: boolean;
    }
  | {
      readonly kind: "index";
      readonly target: ExpressionNode;
      readonly index: number;
      readonly optional: boolean;
    }
  | { readonly kind: "raw"; readonly text: string };

/** A frozen expression of the service whose evaluation yields an `R`. */
export class Expression<R extends ResultType = ResultType> {
  /** Exists for the type checker only; never set. */
  declare readonly result?: R | undefined;
  /** The tree, for whoever inspects the expression. */
  readonly node: ExpressionNode;

  constructor(node: ExpressionNode) {
    this.node = Object.freeze(node);
    // A subclass adds its fields first, and freezes then.
    if (new.target === Expression) Object.freeze(this);
  }
}

/** A literal of TypeScript that has a literal form in the expression language. */
export type Literal = string | number | boolean | null;

/** What a function of the expression language takes where it wants an `R`. */
export type Operand<R extends ResultType = ResultType> =
  | Expression<R | "unknown">
  | LiteralOf<R>
  | (ResultType extends R ? null : never);

type LiteralOf<R extends ResultType> = R extends "string"
  ? string
  : R extends "number"
    ? number
    : R extends "boolean"
      ? boolean
      : Literal;

/** The result type of an operand. */
export type ResultOf<V> =
  V extends Expression<infer R>
    ? R
    : V extends string
      ? "string"
      : V extends number
        ? "number"
        : V extends boolean
          ? "boolean"
          : "unknown";

/** Tells an expression from any other value. */
export function isExpression(value: unknown): value is Expression {
  return value instanceof Expression;
}

/** A call of a function of the expression language; the typed functions are made with it. */
export function call<R extends ResultType>(
  name: string,
  ...args: readonly (Operand | undefined)[]
): Expression<R> {
  const given = args.filter((arg) => arg !== undefined).map(nodeOf);
  return new Expression<R>({ kind: "call", name, args: Object.freeze(given) });
}

/**
 * The property or array element of an expression's value; an error in the run where it is missing.
 *
 * @param key - A property name, or the index of an element, from 0.
 */
export function property(target: Expression, key: string | number): Expression<"unknown"> {
  return new Expression(access(target.node, key, false));
}

/** The property or array element of an expression's value, null where it or the value is missing. */
export function optionalProperty(target: Expression, key: string | number): Expression<"unknown"> {
  return new Expression(access(target.node, key, true));
}

/** A read along plain property names, declared to yield an `R`. */
export function path<R extends ResultType>(
  root: Expression,
  ...names: readonly string[]
): Expression<R> {
  return new Expression<R>(names.reduce((node, name) => access(node, name, false), root.node));
}

/** A null-safe read along property names, declared to yield an `R`. */
export function optionalPath<R extends ResultType>(
  root: Expression,
  ...names: readonly string[]
): Expression<R> {
  return new Expression<R>(names.reduce((node, name) => access(node, name, true), root.node));
}

function access(target: ExpressionNode, key: string | number, optional: boolean): ExpressionNode {
  return Object.freeze(
    typeof key === "number"
      ? { kind: "index", target, index: key, optional }
      : { kind: "property", target, name: key, optional },
  );
}

/**
 * The single escape: text of the expression language, taken as it is, without the leading `@`.
 *
 * Nothing in it is quoted or checked; parameters, variables and activities that it names in the
 * usual spelling still count as used.
 *
 * @example raw<"string">("guid()")
 */
export function raw<R extends ResultType = "unknown">(text: string): Expression<R> {
  return new Expression<R>({ kind: "raw", text });
}

function nodeOf(operand: Operand): ExpressionNode {
  if (operand instanceof Expression) return operand.node;
  if (operand === null) return Object.freeze({ kind: "null" });
  if (typeof operand === "string") return Object.freeze({ kind: "string", value: operand });
  if (typeof operand === "boolean") return Object.freeze({ kind: "boolean", value: operand });
  return Object.freeze({ kind: "number", value: operand });
}
