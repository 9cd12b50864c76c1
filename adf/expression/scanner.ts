// From characters to tokens, in the grammar that the service's own editor uses.

import { ExpressionError } from "./error";

/** What a token is; a punctuation mark is its own type. */
export type TokenType = "identifier" | "integer" | "float" | "string" | "end" | Punctuation;

/** The marks of the grammar. */
export type Punctuation = "." | "," | "(" | ")" | "[" | "]" | "?";

/** One token; `text` is the unescaped value of a string. */
export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly offset: number;
}

const PUNCTUATION = ".,()[]?";
const NOT_IN_IDENTIFIER = ".,(){}@[]?'";

/**
 * Reads the tokens of one expression inside a text.
 *
 * @see https://github.com/Azure/LogicAppsUX/blob/main/libs/logic-apps-shared/src/parsers/lib/expression/scanner.ts (read 2026-11-24)
 */
export class Scanner {
  readonly #text: string;
  readonly #end: number;
  #position: number;

  /** @param end - the offset after the last character */
  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#position = start;
    this.#end = end;
  }

  /** @throws ExpressionError `EXPRESSION_SYNTAX` */
  next(): Token {
    while (this.#position < this.#end && isSpace(this.#text.charCodeAt(this.#position))) {
      this.#position++;
    }
    const offset = this.#position;
    if (offset >= this.#end) return { type: "end", text: "", offset };
    const character = this.#text.charAt(offset);
    if (isPunctuation(character)) {
      this.#position++;
      return { type: character, text: character, offset };
    }
    if (character === "'") return this.#string(offset);
    if (character === "+" || character === "-" || isDigit(character)) return this.#number(offset);
    return this.#identifier(offset);
  }

  #string(offset: number): Token {
    let position = offset + 1;
    for (;;) {
      const quote = this.#text.indexOf("'", position);
      if (quote < 0 || quote >= this.#end) {
        throw syntaxError("a string does not end", offset, "close it with a single quote");
      }
      if (quote + 1 >= this.#end || this.#text.charAt(quote + 1) !== "'") {
        this.#position = quote + 1;
        const text = this.#text.slice(offset + 1, quote).replaceAll("''", "'");
        return { type: "string", text, offset };
      }
      position = quote + 2;
    }
  }

  #number(offset: number): Token {
    const start = isDigit(this.#text.charAt(offset)) ? offset : offset + 1;
    const whole = this.#digits(start);
    const fraction = this.#at(whole) === "." ? this.#digits(whole + 1) : whole;
    const end = this.#exponent(fraction);
    const isFollowed = end < this.#end && isIdentifier(this.#text.charAt(end));
    if (whole === start || Number.isNaN(end) || isFollowed) {
      throw syntaxError("a number is malformed", offset, "write it as 1, -1, 0.5 or 1e3");
    }
    this.#position = end;
    const type = end === whole ? "integer" : "float";
    return { type, text: this.#text.slice(offset, end), offset };
  }

  // Where the exponent ends, or the number without one; NaN where it has no digits.
  #exponent(position: number): number {
    if (this.#at(position).toLowerCase() !== "e") return position;
    const sign = this.#at(position + 1);
    const start = sign === "+" || sign === "-" ? position + 2 : position + 1;
    const end = this.#digits(start);
    return end === start ? Number.NaN : end;
  }

  #identifier(offset: number): Token {
    let position = offset;
    while (position < this.#end && isIdentifier(this.#text.charAt(position))) position++;
    if (position === offset) {
      throw syntaxError(
        `unexpected character ${JSON.stringify(this.#text.charAt(offset))}`,
        offset,
      );
    }
    this.#position = position;
    const text = this.#text.slice(offset, position);
    if (text.startsWith('"')) {
      throw syntaxError("a string stands in double quotes", offset, "use single quotes");
    }
    return { type: "identifier", text, offset };
  }

  #digits(start: number): number {
    let position = start;
    while (position < this.#end && isDigit(this.#text.charAt(position))) position++;
    return position;
  }

  #at(position: number): string {
    return position < this.#end ? this.#text.charAt(position) : "";
  }
}

/** The error of a text that does not follow the grammar. */
export function syntaxError(rule: string, offset: number, repair?: string): ExpressionError {
  const fault = { code: "EXPRESSION_SYNTAX", rule } as const;
  return new ExpressionError(repair === undefined ? fault : { ...fault, repair }, offset);
}

function isPunctuation(character: string): character is Punctuation {
  return PUNCTUATION.includes(character);
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}

function isIdentifier(character: string): boolean {
  return !NOT_IN_IDENTIFIER.includes(character) && !isSpace(character.charCodeAt(0));
}

/** Tells the characters that .NET counts as white space. */
export function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    (code >= 0x09 && code <= 0x0d) ||
    (code >= 0x80 &&
      (code === 0x85 || (code !== 0xfeff && String.fromCharCode(code).trim() === "")))
  );
}
