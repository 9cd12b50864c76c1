// From tokens to a tree. Nesting is bounded, so that no text can exhaust the stack.

import { ExpressionError } from "./error";
import { MAX_EXPRESSION_CHARACTERS, MAX_EXPRESSION_NESTING } from "./limits";
import { Scanner, syntaxError, type Token, type TokenType } from "./scanner";
import type { CallNode, Node, Segment, Step, Syntax } from "./syntax";
import { float, integer, type Value } from "./value";

/**
 * Parses a property's text as the service does: `@` at the start makes the whole of it an
 * expression, `@@` there a literal, `@{...}` anywhere an expression inside a text.
 *
 * @throws ExpressionError `EXPRESSION_SYNTAX`, `EXPRESSION_NESTING`, `EXPRESSION_TOO_LONG`
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions#expressions
 */
export function parseSyntax(text: string): Syntax {
  if (text.length < 2) return { kind: "text", value: text };
  if (text.charAt(0) === "@" && text.charAt(1) !== "{") {
    if (text.charAt(1) === "@") return { kind: "text", value: text.slice(1) };
    return { kind: "expression", node: parseExpression(text, 1, text.length) };
  }
  return text.includes("@{") ? parseInterpolation(text) : { kind: "text", value: text };
}

function parseInterpolation(text: string): Syntax {
  const segments: Segment[] = [];
  let literal = "";
  let position = 0;
  for (;;) {
    const start = text.indexOf("@{", position);
    if (start < 0) break;
    if (start > 0 && text.charAt(start - 1) === "@") {
      // The @ before it is its escape, and only that is dropped.
      literal += text.slice(position, start);
      position = start + 1;
      continue;
    }
    const end = endOfInterpolation(text, start);
    segments.push(literal + text.slice(position, start), parseExpression(text, start + 2, end));
    literal = "";
    position = end + 1;
  }
  const rest = literal + text.slice(position);
  if (segments.length === 0) return { kind: "text", value: rest };
  return { kind: "interpolation", segments: [...segments, rest].filter((part) => part !== "") };
}

function endOfInterpolation(text: string, start: number): number {
  let isQuoted = false;
  for (let position = start + 2; position < text.length; position++) {
    const character = text.charAt(position);
    if (character === "'") isQuoted = !isQuoted;
    else if (character === "}" && !isQuoted) return position;
  }
  throw syntaxError("an interpolation @{ does not end", start, "close it with }, or write @@{");
}

function parseExpression(text: string, start: number, end: number): Node {
  if (end - start > MAX_EXPRESSION_CHARACTERS) {
    const rule = `an expression has at most ${MAX_EXPRESSION_CHARACTERS} characters, got ${end - start}`;
    throw new ExpressionError({ code: "EXPRESSION_TOO_LONG", rule }, start);
  }
  return new Parser(new Scanner(text, start, end)).parse();
}

class Parser {
  readonly #scanner: Scanner;
  #token: Token;
  #depth = 0;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
    this.#token = scanner.next();
  }

  parse(): Node {
    const node = this.#node();
    if (this.#token.type !== "end") {
      throw syntaxError(`expected the end, got ${shown(this.#token)}`, this.#token.offset);
    }
    return node;
  }

  #node(): Node {
    const token = this.#token;
    const value = literalOf(token);
    if (value !== undefined) {
      this.#advance();
      return { kind: "literal", offset: token.offset, value };
    }
    if (token.type !== "identifier") {
      throw syntaxError(`expected a literal or a function, got ${shown(token)}`, token.offset);
    }
    this.#enter(token.offset);
    const target = this.#call();
    const steps = this.#steps();
    this.#depth--;
    if (steps.length === 0) return target;
    return { kind: "access", offset: target.offset, target, steps };
  }

  #call(): CallNode {
    const { offset, text: name } = this.#advance();
    if (!this.#is("(")) {
      throw syntaxError(
        `the name ${name} stands alone`,
        offset,
        "call it with ( ), or put a text in single quotes",
      );
    }
    this.#advance();
    const args: Node[] = [];
    if (!this.#is(")")) {
      args.push(this.#node());
      while (this.#is(",")) {
        this.#advance();
        args.push(this.#node());
      }
    }
    this.#expect(")");
    return { kind: "call", offset, name, args };
  }

  #steps(): readonly Step[] {
    const steps: Step[] = [];
    for (;;) {
      const { offset, type } = this.#token;
      if (type !== "." && type !== "[" && type !== "?") return steps;
      const optional = type === "?";
      if (optional) this.#advance();
      steps.push({ offset, optional, key: this.#key() });
    }
  }

  #key(): Node {
    if (this.#is(".")) {
      this.#advance();
      const { offset, text } = this.#expect("identifier");
      return { kind: "literal", offset, value: text };
    }
    this.#expect("[");
    const key = this.#node();
    this.#expect("]");
    return key;
  }

  #enter(offset: number): void {
    if (++this.#depth > MAX_EXPRESSION_NESTING) {
      const rule = `calls nest at most ${MAX_EXPRESSION_NESTING} deep`;
      throw new ExpressionError({ code: "EXPRESSION_NESTING", rule }, offset);
    }
  }

  #expect(type: TokenType): Token {
    if (this.#is(type)) return this.#advance();
    const wanted = type === "identifier" ? "a name" : `"${type}"`;
    throw syntaxError(`expected ${wanted}, got ${shown(this.#token)}`, this.#token.offset);
  }

  #is(type: TokenType): boolean {
    return this.#token.type === type;
  }

  #advance(): Token {
    const token = this.#token;
    this.#token = this.#scanner.next();
    return token;
  }
}

function literalOf(token: Token): Value | undefined {
  if (token.type === "string") return token.text;
  if (token.type === "integer") return integerLiteral(token);
  if (token.type === "float") return floatLiteral(token);
  return token.type === "identifier" ? wordLiteral(token.text) : undefined;
}

function wordLiteral(text: string): null | boolean | undefined {
  switch (text.toLowerCase()) {
    case "null":
      return null;
    case "true":
      return true;
    case "false":
      return false;
    default:
      return undefined;
  }
}

function integerLiteral({ text, offset }: Token): Value {
  const value = integer(BigInt(text.startsWith("+") ? text.slice(1) : text));
  if (value !== undefined) return value;
  const rule = `an integer has 64 bits, got ${text.slice(0, 40)}`;
  throw new ExpressionError({ code: "EXPRESSION_OVERFLOW", rule }, offset);
}

function floatLiteral({ text, offset }: Token): Value {
  const value = Number(text);
  if (Number.isFinite(value)) return float(value);
  const rule = `a float is at most 1.7976931348623157E+308, got ${text.slice(0, 40)}`;
  throw new ExpressionError({ code: "EXPRESSION_OVERFLOW", rule }, offset);
}

function shown({ type, text }: Token): string {
  return type === "end" ? "the end" : JSON.stringify(text.slice(0, 40));
}
