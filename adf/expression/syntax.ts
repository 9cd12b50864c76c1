// The tree of a parsed expression. Offsets are positions in the whole text, from 0.

import type { Value } from "./value";

/** A literal, a call, or a read of properties and elements of a call's result. */
export type Node = LiteralNode | CallNode | AccessNode;

/** A string, number, boolean or null. */
export interface LiteralNode {
  readonly kind: "literal";
  readonly offset: number;
  readonly value: Value;
}

/** A call of a function, or of what reads the run, such as `pipeline()`. */
export interface CallNode {
  readonly kind: "call";
  readonly offset: number;
  /** As it is written. */
  readonly name: string;
  readonly args: readonly Node[];
}

/** A chain of reads, kept flat so that a long one takes no stack. */
export interface AccessNode {
  readonly kind: "access";
  readonly offset: number;
  readonly target: CallNode;
  readonly steps: readonly Step[];
}

/** One read: `.name`, `[index]`, `?.name` or `?[index]`. */
export interface Step {
  readonly offset: number;
  readonly optional: boolean;
  readonly key: Node;
}

/** A part of a text: as it stands, or an expression. */
export type Segment = string | Node;

/** A parsed text: nothing to evaluate, one expression, or text with expressions inside it. */
export type Syntax =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "expression"; readonly node: Node }
  | { readonly kind: "interpolation"; readonly segments: readonly Segment[] };
