// The one renderer: from a tree to the text of the service, with the quoting that keeps a literal a
// literal.

import { Expression, type ExpressionNode } from "./expression";
import { InlineExpression, isPlainObject } from "./value";

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** How an expression stands in a property of the service's JSON. */
export interface RenderedExpression {
  /** The expression's text, beginning with `@`. */
  readonly value: string;
  readonly type: "Expression";
}

/**
 * The text of an expression, without the leading `@`.
 *
 * @example renderExpression(equals(pipelineInfo.name, "it's")) // equals(pipeline().Pipeline, 'it''s')
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions
 */
export function renderExpression(expression: Expression): string {
  return renderNode(expression.node);
}

/**
 * A property's value as the service reads it: literals stay literals, an expression becomes
 * `{ value: "@...", type: "Expression" }`, arrays and plain objects are rendered leaf by leaf.
 *
 * What is neither of these, such as a Pulumi `Output`, passes untouched. Keys whose value is
 * undefined are left out.
 */
export function renderValue(value: unknown): unknown {
  if (value instanceof Expression) return renderExpressionObject(value);
  if (value instanceof InlineExpression) return `@${renderExpression(value.expression)}`;
  if (typeof value === "string") return escapeLiteral(value);
  if (Array.isArray(value)) return value.map(renderValue);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, renderValue(item)]),
  );
}

/** An expression in the object form that every property of the service accepts. */
export function renderExpressionObject(expression: Expression): RenderedExpression {
  return { value: `@${renderExpression(expression)}`, type: "Expression" };
}

/**
 * A text that the service reads back as exactly this literal.
 *
 * A leading `@` is doubled, which makes the whole text literal; elsewhere `@{` becomes `@@{`.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions#expressions
 */
export function escapeLiteral(text: string): string {
  return text.startsWith("@") ? `@${text}` : text.replaceAll("@{", "@@{");
}

function renderNode(node: ExpressionNode): string {
  switch (node.kind) {
    case "string":
      return quote(node.value);
    case "number":
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
    case "raw":
      return node.text;
    case "call":
      return `${node.name}(${node.args.map(renderNode).join(", ")})`;
    case "property":
      return renderNode(node.target) + renderProperty(node.name, node.optional);
    case "index":
      return `${renderNode(node.target)}${node.optional ? "?" : ""}[${node.index}]`;
  }
}

function renderProperty(name: string, optional: boolean): string {
  const mark = optional ? "?" : "";
  return IDENTIFIER.test(name) ? `${mark}.${name}` : `${mark}[${quote(name)}]`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
