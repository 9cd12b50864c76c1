// XML documents: parsed by a library that is loaded when it is first needed, and bounded.

import { type Call, fail } from "../call";
import { MAX_RESULT_CHARACTERS, MAX_VALUE_NESTING } from "../limits";

/** What is used of a node of the library. */
export interface XmlNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly localName?: string | null;
  readonly prefix?: string | null;
  readonly namespaceURI?: string | null;
  readonly nodeValue: string | null;
  readonly firstChild: XmlNode | null;
  readonly nextSibling: XmlNode | null;
  readonly parentNode: XmlNode | null;
  readonly attributes?: ArrayLike<XmlNode>;
  removeChild(child: XmlNode): XmlNode;
}

/** The node types that are used. */
export const NODE = {
  element: 1,
  attribute: 2,
  text: 3,
  cdata: 4,
  instruction: 7,
  comment: 8,
  document: 9,
} as const;

/** Nodes of a document; a limit of this evaluator. */
const MAX_NODES = 50_000;

interface XmlLibrary {
  readonly DOMParser: new (options: {
    readonly onError: (level: string, message: string) => void;
  }) => { parseFromString(text: string, type: string): XmlNode };
}

/**
 * Parses XML; white space between elements is dropped, as .NET drops it.
 *
 * @throws ExpressionError `EXPRESSION_PARSE`, `EXPRESSION_TOO_LARGE`, `EXPRESSION_NESTING`
 */
export function parseXml(text: string, call: Call): XmlNode {
  if (text.length > MAX_RESULT_CHARACTERS || text.split("<").length > MAX_NODES) {
    const rule = `XML has at most ${MAX_RESULT_CHARACTERS} characters and ${MAX_NODES} nodes`;
    return fail(call, "EXPRESSION_TOO_LARGE", rule);
  }
  const document = parsed(text, call);
  tidy(document, call);
  return document;
}

function parsed(text: string, call: Call): XmlNode {
  const { DOMParser }: XmlLibrary = require("@xmldom/xmldom");
  let reported = "";
  const onError = (_level: string, message: string) => {
    reported ||= message.split("\n")[0] ?? "";
    throw new Error(message);
  };
  try {
    return new DOMParser({ onError }).parseFromString(text, "text/xml");
  } catch (error) {
    const reason = reported === "" && error instanceof Error ? error.message : reported;
    return fail(call, "EXPRESSION_PARSE", `the text is not XML: ${reason.slice(0, 120)}`);
  }
}

// Without recursion, since nothing is known of the depth yet.
function tidy(root: XmlNode, call: Call): void {
  const open: (readonly [node: XmlNode, depth: number])[] = [[root, 0]];
  const blank: XmlNode[] = [];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const [parent, depth] = entry;
    if (depth > MAX_VALUE_NESTING) {
      fail(call, "EXPRESSION_NESTING", `elements nest at most ${MAX_VALUE_NESTING} deep`);
    }
    for (const child of childrenOf(parent)) {
      if (child.nodeType === NODE.text && (child.nodeValue ?? "").trim() === "") blank.push(child);
      else open.push([child, depth + 1]);
    }
  }
  for (const node of blank) node.parentNode?.removeChild(node);
}

/** The child nodes, in their order. */
export function childrenOf(node: XmlNode): readonly XmlNode[] {
  const children: XmlNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** The attributes of an element, in their order. */
export function attributesOf(node: XmlNode): readonly XmlNode[] {
  return node.attributes === undefined ? [] : Array.from(node.attributes);
}
