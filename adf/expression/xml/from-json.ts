// XML from JSON, by the rules that the service's JSON library has for it:
// https://www.newtonsoft.com/json/help/html/ConvertingJSONandXML.htm (read 2026-11-24)

import { type Call, checkSize, fail } from "../call";
import { MAX_VALUE_NESTING } from "../limits";
import { numberText } from "../number-text";
import { type Fields, isArray, isFields, isNumber, type Value } from "../value";
import { escapeAttribute, escapeText } from "./write";

// A name of XML without the parts that Unicode adds; the library refuses the rest on reading.
const NAME = /^[\p{L}_][\p{L}\p{N}_.:-]*$/u;

/** The XML text of a JSON object with one root property. */
export function jsonToXml(record: Fields, call: Call): string {
  const roots = Object.entries(record).filter(([key]) => !key.startsWith("?"));
  const [root] = roots;
  if (root === undefined || roots.length > 1 || isArray(root[1])) {
    const rule = "the object must have exactly one root property that is not an array";
    return fail(call, "EXPRESSION_ARGUMENT", rule);
  }
  const declaration = record["?xml"];
  const head = isFields(declaration) ? `<?xml${attributes(declaration, call)}?>` : "";
  return head + element(root[0], root[1], { call, depth: 0 });
}

interface Place {
  readonly call: Call;
  readonly depth: number;
}

function element(name: string, value: Value, { call, depth }: Place): string {
  const inner = { call, depth: depth + 1 };
  if (depth > MAX_VALUE_NESTING) {
    fail(call, "EXPRESSION_NESTING", `elements nest at most ${MAX_VALUE_NESTING} deep`);
  }
  if (isArray(value)) return sized(value.map((item) => element(name, item, inner)).join(""), call);
  checkName(name, call);
  if (value === null) return `<${name} />`;
  if (!isFields(value)) return `<${name}>${escapeText(scalarText(value))}</${name}>`;
  const head = `<${name}${attributes(value, call)}`;
  const body = Object.entries(value)
    .filter(([key]) => !key.startsWith("@"))
    .map(([key, item]) =>
      key === "#text" ? escapeText(scalarText(item)) : element(key, item, inner),
    )
    .join("");
  return sized(body === "" ? `${head} />` : `${head}>${body}</${name}>`, call);
}

function attributes(record: Fields, call: Call): string {
  return Object.entries(record)
    .filter(([key]) => key.startsWith("@"))
    .map(([key, value]) => {
      checkName(key.slice(1), call);
      return ` ${key.slice(1)}="${escapeAttribute(scalarText(value))}"`;
    })
    .join("");
}

function checkName(name: string, call: Call): void {
  if (NAME.test(name)) return;
  fail(call, "EXPRESSION_ARGUMENT", `${JSON.stringify(name.slice(0, 80))} is not a name of XML`);
}

function scalarText(value: Value): string {
  if (value === null) return "";
  if (isNumber(value)) return numberText(value);
  return typeof value === "object" ? "" : String(value);
}

function sized(text: string, call: Call): string {
  checkSize(text.length, call);
  return text;
}
