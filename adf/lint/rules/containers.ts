// Rules on what stands inside what.

import { isTemplateExpression } from "../../wire/read-template";
import { type ActivityView, around, listOf, recordOf } from "../pipeline-view";
import { type LintFinding, type LintRule, show } from "../rule";
import { SOURCES } from "../sources";

const CONDITIONALS = ["IfCondition", "Switch"];
const CONTAINERS = ["ForEach", "IfCondition", "Switch", "Until"];

/**
 * By type, the containers in which it must not be, however deep.
 *
 * @see https://learn.microsoft.com/azure/data-factory/concepts-nested-activities#nested-activity-embedding-limitations
 */
const FORBIDDEN_INSIDE: ReadonlyMap<string, readonly string[]> = new Map([
  ["ForEach", CONTAINERS],
  ["IfCondition", CONDITIONALS],
  ["Switch", CONDITIONALS],
  ["Until", CONTAINERS],
  ["Validation", CONTAINERS],
]);

const ADF_LINT_NESTING: LintRule = {
  code: "ADF_LINT_NESTING",
  severity: "error",
  title:
    "Loops stand at the top; an If or Switch stands at the top or in a loop; a Validation at the top",
  why: "the service refuses every other nesting",
  repair: "move the inner part into a pipeline of its own and call it with ExecutePipeline",
  source: SOURCES.nesting,
  check: ({ activities }) =>
    activities.flatMap((activity) => {
      const forbidden = FORBIDDEN_INSIDE.get(activity.type);
      const outer = around(activity).find(({ type }) => forbidden?.includes(type));
      if (outer === undefined) return [];
      const message = `(${activity.type}) must not be inside ${show(outer.name)} (${outer.type})`;
      return [{ pointer: `${activity.pointer}/type`, message }];
    }),
};

const ADF_LINT_EMPTY: LintRule = {
  code: "ADF_LINT_EMPTY",
  severity: "warning",
  title: "A pipeline, a loop and a condition hold at least one activity",
  why: "Data Factory Studio does not publish an empty pipeline or loop, and a run of one does nothing",
  repair: "add an activity, or remove the container",
  source: SOURCES.pipelineJson,
  check: ({ activities, properties, top }) => {
    const given = properties["activities"];
    const known = given === undefined || Array.isArray(given);
    return [
      ...(known && top.activities.length === 0 ? [empty(top.pointer)] : []),
      ...activities.filter(isEmpty).map(({ pointer }) => empty(`${pointer}/typeProperties`)),
    ];
  },
};

// A list that a template puts in is not known to be empty.
function isEmpty({ inner, properties, type }: ActivityView): boolean {
  if (!CONTAINERS.includes(type) || Object.values(properties).some(isTemplateExpression)) {
    return false;
  }
  return inner.every(({ activities }) => activities.length === 0);
}

function empty(pointer: string): LintFinding {
  return { pointer, message: "must hold at least one activity" };
}

const ADF_LINT_CASE_VALUE: LintRule = {
  code: "ADF_LINT_CASE_VALUE",
  severity: "error",
  title: "The value of a case is a text",
  why: "the service compares texts, and takes no number here",
  repair: 'write it as a text, such as "1"',
  source: SOURCES.switch,
  check: ({ activities }) =>
    casesOf(activities)
      .filter(({ value }) => value !== undefined && typeof value !== "string")
      .map(({ pointer, value }) => ({ pointer, message: "must be a text", value })),
};

const ADF_LINT_CASE_DUPLICATE: LintRule = {
  code: "ADF_LINT_CASE_DUPLICATE",
  severity: "warning",
  title: "The cases of a Switch have different values",
  why: "only one of two equal cases could run",
  repair: "join the cases, or change one of the values",
  source: SOURCES.switch,
  check: ({ activities }) => {
    const seen = new Map<ActivityView, Set<unknown>>();
    return casesOf(activities).flatMap(({ activity, pointer, value }) => {
      if (typeof value !== "string") return [];
      const values = seen.get(activity) ?? new Set();
      seen.set(activity, values);
      if (values.has(value)) return [{ pointer, message: "must differ from other cases", value }];
      values.add(value);
      return [];
    });
  },
};

interface CaseView {
  readonly activity: ActivityView;
  readonly pointer: string;
  readonly value: unknown;
}

function casesOf(activities: readonly ActivityView[]): readonly CaseView[] {
  return activities
    .filter(({ type }) => type === "Switch")
    .flatMap((activity) =>
      listOf(activity.properties["cases"]).map((item, index) => ({
        activity,
        pointer: `${activity.pointer}/typeProperties/cases/${index}/value`,
        value: recordOf(item)["value"],
      })),
    );
}

/** The rules on what stands inside what. */
export const CONTAINER_RULES: readonly LintRule[] = [
  ADF_LINT_NESTING,
  ADF_LINT_EMPTY,
  ADF_LINT_CASE_VALUE,
  ADF_LINT_CASE_DUPLICATE,
];
