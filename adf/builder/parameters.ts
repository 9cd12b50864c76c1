// The parameters and variables of a pipeline: what is declared, and what reads of them yield.

import { call, Expression, path, type ResultType } from "./expression";
import type { Value, ValueTree } from "./value";

/** The types of a pipeline parameter. */
export type ParameterType =
  | "Array"
  | "Bool"
  | "Float"
  | "Int"
  | "Object"
  | "SecureString"
  | "String";

/** The types of a pipeline variable. */
export type VariableType = "Array" | "Bool" | "String";

/** Literal JSON, taken as it is. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A declared parameter: its type, or its type with a literal default. */
export type ParameterSpec =
  | ParameterType
  | { readonly type: ParameterType; readonly defaultValue: Json };

/** A declared variable: its type, or its type with a literal default. */
export type VariableSpec =
  | VariableType
  | { readonly type: VariableType; readonly defaultValue: Json };

/** The declared parameters of a pipeline, by name. */
export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;

/** The declared variables of a pipeline, by name. */
export type VariableSpecs = Readonly<Record<string, VariableSpec>>;

/** What a read of a parameter or variable of this declaration yields. */
export type ResultOfSpec<P extends ParameterSpec> = ResultOfType<
  P extends { readonly type: infer T } ? T : P
>;

type ResultOfType<T> = T extends "String" | "SecureString"
  ? "string"
  : T extends "Int" | "Float"
    ? "number"
    : T extends "Bool"
      ? "boolean"
      : "unknown";

type NamesWithoutDefault<P extends ParameterSpecs> = {
  [K in keyof P]: P[K] extends ParameterType ? K : never;
}[keyof P];

type ArgumentOf<P extends ParameterSpec> =
  ResultOfSpec<P> extends "unknown" ? ValueTree : Value<ResultOfSpec<P>>;

/** The values that a call of a pipeline with these parameters needs, and those it may give. */
export type ArgumentsOf<P extends ParameterSpecs> = {
  readonly [K in NamesWithoutDefault<P>]: ArgumentOf<P[K]>;
} & { readonly [K in Exclude<keyof P, NamesWithoutDefault<P>>]?: ArgumentOf<P[K]> };

/** A variable of a pipeline: an expression that reads it, and what `setVariable` sets. */
export class Variable<
  N extends string = string,
  R extends ResultType = ResultType,
> extends Expression<R> {
  /** The variable's name. */
  readonly variableName: N;

  constructor(name: N) {
    super(call("variables", name).node);
    this.variableName = name;
    Object.freeze(this);
  }
}

/** A read of a parameter. */
export function parameterExpression<R extends ResultType>(name: string): Expression<R> {
  return path<R>(call("pipeline"), "parameters", name);
}
