// Proves: the page of the rule book is whole, and is Markdown that the linter takes. Does not prove
// that it was written to docs/reference.

import { spawnSync } from "node:child_process";
import { WAIVER_RULES } from "../../policy/apply-waivers";
import { rulesPage } from "../../policy/reference";
import { RULES } from "../../policy/rules";
import { PROJECT_DIRECTORY } from "../../tools/root";

describe("the page of the rules", () => {
  const page = rulesPage();
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));

  it("has a row of each rule, in order, with all its words", () => {
    const ids = rows.map((row) => row.split("`")[1]);
    const waiverIds = Object.values(WAIVER_RULES).map(({ id }) => id);

    expect(ids).toStrictEqual([...RULES.map(({ id }) => id), ...waiverIds]);
    for (const { id, severity, source } of RULES) {
      const row = rows.find((line) => line.startsWith(`| \`${id}\` |`));
      expect(row).toContain(`| ${severity} |`);
      expect(row).toContain(`(${source})`);
    }
  });

  it("has no empty cell, and as many cells as its header", () => {
    const cells = rows.map((row) => row.split(/(?<!\\)\|/).slice(1, -1));

    expect(cells.flat().filter((cell) => cell.trim() === "")).toStrictEqual([]);
    expect(new Set(cells.map(({ length }) => length))).toStrictEqual(new Set([6, 5]));
  });

  it("is taken by the linter of the documentation", () => {
    const linter = "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs";
    const { status, stderr } = spawnSync(process.execPath, [linter, "--no-globs", "-"], {
      cwd: PROJECT_DIRECTORY,
      input: page,
      encoding: "utf8",
    });

    expect([stderr, status]).toStrictEqual([expect.any(String), 0]);
  });
});
