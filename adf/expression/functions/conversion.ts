// The conversion functions, but for XML.

import { argument, type Call, fail, type Implementations, textOf, wrongArgument } from "../call";
import {
  checkedBase64,
  content,
  dataUri,
  fromBase64,
  percentDecoded,
  percentEncoded,
  toBase64,
  XML_TYPE,
} from "../content";
import { show } from "../error";
import { JsonError, parseJson } from "../json-parse";
import { contentText, isContent, textForm } from "../json-text";
import { Float, float, integer, isInteger, isNumber, type Value } from "../value";
import { xmlToJson } from "../xml/to-json";

/** The conversion functions, by name. */
export const CONVERSION_FUNCTIONS: Implementations = {
  array: (args) => [argument(args, 0)],
  base64: (args, call) => {
    const value = argument(args, 0);
    return isContent(value) ? value["$content"] : toBase64(textOf(args, 0, call), call);
  },
  base64ToBinary: (args, call) => content(checkedBase64(textOf(args, 0, call), call)),
  base64ToString: (args, call) => fromBase64(textOf(args, 0, call), call),
  binary: (args, call) => {
    const value = argument(args, 0);
    if (value === null) return wrongArgument(call, 0, "a string", value);
    return isContent(value) ? value : content(toBase64(textForm(value, call), call));
  },
  bool: (args, call) => bool(argument(args, 0), call),
  createArray: (args) => args,
  dataUri: (args, call) => {
    const value = argument(args, 0);
    if (isContent(value)) return `data:${value["$content-type"]};base64,${value["$content"]}`;
    return `data:text/plain;charset=utf-8;base64,${toBase64(textOf(args, 0, call), call)}`;
  },
  dataUriToBinary: (args, call) => {
    const { base64, type } = dataUri(textOf(args, 0, call), call);
    return content(base64, type);
  },
  dataUriToString: (args, call) => fromBase64(dataUri(textOf(args, 0, call), call).base64, call),
  decodeBase64: (args, call) => fromBase64(textOf(args, 0, call), call),
  decodeDataUri: (args, call) => decodeDataUri(textOf(args, 0, call), call),
  decodeUriComponent: (args, call) => unescaped(textOf(args, 0, call)),
  encodeUriComponent: (args, call) => percentEncoded(joined(args, call), call),
  float: (args, call) => toFloat(argument(args, 0), call),
  int: (args, call) => toInteger(argument(args, 0), call),
  json: (args, call) => json(argument(args, 0), call),
  string: (args, call) => textForm(argument(args, 0), call),
  uriComponent: (args, call) => percentEncoded(joined(args, call), call),
  uriComponentToBinary: (args, call) =>
    content(toBase64(percentDecoded(textOf(args, 0, call)), call)),
  uriComponentToString: (args, call) => unescaped(textOf(args, 0, call)),
};

function joined(args: readonly Value[], call: Call): string {
  return args.map((arg) => textForm(arg, call)).join("");
}

// The service reads + as a space here, though uriComponent() writes %20.
function unescaped(text: string): string {
  return percentDecoded(text.replaceAll("+", " "));
}

// Measured: the URI is read as content of its media type, so that text and JSON come out as such.
function decodeDataUri(text: string, call: Call): Value {
  const { base64, type } = dataUri(text, call);
  const media = (type.split(";")[0] ?? "").trim().toLowerCase();
  const decoded = () => fromBase64(base64, call);
  if (media.startsWith("text/")) return decoded();
  if (media === "application/json" || media.endsWith("+json")) return json(decoded(), call);
  return content(base64, /;\s*charset=/i.test(type) ? type : `${type};charset=us-ascii`);
}

function bool(value: Value, call: Call): boolean {
  if (typeof value === "boolean") return value;
  if (isNumber(value)) return Number(value instanceof Float ? value.value : value) !== 0;
  const text = typeof value === "string" ? value.trim().toLowerCase() : "";
  if (text === "true" || text === "false") return text === "true";
  return wrongArgument(call, 0, "a boolean, a number, 'true' or 'false'", value);
}

function toInteger(value: Value, call: Call): Value {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (isInteger(value)) return value;
  if (value instanceof Float && Number.isSafeInteger(value.value)) return value.value;
  const text = typeof value === "string" && value.length < NUMBER_CHARACTERS ? value.trim() : "";
  if (!/^[+-]?\d+$/.test(text)) {
    return wrongArgument(call, 0, "an integer, a boolean, or the text of an integer", value);
  }
  const whole = integer(BigInt(text.startsWith("+") ? text.slice(1) : text));
  return whole ?? fail(call, "EXPRESSION_OVERFLOW", `an integer has 64 bits, got ${show(text)}`);
}

// No number within the limits needs as many.
const NUMBER_CHARACTERS = 1000;
const FLOAT_TEXT = /^[+-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function toFloat(value: Value, call: Call): Value {
  if (isNumber(value)) return float(Number(value instanceof Float ? value.value : value));
  if (typeof value === "string" && value.length < NUMBER_CHARACTERS) {
    const text = value.trim();
    // The invariant culture separates thousands by commas and does not check where they stand.
    if (FLOAT_TEXT.test(text)) {
      const number = Number(text.replaceAll(",", ""));
      if (Number.isFinite(number)) return float(number);
      return fail(call, "EXPRESSION_OVERFLOW", `the value is beyond the range of a float`);
    }
  }
  return wrongArgument(call, 0, "a number, or the text of a number", value);
}

function json(value: Value, call: Call): Value {
  if (value === null) return wrongArgument(call, 0, "a string or XML", value);
  if (isContent(value)) {
    const text = contentText(value);
    return value["$content-type"] === XML_TYPE ? xmlToJson(text, call) : parsed(text, call);
  }
  return typeof value === "string" ? parsed(value, call) : value;
}

function parsed(text: string, call: Call): Value {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const place = `at its character ${error.offset + 1}`;
    return fail(call, "EXPRESSION_PARSE", `the text is not JSON: ${error.message} ${place}`);
  }
}
