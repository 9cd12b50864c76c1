// Rules on what an activity of each type needs.

import { isTemplateExpression } from "../../wire/read-template";
import { isRecord } from "../../wire/shape";
import { ACTIVITY_TYPES } from "../activity-types";
import { nearest } from "../nearest";
import { type ActivityView, type JsonObject, listOf, recordOf } from "../pipeline-view";
import type { LintFinding, LintRule } from "../rule";
import { SOURCES } from "../sources";
import { isExpressionLike } from "./limits";

const ADF_LINT_REQUIRED: LintRule = {
  code: "ADF_LINT_REQUIRED",
  severity: "error",
  title: "An activity has every property that its type needs",
  why: "the service refuses an activity without them, unless it is inactive",
  repair: "give the property",
  source: SOURCES.specification,
  check: ({ activities }) =>
    activities.filter(isActive).flatMap(({ pointer, properties, type }) => {
      const required = ACTIVITY_TYPES.get(type)?.required ?? [];
      const at = `${pointer}/typeProperties`;
      return [
        ...missing(properties, required, at),
        ...(type === "Script" ? scriptBlocks(properties, at) : []),
      ];
    }),
};

function scriptBlocks(properties: JsonObject, pointer: string): readonly LintFinding[] {
  return listOf(properties["scripts"]).flatMap((block, index) =>
    isRecord(block) ? missing(block, ["type", "text"], `${pointer}/scripts/${index}`) : [],
  );
}

function missing(
  holder: JsonObject,
  required: readonly string[],
  pointer: string,
): readonly LintFinding[] {
  return required
    .filter((key) => holder[key] === undefined || holder[key] === null)
    .map((key) => ({ pointer: `${pointer}/${key}`, message: "must be given" }));
}

const ADF_LINT_EXPRESSION_REQUIRED: LintRule = {
  code: "ADF_LINT_EXPRESSION_REQUIRED",
  severity: "error",
  title: "The condition, items or value that a container works on is an Expression object",
  why: "the service takes no plain text, boolean or array there",
  repair: 'write {"type": "Expression", "value": "@..."}',
  source: SOURCES.specification,
  check: ({ activities }) =>
    activities.filter(isActive).flatMap(({ pointer, properties, type }) =>
      (ACTIVITY_TYPES.get(type)?.expressions ?? [])
        .filter((key) => !isExpressionObject(properties[key]))
        .map((key) => ({
          pointer: `${pointer}/typeProperties/${key}`,
          message: 'must be {"type": "Expression", "value": text}',
          value: properties[key],
        })),
    ),
};

// What is missing is told by another rule.
function isExpressionObject(value: unknown): boolean {
  if (value === undefined || value === null || isTemplateExpression(value)) return true;
  return isRecord(value) && value["type"] === "Expression" && typeof value["value"] === "string";
}

/** By key, the type of a reference. */
const REFERENCE_TYPES: ReadonlyMap<string, string> = new Map([
  ["dataset", "DatasetReference"],
  ["inputs", "DatasetReference"],
  ["linkedServiceName", "LinkedServiceReference"],
  ["outputs", "DatasetReference"],
  ["pipeline", "PipelineReference"],
]);

/** The types of which `dataset` or `pipeline` is a reference. */
const REFERRING: ReadonlyMap<string, string> = new Map([
  ["Delete", "dataset"],
  ["ExecutePipeline", "pipeline"],
  ["GetMetadata", "dataset"],
  ["Lookup", "dataset"],
  ["Validation", "dataset"],
]);

const ADF_LINT_REFERENCE: LintRule = {
  code: "ADF_LINT_REFERENCE",
  severity: "error",
  title: "A reference has a referenceName and the type of what it refers to",
  why: "the service refuses other forms",
  repair: 'write {"referenceName": "...", "type": "..."} with the type that the message names',
  source: SOURCES.specification,
  check: ({ activities }) =>
    activities.filter(isActive).flatMap(({ json, pointer, properties, type }) => {
      const own = REFERRING.get(type);
      const ends = type === "Copy" ? ["inputs", "outputs"] : [];
      const at = `${pointer}/typeProperties/${own ?? ""}`;
      return [
        ...reference(json["linkedServiceName"], `${pointer}/linkedServiceName`),
        ...(own === undefined ? [] : reference(properties[own], at)),
        ...ends.flatMap((key) =>
          listOf(json[key]).flatMap((item, index) =>
            reference(item, `${pointer}/${key}/${index}`, key),
          ),
        ),
      ];
    }),
};

