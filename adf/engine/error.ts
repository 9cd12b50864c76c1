// The one error class of the engine: what keeps a run from being simulated at all. How an activity
// of a run fails is no error of the engine, but a result.

import { closest, distance } from "fastest-levenshtein";
import { ENGINE_ERRORS, type EngineErrorCode } from "./error-codes";

const SHOWN_CHARACTERS = 80;
const SHOWN_NAMES = 10;
const LARGEST_MISSPELLING = 3;

/** Where the engine cannot go on, and why; the message is `[CODE] path: rule; repair`. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: EngineErrorCode;
  /** A JSON pointer into what was given, or the name of a run or activity. */
  readonly path: string;
  readonly repair: string;
  /** The rule that is broken, without code, place and repair. */
  readonly rule: string;

  constructor(code: EngineErrorCode, path: string, rule: string, hint = "") {
    const repair = `${ENGINE_ERRORS[code].repair}${hint}`;
    super(`[${code}] ${path === "" ? "" : `${path}: `}${rule}; ${repair}`);
    this.code = code;
    this.path = path;
    this.repair = repair;
    this.rule = rule;
  }
}

/** A value as a message shows it: JSON, cut off after 80 characters. */
export function show(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "an array" : "an object";
  }
  const text = typeof value === "string" ? quote(value) : String(value);
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS - 1)}…`;
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, SHOWN_CHARACTERS + 1));
}

/** The end of a repair: the nearest of some names, or the names. */
export function suggestion(given: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const nearest = given.length > SHOWN_CHARACTERS ? undefined : closest(given, [...known]);
  if (nearest !== undefined && distance(given, nearest) <= LARGEST_MISSPELLING) {
    return ` (did you mean ${quote(nearest)}?)`;
  }
  const shown = known.slice(0, SHOWN_NAMES).map(quote).join(", ");
  return ` (known: ${shown}${known.length > SHOWN_NAMES ? ", …" : ""})`;
}

/** A key as a part of a JSON pointer. */
export function pointer(...keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
