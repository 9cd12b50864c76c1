// Proves: the statements' files, their typed entries and the contract agree. Does not prove that a
// database takes the SQL or does what it says: nothing here runs it.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { BACKENDS } from "../../config/backends";
import { ACTIONS, STAGES, STATUSES } from "../../run-log/contract";
import { checksumOf, type Migration, readMigrations } from "../../run-log/migrations";
import {
  DECIDE,
  STATEMENTS,
  type Statement,
  type StatementParameter,
} from "../../run-log/statements";

const FOLDER = join(__dirname, "..", "..", "run-log");
const LEASE_OWNER_MARK = "{{lease_owner}}";

/** The statements that this version refuses to run. */
const NOT_BUILT: readonly string[] = [
  "begin",
  "claim",
  "close",
  "load-done",
  "record",
  "record-failure",
];

const statements = Object.values<Statement>(STATEMENTS).map(
  (statement) => [statement.name, statement] as const,
);

function sqlFiles(folder: string): string[] {
  return readdirSync(join(FOLDER, folder)).sort();
}

function fileText(path: string): string {
  return readFileSync(join(FOLDER, path), "utf8");
}

describe("a statement", () => {
  it("has a file for each typed entry, and no file without one", () => {
    const entries = [...statements.map(([name]) => name), "decide"].map((name) => `${name}.sql`);

    expect(sqlFiles("statements")).toStrictEqual(entries.sort());
  });

  it.each(statements)("%s is the whole text of its own file", (name, { text }) => {
    expect(text).toBe(fileText(`statements/${name}.sql`).trim());
  });

  it.each(statements)("%s names in its comment the parameters of its entry", (_, statement) => {
    const [line = ""] = /(?<=^-- Parameters: ).*$/m.exec(statement.text) ?? [];
    const named = [...line.matchAll(/@(\w+) (\w+(?:\(\w+\))?)/g)].map(([, name, type]) => [
      name,
      type,
    ]);
    const typed = Object.entries(statement.parameters).map(([name, parameter]) => [
      name,
      sqlType(parameter),
    ]);

    expect(typed.length).toBeGreaterThan(0);
    expect(named).toStrictEqual(typed);
  });

  it.each(statements)("%s reads no parameter that its entry does not have", (_, statement) => {
    const read = [...statement.text.matchAll(/@(\w+)/g)].map(([, name]) => name);

    expect([...new Set(read)].sort()).toStrictEqual(Object.keys(statement.parameters).sort());
  });

  it.each(statements.filter(([name]) => NOT_BUILT.includes(name)))(
    "rejects to run %s, by code and name",
    (name, { text }) => {
      const code = text.split("\n").filter((line) => !line.startsWith("--"));

      expect(code).toStrictEqual([
        `THROW 50001, N'RUN_LOG_STATEMENT_NOT_BUILT: the statement "${name}" of the run log is not part of this version', 1;`,
      ]);
    },
  );

  it("refuses nothing that is built", () => {
    const refused = statements.filter(([, { text }]) => text.includes("_NOT_BUILT"));

    expect(refused.map(([name]) => name).sort()).toStrictEqual(NOT_BUILT);
  });
});

describe("the texts of the run log", () => {
  const files = ["migrations", "statements"].flatMap((folder) =>
    sqlFiles(folder).map((file) => `${folder}/${file}`),
  );

  it.each(files)("%s is one batch that says what it does", (file) => {
    const text = fileText(file);

    expect(text).not.toMatch(/^\s*GO\s*(?:\d+\s*)?;?\s*$/im);
    expect(text).toMatch(/^-- [A-Z].*\.$/m);
    expect(text.trim()).toMatch(/;$/);
    expect(text).not.toContain("\r");
  });
});

