// Rules on the edges between activities.

import { isTemplateExpression } from "../../wire/read-template";
import { cyclesOf } from "../cycles";
import { nearest } from "../nearest";
import {
  type ActivityView,
  type EdgeView,
  isFollowed,
  type PipelineView,
  type ScopeView,
} from "../pipeline-view";
import { contradictionsIn } from "../reachability";
import { type LintFinding, type LintRule, show } from "../rule";
import { SOURCES } from "../sources";

const CONDITIONS: ReadonlySet<string> = new Set(["Succeeded", "Failed", "Skipped", "Completed"]);

const ADF_LINT_DEPENDENCY_UNKNOWN: LintRule = {
  code: "ADF_LINT_DEPENDENCY_UNKNOWN",
  severity: "error",
  title: "An activity depends on activities that the pipeline holds",
  why: "the run ends with InvalidTemplate before anything has started",
  repair: "name an activity of the same list, or remove the dependency",
  source: SOURCES.dependencies,
  check: (pipeline) =>
    edgesOf(pipeline).flatMap(({ activity, edge }) => {
      if (pipeline.byName.has(edge.activity.toLowerCase())) return [];
      const names = activity.scope.activities.filter((it) => it !== activity).map((it) => it.name);
      const message = `must name an activity of the pipeline${nearest(edge.activity, names)}`;
      return [{ pointer: `${edge.pointer}/activity`, message, value: edge.activity }];
    }),
};

const ADF_LINT_DEPENDENCY_SCOPE: LintRule = {
  code: "ADF_LINT_DEPENDENCY_SCOPE",
  severity: "error",
  title: "An activity depends on activities of its own list only",
  why: "a dependency across the border of a container is unknown to the service",
  repair: "depend on the container that holds it, or move one of the two",
  source: SOURCES.dependencies,
  check: (pipeline) =>
    edgesOf(pipeline).flatMap(({ activity, edge }) => {
      const key = edge.activity.toLowerCase();
      const other = pipeline.byName.get(key);
      if (other === undefined || activity.scope.byName.has(key)) return [];
      const where = other.enclosing === undefined ? "the pipeline" : show(other.enclosing.name);
      const message = `must name an activity of the same list, not one of ${where}`;
      return [{ pointer: `${edge.pointer}/activity`, message, value: edge.activity }];
    }),
};

const ADF_LINT_DEPENDENCY_SELF: LintRule = {
  code: "ADF_LINT_DEPENDENCY_SELF",
  severity: "error",
  title: "No activity depends on itself",
  why: "it could never start",
  repair: "remove the dependency",
  source: SOURCES.dependencies,
  check: (pipeline) =>
    edgesOf(pipeline)
      .filter(({ activity, edge }) => fromOf(activity, edge) === activity)
      .map(({ edge }) => ({
        pointer: `${edge.pointer}/activity`,
        message: "must be another activity",
        value: edge.activity,
      })),
};

const ADF_LINT_DEPENDENCY_CYCLE: LintRule = {
  code: "ADF_LINT_DEPENDENCY_CYCLE",
  severity: "error",
  title: "No activities depend on each other in a circle",
  why: "none of them could start",
  repair: "remove one of the dependencies",
  source: SOURCES.dependencies,
  check: (pipeline) =>
    scopesOf(pipeline)
      .flatMap(cyclesOf)
      .flatMap((cycle) => {
        const [first] = cycle;
        if (first === undefined) return [];
        const message = `must not lead back to it (${circle(cycle.map(({ name }) => name))})`;
        return [{ pointer: `${first.pointer}/dependsOn`, message }];
      }),
};

const SHOWN_NAMES = 10;

function circle(names: readonly string[]): string {
  const all = [...names, names[0] ?? ""];
  const shown =
    all.length <= SHOWN_NAMES ? all : [...all.slice(0, SHOWN_NAMES - 2), "…", all.at(-1)];
  return shown.join(" -> ");
}

const ADF_LINT_DEPENDENCY_CONDITION: LintRule = {
  code: "ADF_LINT_DEPENDENCY_CONDITION",
  severity: "error",
  title: "A dependency's conditions are Succeeded, Failed, Skipped or Completed",
  why: "the service knows no others",
  repair: "give one or more of the four",
  source: SOURCES.dependencies,
  check: (pipeline) =>
    edgesOf(pipeline).flatMap(({ edge }) =>
      edge.conditions
        .filter((condition) => !CONDITIONS.has(condition) && !isTemplateExpression(condition))
        .map((condition) => ({
          pointer: `${edge.pointer}/dependencyConditions`,
          message: `must be of ${[...CONDITIONS].join(", ")}${nearest(condition, CONDITIONS)}`,
          value: condition,
        })),
    ),
};

const ADF_LINT_DEPENDENCY_EMPTY: LintRule = {
  code: "ADF_LINT_DEPENDENCY_EMPTY",
  severity: "warning",
  title: "A dependency names at least one condition",
  why: "what the service makes of none is not documented",
  repair: "give Succeeded, or remove the dependency",
  source: SOURCES.dependencies,
  check: ({ activities }) =>
    activities.flatMap(({ json, pointer }) =>
      emptyConditions(json["dependsOn"]).map((index) => ({
        pointer: `${pointer}/dependsOn/${index}/dependencyConditions`,
        message: "must hold at least one condition",
      })),
    ),
};

