// The one error class of expressions.

import { EXPRESSION_ERRORS, type ExpressionErrorCode } from "./error-codes";

const SHOWN_CHARACTERS = 80;

/** What is wrong with an expression, before its place is known. */
export interface Fault {
  readonly code: ExpressionErrorCode;
  /** The rule that is broken, and what was given. */
  readonly rule: string;
  /** @default - the repair of the code */
  readonly repair?: string;
}

/**
 * An expression cannot be read or evaluated.
 *
 * The message has the form `[CODE] expression: character 12: rule, got value; repair`.
 */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
  readonly code: ExpressionErrorCode;
  /** Where in the text: `character 12`, counted from 1. */
  readonly path: string;
  readonly repair: string;
  /** Where in the text, from 0. */
  readonly offset: number;
  /** The rule that is broken, without code, place and repair. */
  readonly rule: string;

  constructor({ code, rule, repair = EXPRESSION_ERRORS[code].repair }: Fault, offset: number) {
    const path = `character ${offset + 1}`;
    super(`[${code}] expression: ${path}: ${rule}; ${repair}`);
    this.code = code;
    this.path = path;
    this.repair = repair;
    this.offset = offset;
    this.rule = rule;
  }
}

/** A value as a message shows it: JSON, cut off after 80 characters. */
export function show(value: unknown): string {
  if (typeof value === "object" && value !== null)
    return Array.isArray(value) ? "an array" : "an object";
  const text =
    typeof value === "string"
      ? JSON.stringify(value.slice(0, SHOWN_CHARACTERS + 1))
      : String(value);
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS - 1)}…`;
}
