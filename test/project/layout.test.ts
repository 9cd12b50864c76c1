// Proves: which folder imports which, by the text of the import statements. Does not prove that a
// folder does what its name says, nor see a module name that is put together at run time.

import { importsOf, resolveImport, runTimeClosure, sourceFiles, sourceText } from "./sources";

/** What a folder may import of ours, beside itself. */
interface Allowed {
  /** Values and types. */
  readonly all: readonly string[];
  /** Types alone, gone at run time. */
  readonly types?: readonly string[];
}

const FOLDERS: Readonly<Record<string, Allowed>> = {
  "index.ts": { all: ["stacks"] },
  adf: { all: [] },
  components: { all: ["adf", "config", "run-log"] },
  config: { all: [] },
  cost: { all: ["adf"], types: ["graph"] },
  doctor: { all: ["graph"] },
  graph: { all: [] },
  pipelines: { all: ["adf", "run-log"] },
  policy: { all: [], types: ["graph"] },
  "policy-pack": { all: ["config", "policy"], types: ["graph"] },
  review: { all: ["graph", "run-log"] },
  "run-log": { all: [] },
  stacks: { all: ["adf", "components", "config", "pipelines", "run-log", "wheel"] },
  wheel: { all: [] },
};

/** Folders of commands, which may import everything and which nothing imports. */
const COMMANDS: readonly string[] = ["bench", "rehearsal", "tools"];

/** Folders that run without Pulumi. */
const WITHOUT_PULUMI: readonly string[] = [
  "adf",
  "config",
  "cost",
  "doctor",
  "pipelines",
  "policy",
  "review",
  "run-log",
  "wheel",
];

const files = sourceFiles(".ts");
const edges = files.flatMap((file) =>
  importsOf(sourceText(file)).map((edge) => ({
    ...edge,
    file,
    to: resolveImport(file, edge.from),
  })),
);

function folderOf(file: string): string {
  return file.split("/")[0] ?? "";
}

describe("the reader of imports", () => {
  it.each([
    ['import { a } from "./x";', "./x", false],
    ['import { type A, b } from "./x";', "./x", false],
    ['import { type A, type B } from "./x";', "./x", true],
    ['import {\n  type A,\n  type B,\n} from "./x";', "./x", true],
    ['import {\n  type A,\n  b,\n} from "./x";', "./x", false],
    ['import type { A } from "./x";', "./x", true],
    ['import type * as x from "./x";', "./x", true],
    ['import * as x from "./x";', "./x", false],
    ['import x from "./x.json";', "./x.json", false],
    ['export * from "./x";', "./x", false],
    ['export type * from "./x";', "./x", true],
    ['export { type A, b } from "./x";', "./x", false],
    ['import "./x";', "./x", false],
    ['const x = require("./x");', "./x", false],
    ['await import("./x");', "./x", false],
  ])("reads %j", (text, from, typeOnly) => {
    expect(importsOf(text)).toStrictEqual([{ from, typeOnly }]);
  });

  it("sees the sources", () => {
    expect(files.length).toBeGreaterThan(90);
    expect(edges.length).toBeGreaterThan(300);
  });
});

describe("the folders", () => {
  it("are all in the table", () => {
    const folders = new Set(files.map(folderOf));
    const unknown = [...folders].filter(
      (folder) => !(folder in FOLDERS || COMMANDS.includes(folder)),
    );

    expect(unknown).toStrictEqual([]);
  });

  it.each(Object.entries(FOLDERS))("let %s import only what the table says", (folder, allowed) => {
    const wrong = edges.filter(({ file, to, typeOnly }) => {
      if (folderOf(file) !== folder || to === undefined || folderOf(to) === folder) return false;
      const permitted = [...allowed.all, ...(typeOnly ? (allowed.types ?? []) : [])];
      return !permitted.includes(folderOf(to));
    });

    expect(wrong.map(shown)).toStrictEqual([]);
  });

  it("let nothing but commands import a command's folder", () => {
    const wrong = edges.filter(
      ({ file, to }) =>
        to !== undefined && COMMANDS.includes(folderOf(to)) && !COMMANDS.includes(folderOf(file)),
    );

    expect(wrong.map(shown)).toStrictEqual([]);
  });

  it("let nothing import a test", () => {
    expect(edges.filter(({ to }) => to?.startsWith("test/")).map(shown)).toStrictEqual([]);
  });
});

describe("Pulumi", () => {
  it("is never imported as a whole cloud, which costs seconds", () => {
    const whole = edges.filter(({ from }) => /^@pulumi\/(?:aws|azure-native)$/.test(from));

    expect(whole.map(shown)).toStrictEqual([]);
  });

  it("is imported by adf for types alone", () => {
    const wrong = edges.filter(
      ({ file, from, typeOnly }) =>
        folderOf(file) === "adf" && from.startsWith("@pulumi/") && !typeOnly,
    );

    expect(wrong.map(shown)).toStrictEqual([]);
  });

  it.each(WITHOUT_PULUMI)("is not loaded by %s, nor by anything that it loads", (folder) => {
    const loading = files
      .filter((file) => folderOf(file) === folder)
      .filter((file) => [...runTimeClosure(file)].some((name) => name.startsWith("@pulumi/")));

    expect(loading).toStrictEqual([]);
  });

  it("runs a program that loads neither a YAML reader nor the recorder", () => {
    const loaded = runTimeClosure("index.ts");

    expect(loaded).toContain("config/parse.ts");
    expect(
      [...loaded].filter((name) => name === "yaml" || /^(?:graph|cost|tools)\//.test(name)),
    ).toStrictEqual([]);
  });
});

function shown({ file, from, typeOnly }: (typeof edges)[number]): string {
  return `${file} imports ${from}${typeOnly ? " (types)" : ""}`;
}
