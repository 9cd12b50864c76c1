// Values as JSON text, and as the text that string(), concat() and interpolation make of them.

import { type Call, checkSize, fail } from "./call";
import { MAX_RESULT_CHARACTERS, MAX_VALUE_NESTING } from "./limits";
import { numberText } from "./number-text";
import { type Fields, Float, isArray, isFields, type Value } from "./value";

function jsonText(value: Value, call: Call): string {
  return new JsonWriter(call, MAX_RESULT_CHARACTERS).write(value);
}

/**
 * The JSON text of a whole result, however large: integers with all their digits, floats as such.
 *
 * @throws ExpressionError `EXPRESSION_NESTING`
 */
export function exactJson(value: Value): string {
  return new JsonWriter({ name: "the result", offset: 0 }, Number.POSITIVE_INFINITY).write(value);
}

/**
 * The text of a value: nothing for null, `True` and `False`, numbers as .NET writes them, binary
 * content as the text that it holds, compact JSON for other objects and for arrays.
 */
export function textForm(value: Value, call: Call): string {
  if (typeof value === "string") return value;
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number" || typeof value === "bigint" || value instanceof Float) {
    return numberText(value);
  }
  return isContent(value) ? contentText(value) : jsonText(value, call);
}

/** Binary content: `{"$content-type": ..., "$content": base64}`. */
export interface Content extends Fields {
  readonly "$content-type": string;
  readonly $content: string;
}

/** Tells binary content from other values. */
export function isContent(value: Value): value is Content {
  return (
    isFields(value) &&
    typeof value["$content-type"] === "string" &&
    typeof value["$content"] === "string" &&
    Object.keys(value).length === 2
  );
}

/** The text that binary content holds, as UTF-8. */
export function contentText(content: Content): string {
  return Buffer.from(content["$content"], "base64").toString("utf8");
}

class JsonWriter {
  readonly #call: Call;
  readonly #limit: number;
  #text = "";

  constructor(call: Call, limit: number) {
    this.#call = call;
    this.#limit = limit;
  }

  write(value: Value): string {
    this.#value(value, 0);
    return this.#text;
  }

  #value(value: Value, depth: number): void {
    if (depth > MAX_VALUE_NESTING) {
      fail(this.#call, "EXPRESSION_NESTING", `values nest at most ${MAX_VALUE_NESTING} deep`);
    }
    if (isArray(value)) this.#array(value, depth);
    else if (isFields(value)) this.#fields(value, depth);
    else this.#text += scalar(value);
    if (this.#text.length > this.#limit) checkSize(this.#text.length, this.#call);
  }

  #array(items: readonly Value[], depth: number): void {
    this.#text += "[";
    for (const [index, item] of items.entries()) {
      if (index > 0) this.#text += ",";
      this.#value(item, depth + 1);
    }
    this.#text += "]";
  }

  #fields(record: Fields, depth: number): void {
    let separator = "{";
    for (const [key, item] of Object.entries(record)) {
      if (item === undefined) continue;
      this.#text += `${separator}${JSON.stringify(key)}:`;
      separator = ",";
      this.#value(item, depth + 1);
    }
    this.#text += separator === "{" ? "{}" : "}";
  }
}

function scalar(value: null | boolean | number | string | bigint | Float): string {
  if (typeof value === "number" || typeof value === "bigint") return numberText(value);
  if (value instanceof Float) {
    const text = numberText(value);
    return Number.isFinite(value.value) && !text.includes("E") ? `${text}.0` : text;
  }
  return JSON.stringify(value);
}
