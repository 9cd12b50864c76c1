// Texts as the service reads them: parsed once, evaluated often.

import { checkSize } from "./call";
import { compile, isExpressionObject, type Run } from "./compile";
import type { ExpressionContext } from "./context";
import { ExpressionError } from "./error";
import { textForm } from "./json-text";
import { MAX_VALUE_NESTING } from "./limits";
import { parseSyntax } from "./parser";
import type { Segment } from "./syntax";
import { toJson } from "./to-json";
import { isArray, isFields, type Json, type Value } from "./value";

/** A parsed text. */
export interface Template {
  readonly text: string;
  /** Evaluates it, with exact numbers. */
  readonly run: Run;
}

/**
 * Parses a text; a text without expression is a template that yields itself.
 *
 * @throws ExpressionError with the position
 */
export function parseTemplate(text: string): Template {
  const syntax = parseSyntax(text);
  switch (syntax.kind) {
    case "text": {
      const { value } = syntax;
      return { text, run: () => value };
    }
    case "expression":
      return { text, run: compile(syntax.node) };
    case "interpolation":
      return { text, run: compileSegments(syntax.segments) };
  }
}

function compileSegments(segments: readonly Segment[]): Run {
  const parts = segments.map((segment) =>
    typeof segment === "string" ? segment : { run: compile(segment), offset: segment.offset },
  );
  return (context) => {
    let text = "";
    for (const part of parts) {
      if (typeof part === "string") {
        text += part;
        continue;
      }
      const call = { name: "interpolation", offset: part.offset };
      text += textForm(part.run(context), call);
      checkSize(text.length, call);
    }
    return text;
  };
}

/**
 * Evaluates a template; integers beyond 2^53, such as `ticks()`, become the nearest number.
 *
 * @throws ExpressionError with the position
 */
export function evaluateTemplate(template: Template, context: ExpressionContext): Json {
  return toJson(template.run(context));
}

const CACHED_TEMPLATES = 1000;
const CACHED_CHARACTERS = 2000;
const cache = new Map<string, Template>();

/** The template of a text; the last 1,000 short ones are kept. */
function cachedTemplate(text: string): Template {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const template = parseTemplate(text);
  if (text.length <= CACHED_CHARACTERS) {
    if (cache.size >= CACHED_TEMPLATES) cache.clear();
    cache.set(text, template);
  }
  return template;
}

/** Parses and evaluates a text, with exact numbers. @throws ExpressionError with the position */
export function evaluateExact(text: string, context: ExpressionContext): Value {
  return cachedTemplate(text).run(context);
}

/** Parses and evaluates a text. @throws ExpressionError with the position */
export function evaluateText(text: string, context: ExpressionContext): Json {
  return toJson(cachedTemplate(text).run(context));
}

/**
 * A property's value as the service resolves it: texts and `{"type": "Expression", "value": ...}`
 * objects are evaluated, in arrays and objects too; everything else stays.
 *
 * @throws ExpressionError with the position in the text that is wrong
 */
export function resolve(value: Value, context: ExpressionContext): Json {
  return toJson(resolveExact(value, context, 0));
}

function resolveExact(value: Value, context: ExpressionContext, depth: number): Value {
  if (typeof value === "string") return cachedTemplate(value).run(context);
  if (depth > MAX_VALUE_NESTING) {
    const rule = `values nest at most ${MAX_VALUE_NESTING} deep`;
    throw new ExpressionError({ code: "EXPRESSION_NESTING", rule }, 0);
  }
  if (isArray(value)) return value.map((item) => resolveExact(item, context, depth + 1));
  if (!isFields(value)) return value;
  if (isExpressionObject(value)) return cachedTemplate(value.value).run(context);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, resolveExact(item, context, depth + 1)]),
  );
}
