// Proves: the Python package answers its commands in the form that the pipelines read. Does not prove
// anything of a forecast, nor that the package runs on the version of the Databricks runtime.

import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { join } from "node:path";
import { PYTHON } from "../../tools/python-environment";
import { ROOT } from "./sources";

function run(...args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(PYTHON, ["-m", "forecast_platform", ...args], {
    cwd: join(ROOT, "python", "src"),
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
}

describe("python -m forecast_platform", () => {
  it.each(["advance", "train", "validate", "promote", "rollback", "predict", "backtest"])(
    "rejects %s by one JSON document with a code, and exits 1",
    (command) => {
      const { status, stdout, stderr } = run(command);
      const answer: unknown = JSON.parse(stdout);

      expect({ status, stderr }).toStrictEqual({ status: 1, stderr: "" });
      expect(stdout.trimEnd().split("\n")).toHaveLength(1);
      expect(answer).toMatchObject({ status: "failed", error_code: "COMMAND_NOT_BUILT" });
      expect(answer).toHaveProperty("error_message", expect.stringContaining(command));
    },
  );

  it.each([
    ["an unknown command", ["forecast"]],
    ["no command", []],
  ])("rejects %s, and exits 2 with nothing on stdout", (_, args) => {
    const { status, stdout, stderr } = run(...args);

    expect({ status, stdout }).toStrictEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^usage: /);
    expect(stderr).not.toContain("Traceback");
  });
});