describe("the decision", () => {
  const text = fileText("statements/decide.sql").trim();

  it("has the mark of the caller's run id once, as a quoted GUID", () => {
    expect(text.split(LEASE_OWNER_MARK)).toHaveLength(2);
    expect(text).toContain(`CAST('${LEASE_OWNER_MARK}' AS uniqueidentifier)`);
    expect(`${DECIDE.before}${LEASE_OWNER_MARK}${DECIDE.after}`).toBe(text);
  });

  it("yields exactly one row: it selects from nothing and filters nothing", () => {
    const code = text.replaceAll(/^--.*$/gm, "");

    expect(code.match(/\bSELECT\b/gi)).toHaveLength(1);
    expect(code).not.toMatch(/\b(?:FROM|WHERE|TOP|UNION|INSERT|UPDATE|DELETE|MERGE|EXEC)\b/i);
  });

  it("yields every column that the pipelines and a person read", () => {
    const columns = [...text.matchAll(/ AS (\w+)(?:,|;)$/gm)].map(([, name]) => name);

    expect(columns).toStrictEqual([
      "lease_owner",
      "run_id",
      "step_id",
      "action",
      "wait_seconds",
      "reason",
      "job_id",
      "job_parameters",
    ]);
  });

  it("stops after a second while there is nothing to decide", () => {
    expect(text).toContain("N'stop' AS action,");
    expect(text).toContain(" 1 AS wait_seconds,");
  });
});

describe("the migrations", () => {
  const migrations = readMigrations();

  it("are all files of their folder, numbered from 001 without a gap", () => {
    const names = migrations.map(({ name }) => name);

    expect(names.map((name) => `${name}.sql`)).toStrictEqual(sqlFiles("migrations"));
    names.forEach((name, index) => {
      expect(name).toMatch(/^\d{3}-[a-z][a-z0-9-]*$/);
      expect(Number(name.slice(0, 3))).toBe(index + 1);
    });
  });

  it("are the whole texts of their files", () => {
    for (const { name, text } of migrations) {
      expect(text).toBe(fileText(`migrations/${name}.sql`).trim());
      expect(text).not.toBe("");
    }
  });
});

describe("the checksum of the migrations", () => {
  const anyMigrations = fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^\d{3}-[a-z]{1,8}$/),
      text: fc.string({ unit: "binary", maxLength: 40 }),
    }),
    { minLength: 2, maxLength: 5, selector: ({ name }) => name },
  );

  it("is 64 hexadecimal digits, the same each time", () => {
    expect(checksumOf(readMigrations())).toMatch(/^[0-9a-f]{64}$/);
    expect(checksumOf(readMigrations())).toBe(checksumOf(readMigrations()));
  });

  it.each<[string, (first: Migration, rest: Migration[]) => Migration[]]>([
    ["name", ({ name, text }, rest) => [{ name: `${name}a`, text }, ...rest]],
    ["text", ({ name, text }, rest) => [{ name, text: `${text} ` }, ...rest]],
    ["order", (first, rest) => [...rest, first]],
    ["number", (_, rest) => rest],
  ])("changes with any change of %s", (_, change) => {
    fc.assert(
      fc.property(anyMigrations, (migrations) => {
        const [first = { name: "", text: "" }, ...rest] = migrations;

        expect(checksumOf(change(first, rest))).not.toBe(checksumOf(migrations));
      }),
    );
  });

  it("changes when a migration moves into the text of another", () => {
    const two = [
      { name: "001-a", text: "x" },
      { name: "002-b", text: "y" },
    ];
    const one = [{ name: "001-a", text: "x\n002-b\ny" }];

    expect(checksumOf(one)).not.toBe(checksumOf(two));
  });
});

describe("the contract", () => {
  it("knows the backends that the settings allow", () => {
    expect(Object.keys(STAGES).sort()).toStrictEqual([...BACKENDS].sort());
  });

  it("fixes statuses, actions and the stages of each backend in their order", () => {
    expect(STATUSES).toStrictEqual([
      "queued",
      "running",
      "waiting",
      "succeeded",
      "failed",
      "cancelled",
    ]);
    expect(ACTIONS).toStrictEqual(["advance", "wait", "load", "stop"]);
    expect(STAGES).toStrictEqual({
      "amazon-forecast": ["import", "train", "forecast", "export", "collect", "load"],
      "sagemaker-automl": ["stage-data", "train", "predict", "collect", "load"],
      "random-forest": ["train", "validate", "predict", "load"],
    });
  });
});

function sqlType({ type, size }: StatementParameter): string {
  switch (type) {
    case "DateTime":
      return "datetime2(0)";
    case "Guid":
      return "uniqueidentifier";
    case "Int32":
      return "int";
    case "String":
      return size === -1 ? "nvarchar(max)" : `nvarchar(${String(size)})`;
  }
}
