// Proves: the statements' files, their typed entries and the contract agree. Nothing here runs the SQL:
// the suites beside this one do.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { BACKENDS } from "../../config/backends";
import {
  ACTIONS,
  ACTIVE_STATUSES,
  ANSWER_FIELDS,
  ANSWER_STATUSES,
  contractData,
  FIRST_STATUS,
  JOB_PARAMETER_FIELDS,
  RETRIES,
  STAGES,
  STATUS_TRANSITIONS,
  STATUSES,
} from "../../run-log/contract";
import type { RunLogErrorCode } from "../../run-log/error";
import {
  checksumOf,
  type Migration,
  readMigrations,
  renderMigrations,
  splitMigrations,
} from "../../run-log/migrations";
import { splitStatements } from "../../run-log/sql-text";
import {
  DECIDE,
  STATEMENTS,
  type Statement,
  type StatementParameter,
} from "../../run-log/statements";

const FOLDER = join(__dirname, "..", "..", "run-log");
const LEASE_OWNER_MARK = "{{lease_owner}}";

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
    const entries = [...statements.map(([name]) => name), "decide", "overdue"].map(
      (name) => `${name}.sql`,
    );

    expect(sqlFiles("statements")).toStrictEqual(entries.sort());
  });

  it.each(statements)(
    "%s is its file, what writes in one transaction, what answers behind it",
    (name, { text }) => {
      const code = (sql: string) => splitStatements(sql, name).map((each) => each.text);
      const file = code(fileText(`statements/${name}.sql`));

      expect(code(text)).toStrictEqual([
        "SET NOCOUNT ON",
        "SET XACT_ABORT ON",
        "BEGIN TRANSACTION",
        ...file.slice(0, -1),
        "COMMIT TRANSACTION",
        ...file.slice(-1),
      ]);
      expect(file.at(-1)).toMatch(/^SELECT/);
      expect(file.length).toBeGreaterThan(1);
    },
  );

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

  it("is written out as data, for Python", () => {
    expect(JSON.parse(fileText("contract-data.json"))).toStrictEqual(
      JSON.parse(JSON.stringify(contractData())),
    );
  });

  const tables = fileText("migrations/001-tables.sql");
  const list = (values: readonly string[]) =>
    `(${values.map((value) => `N'${value}'`).join(", ")})`;

  it.each([
    ["ck_run_status", "status", STATUSES],
    ["ck_run_retry", "retry", RETRIES],
    ["ck_forecast_backend", "backend", Object.keys(STAGES)],
  ] as const)("is what %s checks", (constraint, column, values) => {
    expect(tables).toContain(`CONSTRAINT ${constraint} CHECK (${column} IN ${list(values)})`);
  });

  it.each([
    ["ck_run_transition", "previous_status", "status"],
    ["ck_run_event_transition", "from_status", "to_status"],
  ])("is what %s checks of transitions", (constraint, from, to) => {
    const legal = Object.entries(STATUS_TRANSITIONS)
      .filter(([, after]) => after.length > 0)
      .map(([status, after]) =>
        after.length === 1
          ? `(${from} = N'${status}' AND ${to} = N'${after[0]}')`
          : `(${from} = N'${status}' AND ${to} IN ${list(after)})`,
      );
    const [, checked = ""] =
      new RegExp(`CONSTRAINT ${constraint} CHECK \\(\n([\\s\\S]*?)\n  \\)`).exec(tables) ?? [];

    expect(checked.replaceAll(/\s+/g, " ").trim()).toBe(
      `(${from} IS NULL AND ${to} = N'${FIRST_STATUS}') OR (${from} IS NOT NULL AND ( ${legal.join(" OR ")} ))`,
    );
  });

  it("is what the decision answers with and what record takes", () => {
    const [, actions = ""] =
      /CASE\n\s+WHEN c\.stop_code IS NOT NULL THEN([\s\S]*?)END AS action/.exec(
        fileText("migrations/003-views.sql"),
      ) ?? [];
    const found = [...`THEN${actions}`.matchAll(/(?:THEN|ELSE) N'(\w+)'/g)].map(
      ([, action]) => action,
    );

    expect(found.sort()).toStrictEqual([...ACTIONS].sort());
    expect(fileText("statements/record.sql")).toContain(`j.status NOT IN ${list(ANSWER_STATUSES)}`);
  });

  it("is what the table of stages holds, and what is active is one list everywhere", () => {
    const rows = [...tables.matchAll(/^ {2}\(N'([a-z-]+)', N'([a-z-]+)', (\d)\)/gm)].map((m) =>
      m.slice(1),
    );
    const expected = Object.entries(STAGES).flatMap(([backend, stages]) =>
      stages.map((stage, place) => [backend, stage, String(place + 1)]),
    );
    const active = list(ACTIVE_STATUSES);
    const lists = ["migrations", "statements"].flatMap((folder) =>
      sqlFiles(folder).flatMap(
        (file) =>
          fileText(`${folder}/${file}`).match(/status IN \(N'queued', N'running'[^)]*\)/g) ?? [],
      ),
    );

    expect(rows).toStrictEqual(expected);
    expect([...new Set(lists)].filter((text) => !text.includes("failed"))).toStrictEqual([
      `status IN ${active}`,
    ]);
  });

  it("is what decide gives a job and record reads of its answer", () => {
    const given = [...fileText("migrations/003-views.sql").matchAll(/[{,"]"?(\w+)":/g)].map(
      ([, name]) => name,
    );
    const read = [...fileText("statements/record.sql").matchAll(/'\$\.(\w+)'/g)].map(
      ([, name]) => name,
    );

    expect([...new Set(given)]).toStrictEqual([...JOB_PARAMETER_FIELDS]);
    expect([...new Set(read)].sort()).toStrictEqual(Object.values(ANSWER_FIELDS).flat().sort());
  });
});

describe("a text", () => {
  it.each<[string, RunLogErrorCode, string, string]>([
    ["GO", "RUN_LOG_BATCH_SEPARATOR", "CREATE TABLE a (b int);\nGO\n", "migrations/001-a.sql:2"],
    ["IF", "RUN_LOG_PROCEDURAL", "-- It.\nIF 1 = 1\nDROP VIEW a;", "migrations/001-a.sql:2"],
    [
      "a variable",
      "RUN_LOG_PROCEDURAL",
      "INSERT INTO a (b)\nVALUES (@c);",
      "migrations/001-a.sql:2",
    ],
    [
      "a trigger",
      "RUN_LOG_PROCEDURAL",
      "CREATE TRIGGER a ON b AFTER UPDATE AS SELECT 1;",
      "migrations/001-a.sql:1",
    ],
    ["a query", "RUN_LOG_PROCEDURAL", "SELECT 1;", "migrations/001-a.sql:1"],
    ["no end", "RUN_LOG_UNTERMINATED", "CREATE TABLE a (b int)", "migrations/001-a.sql:1"],
    ["an open string", "RUN_LOG_UNTERMINATED", "UPDATE a SET\nb = 'c;", "migrations/001-a.sql:2"],
  ])("rejects a migration with %s, by file and line", (_, code, text, path) => {
    expect(() => splitMigrations([{ name: "001-a", text }])).toThrow(
      expect.objectContaining({ code, path }),
    );
  });

  it("rejects a gap in the numbers and a wrong name", () => {
    const at = (name: string) => () => splitMigrations([{ name, text: "DROP VIEW a;" }]);

    expect(at("002-a")).toThrow(/^\[RUN_LOG_MIGRATION_NUMBER\] migrations\/002-a\.sql: /);
    expect(at("1-a")).toThrow(/^\[RUN_LOG_MIGRATION_NAME\] /);
  });

  it("may hold semicolons, GO and IF in strings, comments and names", () => {
    const text = "/* ; GO */ UPDATE a SET b = 'IF; GO', [IF;] = N'it''s' -- ; IF\nWHERE c = 1;";

    expect(splitMigrations([{ name: "001-a", text }])).toHaveLength(1);
  });
});

describe("the blocks of apply-schema", () => {
  const values = {
    orchestrator_client_id: "00112233-4455-6677-8899-aabbccddeeff",
    operators_object_id: "ffeeddcc-bbaa-9988-7766-554433221100",
  };

  it("are the ledger, then one a statement, each with its ledger row in one transaction", () => {
    const statements = splitMigrations(readMigrations());
    const [ledger, ...blocks] = renderMigrations(readMigrations(), values);

    expect(ledger?.text).toContain("THROW 50010, @changed, 1;");
    expect(blocks.map(({ name }) => name)).toStrictEqual(
      statements.map(({ name, number }) => `${name} ${number}`),
    );
    for (const [index, { text }] of blocks.entries()) {
      expect(ledger?.text).toContain(statements[index]?.checksum);
      expect(text).toMatch(
        /^SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nIF NOT EXISTS [\s\S]* COMMIT TRANSACTION;$|COMMIT TRANSACTION;$/,
      );
      expect(text).toContain(`N'${statements[index]?.checksum}'`);
      expect(text).not.toContain("{{");
    }
  });

  it("name a user by the bytes of its GUID, the first three groups turned round", () => {
    const text = renderMigrations(readMigrations(), values)
      .map((block) => block.text)
      .join("\n");

    expect(text).toContain("WITH SID = 0x33221100554477668899AABBCCDDEEFF, TYPE = E");
    expect(text).toContain("WITH SID = 0xCCDDEEFFAABB88997766554433221100, TYPE = X");
  });

  it("leave the operators out where there are none, and know their migration all the same", () => {
    const blocks = renderMigrations(readMigrations(), {
      orchestrator_client_id: values.orchestrator_client_id,
    });

    expect(blocks.filter(({ name }) => name.startsWith("005-"))).toStrictEqual([]);
    expect(blocks[0]?.text).toContain("005-operators");
  });

  it("reject a value that is no GUID", () => {
    expect(() =>
      renderMigrations(readMigrations(), { orchestrator_client_id: "x'; DROP" }),
    ).toThrow("[RUN_LOG_MIGRATION_VALUE] orchestrator_client_id");
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
