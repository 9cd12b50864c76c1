// Rules on the shape of a definition, and on the types that it names.

import { isTemplateExpression } from "../../wire/read-template";
import { isRecord } from "../../wire/shape";
import { ACTIVITY_TYPES } from "../activity-types";
import { nearest } from "../nearest";
import {
  type ActivityView,
  type DeclarationView,
  innerLists,
  listOf,
  recordOf,
} from "../pipeline-view";
import { type LintFinding, type LintRule, show } from "../rule";
import { SOURCES } from "../sources";

/** What a place must hold. */
type Kind = "an object" | "an array" | "a text";

const IS_KIND: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  "an object": isRecord,
  "an array": Array.isArray,
  "a text": (value) => typeof value === "string",
};

/** Told by `lint` itself, since no rule looks into a definition of such depth. */
export const ADF_LINT_DEPTH: LintRule = {
  code: "ADF_LINT_DEPTH",
  severity: "error",
  title: "A definition is nested no deeper than the service's own are",
  why: "no rule can be looked at; a pipeline's activities are nested in two levels of containers at most",
  repair: "take the definition apart, or give the right file",
  source: SOURCES.pipelineJson,
  check: () => [],
};

const ADF_LINT_SHAPE: LintRule = {
  code: "ADF_LINT_SHAPE",
  severity: "error",
  title: "Every part of a pipeline has the shape of the service's JSON",
  why: "the service cannot read the definition",
  repair: "give what the place must hold, as in the JSON that Data Factory Studio shows",
  source: SOURCES.specification,
  check: ({ json, activities, parameters, variables }) => [
    ...pipelineShape(json),
    ...activities.flatMap(activityShape),
    ...activities.flatMap(innerShape),
    ...[...parameters, ...variables].flatMap(({ pointer, specification }) => [
      ...must(specification, pointer, "an object"),
      ...(isRecord(specification) ? must(specification["type"], `${pointer}/type`, "a text") : []),
    ]),
  ],
};

function pipelineShape(json: unknown): readonly LintFinding[] {
  const { name, properties } = recordOf(json);
  const { activities, annotations, folder, parameters, variables } = recordOf(properties);
  const at = "/properties";
  return [
    ...must(json, "", "an object"),
    ...may(name, "/name", "a text"),
    ...(isRecord(json) ? must(properties, at, "an object") : []),
    ...may(activities, `${at}/activities`, "an array"),
    ...items(activities, `${at}/activities`),
    ...may(annotations, `${at}/annotations`, "an array"),
    ...may(folder, `${at}/folder`, "an object"),
    ...may(parameters, `${at}/parameters`, "an object"),
    ...may(variables, `${at}/variables`, "an object"),
  ];
}

function activityShape({ json, pointer }: ActivityView): readonly LintFinding[] {
  const { dependsOn, name, policy, type, typeProperties, userProperties } = json;
  return [
    ...must(name, `${pointer}/name`, "a text"),
    ...must(type, `${pointer}/type`, "a text"),
    ...may(typeProperties, `${pointer}/typeProperties`, "an object"),
    ...may(policy, `${pointer}/policy`, "an object"),
    ...may(userProperties, `${pointer}/userProperties`, "an array"),
    ...may(dependsOn, `${pointer}/dependsOn`, "an array"),
    ...listOf(dependsOn).flatMap((edge, index) => edgeShape(edge, `${pointer}/dependsOn/${index}`)),
  ];
}

function edgeShape(edge: unknown, pointer: string): readonly LintFinding[] {
  if (!isRecord(edge)) return must(edge, pointer, "an object");
  const { activity, dependencyConditions } = edge;
  const at = `${pointer}/dependencyConditions`;
  return [
    ...must(activity, `${pointer}/activity`, "a text"),
    ...must(dependencyConditions, at, "an array"),
    ...listOf(dependencyConditions).flatMap((condition, index) =>
      must(condition, `${at}/${index}`, "a text"),
    ),
  ];
}

/** By type, the properties that hold activities, or cases that hold them. */
const LISTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["ForEach", ["activities"]],
  ["IfCondition", ["ifTrueActivities", "ifFalseActivities"]],
  ["Switch", ["cases", "defaultActivities"]],
  ["Until", ["activities"]],
]);

