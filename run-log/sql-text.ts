/** Reads SQL text: its tokens, and the statements that semicolons end. */
import { RunLogError } from "./error";

/** One statement of a text. */
export interface SqlStatement {
  /** From its first token to its last one, without the semicolon. */
  readonly text: string;
  /** Line of its first token in the file, from 1. */
  readonly line: number;
  /** Its words and signs, without strings, comments and quoted names. */
  readonly words: readonly SqlWord[];
}

/** A word or a sign of a statement. */
export interface SqlWord {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

const KINDS = ["space", "quoted", "end", "word", "sign"] as const;

const TOKEN =
  /(?<space>\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|(?<quoted>[Nn]?'(?:[^']|'')*'|"(?:[^"]|"")*"|\[[^\]\n]*\])|(?<end>;)|(?<word>[@#$\w{}]+)|(?<sign>[^\s\w'"[])/y;

/** One token of a text. */
interface Token {
  readonly kind: (typeof KINDS)[number];
  readonly text: string;
  readonly at: number;
  readonly line: number;
}

/**
 * Splits a text into its statements.
 *
 * @param file - how messages call the text
 * @throws RunLogError RUN_LOG_UNTERMINATED when the text ends within something
 */
export function splitStatements(text: string, file: string): readonly SqlStatement[] {
  const statements: SqlStatement[] = [];
  let tokens: Token[] = [];
  for (const token of tokensOf(text, file)) {
    if (token.kind === "end" && tokens.length > 0) {
      statements.push(statementOf(text, tokens, token.at));
      tokens = [];
    } else if (token.kind !== "space" && token.kind !== "end") {
      tokens.push(token);
    }
  }
  const [open] = tokens;
  if (open !== undefined) {
    throw new RunLogError("RUN_LOG_UNTERMINATED", `${file}:${open.line}`, text.slice(open.at));
  }
  return statements;
}

function statementOf(text: string, tokens: readonly Token[], end: number): SqlStatement {
  const [first] = tokens;
  return {
    text: text.slice(first?.at, end),
    line: first?.line ?? 1,
    words: tokens.filter(({ kind }) => kind === "word" || kind === "sign"),
  };
}

function tokensOf(text: string, file: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) {
      throw new RunLogError("RUN_LOG_UNTERMINATED", `${file}:${line}`, text.slice(at));
    }
    const [token] = match;
    const kind = KINDS.find((each) => match.groups?.[each] !== undefined) ?? "sign";
    tokens.push({ kind, text: token, at, line });
    // Only these two can hold the end of a line.
    if (kind === "space" || kind === "quoted") line += token.split("\n").length - 1;
  }
  return tokens;
}

/** Replaces the words that stand outside of strings, comments and quoted names. */
export function replaceWords(text: string, replace: (word: string) => string): string {
  return tokensOf(text, "text")
    .map((token) => (token.kind === "word" ? replace(token.text) : token.text))
    .join("");
}
