/** What `pyproject.toml` says of the package, as a wheel's metadata. */
import { parse } from "smol-toml";
import { z } from "zod";
import { WheelError } from "./wheel-error";

const requirement = z.string().regex(/^[^\s;]+$/, "must be a name and versions, without spaces");

const schema = z.object({
  project: z.object({
    name: z.string().regex(/^[a-z][a-z0-9-]*$/, "must be lower-case letters, digits and hyphens"),
    version: z.string().regex(/^\d+\.\d+\.\d+$/, "must be three numbers"),
    description: z.string(),
    "requires-python": z.string(),
    license: z.string(),
    dependencies: z.array(requirement),
    "optional-dependencies": z.record(z.string(), z.array(requirement)).default({}),
  }),
});

/** The part of `pyproject.toml` that a wheel repeats. */
export type PythonProject = z.infer<typeof schema>["project"];

/**
 * @param file - the path, for the error
 * @throws WheelError WHEEL_PROJECT_WRONG
 */
export function readPythonProject(text: string, file: string): PythonProject {
  const { data, error } = schema.safeParse(parseToml(text, file));
  if (data !== undefined) return data.project;
  const [issue] = error.issues;
  throw new WheelError(
    "WHEEL_PROJECT_WRONG",
    [file, ...(issue?.path ?? [])].join(" "),
    issue?.message ?? "",
  );
}

/**
 * The file `METADATA` of a wheel.
 *
 * @param version - the wheel's own, which may add a label to the project's
 * @see https://packaging.python.org/en/latest/specifications/core-metadata/
 */
export function metadataOf(project: PythonProject, version: string): string {
  const extras = Object.entries(project["optional-dependencies"]).flatMap(([extra, needs]) => [
    `Provides-Extra: ${extra}`,
    ...needs.map((need) => `Requires-Dist: ${need}; extra == '${extra}'`),
  ]);
  return lines([
    "Metadata-Version: 2.4",
    `Name: ${project.name}`,
    `Version: ${version}`,
    `Summary: ${project.description}`,
    `License-Expression: ${project.license}`,
    `Requires-Python: ${project["requires-python"]}`,
    ...project.dependencies.map((need) => `Requires-Dist: ${need}`),
    ...extras,
  ]);
}

/** @returns a text of lines, each with its end */
export function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}

function parseToml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new WheelError("WHEEL_PROJECT_WRONG", file, reason);
  }
}
