// Binary content, base64, data URIs and escaped URI text.

import { type Call, checkSize, fail } from "./call";
import type { Content } from "./json-text";

// The media type of binary content that says nothing of itself.
const OCTETS = "application/octet-stream";
/** The media type of XML as the service gives it. */
export const XML_TYPE = "application/xml;charset=utf-8";

/** Binary content of base64 text. */
export function content(base64: string, type = OCTETS): Content {
  return { "$content-type": type, $content: base64 };
}

/** Base64 of a text's UTF-8. */
export function toBase64(text: string, call: Call): string {
  checkSize((text.length * 4) / 3, call);
  return Buffer.from(text, "utf8").toString("base64");
}

/** Base64 text without white space, which must be complete. */
export function checkedBase64(text: string, call: Call): string {
  const bare = text.replace(/\s+/g, "");
  if (bare.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bare)) return bare;
  return fail(call, "EXPRESSION_PARSE", "the value is not base64");
}

/** The text that base64 text holds. */
export function fromBase64(text: string, call: Call): string {
  return Buffer.from(checkedBase64(text, call), "base64").toString("utf8");
}

/** The parts of a data URI. */
export interface DataUri {
  /** As written, `text/plain` where there is none. */
  readonly type: string;
  readonly base64: string;
}

/** Reads a data URI. */
export function dataUri(text: string, call: Call): DataUri {
  const comma = text.indexOf(",");
  if (comma < 0 || !/^data:/i.test(text)) {
    return fail(
      call,
      "EXPRESSION_PARSE",
      "the value is not a data URI",
      "write data:type;base64,…",
    );
  }
  const head = text.slice("data:".length, comma);
  const body = text.slice(comma + 1);
  const isBase64 = head.endsWith(";base64");
  const type = isBase64 ? head.slice(0, -";base64".length) : head;
  return {
    type: type === "" ? "text/plain" : type,
    base64: isBase64 ? checkedBase64(body, call) : toBase64(percentDecoded(body), call),
  };
}

/** A text with everything but letters, digits, `-`, `_`, `.` and `~` escaped. */
export function percentEncoded(text: string, call: Call): string {
  checkSize(text.length, call);
  try {
    const escaped = encodeURIComponent(text).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
    checkSize(escaped.length, call);
    return escaped;
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return fail(call, "EXPRESSION_PARSE", "the value has half a surrogate pair");
  }
}

/** A text with its escapes read; what is not an escape stays. */
export function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8"),
  );
}
