// Names: what the service accepts, and that it ignores case.

import { type Problem, problem } from "../error";
import type { Pipeline } from "../pipeline";
import type { Visit } from "./walk";

/**
 * The longest names and the characters that none may hold.
 *
 * @see https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities#pipeline-json
 */
const NAME_RULES = Object.freeze({
  /** Characters. */
  pipelineLength: 140,
  /** Characters. */
  activityLength: 55,
  pattern: /^[A-Za-z0-9_][^.+?/<>*%&:\\#]*$/,
});

/** Names that the service does not accept, and names that it cannot tell apart. */
export function checkNames(pipeline: Pipeline, visits: readonly Visit[]): readonly Problem[] {
  const { pipelineLength, activityLength } = NAME_RULES;
  return [
    ...checkName(pipeline.name, "name", pipelineLength),
    ...visits.flatMap(({ activity, path }) =>
      checkName(activity.name, `${path}/name`, activityLength),
    ),
    ...checkUnique(visits.map(({ activity, path }) => ({ name: activity.name, path }))),
    ...checkUnique(namesOf(pipeline.parameters, "parameters")),
    ...checkUnique(namesOf(pipeline.variables, "variables")),
  ];
}

function checkName(name: string, path: string, longest: number): readonly Problem[] {
  if (name.length >= 1 && name.length <= longest && NAME_RULES.pattern.test(name)) return [];
  const rule =
    `must have 1 to ${longest} characters, begin with a letter, digit or underscore, ` +
    "and hold none of . + ? / < > * % & : \\ #";
  return [problem("ADF_NAME_INVALID", path, rule, name)];
}

interface NamedPath {
  readonly name: string;
  readonly path: string;
}

function namesOf(record: Readonly<Record<string, unknown>>, prefix: string): readonly NamedPath[] {
  return Object.keys(record).map((name) => ({ name, path: `${prefix}/${name}` }));
}

function checkUnique(names: readonly NamedPath[]): readonly Problem[] {
  const first = new Map<string, string>();
  return names.flatMap(({ name, path }) => {
    const key = name.toLowerCase();
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, path);
      return [];
    }
    const rule = `must differ from ${earlier} in more than case`;
    return [problem("ADF_NAME_DUPLICATE", path, rule, name)];
  });
}
