// Checks a pipeline's service JSON, activity by activity, against the ARM schema of Data Factory.
// The schema is not part of the repository; where it is missing, suites that use it are skipped.

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import Ajv from "ajv-draft-04";

const ARM_SCHEMA = resolve(
  __dirname,
  "../../../shared/adf/arm-Microsoft.DataFactory-2018-06-01.schema.json",
);
const DEFINITIONS = "https://schema.management.azure.com/schemas/common/definitions.json";
const FACTORY = "arm-data-factory.json";

/** Whether the schema is there. */
export const HAS_ARM_SCHEMA: boolean = existsSync(ARM_SCHEMA);

/** `describe` where the schema is there, else a skipped one that says what is missing. */
export function describeWithArmSchema(title: string, tests: () => void): void {
  if (HAS_ARM_SCHEMA) describe(title, tests);
  else describe.skip(`${title} (skipped: no ARM schema at ../shared/adf)`, tests);
}

type Check = (value: unknown) => readonly string[];

const checks = new Map<string, Check>();

/**
 * The problems of a pipeline's service JSON, one line each: where, what is wrong, what is allowed.
 *
 * Activities are checked one by one and by the branch of their own type, since the schema is one
 * union of all types and its errors say nothing of the one that was meant.
 */
export function validatePipeline(json: unknown): readonly string[] {
  const properties = record(record(json)["properties"]);
  const { activities, ...rest } = properties;
  return [
    ...check("Pipeline")({ ...rest, activities: [] }).map((line) => `properties${line}`),
    ...list(activities).flatMap((activity) => validateActivity(activity, "activities")),
  ];
}

/** The problems of another definition's properties, by the branch of its own type. */
export function validateDefinition(
  definition: "Credential" | "Dataset" | "LinkedService" | "Trigger",
  properties: Readonly<Record<string, unknown>>,
): readonly string[] {
  const line = (problem: string) => `properties${problem}`;
  return check(`${definition}:${String(properties["type"])}`)(properties).map(line);
}

function validateActivity(activity: unknown, prefix: string): readonly string[] {
  const { name, type, typeProperties } = record(activity);
  const path = `${prefix}/${String(name)}`;
  const properties = record(typeProperties);
  const inner = [
    ...validateLists(properties, path),
    ...list(properties["cases"]).flatMap((item, index) =>
      validateLists(record(item), `${path}/cases/${index}`),
    ),
  ];
  const own = check(`Activity:${String(type)}`)(activity).map((line) => `${path}${line}`);
  return [...own, ...inner, ...unknownKeys(activity, path)];
}

function validateLists(holder: Readonly<Record<string, unknown>>, path: string): readonly string[] {
  return ["activities", "defaultActivities", "ifTrueActivities", "ifFalseActivities"].flatMap(
    (key) => list(holder[key]).flatMap((item) => validateActivity(item, `${path}/${key}`)),
  );
}

// The schema tolerates keys it does not know, where a misspelt one would be lost silently.
function unknownKeys(activity: unknown, path: string): readonly string[] {
  const { type, typeProperties } = record(activity);
  const branch = branchOf("Activity", String(type));
  if (branch === undefined) return [];
  const definition = record(
    list(record(record(branch["properties"])["typeProperties"])["oneOf"])[0],
  );
  const name = String(definition["$ref"]).split("/").at(-1) ?? "";
  const known = Object.keys(record(record(schema().definitions[name])["properties"]));
  return Object.keys(record(typeProperties))
    .filter((key) => !known.includes(key))
    .map((key) => `${path}/typeProperties/${key} is unknown; known are ${known.join(", ")}`);
}

function check(name: string): Check {
  const known = checks.get(name);
  if (known !== undefined) return known;
  const [definition = name, type] = name.split(":");
  const branch = type === undefined ? undefined : branchOf(definition, type);
  if (type !== undefined && branch === undefined) return () => [` has unknown type ${type}`];
  const validate = compile(definition, branch);
  checks.set(name, validate);
  return validate;
}

let compiler: Ajv | undefined;

/** One compiler for all checks: the schema is large. */
function schemaCompiler(): Ajv {
  if (compiler !== undefined) return compiler;
  compiler = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  compiler.addSchema({
    id: DEFINITIONS,
    definitions: { expression: { type: "string", pattern: "^\\[" } },
  });
  compiler.addSchema({ id: FACTORY, definitions: schema().definitions });
  return compiler;
}

function compile(definition: string, branch: unknown): Check {
  const reference = { $ref: `${FACTORY}#/definitions/${definition}` };
  // A branch refers to its neighbours by #/definitions, so it is addressed, not copied.
  const index =
    branch === undefined
      ? -1
      : list(record(schema().definitions[definition])["oneOf"]).indexOf(branch);
  const own = index < 0 ? [] : [{ $ref: `${FACTORY}#/definitions/${definition}/oneOf/${index}` }];
  const validate = schemaCompiler().compile({ allOf: [...own, ...(index < 0 ? [reference] : [])] });
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message, params }) =>
            `${instancePath} ${message ?? "is wrong"} ${JSON.stringify(params)}`,
        );
}

function branchOf(definition: string, type: string): Readonly<Record<string, unknown>> | undefined {
  return list(record(schema().definitions[definition])["oneOf"])
    .map(record)
    .find((branch) => {
      const kind = record(record(branch["properties"])["type"]);
      return list(kind["enum"]).includes(type);
    });
}

interface ArmSchema {
  readonly definitions: Readonly<Record<string, unknown>>;
}

let loaded: ArmSchema | undefined;

function schema(): ArmSchema {
  loaded ??= JSON.parse(readFileSync(ARM_SCHEMA, "utf8"));
  return loaded ?? { definitions: {} };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
