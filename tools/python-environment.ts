/**
 * The Python environment of this project: `python/.venv`, made from `python/uv.lock`.
 *
 * It is made once, and again when the lock file changes. `uv`, which makes it, is installed from PyPI
 * into `out/uv`; nothing on the machine is changed.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_DIRECTORY } from "./root";
import { ToolError } from "./tool-error";

/** The release of uv that makes the environment. @see https://pypi.org/project/uv */
const UV = "uv==0.13.9";

/** The oldest Python that the package runs on, as `requires-python` says. */
const OLDEST = [3, 11] as const;

/** How an interpreter may be called, the likeliest first. */
const INTERPRETERS = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"];

const PACKAGE = join(PROJECT_DIRECTORY, "python");
const ENVIRONMENT = join(PACKAGE, ".venv");

/** The interpreter of the environment, once it is made. */
export const PYTHON: string = executable(ENVIRONMENT, "python");

/**
 * Lets every Python that this process starts keep its bytecode, apart from the sources.
 *
 * uv installs none, and without it each start compiles scikit-learn, MLflow and all else anew: three
 * seconds of work.
 */
export function keepBytecode(): void {
  process.env["PYTHONDONTWRITEBYTECODE"] = "";
  process.env["PYTHONPYCACHEPREFIX"] = join(PROJECT_DIRECTORY, "out", "pycache");
}

/** Tells whether the environment is there and made from the lock file as it is now. */
export function hasPythonEnvironment(): boolean {
  const stamp = stampFile();
  return existsSync(PYTHON) && existsSync(stamp) && readFileSync(stamp, "utf8") === lockChecksum();
}

/**
 * Makes the environment where it is missing or not current; see also `keepBytecode`.
 *
 * @param tell - gets a line before each part that takes long
 * @throws ToolError TOOL_PYTHON_MISSING, TOOL_PYTHON_SET_UP
 */
export function ensurePythonEnvironment(tell: (line: string) => void): void {
  keepBytecode();
  if (hasPythonEnvironment()) return;
  const python = findInterpreter();
  tell("Setting up python/.venv (once, about a minute)...");
  const uvEnvironment = join(PROJECT_DIRECTORY, "out", "uv");
  run(python, ["-m", "venv", uvEnvironment]);
  run(executable(uvEnvironment, "python"), ["-m", "pip", "install", "--quiet", UV]);
  run(executable(uvEnvironment, "uv"), [
    "sync",
    "--locked",
    "--all-extras",
    "--quiet",
    "--project",
    PACKAGE,
    "--python",
    python,
  ]);
  writeFileSync(stampFile(), lockChecksum());
}

function findInterpreter(): string {
  const answers = INTERPRETERS.map((name) => {
    const { stdout } = spawnSync(name, ["--version"], { encoding: "utf8" });
    const [, major, minor] = /^Python (\d+)\.(\d+)/.exec(stdout ?? "") ?? [];
    return { name, version: [Number(major), Number(minor)] as const };
  });
  const found = answers.find(
    ({ version: [major, minor] }) => major === OLDEST[0] && minor >= OLDEST[1],
  );
  if (found === undefined) {
    const seen = answers
      .filter(({ version: [major] }) => !Number.isNaN(major))
      .map(({ name, version }) => `${name} is ${version.join(".")}`);
    throw new ToolError("TOOL_PYTHON_MISSING", "PATH", seen.join(", ") || "there is no python3");
  }
  return found.name;
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, {
    cwd: PROJECT_DIRECTORY,
    encoding: "utf8",
    // Another environment that happens to be active is not ours to change.
    env: { ...process.env, VIRTUAL_ENV: undefined, UV_PROJECT_ENVIRONMENT: ENVIRONMENT },
  });
  if (status !== 0) {
    const said = (error?.message ?? stderr).trim().split("\n").slice(-3).join(" ");
    throw new ToolError("TOOL_PYTHON_SET_UP", [command, ...args].join(" "), said);
  }
}

function lockChecksum(): string {
  const lock = readFileSync(join(PACKAGE, "uv.lock"));
  return createHash("sha256").update(lock).digest("hex");
}

function stampFile(): string {
  return join(ENVIRONMENT, "made-from-lock");
}

function executable(environment: string, name: string): string {
  return process.platform === "win32"
    ? join(environment, "Scripts", `${name}.exe`)
    : join(environment, "bin", name);
}
