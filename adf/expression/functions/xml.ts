// xml() and xpath(). XML is binary content of the type `application/xml`, as the service gives it.

import { argument, type Call, type Implementations, textOf, wrongArgument } from "../call";
import { content, toBase64, XML_TYPE } from "../content";
import { contentText, isContent } from "../json-text";
import { isFields, type Value } from "../value";
import { parseXml } from "../xml/document";
import { jsonToXml } from "../xml/from-json";
import { writeXml } from "../xml/write";
import { evaluateXPath } from "../xml/xpath";

/** The XML functions, by name. */
export const XML_FUNCTIONS: Implementations = {
  xml: (args, call) => content(toBase64(xmlText(argument(args, 0), call), call), XML_TYPE),
  xpath: (args, call) => {
    const value = argument(args, 0);
    const text = isContent(value) ? contentText(value) : textOf(args, 0, call);
    const expression = textOf(args, 1, call);
    return text === "" ? [] : evaluateXPath(text, expression, call);
  },
};

function xmlText(value: Value, call: Call): string {
  if (isContent(value)) return writeXml(parseXml(contentText(value), call));
  if (typeof value === "string") return writeXml(parseXml(value, call));
  if (isFields(value)) return jsonToXml(value, call);
  return wrongArgument(call, 0, "a string or an object", value);
}
