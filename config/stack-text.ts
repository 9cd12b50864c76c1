import { type Document, LineCounter, parseDocument, type YAMLError } from "yaml";
import { refuse, throwProblems } from "./config-error";
import { isCredentialText } from "./credentials";
import { unknownKey } from "./explain";
import type { Draft, Locate, Path } from "./problem";
import { showGiven } from "./show";
import { locateIn, placeAt, type Source } from "./yaml-position";

/** The values of a stack's settings file, and where each is written. */
export interface StackFile {
  /** Values by full key, as YAML gives them. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly locate: Locate;
}

// What Pulumi itself keeps in the file beside the settings.
const FILE_KEYS: readonly string[] = Object.freeze([
  "config",
  "encryptionsalt",
  "encryptedkey",
  "secretsprovider",
  "environment",
]);

const MAX_SYNTAX_PROBLEMS = 5;

const SYNTAX_MESSAGES: Readonly<Record<string, readonly [message: string, repair: string]>> =
  Object.freeze({
    BLOCK_AS_IMPLICIT_KEY: [
      "a value holds a colon and a space, which begin a map",
      "put the value in quotes",
    ],
    MULTIPLE_DOCS: ["must be one document, got several", "remove the line ---"],
    TAB_AS_INDENT: ["tabs do not indent YAML", "indent with spaces"],
  });

/**
 * Parses the text of a settings file and keeps the place of every key.
 *
 * YAML 1.2: a bare `18:00`, `2026-12` or `off` stays text, while a bare `000000000000` is a number.
 *
 * @param file - Name of the file, for the problems.
 * @throws ConfigError when the text is not YAML, or not a map with a map `config`.
 */
export function parseStackText(file: string, text: string): StackFile {
  const source: Source = { file, text, lines: new LineCounter() };
  const document = parse(source);
  const locate: Locate = (path) => locateIn(document, source, path);
  const content = contentOf(document, source);
  const config = isRecord(content) ? content["config"] : undefined;
  throwProblems(judgeFile(content), locate);
  return { values: isRecord(config) ? config : {}, locate: (path) => locate(["config", ...path]) };
}

function parse(source: Source): Document.Parsed {
  const document = parseDocument(source.text, {
    lineCounter: source.lines,
    // Pulumi's own reader resolves merge keys (`<<`), which YAML 1.2 by itself does not.
    merge: true,
    prettyErrors: false,
    stringKeys: true,
  });
  const errors = [...document.errors, ...document.warnings].slice(0, MAX_SYNTAX_PROBLEMS);
  throwProblems(errors.map((error) => syntaxProblem(error, source)));
  return document;
}

function syntaxProblem({ code, message, pos: [offset] }: YAMLError, source: Source): Draft {
  const position = placeAt(source, offset);
  if (code === "DUPLICATE_KEY") return repeatedKey(offset, source);
  const [words, repair] = SYNTAX_MESSAGES[code] ?? [inOurStyle(message), "correct the text there"];
  return { code: "CONFIG_SYNTAX", path: [], message: words, repair, position };
}

function repeatedKey(offset: number, source: Source): Draft {
  const rest = source.text.slice(offset, offset + 200);
  const [key = "key"] = /^[^\s"']+(?=:(?:\s|$))/.exec(rest) ?? [];
  const message = "is given twice in the same map";
  const position = placeAt(source, offset);
  return { code: "CONFIG_DUPLICATE", path: [key], message, repair: "keep one of them", position };
}

function contentOf(document: Document.Parsed, source: Source): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias of nothing, or of so much that the parser refuses to copy it.
    const words = error instanceof Error ? error.message : "is not readable";
    const position = placeAt(source, 0);
    const repair = "write the values out";
    const message = inOurStyle(words);
    return refuse({ code: "CONFIG_SYNTAX", path: [], message, repair, position });
  }
}

function judgeFile(content: unknown): Draft[] {
  const repair = "write the settings as a map below config:";
  if (content === null || content === undefined) {
    return [{ code: "CONFIG_MISSING", path: [], message: "the file is empty", repair }];
  }
  if (!isRecord(content)) return [notMap([], content, repair)];
  const unknown = Object.keys(content)
    .filter((key) => !FILE_KEYS.includes(key))
    .map((key) => (key.includes(":") ? outsideConfig(key) : unknownKey([key], FILE_KEYS)));
  const explained = unknown.some(({ meant }) => meant?.[0] === "config");
  if (isRecord(content["config"]) || explained) return unknown;
  return [...unknown, withoutConfig(content["config"], repair)];
}

function outsideConfig(key: string): Draft {
  const message = "stands beside config: and not below it";
  const repair = "indent it below config:";
  return { code: "CONFIG_UNKNOWN_KEY", path: [key], message, repair, meant: ["config"] };
}

function withoutConfig(config: unknown, repair: string): Draft {
  if (config === undefined || config === null) {
    const message = config === null ? "is empty" : "is missing";
    return { code: "CONFIG_MISSING", path: ["config"], message, repair };
  }
  return notMap(["config"], config, repair);
}

function notMap(path: Path, given: unknown, repair: string): Draft {
  return { code: "CONFIG_TYPE", path, message: `must be a map, got ${showGiven(given)}`, repair };
}

function inOurStyle(message: string): string {
  if (isCredentialText(message)) return "the text is not YAML";
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, "");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
