// The string functions.

import {
  argument,
  type Call,
  checkSize,
  countOf,
  fail,
  type Implementations,
  optionalText,
  textOf,
} from "../call";
import { lowerInvariant, upperInvariant } from "../casing";
import type { ExpressionContext } from "../context";
import { textForm } from "../json-text";
import { isSpace } from "../scanner";
import type { Value } from "../value";

/** The string functions, by name. */
export const STRING_FUNCTIONS: Implementations = {
  concat: (args, call) => {
    let text = "";
    for (const arg of args) text += textForm(arg, call);
    checkSize(text.length, call);
    return text;
  },
  endsWith: (args, call) => lowerOf(args, 0, call).endsWith(lowerOf(args, 1, call)),
  guid: (args, call, context) => guid(optionalText(args, 0, call), call, context),
  indexOf: (args, call) => lowerOf(args, 0, call).indexOf(lowerOf(args, 1, call)),
  lastIndexOf: (args, call) => {
    const text = lowerOf(args, 0, call);
    const wanted = lowerOf(args, 1, call);
    // The page gives the last character for an empty text, as .NET Framework does.
    return wanted === "" ? Math.max(text.length - 1, 0) : text.lastIndexOf(wanted);
  },
  replace: (args, call) => replace(textOf(args, 0, call), args, call),
  split: (args, call) => {
    const text = textOf(args, 0, call);
    const delimiter = textOf(args, 1, call);
    return delimiter === "" ? [text] : text.split(delimiter);
  },
  startsWith: (args, call) => lowerOf(args, 0, call).startsWith(lowerOf(args, 1, call)),
  substring: (args, call) => substring(textOf(args, 0, call), args, call),
  toLower: (args, call) => lowerInvariant(textOf(args, 0, call)),
  toUpper: (args, call) => upperInvariant(textOf(args, 0, call)),
  trim: (args, call) => trim(textOf(args, 0, call)),
};

function lowerOf(args: readonly Value[], index: number, call: Call): string {
  return lowerInvariant(textOf(args, index, call));
}

function replace(text: string, args: readonly Value[], call: Call): string {
  const oldText = textOf(args, 1, call);
  const newText = textOf(args, 2, call);
  if (oldText === "") return fail(call, "EXPRESSION_ARGUMENT", "argument 2 must not be empty");
  const parts = text.split(oldText);
  checkSize(text.length + (parts.length - 1) * (newText.length - oldText.length), call);
  return parts.join(newText);
}

function substring(text: string, args: readonly Value[], call: Call): string {
  const start = countOf(args, 1, call);
  if (start < 0 || start >= text.length) {
    return fail(
      call,
      "EXPRESSION_ARGUMENT",
      `startIndex must be from 0 to below the text's length of ${text.length}, got ${start}`,
    );
  }
  if (argument(args, 2) === null) return text.slice(start);
  const length = countOf(args, 2, call);
  if (length >= 0 && start + length <= text.length) return text.slice(start, start + length);
  return fail(
    call,
    "EXPRESSION_ARGUMENT",
    `startIndex and length must end within the text's ${text.length} characters, got ${start} and ${length}`,
  );
}

function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function guid(format: string | undefined, call: Call, context: ExpressionContext): string {
  if (context.guid === undefined) {
    return fail(call, "EXPRESSION_CONTEXT", "the context gives no GUIDs");
  }
  const dashed = context.guid();
  const digits = dashed.replaceAll("-", "");
  switch ((format ?? "D").toUpperCase()) {
    case "":
    case "D":
      return dashed;
    case "N":
      return digits;
    case "B":
      return `{${dashed}}`;
    case "P":
      return `(${dashed})`;
    case "X":
      return hexadecimalGuid(digits);
    default:
      return fail(call, "EXPRESSION_ARGUMENT", `the format must be N, D, B, P or X`);
  }
}

function hexadecimalGuid(digits: string): string {
  const bytes = digits.slice(16).match(/../g) ?? [];
  const head = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16)];
  return `{${head.map((part) => `0x${part}`).join()},{${bytes.map((byte) => `0x${byte}`).join()}}}`;
}
