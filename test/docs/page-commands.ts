// Reads the commands that the documentation shows: those of its `sh` blocks, and those between backticks.

import { spawnSync } from "node:child_process";
import { sourceText } from "../project/sources";
import { ROOT } from "../tools/spawn";

/** A command as a page shows it. */
export interface PageCommand {
  readonly page: string;
  /** A whole command to be copied, or the mention of one in a sentence, which may leave out what it needs. */
  readonly form: "block" | "mention";
  readonly words: readonly string[];
}

/** Programs whose name between backticks begins a command and is not merely a word. */
const PROGRAMS = "npm|npx|pulumi|az|aws|databricks|git";

const MENTION = new RegExp(`\`((?:${PROGRAMS}) [^\`]+)\``, "g");
const BLOCK = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** Every page that people read, the generated ones among them. */
export function pages(): readonly string[] {
  const { stdout } = spawnSync("git", ["ls-files", "-co", "--exclude-standard", "--", "*.md"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return stdout.split("\n").filter((page) => /^(?:README|CONTRIBUTING|docs\/)/.test(page));
}

/** The commands of a page, in its order, blocks first. */
export function commandsOf(page: string, text: string = sourceText(page)): readonly PageCommand[] {
  const blocks = [...text.matchAll(BLOCK)]
    .filter(([, language]) => language === "sh")
    .flatMap(([, , script = ""]) => commandsIn(script));
  const mentions = [...text.replaceAll(BLOCK, "").matchAll(MENTION)].flatMap(([, line = ""]) =>
    commandsIn(line.replaceAll(/\s+/g, " ")),
  );
  return [
    ...blocks.map((words) => ({ page, form: "block" as const, words })),
    ...mentions.map((words) => ({ page, form: "mention" as const, words })),
  ];
}

/**
 * Splits a script into commands and these into words, as far as the pages go: lines, `\` at their end, `&&`,
 * comments, quotes, `name=$(command)` and `<what to fill in>`.
 *
 * @throws Error at anything else of the shell, which no test here would understand
 */
export function commandsIn(script: string): readonly (readonly string[])[] {
  const lines = script.replaceAll(/\\\n\s*/g, " ").split("\n");
  return lines
    .map((line) => line.replace(/^\s*#.*|\s+#\s.*$/, "").trim())
    .filter((line) => line !== "")
    .flatMap((line) => line.split(/\s+&&\s+/))
    .map((line) => wordsOf(line.replace(/^[a-z]+=\$\((.*)\)$/, "$1")));
}

const WORD = /"((?:[^"\\`]|\\.)*)"|'([^']*)'|(<[a-z][a-z ]*>)|([^\s"'<>|;&$()`]+)/y;

function wordsOf(line: string): readonly string[] {
  const words: string[] = [];
  let glued = false;
  for (let at = 0; at < line.length; ) {
    if (/\s/.test(line[at] ?? "")) {
      glued = false;
      at += 1;
      continue;
    }
    WORD.lastIndex = at;
    const [whole, double, single, placeholder, plain] = WORD.exec(line) ?? [];
    if (whole === undefined)
      throw new Error(`cannot be read from ${JSON.stringify(line.slice(at))}: ${line}`);
    const word = double ?? single ?? placeholder ?? plain ?? "";
    if (glued) words.push(`${words.pop() ?? ""}${word}`);
    else words.push(word);
    glued = true;
    at += whole.length;
  }
  return words;
}
