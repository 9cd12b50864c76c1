/**
 * The wheel of the Python package: the same bytes again, and a Python that installs and runs them.
 *
 * Not proven here: that the interpreter of the Databricks runtime installs it, with its dependencies.
 */
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PYTHON } from "../../tools/python-environment";
import { PROJECT_DIRECTORY } from "../../tools/root";
import { buildWheel } from "../../wheel/wheel";
import type { WheelError } from "../../wheel/wheel-error";
import { writeWheel } from "../../wheel/write-wheel";

const PROJECT = join(PROJECT_DIRECTORY, "python");
const PACKAGE = "src/forecast_platform";
const wheel = buildWheel(PROJECT);

/** What an installer does with a wheel of pure Python: checks each file against RECORD, and unpacks it. */
const INSTALL = `
import base64, csv, hashlib, json, sys, zipfile
from importlib.metadata import distribution
wheel, target = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    assert archive.testzip() is None
    (record,) = [name for name in archive.namelist() if name.endswith(".dist-info/RECORD")]
    rows = {name: (digest, size) for name, digest, size in csv.reader(archive.read(record).decode().splitlines())}
    assert rows.pop(record) == ("", "")
    assert sorted(rows) + [record] == sorted(archive.namelist()[:-1]) + archive.namelist()[-1:]
    for name, (digest, size) in rows.items():
        content = archive.read(name)
        assert size == str(len(content)), name
        encoded = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        assert digest == f"sha256={encoded}", name
    modes = {oct(info.external_attr >> 16) for info in archive.infolist()}
    dates = {info.date_time for info in archive.infolist()}
    archive.extractall(target)
sys.path.insert(0, target)
found = distribution("forecast-platform")
print(json.dumps({
    "modes": sorted(modes), "dates": sorted(dates), "version": found.version, "requires": found.requires,
    "extras": found.metadata.get_all("Provides-Extra"), "python": found.metadata["Requires-Python"],
    "name": found.metadata["Name"], "wheel": found.read_text("WHEEL"),
}))
`;

/** The same of pyproject.toml, read by Python's own TOML reader. */
const PROJECT_METADATA = `
import json, tomllib
with open("pyproject.toml", "rb") as file:
    project = tomllib.load(file)["project"]
extras = project["optional-dependencies"]
print(json.dumps({
    "requires": project["dependencies"] + [f"{need}; extra == '{extra}'" for extra in extras for need in extras[extra]],
    "extras": list(extras), "python": project["requires-python"], "name": project["name"], "version": project["version"],
}))
`;

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "wheel-"));
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function python(cwd: string, ...args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(PYTHON, args, { cwd, encoding: "utf8" });
}

/** A copy of the Python project, with other times, changed. */
function copyOf(name: string, change: (directory: string) => void = () => undefined): string {
  const directory = join(scratch, name);
  mkdirSync(directory);
  cpSync(join(PROJECT, "pyproject.toml"), join(directory, "pyproject.toml"));
  cpSync(join(PROJECT, "src"), join(directory, "src"), { recursive: true });
  utimesSync(join(directory, PACKAGE, "cli.py"), 1, 1);
  change(directory);
  return directory;
}

function replace(file: string, from: string, to: string): void {
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

describe("the wheel", () => {
  it("has the same bytes again, of a copy elsewhere with other times", () => {
    const again = buildWheel(copyOf("again"));

    expect(again.bytes.equals(wheel.bytes)).toBe(true);
    expect(again).toStrictEqual(wheel);
  });

  it("is named by the project's version and its content", () => {
    expect(wheel.version).toMatch(/^0\.1\.0\+c[0-9a-f]{11}$/);
    expect(wheel.fileName).toBe(`forecast_platform-${wheel.version}-py3-none-any.whl`);
  });

  it("holds nothing that the interpreter or an editor left behind", () => {
    const directory = copyOf("left-behind", (copy) => {
      mkdirSync(join(copy, PACKAGE, "__pycache__"), { recursive: true });
      writeFileSync(join(copy, PACKAGE, "__pycache__", "cli.cpython-312.pyc"), "");
      writeFileSync(join(copy, PACKAGE, ".cli.py.swp"), "");
    });

    expect(buildWheel(directory).fileName).toBe(wheel.fileName);
  });

  it.each<readonly [string, (directory: string) => void]>([
    ["a line of a module", (copy) => replace(join(copy, PACKAGE, "cli.py"), "exit", "end")],
    ["a new module", (copy) => writeFileSync(join(copy, PACKAGE, "new.py"), "")],
    ["a dependency", (copy) => replace(join(copy, "pyproject.toml"), ">=2.1", ">=2.2")],
    ["the version", (copy) => replace(join(copy, "pyproject.toml"), '"0.1.0"', '"0.2.0"')],
  ])("has another name after a change of %s", (what, change) => {
    expect(buildWheel(copyOf(what, change)).fileName).not.toBe(wheel.fileName);
  });

  it("is installed by Python as it says, and runs from there", () => {
    const file = writeWheel(wheel, join(scratch, "wheels"));
    const target = join(scratch, "target");
    const expected: Record<string, unknown> = JSON.parse(
      python(PROJECT, "-c", PROJECT_METADATA).stdout,
    );
    const { stdout, stderr } = python(scratch, "-c", INSTALL, file, target);

    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toStrictEqual({
      ...expected,
      version: wheel.version,
      modes: ["0o100644"],
      dates: [[1980, 1, 1, 0, 0, 0]],
      wheel:
        "Wheel-Version: 1.0\nGenerator: forecast-platform\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    });
    expect(python(target, "-m", "forecast_platform", "--help")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("backtest"),
    });
    const [where, typed] = python(
      target,
      "-c",
      "import forecast_platform as p, pathlib; f = pathlib.Path(p.__file__); print(f); print((f.parent / 'py.typed').exists())",
    ).stdout.split("\n");
    expect(where).toContain(target);
    expect(typed).toBe("True");
  }, 60_000);

  it("is written once, under its name", () => {
    const directory = join(scratch, "once");
    const file = writeWheel(wheel, directory);
    utimesSync(file, 1, 1);

    expect(writeWheel(wheel, directory)).toBe(file);
    expect(readFileSync(file).equals(wheel.bytes)).toBe(true);
  });
});

describe("a Python project", () => {
  const codeOf = (directory: string): unknown => {
    try {
      return buildWheel(directory);
    } catch (error) {
      const { code, path, message } = error as WheelError;
      return { code, path: path.replace(`${directory}/`, ""), message };
    }
  };

  it.each([
    ["no version", 'version = "0.1.0"', "", "pyproject.toml project version"],
    ["a version of another form", '"0.1.0"', '"0.1"', "pyproject.toml project version"],
    [
      "a requirement with a marker",
      "pyarrow>=19",
      "pyarrow>=19; python_version < '4'",
      "pyproject.toml project dependencies 5",
    ],
    ["no TOML", "[project]", "[project", "pyproject.toml"],
  ])("is rejected with %s", (what, from, to, path) => {
    const directory = copyOf(what, (copy) => replace(join(copy, "pyproject.toml"), from, to));

    expect(codeOf(directory)).toMatchObject({ code: "WHEEL_PROJECT_WRONG", path });
  });

  it("is rejected where its package lies under another name", () => {
    const directory = copyOf("renamed", (copy) =>
      replace(join(copy, "pyproject.toml"), '"forecast-platform"', '"forecast"'),
    );

    expect(codeOf(directory)).toMatchObject({
      code: "WHEEL_PACKAGE_MISSING",
      path: "src/forecast",
      message: expect.stringContaining("__init__.py"),
    });
  });
});
