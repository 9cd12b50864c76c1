// Nodes as XML text, in the form that .NET writes.

import { attributesOf, childrenOf, NODE, type XmlNode } from "./document";

type Scope = Readonly<Record<string, string>>;

/** The XML text of a node; a namespace that comes from outside is declared on it. */
export function writeXml(node: XmlNode): string {
  return write(node, { "": "", xml: "http://www.w3.org/XML/1998/namespace" });
}

function write(node: XmlNode, scope: Scope): string {
  const text = node.nodeValue ?? "";
  switch (node.nodeType) {
    case NODE.element:
      return writeElement(node, scope);
    case NODE.text:
      return escapeText(text);
    case NODE.cdata:
      return `<![CDATA[${text}]]>`;
    case NODE.comment:
      return `<!--${text}-->`;
    case NODE.instruction:
      return `<?${node.nodeName} ${text}?>`;
    case NODE.document:
      return childrenOf(node)
        .map((child) => write(child, scope))
        .join("");
    default:
      return "";
  }
}

function writeElement(element: XmlNode, outer: Scope): string {
  const attributes = attributesOf(element);
  const scope: Record<string, string> = { ...outer };
  for (const { nodeName, nodeValue } of attributes) {
    const prefix = declaredPrefix(nodeName);
    if (prefix !== undefined) scope[prefix] = nodeValue ?? "";
  }
  let head = `<${element.nodeName}`;
  for (const node of [element, ...attributes]) head += declaration(node, scope);
  for (const { nodeName, nodeValue } of attributes) {
    head += ` ${nodeName}="${escapeAttribute(nodeValue ?? "")}"`;
  }
  const body = childrenOf(element)
    .map((child) => write(child, scope))
    .join("");
  return body === "" ? `${head} />` : `${head}>${body}</${element.nodeName}>`;
}

function declaredPrefix(name: string): string | undefined {
  if (name === "xmlns") return "";
  return name.startsWith("xmlns:") ? name.slice("xmlns:".length) : undefined;
}

// What a name needs that the scope does not say yet; the scope says it from here on.
function declaration(node: XmlNode, scope: Record<string, string>): string {
  if (declaredPrefix(node.nodeName) !== undefined) return "";
  const prefix = node.prefix ?? "";
  const uri = node.namespaceURI ?? "";
  // An attribute without a prefix is in no namespace, whatever the default is.
  if ((prefix === "" && node.nodeType === NODE.attribute) || scope[prefix] === uri) return "";
  scope[prefix] = uri;
  return ` xmlns${prefix === "" ? "" : `:${prefix}`}="${escapeAttribute(uri)}"`;
}

/** Text between tags. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Text of an attribute in double quotes. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;");
}
