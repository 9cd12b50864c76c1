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
    env: process.env,
  });
}

describe("python -m forecast_platform", () => {
  const backtest = ["backtest", "--frequency", "D", "--horizon", "7", "--start", "2014-10-01"];

  it.each([
    ["an unknown command", ["forecast"], "OPTION_WRONG"],
    ["a file that is not there", [...backtest, "--data", "x.csv"], "DATA_PATH_MISSING"],
  ])("rejects %s by one JSON document with a code, and exits 2", (_, args, code) => {
    const { status, stdout, stderr } = run(...args);

    expect({ status, stderr }).toStrictEqual({ status: 2, stderr: "" });
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(JSON.parse(stdout)).toStrictEqual({
      error: { code, message: expect.any(String), repair: expect.any(String) },
    });
  });
});
