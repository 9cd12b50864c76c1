/**
 * The Python package as a wheel: a ZIP file that pip installs, made without Python.
 *
 * The same files give the same bytes on every machine, and a version that tells them from others:
 * `0.1.0+c41d80fba632` is the project's version and a checksum of all that the wheel holds.
 * https://packaging.python.org/en/latest/specifications/binary-distribution-format/
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { lines, metadataOf, type PythonProject, readPythonProject } from "./python-project";
import { WheelError } from "./wheel-error";
import { type ZipEntry, zipStored } from "./zip";

/** A wheel of pure Python. */
export interface Wheel {
  readonly bytes: Buffer;
  /** @format `<package>-<version>-py3-none-any.whl`; installers take the version from it */
  readonly fileName: string;
  /** @format PEP 440, with a local label of 12 characters */
  readonly version: string;
}

/**
 * Builds the wheel of a Python project.
 *
 * @param directory - where `pyproject.toml` is, and the package below `src`
 * @throws WheelError WHEEL_PROJECT_WRONG, WHEEL_PACKAGE_MISSING
 */
export function buildWheel(directory: string): Wheel {
  const projectFile = join(directory, "pyproject.toml");
  const project = readPythonProject(readFileSync(projectFile, "utf8"), projectFile);
  const packageName = project.name.replaceAll("-", "_");
  const modules = filesOf(join(directory, "src"), packageName);
  const version = `${project.version}+${labelOf(project, modules)}`;

  const stem = `${packageName}-${version}`;
  const entries = [...modules, ...distInfo(`${stem}.dist-info`, metadataOf(project, version))];
  const record = `${stem}.dist-info/RECORD`;
  const recorded = lines([...entries.map(recordLine), `${record},,`]);
  return {
    bytes: zipStored([...entries, { path: record, content: Buffer.from(recorded, "utf8") }]),
    fileName: `${stem}-py3-none-any.whl`,
    version,
  };
}

/** The package's files, sorted by path; none of the interpreter's own and none that is hidden. */
function filesOf(root: string, packageName: string): readonly ZipEntry[] {
  if (!existsSync(join(root, packageName, "__init__.py"))) {
    throw new WheelError("WHEEL_PACKAGE_MISSING", join(root, packageName), "no such file");
  }
  return readdirSync(join(root, packageName), { encoding: "utf8", recursive: true })
    .map((path) => `${packageName}/${path.replaceAll("\\", "/")}`)
    .filter((path) => !/\/(?:\.|__pycache__(?:\/|$))/.test(path))
    .filter((path) => statSync(join(root, path)).isFile())
    .sort()
    .map((path) => ({ path, content: readFileSync(join(root, path)) }));
}

/** The metadata stand last, as the format recommends. */
function distInfo(folder: string, metadata: string): readonly ZipEntry[] {
  const wheel = lines([
    "Wheel-Version: 1.0",
    "Generator: forecast-platform",
    "Root-Is-Purelib: true",
    "Tag: py3-none-any",
  ]);
  return [
    { path: `${folder}/METADATA`, content: Buffer.from(metadata, "utf8") },
    { path: `${folder}/WHEEL`, content: Buffer.from(wheel, "utf8") },
  ];
}

/**
 * Twelve characters that tell this content from any other.
 *
 * The first is always `c`: a label of digits alone would be read as a number, and lose its zeros.
 *
 * @see https://peps.python.org/pep-0440/#local-version-identifiers
 */
function labelOf(project: PythonProject, modules: readonly ZipEntry[]): string {
  const content = lines([metadataOf(project, project.version), ...modules.map(recordLine)]);
  return `c${createHash("sha256").update(content).digest("hex").slice(0, 11)}`;
}

function recordLine({ path, content }: ZipEntry): string {
  const checksum = createHash("sha256").update(content).digest("base64url");
  return `${path},sha256=${checksum},${content.length}`;
}
