// From text to JSON, within bounds: a text that would exhaust the stack is refused before it is parsed.

import { type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import { AdfReadError } from "./read-error";
import { lineAndColumn } from "./read-positions";

/** How deep the JSON of a definition may be nested; exports of the service stay below 60 levels. */
export const MAX_DEPTH = 256;

/**
 * The JSON of a text.
 *
 * @param file - what messages name the text by
 * @throws AdfReadError `ADF_READ_DEPTH`, or `ADF_READ_JSON` with line and column
 */
export function parseJson(text: string, file: string): unknown {
  const deep = depthExceededAt(text);
  if (deep !== undefined) {
    const rule = `must not be nested deeper than ${MAX_DEPTH} levels`;
    throw new AdfReadError("ADF_READ_DEPTH", at(file, text, deep), rule);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const { offset, what } = firstError(text) ?? { offset: text.length, what: String(error) };
    throw new AdfReadError("ADF_READ_JSON", at(file, text, offset), `must be JSON (${what})`);
  }
}

function at(file: string, text: string, offset: number): string {
  const { line, column } = lineAndColumn(text, offset);
  return `${file}:${line}:${column}`;
}

const QUOTE = 34;
const BACKSLASH = 92;

// Where the text opens one level too many. Of text that is no JSON this may miss some, but the visit
// below ends at its first error.
function depthExceededAt(text: string): number | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfString(text, index);
    else if (code === 91 || code === 123) depth++;
    else if (code === 93 || code === 125) depth--;
    if (depth > MAX_DEPTH) return index;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH) index++;
    else if (code === QUOTE) return index;
  }
  return text.length;
}

interface JsonError {
  readonly offset: number;
  /** Such as `ColonExpected`. */
  readonly what: string;
}

/** Ends the parser's visit at its first error: what follows an error are guesses. */
class Stop extends Error {
  readonly found: JsonError;

  constructor(found: JsonError) {
    super("stop");
    this.found = found;
  }
}

function firstError(text: string): JsonError | undefined {
  const onError = (code: ParseErrorCode, offset: number): never => {
    throw new Stop({ offset, what: words(printParseErrorCode(code)) });
  };
  try {
    visit(text, { onError }, { disallowComments: true });
    return undefined;
  } catch (stop) {
    if (stop instanceof Stop) return stop.found;
    throw stop;
  }
}

// `ColonExpected` as `colon expected`.
function words(code: string): string {
  return code.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
}
