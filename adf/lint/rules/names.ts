// Rules on names.

import { isTemplateExpression } from "../../wire/read-template";
import type { PipelineView } from "../pipeline-view";
import type { LintFinding, LintRule } from "../rule";
import { SOURCES } from "../sources";

const MOST_PIPELINE_CHARACTERS = 140;
const MOST_ACTIVITY_CHARACTERS = 55;
const NAME = /^[A-Za-z0-9_][^.+?/<>*%&:\\#]*$/;

const WORDS = "begin with a letter, digit or underscore, and hold none of . + ? / < > * % & : \\ #";

const ADF_LINT_PIPELINE_NAME: LintRule = {
  code: "ADF_LINT_PIPELINE_NAME",
  severity: "error",
  title: `The name of a pipeline has 1 to ${MOST_PIPELINE_CHARACTERS} allowed characters`,
  why: "the service refuses other names",
  repair: "shorten it, or use letters, digits, underscores, dashes and spaces",
  source: SOURCES.pipelineJson,
  check: ({ name }) => named(name, "/name", MOST_PIPELINE_CHARACTERS),
};

const ADF_LINT_ACTIVITY_NAME: LintRule = {
  code: "ADF_LINT_ACTIVITY_NAME",
  severity: "error",
  title: `The name of an activity has 1 to ${MOST_ACTIVITY_CHARACTERS} allowed characters`,
  why: "the service refuses other names",
  repair: "shorten it, or use letters, digits, underscores, dashes and spaces",
  source: SOURCES.pipelineJson,
  check: ({ activities }) =>
    activities.flatMap(({ json, pointer }) =>
      named(json["name"], `${pointer}/name`, MOST_ACTIVITY_CHARACTERS),
    ),
};

function named(name: unknown, pointer: string, most: number): readonly LintFinding[] {
  if (typeof name !== "string" || (name.length <= most && NAME.test(name))) return [];
  if (isTemplateExpression(name)) return [];
  return [{ pointer, message: `must have 1 to ${most} characters, ${WORDS}`, value: name }];
}

const ADF_LINT_NAME_DUPLICATE: LintRule = {
  code: "ADF_LINT_NAME_DUPLICATE",
  severity: "error",
  title: "No two activities, parameters or variables of a pipeline are named alike but for case",
  why: "the service does not tell such names apart, in whatever container the activities are",
  repair: "rename one of them, and what refers to it",
  source: SOURCES.names,
  check: (pipeline) => [
    ...duplicates(activityNames(pipeline)),
    ...duplicates(pipeline.parameters),
    ...duplicates(pipeline.variables),
  ],
};

function activityNames({ activities }: PipelineView): readonly NamedPlace[] {
  return activities
    .filter(({ name }) => name !== "")
    .map(({ name, pointer }) => ({ name, pointer: `${pointer}/name` }));
}

interface NamedPlace {
  readonly name: string;
  readonly pointer: string;
}

function duplicates(places: readonly NamedPlace[]): readonly LintFinding[] {
  const seen = new Set<string>();
  return places.flatMap(({ name, pointer }) => {
    const known = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    const message = "must differ from an earlier name in more than case";
    return known ? [{ pointer, message, value: name }] : [];
  });
}

/** The rules on names. */
export const NAME_RULES: readonly LintRule[] = [
  ADF_LINT_PIPELINE_NAME,
  ADF_LINT_ACTIVITY_NAME,
  ADF_LINT_NAME_DUPLICATE,
];