function reference(
  value: unknown,
  pointer: string,
  key: string = pointer.slice(pointer.lastIndexOf("/") + 1),
): readonly LintFinding[] {
  if (value === undefined || value === null || isTemplateExpression(value)) return [];
  const type = REFERENCE_TYPES.get(key) ?? "";
  const { referenceName, type: given } = recordOf(value);
  const named = typeof referenceName === "string" || isExpressionLike(referenceName);
  if (named && (given === type || isTemplateExpression(given))) return [];
  return [{ pointer, message: `must be {"referenceName": text, "type": "${type}"}`, value }];
}

/** The values that a property may have, where it is no expression. */
interface Choice {
  readonly pointer: string;
  readonly value: unknown;
  readonly allowed: readonly string[];
}

const ADF_LINT_CHOICE: LintRule = {
  code: "ADF_LINT_CHOICE",
  severity: "error",
  title: "A method, a kind of statement and a state are of those that the service knows",
  why: "the service refuses others",
  repair: "give one of the values that the message names",
  source: SOURCES.specification,
  check: ({ activities }) =>
    activities.flatMap(choicesOf).flatMap(({ allowed, pointer, value }) => {
      if (value === undefined || value === null || isExpressionLike(value)) return [];
      const text = typeof value === "string" ? value.toLowerCase() : undefined;
      if (allowed.some((it) => it.toLowerCase() === text)) return [];
      const near = typeof value === "string" ? nearest(value, allowed) : "";
      return [{ pointer, message: `must be one of ${allowed.join(", ")}${near}`, value }];
    }),
};

// PATCH is not among the specification's methods of this version, but the service sends it.
const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"];

function choicesOf({ json, pointer, properties, type }: ActivityView): readonly Choice[] {
  const at = `${pointer}/typeProperties`;
  const method = (allowed: readonly string[]): Choice => ({
    pointer: `${at}/method`,
    value: properties["method"],
    allowed,
  });
  const marks = ["Succeeded", "Failed", "Skipped"];
  return [
    { pointer: `${pointer}/state`, value: json["state"], allowed: ["Active", "Inactive"] },
    { pointer: `${pointer}/onInactiveMarkAs`, value: json["onInactiveMarkAs"], allowed: marks },
    ...(type === "WebActivity" ? [method(METHODS)] : []),
    ...(type === "WebHook" ? [method(["POST"])] : []),
    ...(type === "Script" ? scriptTypes(properties, at) : []),
  ];
}

function scriptTypes(properties: JsonObject, pointer: string): readonly Choice[] {
  return listOf(properties["scripts"]).map((block, index) => ({
    pointer: `${pointer}/scripts/${index}/type`,
    value: recordOf(block)["type"],
    allowed: ["Query", "NonQuery"],
  }));
}

const ADF_LINT_WAIT_ON_COMPLETION: LintRule = {
  code: "ADF_LINT_WAIT_ON_COMPLETION",
  severity: "warning",
  title: "An ExecutePipeline says whether it waits for the pipeline that it calls",
  why: "the service's documents disagree on the default; without waiting, a failure is not seen",
  repair: "give waitOnCompletion, true or false",
  source: SOURCES.executePipeline,
  check: ({ activities }) =>
    activities
      .filter(({ type }) => type === "ExecutePipeline")
      .filter(({ properties }) => properties["waitOnCompletion"] === undefined)
      .map(({ pointer }) => ({
        pointer: `${pointer}/typeProperties/waitOnCompletion`,
        message: "must be given",
      })),
};

const ADF_LINT_RECURSION: LintRule = {
  code: "ADF_LINT_RECURSION",
  severity: "warning",
  title: "No pipeline calls itself",
  why: "Data Factory Studio refuses it, and a run that starts runs of its own may have no end",
  repair: "use a loop, or start the next run from outside",
  source: SOURCES.executePipeline,
  check: ({ activities, name }) =>
    activities.flatMap(({ pointer, properties, type }) => {
      const called = recordOf(properties["pipeline"])["referenceName"];
      if (type !== "ExecutePipeline" || typeof called !== "string") return [];
      if (called.toLowerCase() !== name?.toLowerCase()) return [];
      const at = `${pointer}/typeProperties/pipeline/referenceName`;
      return [{ pointer: at, message: "must name another pipeline", value: called }];
    }),
};

/** Tells an activity that is run; an inactive one may be unfinished. */
function isActive({ json }: ActivityView): boolean {
  return json["state"] !== "Inactive";
}

/** The rules on what an activity of each type needs. */
export const PROPERTY_RULES: readonly LintRule[] = [
  ADF_LINT_REQUIRED,
  ADF_LINT_EXPRESSION_REQUIRED,
  ADF_LINT_REFERENCE,
  ADF_LINT_CHOICE,
  ADF_LINT_WAIT_ON_COMPLETION,
  ADF_LINT_RECURSION,
];
