// Proves: every command that the documentation shows is one that its program takes. What this project has made is
// asked for its own definition; what needs an account is held to the options that its reference lists. Does not
// prove what a command does: the suites of the tools run them.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Command, CommanderError } from "commander";
import { keepBytecode, PYTHON } from "../../tools/python-environment";
import { sourceText } from "../project/sources";
import { ROOT } from "../tools/spawn";
import { cloudProblem } from "./cloud-commands";
import { commandsIn, commandsOf, type PageCommand, pages } from "./page-commands";

const mockCaptured: Command[] = [];
jest.mock("../../tools/command", () => ({
  ...jest.requireActual<object>("../../tools/command"),
  runCommand: (command: Command) => {
    mockCaptured.push(command);
  },
}));

const SCRIPTS: Readonly<Record<string, string>> = JSON.parse(sourceText("package.json")).scripts;

/** Scripts that take no arguments, or hand them to a tool whose arguments are files. */
const PLAIN: readonly string[] = ["start", "test", "check", "format", "types", "docs:check"];

/** The classes of commands: each command of a page is in exactly one. */
const CLASSES: Readonly<Record<string, (words: readonly string[]) => boolean>> = {
  install: (words) => words.join(" ") === "npm ci",
  plain: (words) => PLAIN.includes(scriptOf(words) ?? ""),
  ours: (words) => {
    const script = scriptOf(words);
    return script !== undefined && script !== "python" && !PLAIN.includes(script);
  },
  python: (words) => scriptOf(words) === "python",
  cloud: ([program]) => ["az", "aws", "databricks", "pulumi"].includes(program ?? ""),
  git: ([program]) => program === "git",
};

const SHOWN = pages().flatMap((page) => commandsOf(page));

/** `test` of `npm test`, `preview` of `npm run --silent preview -- …`. */
function scriptOf(words: readonly string[]): string | undefined {
  const [npm, run, ...rest] = words;
  if (npm !== "npm") return undefined;
  return run === "run"
    ? rest.find((word) => !word.startsWith("-"))
    : run === "ci"
      ? undefined
      : run;
}

/** What npm hands to the script. */
function argumentsOf(words: readonly string[]): readonly string[] {
  const at = words.indexOf("--");
  return at < 0 ? [] : words.slice(at + 1);
}

function classesOf({ words }: PageCommand): readonly string[] {
  return Object.entries(CLASSES).flatMap(([name, has]) => (has(words) ? [name] : []));
}

function commandsOfClass(name: string): readonly PageCommand[] {
  return SHOWN.filter((command) => classesOf(command).includes(name));
}

function shown({ page, words }: PageCommand): string {
  return `${page}: ${words.join(" ")}`;
}

describe("the reader of pages", () => {
  it.each<[string, readonly (readonly string[])[]]>([
    [
      "npm ci && npm start",
      [
        ["npm", "ci"],
        ["npm", "start"],
      ],
    ],
    [
      'az x --name <object id> --role "A \\"B\\""   # why',
      [["az", "x", "--name", "<object id>", "--role", 'A \\"B\\"']],
    ],
    ["az x \\\n  --json '{\"a\": 1}'", [["az", "x", "--json", '{"a": 1}']]],
    ["group=$(pulumi stack output a)", [["pulumi", "stack", "output", "a"]]],
  ])("reads %j", (script, commands) => {
    expect(commandsIn(script)).toStrictEqual(commands);
  });

  it("refuses what it does not understand", () => {
    expect(() => commandsIn("npm test | tail")).toThrow("cannot be read");
  });

  it("sees the pages", () => {
    expect(SHOWN.filter(({ form }) => form === "block").length).toBeGreaterThan(30);
    expect(SHOWN.filter(({ form }) => form === "mention").length).toBeGreaterThan(30);
  });
});

describe("a command of the documentation", () => {
  it("is of exactly one class", () => {
    const others = SHOWN.filter((command) => classesOf(command).length !== 1);

    expect(others.map((command) => [shown(command), classesOf(command)])).toStrictEqual([]);
  });

  it("names a script of package.json", () => {
    const scripts = SHOWN.filter(({ words }) => scriptOf(words) !== undefined);

    expect(
      scripts.filter(({ words }) => !((scriptOf(words) ?? "") in SCRIPTS)).map(shown),
    ).toStrictEqual([]);
  });

  it("names files that are there", () => {
    const missing = commandsOfClass("plain").filter(
      ({ words }) => !argumentsOf(words).every((file) => existsSync(join(ROOT, file))),
    );

    expect(missing.map(shown)).toStrictEqual([]);
  });

  it("of a cloud's tool has a name and options that its reference lists", () => {
    const problems = commandsOfClass("cloud").flatMap((command) => {
      const problem = cloudProblem(command.words);
      return problem === undefined ? [] : [`${shown(command)} ${problem}`];
    });

    expect(problems).toStrictEqual([]);
  });

  it("of git is one that git has", () => {
    const unknown = commandsOfClass("git").filter(
      ({ words: [, name = ""] }) => spawnSync("git", [name, "-h"], { cwd: ROOT }).status !== 129,
    );

    expect(unknown.map(shown)).toStrictEqual([]);
  });
});

