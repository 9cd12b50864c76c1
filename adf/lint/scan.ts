// What an expression reads, by one linear scan of its text outside quotes. It takes no care of syntax:
// wrong expressions are another matter.

/** One step of `.name`, `?.name`, `['name']` or `?['name']`. */
export interface Step {
  /** As it is spelt; undefined for an index that is no text. */
  readonly name: string | undefined;
  /** Whether a `?` makes it null-safe. */
  readonly safe: boolean;
}

/** A name that an expression reads. */
export interface Read {
  readonly kind: "parameter" | "variable" | "activity" | "item" | "trigger";
  /** As it is spelt; undefined where it is computed, so that any may be meant. */
  readonly name: string | undefined;
  /** What is read of it, at most four steps. */
  readonly steps: readonly Step[];
}

/**
 * The expressions in a text: all of it behind a single leading `@`, or what stands in `@{...}`; none in
 * a text with a leading `@@`.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions
 */
export function expressionsIn(text: string): readonly string[] {
  if (text.startsWith("@@")) return [];
  if (text.startsWith("@") && text[1] !== "{") return [text.slice(1)];
  const found: string[] = [];
  for (let at = text.indexOf("@{"); at !== -1; ) {
    const start = at + 2;
    const end = text[at - 1] === "@" ? start : endOfInterpolation(text, start);
    if (end > start) found.push(text.slice(start, end));
    at = text.indexOf("@{", end);
  }
  return found;
}

function endOfInterpolation(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === "'") at = endOfQuote(text, at);
    else if (text[at] === "}") return at;
  }
  return text.length;
}

// The place of the closing quote, or the end of the text; '' inside is a quote.
function endOfQuote(text: string, start: number): number {
  for (let at = text.indexOf("'", start + 1); at !== -1; at = text.indexOf("'", at + 2)) {
    if (text[at + 1] !== "'") return at;
  }
  return text.length;
}

/** What an expression reads, in its order. */
export function readsOf(expression: string): readonly Read[] {
  const reads: Read[] = [];
  let at = 0;
  while (at < expression.length) {
    const code = expression.charCodeAt(at);
    if (code === QUOTE) at = endOfQuote(expression, at) + 1;
    else if (isNameCode(code)) {
      const end = endOfName(expression, at);
      const found = isProperty(expression, at) ? undefined : readAt(expression, at, end);
      if (found !== undefined) reads.push(found);
      at = end;
    } else at++;
  }
  return reads;
}

const QUOTE = 39;

/** Letters, digits, `_`, `$` and everything outside ASCII. */
function isNameCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code > 127
  );
}

function endOfName(text: string, start: number): number {
  let end = start;
  while (end < text.length && isNameCode(text.charCodeAt(end))) end++;
  return end;
}

function afterSpaces(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) <= 32) at++;
  return at;
}

function isProperty(text: string, start: number): boolean {
  return text[start - 1] === ".";
}

const KINDS: ReadonlyMap<string, Read["kind"]> = new Map([
  ["activity", "activity"],
  ["item", "item"],
  ["pipeline", "parameter"],
  ["trigger", "trigger"],
  ["variables", "variable"],
]);

function readAt(text: string, start: number, end: number): Read | undefined {
  if (end - start > "variables".length) return undefined;
  const kind = KINDS.get(text.slice(start, end).toLowerCase());
  const open = afterSpaces(text, end);
  if (kind === undefined || text[open] !== "(") return undefined;
  const argument = argumentAt(text, open + 1);
  if (kind === "parameter") return parameterRead(stepsFrom(text, argument.end));
  const steps = kind === "activity" ? stepsFrom(text, argument.end) : [];
  return { kind, name: argument.name, steps };
}

// `pipeline().parameters.name`; all of them where no name follows.
function parameterRead([first, second]: readonly Step[]): Read | undefined {
  if (first?.name?.toLowerCase() !== "parameters") return undefined;
  return { kind: "parameter", name: second?.name, steps: [] };
}

interface Argument {
  readonly name: string | undefined;
  /** Behind the closing bracket, where the argument is one text or none. */
  readonly end: number;
}

function argumentAt(text: string, start: number): Argument {
  const at = afterSpaces(text, start);
  if (text[at] === ")") return { name: undefined, end: at + 1 };
  if (text[at] !== "'") return { name: undefined, end: text.length };
  const quote = endOfQuote(text, at);
  const close = afterSpaces(text, quote + 1);
  if (text[close] !== ")") return { name: undefined, end: text.length };
  return { name: text.slice(at + 1, quote).replaceAll("''", "'"), end: close + 1 };
}

const MOST_STEPS = 4;

function stepsFrom(text: string, start: number): readonly Step[] {
  const steps: Step[] = [];
  let at = afterSpaces(text, start);
  while (steps.length < MOST_STEPS) {
    const safe = text[at] === "?";
    const found = stepAt(text, safe ? at + 1 : at);
    if (found === undefined) break;
    steps.push({ name: found.name, safe });
    at = afterSpaces(text, found.end);
  }
  return steps;
}

function stepAt(text: string, at: number): Argument | undefined {
  if (text[at] === ".") {
    const start = at + 1;
    const end = endOfName(text, start);
    return end === start ? undefined : { name: text.slice(start, end), end };
  }
  if (text[at] !== "[") return undefined;
  const first = afterSpaces(text, at + 1);
  const quote = text[first] === "'" ? endOfQuote(text, first) : first;
  const close = afterSpaces(text, text[first] === "'" ? quote + 1 : endOfName(text, first));
  if (text[close] !== "]") return { name: undefined, end: text.length };
  if (text[first] !== "'") return { name: undefined, end: close + 1 };
  return { name: text.slice(first + 1, quote).replaceAll("''", "'"), end: close + 1 };
}
