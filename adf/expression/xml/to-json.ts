// XML as JSON, by the rules that the service's JSON library has for it:
// https://www.newtonsoft.com/json/help/html/ConvertingJSONandXML.htm (read 2026-11-24)

import type { Call } from "../call";
import { type Fields, fields, type Value } from "../value";
import { attributesOf, childrenOf, NODE, parseXml, type XmlNode } from "./document";

/**
 * The JSON of an XML text: attributes as `@name`, text beside them as `#text`, a repeated element as
 * an array, an element of nothing but text as that text, an empty one as null.
 */
export function xmlToJson(text: string, call: Call): Value {
  return members(childrenOf(parseXml(text, call)));
}

function elementValue(element: XmlNode): Value {
  const attributes = attributesOf(element).map(
    ({ nodeName, nodeValue }) => [`@${nodeName}`, nodeValue ?? ""] as const,
  );
  const children = childrenOf(element).filter(isContentNode);
  if (attributes.length === 0) {
    if (children.length === 0) return null;
    if (children.every(isText)) return children.map((child) => child.nodeValue ?? "").join("");
  }
  return fields([...attributes, ...Object.entries(members(children))]);
}

function members(nodes: readonly XmlNode[]): Fields {
  const found = new Map<string, Value[]>();
  for (const node of nodes.filter(isContentNode)) {
    const name = nameOf(node);
    const same = found.get(name);
    if (same === undefined) found.set(name, [jsonOf(node)]);
    else same.push(jsonOf(node));
  }
  return fields(
    [...found].map(([name, [first = null, ...others]]) => [
      name,
      others.length === 0 ? first : [first, ...others],
    ]),
  );
}

function nameOf(node: XmlNode): string {
  switch (node.nodeType) {
    case NODE.text:
      return "#text";
    case NODE.cdata:
      return "#cdata-section";
    case NODE.instruction:
      return `?${node.nodeName}`;
    default:
      return node.nodeName;
  }
}

function jsonOf(node: XmlNode): Value {
  if (node.nodeType === NODE.element) return elementValue(node);
  const text = node.nodeValue ?? "";
  return node.nodeType === NODE.instruction && node.nodeName === "xml" ? declaration(text) : text;
}

// Version, encoding and standalone take less.
const DECLARATION_CHARACTERS = 200;

function declaration(text: string): Value {
  const attributes = text
    .slice(0, DECLARATION_CHARACTERS)
    .matchAll(/([a-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return fields(
    [...attributes].map(([, name, double, single]) => [`@${name}`, double ?? single ?? ""]),
  );
}

function isText(node: XmlNode): boolean {
  return node.nodeType === NODE.text;
}

function isContentNode({ nodeType }: XmlNode): boolean {
  return (
    nodeType === NODE.element ||
    nodeType === NODE.text ||
    nodeType === NODE.cdata ||
    nodeType === NODE.instruction
  );
}
