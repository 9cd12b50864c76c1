import { isCredentialText, isHiddenKey, isSealed } from "./credentials";

const MAX_CHARACTERS = 80;
const MAX_LISTED = 10;
const SECRET = "[secret]";
const PLAIN_NAME = /^[A-Za-z0-9_.:/-]{1,80}$/;

/**
 * Shows a value that was given, fit for a message.
 *
 * Text is JSON-quoted and cut at 80 characters; a list or a map is named and not spelled out, since
 * it may hold keys nobody knows; what is or may be a credential is `[secret]`.
 *
 * @param key - The name of the key that holds the value; a name like `token` hides it.
 */
export function showGiven(value: unknown, key = ""): string {
  if (value === undefined) return "nothing";
  if (isHiddenKey(key) || isSealed(value)) return SECRET;
  if (typeof value === "string") return showText(value);
  if (value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a map";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return `a ${typeof value}`;
}

/** Shows a text JSON-quoted and cut at 80 characters; `[secret]` when it looks like a credential. */
export function showText(text: string): string {
  if (isCredentialText(text)) return SECRET;
  const quoted = JSON.stringify(text);
  return quoted.length <= MAX_CHARACTERS ? quoted : `${quoted.slice(0, MAX_CHARACTERS - 2)}…"`;
}

/** Shows a key bare when it is a plain name, else as {@link showText}. */
export function showName(name: string): string {
  return PLAIN_NAME.test(name) && !isCredentialText(name) ? name : showText(name);
}

/** Lists what is allowed, quoted, the first ten and how many more: `"H", "D", "W", "M"`. */
export function showAllowed(values: readonly string[]): string {
  const listed = values.slice(0, MAX_LISTED).map((value) => JSON.stringify(value));
  const more = values.length - listed.length;
  return listed.join(", ") + (more > 0 ? ` and ${more} more` : "");
}
