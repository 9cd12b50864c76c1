// The command as a user meets it: exit codes, the JSON document, the report. It runs in this process.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lintCommand } from "../../../tools/adf-lint";
import { runCommand } from "../../../tools/command";
import { fail, type Json, pipeline, times, wait } from "./definitions";

interface Run {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(...args: readonly string[]): Promise<Run> {
  const [out, err] = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, "write").mockReturnValue(true),
  );
  const listeners = process.stdout.listeners("error");
  const text = (spy: typeof out) =>
    (spy?.mock.calls ?? []).map(([chunk]) => String(chunk)).join("");
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await runCommand(lintCommand(), ["node", "lint", ...args]);
    return { code: process.exitCode ?? 0, stdout: text(out), stderr: text(err) };
  } finally {
    process.exitCode = before;
    jest.restoreAllMocks();
    for (const listener of process.stdout.listeners("error")) {
      if (!listeners.includes(listener)) process.stdout.off("error", listener as () => void);
    }
  }
}

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "adf-lint-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: Json | string, indent?: number) => {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(
    file,
    typeof content === "string" ? content : JSON.stringify(content, undefined, indent),
  );
  return file;
};

const GOOD = pipeline([wait("W")]);
const WARNED = pipeline([{ ...wait("W"), policy: { retry: 1 } }]);
const BAD = pipeline([fail("a"), wait("stop")]);

describe("exit codes", () => {
  it.each([
    ["0 without a problem", GOOD, [], 0],
    ["0 for a warning", WARNED, [], 0],
    ["1 for a warning with --strict", WARNED, ["--strict"], 1],
    ["1 for an error", BAD, [], 1],
    ["1 for an error with --json", BAD, ["--json"], 1],
    ["2 for what is not JSON", "{", [], 2],
    [
      "2 for another kind of definition",
      { properties: { linkedServiceName: {}, type: "Json" } },
      [],
      2,
    ],
  ])("are %s", async (_, content, options, code) => {
    expect(await run(write("p.json", content), ...options)).toMatchObject({ code });
  });

  it.each([[["--nope", "x"]], [[]]])("are 2 for the arguments %j", async (args) => {
    expect(await run(...args)).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("the JSON document", () => {
  it("has the problems with their place in the file, and nothing else", async () => {
    const template = {
      $schema: "deploymentTemplate",
      resources: [
        {
          name: "f/p",
          type: "Microsoft.DataFactory/factories/pipelines",
          properties: BAD["properties"],
        },
      ],
    };
    const file = write("arm.json", template);
    const { stdout } = await run(file, "--json");

    expect(JSON.parse(stdout)).toMatchObject({
      problems: [
        {
          code: "ADF_LINT_NAME_DUPLICATE",
          severity: "error",
          path: "/resources/0/properties/activities/1/name",
          message: 'must differ from an earlier name in more than case, got "stop"',
          repair: "rename one of them, and what refers to it",
          source: "https://learn.microsoft.com/azure/data-factory/naming-rules",
          file,
          line: 1,
        },
      ],
    });
  });

  it("is empty where nothing is wrong", async () => {
    expect((await run(write("p.json", GOOD), "--json")).stdout).toBe('{"problems":[]}\n');
  });
});

describe("the report", () => {
  it("shows the place, the line, the names, and the repair", async () => {
    const file = write("p.json", BAD, 2);
    const { stdout } = await run(file);

    expect(stdout).toBe(
      [
        `${file}:14:17 error ADF_LINT_NAME_DUPLICATE must differ from an earlier name in more than case, got "stop"`,
        '  14 | "name": "stop",',
        "     |         ^^^^^^",
        '       in "p" > "stop", /properties/activities/1/name',
        "       rename one of them, and what refers to it",
        "",
        "1 pipeline in 1 file: 1 error, 0 warnings",
        "",
      ].join("\n"),
    );
  });

  it("cuts long lines, and shows no sign that a terminal would obey", async () => {
    const definition = pipeline([
      ...times(50, (index) => wait(`W${index}`)),
      wait("\u001B[31m\u202Ered\u009B"),
    ]);
    const { stdout } = await run(
      write("p.json", JSON.stringify(definition).replaceAll("\\u001b", "\u007F")),
    );

    expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(
      Math.max(
        ...stdout
          .split("\n")
          .slice(1)
          .map(({ length }) => length),
      ),
    ).toBeLessThan(140);
  });
});

describe("several paths", () => {
  it("are all looked at though one of them is bad, each file once", async () => {
    const [a, b] = [write("pipeline/a.json", BAD), write("pipeline/b.json", "[")];
    const { code, stderr, stdout } = await run(folder, a);

    expect(code).toBe(2);
    expect(stderr).toContain(`[ADF_READ_JSON] ${b}:1:2 `);
    expect(stdout).toContain("1 pipeline in 1 file: 1 error, 0 warnings, 1 not readable\n");
  });

  it("may hold other definitions, except in a folder of pipelines", async () => {
    write("p.json", GOOD);
    write("package.json", { name: "x", version: "1.0.0" });

    expect(await run(folder)).toMatchObject({ code: 0, stderr: "" });
  });

  it("rejects a folder of other definitions", async () => {
    write("package.json", { name: "x", version: "1.0.0" });
    const { code, stderr } = await run(folder);

    expect(code).toBe(2);
    expect(stderr).toMatch(/^\[ADF_READ_NO_PIPELINES\] .* none of its 1 JSON files is one; give /);
  });
});