function emptyConditions(dependsOn: unknown): readonly number[] {
  if (!Array.isArray(dependsOn)) return [];
  return dependsOn.flatMap((edge: unknown, index) => {
    const conditions =
      typeof edge === "object" && edge !== null && "dependencyConditions" in edge
        ? edge.dependencyConditions
        : undefined;
    return Array.isArray(conditions) && conditions.length === 0 ? [index] : [];
  });
}

const ADF_LINT_DEPENDENCY_DUPLICATE: LintRule = {
  code: "ADF_LINT_DEPENDENCY_DUPLICATE",
  severity: "warning",
  title: "An activity names each of its dependencies once",
  why: "conditions of one dependency are alternatives, while several dependencies must all hold",
  repair: "join the conditions in one dependency",
  source: SOURCES.dependencies,
  check: ({ activities }) =>
    activities.flatMap(({ edges }) => {
      const seen = new Set<string>();
      return edges.flatMap(({ activity, pointer }) => {
        const known = seen.has(activity.toLowerCase());
        seen.add(activity.toLowerCase());
        const message = "must not be named by an earlier dependency too";
        return known ? [{ pointer: `${pointer}/activity`, message, value: activity }] : [];
      });
    }),
};

const ADF_LINT_DEPENDENCY_NEVER: LintRule = {
  code: "ADF_LINT_DEPENDENCY_NEVER",
  severity: "warning",
  title: "The dependencies of an activity can hold together",
  why: "all dependencies must hold, so an activity that waits for both branches of another never runs",
  repair:
    "give the branches the conditions Succeeded and Skipped, or depend on the activity before them",
  source: SOURCES.errorHandling,
  check: (pipeline) => (isFollowed(pipeline) ? scopesOf(pipeline).flatMap(neverRun) : []),
};

// What only follows from another activity that never runs is not told again.
function neverRun(scope: ScopeView): readonly LintFinding[] {
  const never = contradictionsIn(scope);
  return [...never]
    .filter(([activity]) => !waitsFor(activity, never))
    .map(
      ([
        { pointer },
        {
          activity,
          demands: [before, demand],
        },
      ]) => {
        const needs = demand === "" ? "never be skipped" : `be ${demand}`;
        const message = `must be able to hold, but ${show(activity)} would have to ${needs} and can only be ${before}`;
        return { pointer: `${pointer}/dependsOn`, message };
      },
    );
}

function waitsFor(activity: ActivityView, never: ReadonlyMap<ActivityView, unknown>): boolean {
  return activity.edges.some((edge) => {
    const from = fromOf(activity, edge);
    return from !== undefined && never.has(from) && !edge.conditions.includes("Skipped");
  });
}

const ADF_LINT_COMPLETED_MIXED: LintRule = {
  code: "ADF_LINT_COMPLETED_MIXED",
  severity: "warning",
  title: "An activity with a Completed branch has no Succeeded or Failed branch",
  why: "both branches run, and Data Factory Studio does not allow the two side by side",
  repair: "use Succeeded and Failed branches, or Completed alone",
  source: SOURCES.errorHandling,
  check: (pipeline) => scopesOf(pipeline).flatMap(mixed),
};

function mixed(scope: ScopeView): readonly LintFinding[] {
  const decided = new Set<ActivityView>();
  const completed: (readonly [ActivityView, EdgeView])[] = [];
  for (const activity of scope.activities) {
    for (const edge of activity.edges) {
      const from = fromOf(activity, edge);
      if (from === undefined) continue;
      if (edge.conditions.includes("Completed")) completed.push([from, edge]);
      if (edge.conditions.some((it) => it === "Succeeded" || it === "Failed")) decided.add(from);
    }
  }
  return completed
    .filter(([from]) => decided.has(from))
    .map(([from, { pointer }]) => ({
      pointer: `${pointer}/dependencyConditions`,
      message: `must not be Completed where ${show(from.name)} has a Succeeded or Failed branch too`,
    }));
}

function fromOf(activity: ActivityView, edge: EdgeView): ActivityView | undefined {
  return activity.scope.byName.get(edge.activity.toLowerCase());
}

interface PlacedEdge {
  readonly activity: ActivityView;
  readonly edge: EdgeView;
}

function edgesOf({ activities }: PipelineView): readonly PlacedEdge[] {
  return activities.flatMap((activity) => activity.edges.map((edge) => ({ activity, edge })));
}

function scopesOf({ activities, top }: PipelineView): readonly ScopeView[] {
  return [top, ...activities.flatMap(({ inner }) => inner)];
}

/** The rules on the edges between activities. */
export const DEPENDENCY_RULES: readonly LintRule[] = [
  ADF_LINT_DEPENDENCY_UNKNOWN,
  ADF_LINT_DEPENDENCY_SCOPE,
  ADF_LINT_DEPENDENCY_SELF,
  ADF_LINT_DEPENDENCY_CYCLE,
  ADF_LINT_DEPENDENCY_CONDITION,
  ADF_LINT_DEPENDENCY_EMPTY,
  ADF_LINT_DEPENDENCY_DUPLICATE,
  ADF_LINT_DEPENDENCY_NEVER,
  ADF_LINT_COMPLETED_MIXED,
];
