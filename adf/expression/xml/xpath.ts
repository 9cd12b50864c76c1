// XPath 1.0 by a library, with a budget: no expression can take longer than the limit allows.

import { type Call, checkSize, fail } from "../call";
import { content, toBase64, XML_TYPE } from "../content";
import { ExpressionError, show } from "../error";
import { MAX_EXPRESSION_CHARACTERS } from "../limits";
import { float, type Value } from "../value";
import { attributesOf, childrenOf, NODE, parseXml, type XmlNode } from "./document";
import { writeXml } from "./write";

/** Steps from node to node, and 16 characters of text each; a limit of this evaluator. */
const MAX_STEPS = 1_000_000;
const CHARACTERS_PER_STEP = 16;

// https://developer.mozilla.org/docs/Web/API/Node/compareDocumentPosition
const PRECEDING = 2;
const FOLLOWING = 4;

const TEXTS: readonly number[] = [NODE.text, NODE.cdata, NODE.attribute];

interface XPathLibrary {
  readonly select: (expression: string, node: XmlNode) => unknown;
}

class BudgetSpent extends Error {}

/** What an XPath expression selects or computes: an array for nodes, else a value. */
export function evaluateXPath(xml: string, expression: string, call: Call): Value {
  if (expression.length > MAX_EXPRESSION_CHARACTERS) {
    const rule = `an XPath expression has at most ${MAX_EXPRESSION_CHARACTERS} characters`;
    return fail(call, "EXPRESSION_TOO_LARGE", rule);
  }
  const document = parseXml(xml, call);
  const library: XPathLibrary = require("xpath");
  meter(document);
  try {
    return result(library.select(expression, document), call);
  } catch (error) {
    return explain(error, expression, call);
  }
}

function explain(error: unknown, expression: string, call: Call): never {
  if (error instanceof ExpressionError) throw error;
  if (error instanceof BudgetSpent || error instanceof RangeError) {
    const rule = `the XPath expression takes more than ${MAX_STEPS} steps on this document`;
    return fail(call, "EXPRESSION_TOO_LARGE", rule);
  }
  const message = error instanceof Error ? error.message.slice(0, 120) : "";
  const rule = `the XPath expression ${show(expression)} is wrong: ${message}`;
  return fail(call, "EXPRESSION_PARSE", rule, "write an XPath 1.0 expression");
}

function result(found: unknown, call: Call): Value {
  // The service's JSON library writes what is no number as text.
  if (typeof found === "number") return Number.isFinite(found) ? float(found) : String(found);
  if (typeof found === "boolean") return found;
  if (typeof found === "string") {
    checkSize(found.length, call);
    return found;
  }
  if (!Array.isArray(found)) return null;
  let size = 0;
  return found.map((node: XmlNode) => {
    const text = nodeText(node);
    size += text.length;
    checkSize(size, call);
    return isTree(node) ? content(toBase64(text, call), XML_TYPE) : text;
  });
}

function nodeText(node: XmlNode): string {
  return isTree(node) ? writeXml(node) : (node.nodeValue ?? "");
}

function isTree({ nodeType }: XmlNode): boolean {
  return nodeType === NODE.element || nodeType === NODE.document;
}

// The library walks over these properties, so counting their reads bounds its work.
function meter(document: XmlNode): void {
  let steps = 0;
  const spend = (count: number) => {
    steps += count;
    if (steps > MAX_STEPS) throw new BudgetSpent();
  };
  const nodes = inDocumentOrder(document);
  const places = new Map(nodes.map((node, index) => [node, index]));
  for (const node of nodes) {
    meterReads(node, spend);
    // The library of documents compares siblings by walking over all of them.
    Reflect.defineProperty(node, "compareDocumentPosition", {
      value: (other: XmlNode) => {
        spend(1);
        return (places.get(other) ?? -1) < (places.get(node) ?? -1) ? PRECEDING : FOLLOWING;
      },
    });
  }
}

function inDocumentOrder(document: XmlNode): readonly XmlNode[] {
  const nodes: XmlNode[] = [];
  const open: XmlNode[] = [document];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    nodes.push(node, ...attributesOf(node));
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child !== undefined) open.push(child);
    }
  }
  return nodes;
}

function meterReads(node: XmlNode, spend: (count: number) => void): void {
  const read = (key: string, cost: number) => {
    const value: unknown = Reflect.get(node, key);
    const get = () => {
      spend(cost);
      return value;
    };
    Reflect.defineProperty(node, key, { get });
  };
  for (const key of ["firstChild", "nextSibling", "previousSibling", "parentNode"]) read(key, 1);
  if (node.attributes) read("attributes", node.attributes.length);
  if (!TEXTS.includes(node.nodeType)) return;
  const cost = Math.ceil((node.nodeValue ?? "").length / CHARACTERS_PER_STEP);
  for (const key of ["nodeValue", "data", "value"]) read(key, cost);
}
