// Proves: every error code of the sources is unique and explained to a person. Does not prove that
// each is raised when it should be: the suites of the folders do that.

import { sourceFiles, sourceText } from "./sources";

const REFERENCE = "docs/reference/errors.md";

/** Words in capitals that are no codes: they belong to services and libraries. */
const NO_CODES: ReadonlySet<string> = new Set([
  "BATCH_COMPLETED_GROUP",
  "CAN_MANAGE",
  "CAN_MANAGE_RUN",
  "CAN_USE",
  "CREATE_FAILED",
  "CREATE_IN_PROGRESS",
  "CREATE_PENDING",
  "CREATE_STOPPED",
  "CREATE_STOPPING",
  "DATABRICKS_RUNTIME_VERSION",
  "DELETE_FAILED",
  "DELETE_IN_PROGRESS",
  "DELETE_PENDING",
  "DUPLICATE_KEY",
  "FAILED_DATABASE_AUTHENTICATION_GROUP",
  "GREATER_THAN",
  "INVALID_PARAMETER_VALUE",
  "ISOLATION_MODE_ISOLATED",
  "ITEM_ID",
  "JOB_PARAMETER",
  "MLFLOW_TRACKING_URI",
  "MODEL_VERSION",
  "NOT_FOUND",
  "ON_DEMAND_AZURE",
  "PYSPARK_PYTHON",
  "READ_VOLUME",
  "RESOURCE_DOES_NOT_EXIST",
  "RUN_DURATION_SECONDS",
  "SCHEDULED_AT",
  "SINGLE_USER",
  "SPARK_MASTER",
  "SPOT_WITH_FALLBACK_AZURE",
  "SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP",
  "TARGET_TIME_SERIES",
  "TLS1_2",
  "UPDATE_FAILED",
  "UPDATE_IN_PROGRESS",
  "UPDATE_PENDING",
  "USE_CATALOG",
  "USE_SCHEMA",
  "WRITE_VOLUME",
]);

const CODE = "[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+";

/** A row of a table of codes: the code, then its cause. */
const ROW = new RegExp(`^ {2}(${CODE}): \\{\\s+cause:`, "gm");

/** A code where it is raised: a whole literal, in brackets before a message, at its start, or in T-SQL. */
const RAISED = new RegExp(`"(${CODE})"|\\[(${CODE})\\]|N'(${CODE})[:']`, "g");

interface Found {
  readonly code: string;
  readonly file: string;
}

/**
 * Folders without codes of their own: the stand-in for a service speaks the service's words, and a fault says
 * which code a run that it struck ends with.
 */
const WITHOUT_CODES = ["rehearsal/forecast_service/", "rehearsal/faults/"];

const files = sourceFiles(".ts", ".js", ".sql", ".py").filter(
  (file) => !WITHOUT_CODES.some((folder) => file.startsWith(folder)),
);
const rows = files.flatMap((file) => find(ROW, file));
const raised = files
  .flatMap((file) => find(RAISED, file))
  // The lint's codes are rules, which docs/reference/adf-lint.md lists.
  .filter(({ code }) => !NO_CODES.has(code) && !code.startsWith("ADF_LINT_"));

function find(pattern: RegExp, file: string): readonly Found[] {
  const text = sourceText(file).replaceAll(/^\s*(?:\/\/|\/?\*|--|# ).*$/gm, "");
  return [...text.matchAll(pattern)].map(([, ...groups]) => ({
    code: groups.find((group) => group !== undefined) ?? "",
    file,
  }));
}

function folderOf(file: string): string {
  return file.split("/").slice(0, -1).join("/");
}

describe("an error code", () => {
  const codes = [...new Set([...rows, ...raised].map(({ code }) => code))].sort();

  it("is found in the sources at all", () => {
    expect(codes).toEqual(
      expect.arrayContaining([
        "ADF_DEPENDENCY_CYCLE",
        "AWS_ACCOUNT_CLOSED",
        "CLUSTER_POLICY_CONTRADICTION",
        "CONFIG_NO_STACK",
        "COST_PRICE_LIST",
        "GRAPH_DUPLICATE_URN",
        "PIPELINE_RUN_FAILED",
        "TRIGGER_STOP_TIMEOUT",
        "WHEEL_PROJECT_WRONG",
      ]),
    );
  });

  it("has one table that declares it", () => {
    const twice = rows.filter(({ code, file }) =>
      rows.some((other) => other.code === code && other.file !== file),
    );
    const names = rows.map(({ code }) => code);

    expect(twice).toStrictEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it("is raised in one folder, so that it says where to look", () => {
    const top = (file: string) => folderOf(file).split("/")[0];
    const folders = codes.map((code) => [
      code,
      new Set(raised.filter((found) => found.code === code).map(({ file }) => top(file))).size,
    ]);

    expect(folders.filter(([, count]) => Number(count) > 1)).toStrictEqual([]);
  });

  it("is raised somewhere, and declared where it is raised", () => {
    const declared = new Set(rows.map(({ code }) => code));
    const unraised = codes.filter((code) => !raised.some((found) => found.code === code));
    const undeclared = raised.filter(({ code }) => !declared.has(code));

    expect(unraised).toStrictEqual([]);
    expect(undeclared).toStrictEqual([]);
  });

  it("is listed once, with its cause and repair, in docs/reference/errors.md", () => {
    const listed = [...sourceText(REFERENCE).matchAll(/^\| *`([A-Z0-9_]+)` *\|(.*)\|$/gm)].map(
      ([, code = "", rest = ""]) => ({ code, cells: rest.split("|").map((cell) => cell.trim()) }),
    );
    const incomplete = listed.filter(
      ({ cells }) => cells.length < 2 || cells.some((cell) => cell === ""),
    );

    expect(listed.map(({ code }) => code).sort()).toStrictEqual(codes);
    expect(incomplete).toStrictEqual([]);
  });
});
