// JSON texts with exact numbers: 1.0 stays a float, and integers keep all their digits.

import { MAX_VALUE_NESTING } from "./limits";
import { float, integer, type Value } from "./value";

/** What is wrong with a JSON text. */
export class JsonError extends Error {
  /** Where, from 0. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** The value of a JSON text. @throws JsonError */
export function parseJson(text: string): Value {
  return new JsonParser(text).parse();
}

/** Tells whether `JSON.parse` would lose something of a text's numbers; may say so too often. */
export function needsExactNumbers(text: string): boolean {
  return EXACT.test(text);
}

const EXACT = /\d[.eE][\d+-]|\d{16}/;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;

class JsonParser {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Value {
    const value = this.#value(0);
    this.#space();
    if (this.#position < this.#text.length) this.#fail("expected the end");
    return value;
  }

  #value(depth: number): Value {
    if (depth > MAX_VALUE_NESTING) this.#fail(`values nest at most ${MAX_VALUE_NESTING} deep`);
    this.#space();
    switch (this.#text.charAt(this.#position)) {
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"':
        return this.#string();
      case "t":
        return this.#word("true", true);
      case "f":
        return this.#word("false", false);
      case "n":
        return this.#word("null", null);
      default:
        return this.#number();
    }
  }

  #object(depth: number): Value {
    const entries: [string, Value][] = [];
    this.#position++;
    if (this.#taken("}")) return {};
    do {
      this.#space();
      if (this.#text.charAt(this.#position) !== '"') this.#fail("expected a property name");
      const key = this.#string();
      if (!this.#taken(":")) this.#fail("expected :");
      entries.push([key, this.#value(depth + 1)]);
    } while (this.#taken(","));
    if (!this.#taken("}")) this.#fail("expected , or }");
    return Object.fromEntries(entries);
  }

  #array(depth: number): Value {
    const items: Value[] = [];
    this.#position++;
    if (this.#taken("]")) return items;
    do items.push(this.#value(depth + 1));
    while (this.#taken(","));
    if (!this.#taken("]")) this.#fail("expected , or ]");
    return items;
  }

  #string(): string {
    const start = this.#position;
    let hasEscape = false;
    for (let position = start + 1; ; position++) {
      const code = this.#text.charCodeAt(position);
      if (code === QUOTE) {
        this.#position = position + 1;
        const inner = this.#text.slice(start + 1, position);
        return hasEscape ? this.#unescape(inner, start) : inner;
      }
      if (code === BACKSLASH) {
        hasEscape = true;
        position++;
      } else if (!(code >= FIRST_PRINTABLE)) {
        this.#position = position;
        this.#fail("a string does not end");
      }
    }
  }

  #unescape(inner: string, start: number): string {
    try {
      return String(JSON.parse(`"${inner}"`));
    } catch {
      this.#position = start;
      return this.#fail("a string has a wrong escape");
    }
  }

  #number(): Value {
    NUMBER.lastIndex = this.#position;
    const match = NUMBER.exec(this.#text);
    if (match === null) return this.#fail("expected a value");
    const [text, fraction, exponent] = match;
    this.#position += text.length;
    if (fraction === undefined && exponent === undefined) {
      if (text.length < 16) return Number(text);
      const whole = integer(BigInt(text));
      if (whole !== undefined) return whole;
    }
    const value = Number(text);
    return Number.isFinite(value) ? float(value) : this.#fail("a number is too large");
  }

  #word<T extends Value>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#position)) this.#fail("expected a value");
    this.#position += word.length;
    return value;
  }

  #taken(character: string): boolean {
    this.#space();
    if (this.#text.charAt(this.#position) !== character) return false;
    this.#position++;
    return true;
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#position);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#position++;
    }
  }

  #fail(message: string): never {
    const got = this.#text.charAt(this.#position);
    const found = got === "" ? "the end" : JSON.stringify(got);
    throw new JsonError(`${message}, got ${found}`, this.#position);
  }
}