describe("a command of ours", () => {
  const definitions = new Map<string, Command>();
  beforeAll(() => {
    for (const [script, line] of Object.entries(SCRIPTS)) {
      const [, file] = /^node --require \.\/tools\/register\.js (\S+)$/.exec(line) ?? [];
      if (file === undefined) continue;
      require(join(ROOT, file));
      definitions.set(script, withoutAction(mockCaptured.pop()));
    }
  });

  it("is taken by its own definition, options and their values alike", async () => {
    const problems = await Promise.all(
      commandsOfClass("ours").map(async (command) => {
        const problem = await refusal(definitions.get(scriptOf(command.words) ?? ""), command);
        return problem === undefined ? [] : [`${shown(command)} ${problem}`];
      }),
    );

    expect(definitions.size).toBeGreaterThan(10);
    expect(problems.flat()).toStrictEqual([]);
  });

  it.each([
    "npm run preview -- --stack dev --jason",
    "npm run preview",
    "npm run rehearse -- --stack dev --until soon",
    "npm run test:engine -- --only nothing",
    "npm run adf -- lynt a.json",
    "npm run frobnicate",
  ])("that is none is noticed: %s", async (line) => {
    const [words = []] = commandsIn(line);

    const problem = await refusal(definitions.get(scriptOf(words) ?? ""), {
      page: "",
      form: "block",
      words,
    });

    expect(problem).toBeDefined();
  });
});

describe("a command of Python", () => {
  // The package's own parser, asked in one process; it says what is wrong with each.
  const ASK = `import json, sys
from contextlib import redirect_stdout
from io import StringIO
from forecast_platform.cli import _parser
from forecast_platform.errors import ForecastError
def problem(words):
    try:
        with redirect_stdout(StringIO()):
            _parser(words[:1]).parse_args(words)
    except ForecastError as error:
        return error.message
    except SystemExit as error:
        return None if error.code == 0 else str(error)
print(json.dumps([problem(words) for words in json.load(sys.stdin)]))`;

  const given = commandsOfClass("python").map((command) => ({
    command,
    words: argumentsOf(command.words),
  }));

  beforeAll(keepBytecode);

  function refusals(lists: readonly (readonly string[])[]): readonly (string | null)[] {
    const { stdout, stderr } = spawnSync(PYTHON, ["-c", ASK], {
      cwd: join(ROOT, "python"),
      input: JSON.stringify(lists),
      encoding: "utf8",
    });
    if (stdout === "") throw new Error(stderr);
    return JSON.parse(stdout);
  }

  it("is one of the package, with options and values that it takes", () => {
    const ours = given.filter(({ words }) => words[1] === "forecast_platform");
    const wrong = [["backtest", "--windws", "8"], ["retrain"]];

    const answers = refusals([...ours.map(({ words }) => words.slice(2)), ...wrong]);

    expect(ours.length).toBeGreaterThan(2);
    expect(answers.slice(0, ours.length).filter((answer) => answer !== null)).toStrictEqual([]);
    expect(answers.slice(ours.length)).toStrictEqual([expect.any(String), expect.any(String)]);
  });

  it("is otherwise one of pytest or a tool, on files that are there", () => {
    const others = given.filter(({ words }) => words[1] !== "forecast_platform");
    const unknown = others.filter(({ words }) => {
      const [first, second, ...rest] = words;
      const files = first === "-m" ? rest : words;
      const known = first !== "-m" || second === "pytest";
      return !known || !files.every((file) => existsSync(join(ROOT, "python", file)));
    });

    expect(unknown.map(({ command }) => shown(command))).toStrictEqual([]);
  });

  it("names data that are there", () => {
    const data = given.flatMap(({ command, words }) => {
      const at = words.indexOf("--data");
      return at < 0 ? [] : [{ command, file: words[at + 1] ?? "" }];
    });

    expect(
      data.filter(({ file }) => !existsSync(join(ROOT, "python", file))).map(({ file }) => file),
    ).toStrictEqual([]);
  });
});

/** The definition as it is, but that it does nothing and is quiet. */
function withoutAction(command: Command | undefined): Command {
  if (command === undefined) throw new Error("a command of package.json ran nothing");
  command.configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  command.action(() => undefined);
  for (const sub of command.commands) withoutAction(sub);
  return command;
}

/** Why a definition does not take a command; a mention may leave out what the command needs. */
async function refusal(
  definition: Command | undefined,
  { form, words }: PageCommand,
): Promise<string | undefined> {
  if (definition === undefined) return "has no definition";
  try {
    await definition.parseAsync([...argumentsOf(words)], { from: "user" });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    const lacks = /missing(?:MandatoryOptionValue|Argument)|commander\.help$/.test(error.code);
    return form === "mention" && lacks ? undefined : error.message;
  }
}