function innerShape({ pointer, properties, type }: ActivityView): readonly LintFinding[] {
  const at = `${pointer}/typeProperties`;
  const lists = LISTS.get(type);
  if (lists === undefined) return [];
  const cases = listOf(properties["cases"]).flatMap((item, index) => [
    ...must(item, `${at}/cases/${index}`, "an object"),
    ...may(recordOf(item)["activities"], `${at}/cases/${index}/activities`, "an array"),
  ]);
  return [
    ...lists.flatMap((key) => may(properties[key], `${at}/${key}`, "an array")),
    ...cases,
    ...innerLists(properties, at).flatMap(([list, where]) => items(list, where)),
  ];
}

function items(list: unknown, pointer: string): readonly LintFinding[] {
  return listOf(list).flatMap((item, index) => must(item, `${pointer}/${index}`, "an object"));
}

function may(value: unknown, pointer: string, kind: Kind): readonly LintFinding[] {
  return value === undefined || value === null ? [] : must(value, pointer, kind);
}

// Where a template puts something in, its kind is not known.
function must(value: unknown, pointer: string, kind: Kind): readonly LintFinding[] {
  if (IS_KIND[kind](value) || isTemplateExpression(value)) return [];
  return [{ pointer, message: `must be ${kind}, got ${kindOf(value)}` }];
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : show(value);
}

const ADF_LINT_TYPE_UNKNOWN: LintRule = {
  code: "ADF_LINT_TYPE_UNKNOWN",
  severity: "warning",
  title: "The type of an activity is one of the service's",
  why: "a misspelt type is refused; nothing else can be said of an activity of unknown type",
  repair: "write the type as the service spells it",
  source: SOURCES.specification,
  check: ({ activities }) =>
    activities
      .filter(({ type }) => type !== "" && !ACTIVITY_TYPES.has(type) && !isTemplateExpression(type))
      .map(({ pointer, type }) => ({
        pointer: `${pointer}/type`,
        message: `must be a known type${nearest(type, ACTIVITY_TYPES.keys())}`,
        value: type,
      })),
};

const PARAMETER_TYPES = ["Object", "String", "Int", "Float", "Bool", "Array", "SecureString"];
const VARIABLE_TYPES = ["String", "Bool", "Array"];

const ADF_LINT_PARAMETER_TYPE: LintRule = {
  code: "ADF_LINT_PARAMETER_TYPE",
  severity: "error",
  title: "A parameter has a type that parameters can have",
  why: "the service refuses other types",
  repair: `give one of ${PARAMETER_TYPES.join(", ")}`,
  source: SOURCES.specification,
  check: ({ parameters }) => typed(parameters, PARAMETER_TYPES, []),
};

const ADF_LINT_VARIABLE_TYPE: LintRule = {
  code: "ADF_LINT_VARIABLE_TYPE",
  severity: "error",
  title: "A variable has a type that variables can have",
  why: "the service refuses other types",
  repair: `give one of ${VARIABLE_TYPES.join(", ")}`,
  source: SOURCES.specification,
  // Data Factory Studio writes these two, which the specification does not list.
  check: ({ variables }) => typed(variables, VARIABLE_TYPES, ["boolean", "integer"]),
};

// Studio writes types in lower case too, such as `string`.
function typed(
  declared: readonly DeclarationView[],
  types: readonly string[],
  tolerated: readonly string[],
): readonly LintFinding[] {
  const known = new Set([...types.map((type) => type.toLowerCase()), ...tolerated]);
  return declared.flatMap(({ pointer, specification }) => {
    const type = recordOf(specification)["type"];
    if (typeof type !== "string" || known.has(type.toLowerCase())) return [];
    if (isTemplateExpression(type)) return [];
    const message = `must be one of ${types.join(", ")}`;
    return [{ pointer: `${pointer}/type`, message, value: type }];
  });
}

/** The rules on shape. */
export const SHAPE_RULES: readonly LintRule[] = [
  ADF_LINT_DEPTH,
  ADF_LINT_SHAPE,
  ADF_LINT_TYPE_UNKNOWN,
  ADF_LINT_PARAMETER_TYPE,
  ADF_LINT_VARIABLE_TYPE,
];
