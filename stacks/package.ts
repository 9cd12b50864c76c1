/** The Python package: built on the machine that deploys, uploaded where the jobs find it. */
import { join, posix } from "node:path";
import { PackageWheel } from "../components/databricks/package-wheel";
import { buildWheel } from "../wheel/wheel";
import { writeWheel } from "../wheel/write-wheel";
import type { ComputeLayer } from "./compute";

const PROJECT_DIRECTORY = join(__dirname, "..");

/** Where wheels are written, from the project's directory. */
const WHEELS = "out/wheels";

/**
 * Declares the package's wheel.
 *
 * It is a file and not an input of the resource: as text it would be half of a preview's JSON.
 */
export function packageWheel({ volumes, inside }: ComputeLayer): PackageWheel {
  const wheel = buildWheel(join(PROJECT_DIRECTORY, "python"));
  writeWheel(wheel, join(PROJECT_DIRECTORY, WHEELS));
  const { fileName } = wheel;
  const source = posix.join(WHEELS, fileName);
  return new PackageWheel("package", { volumes, fileName, source }, inside);
}
