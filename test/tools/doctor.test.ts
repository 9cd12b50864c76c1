// Proves: `npm run doctor` as a process of its own, on a machine with no login: what it prints, how it ends.
// What each check finds is in test/doctor.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failed, passed, unchecked } from "../../doctor/check";
import { colorsFor } from "../../tools/command";
import { renderChecks } from "../../tools/doctor-text";
import { type Ended, ROOT } from "./spawn";

jest.setTimeout(120_000);

const DIRECTORY = mkdtempSync(join(tmpdir(), "forecast-doctor-"));

afterAll(() => rmSync(DIRECTORY, { recursive: true, force: true }));

/** An environment that finds no login: no home, no endpoint of an identity, an API that is not there. */
const NO_LOGIN = {
  ARM_RESOURCE_MANAGER_ENDPOINT: "http://127.0.0.1:9",
  AWS_ACCESS_KEY_ID: "",
  AWS_ENDPOINT_URL: "http://127.0.0.1:9",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_SHARED_CREDENTIALS_FILE: join(DIRECTORY, "none"),
  AWS_CONFIG_FILE: join(DIRECTORY, "none"),
  AZURE_CONFIG_DIR: DIRECTORY,
  AZURE_TOKEN_CREDENTIALS: "AzureCliCredential",
  PULUMI_HOME: DIRECTORY,
};

function doctor(...args: readonly string[]): Promise<Ended> {
  const command = ["--require", "./tools/register.js", "tools/doctor.ts", ...args];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      command,
      { cwd: ROOT, env: { ...process.env, ...NO_LOGIN } },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : null;
        resolve({ code, stdout, stderr });
      },
    );
  });
}

describe("doctor", () => {
  it("prints every check with its repair as JSON, and ends with 1 where one failed", async () => {
    const { code, stdout, stderr } = await doctor("--stack", "dev", "--json");
    const { checks } = JSON.parse(stdout);
    const byId = new Map<string, Record<string, string>>(
      checks.map((check: { id: string }) => [check.id, check]),
    );

    const hasFailed = [...byId.values()].some(({ status }) => status === "failed");

    expect([code, stderr]).toStrictEqual([hasFailed ? 1 : 0, ""]);
    expect(byId.size).toBe(checks.length);
    expect(byId.get("settings")).toMatchObject({ status: "passed" });
    expect(byId.get("tool-node")).toMatchObject({ status: "passed" });
    expect(byId.get("azure-login")).toMatchObject({ status: "unchecked" });
    expect(byId.get("azure-vm-standard-d4ds-v5")).toMatchObject({ status: "unchecked" });
    expect(byId.get("amazon-forecast-open")).toMatchObject({ status: "unchecked" });
    for (const check of byId.values()) {
      expect(Object.keys(check).sort()).toStrictEqual(["id", "message", "repair", "status"]);
      expect([check["id"], check["status"] === "passed"]).toStrictEqual([
        check["id"],
        check["repair"] === "",
      ]);
    }
  });

  it("is a list for people, with a repair for each row of checks that lack the same", () => {
    const checks = [
      passed("settings", "complete"),
      failed("tool-pulumi", "there is no pulumi", "install it"),
      unchecked("azure-region", "needs the login", "run `az login`"),
      unchecked("azure-vm", "needs the login", "run `az login`"),
    ];

    expect(renderChecks(checks, colorsFor({ isTTY: false })).split("\n")).toStrictEqual([
      "ok           settings      complete",
      "FAILED       tool-pulumi   there is no pulumi",
      "             install it",
      "not checked  azure-region  needs the login",
      "not checked  azure-vm      needs the login",
      "             run `az login`",
      "",
      "1 passed, 1 failed, 2 not checked",
      "",
    ]);
  });

  it("rejects wrong settings with all their problems", async () => {
    writeFileSync(join(DIRECTORY, "Pulumi.dev.yaml"), "config: {}\n");

    const { code, stdout, stderr } = await doctor("--stack", "dev", "--directory", DIRECTORY);

    expect([code, stdout]).toStrictEqual([2, ""]);
    expect(stderr).toContain("azure-native:location");
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});
