// From a pipeline of the builder to the service's JSON.

import type { Container, Dependency, PlacedActivity } from "../builder/activity";
import type { ParameterSpec } from "../builder/parameters";
import type { Pipeline } from "../builder/pipeline";
import { renderValue } from "../builder/render";
import type { ActivityJson, DependencyJson, PipelineJson, WireRecord } from "./json";

/**
 * A pipeline as the service's JSON.
 *
 * The order of activities and keys is fixed, so equal pipelines give equal text.
 */
export function toServiceJson(pipeline: Pipeline): PipelineJson {
  const { name, description, annotations, concurrency, folder } = pipeline;
  return {
    name,
    properties: {
      ...(description === undefined ? {} : { description }),
      activities: pipeline.activities.map(activityJson),
      ...specifications("parameters", pipeline.parameters),
      ...specifications("variables", pipeline.variables),
      ...(concurrency === undefined ? {} : { concurrency }),
      ...(annotations.length === 0 ? {} : { annotations }),
      ...(folder === undefined ? {} : { folder: { name: folder } }),
    },
  };
}

function activityJson({ activity, dependsOn }: PlacedActivity): ActivityJson {
  const { name, type, description, state, onInactiveMarkAs, userProperties, policy } = activity;
  const { linkedServiceName, inputs, outputs, typeProperties, containers } = activity;
  const rendered = renderValue({ linkedServiceName, inputs, outputs, typeProperties }) as {
    readonly typeProperties: WireRecord;
  };
  return {
    name,
    type,
    ...(description === undefined ? {} : { description }),
    ...(state === undefined ? {} : { state }),
    ...(onInactiveMarkAs === undefined ? {} : { onInactiveMarkAs }),
    ...(dependsOn.length === 0 ? {} : { dependsOn: dependsOn.map(dependencyJson) }),
    ...(userProperties === undefined ? {} : { userProperties }),
    ...(policy === undefined ? {} : { policy }),
    ...rendered,
    typeProperties: { ...rendered.typeProperties, ...innerLists(containers) },
  };
}

function innerLists(containers: readonly Container[]): WireRecord {
  const lists = containers.flatMap(({ property, caseValue, activities }) =>
    caseValue === undefined ? [[property, activities.map(activityJson)]] : [],
  );
  const cases = containers.flatMap(({ caseValue: value, activities }) =>
    value === undefined ? [] : [{ value, activities: activities.map(activityJson) }],
  );
  return { ...(cases.length === 0 ? {} : { cases }), ...Object.fromEntries(lists) };
}

function dependencyJson({ activity, outcomes }: Dependency): DependencyJson {
  return { activity, dependencyConditions: outcomes };
}

function specifications<K extends "parameters" | "variables">(
  key: K,
  specs: Readonly<Record<string, ParameterSpec>>,
): { readonly [key in K]?: WireRecord } {
  const entries = Object.entries(specs).map(([name, spec]) => [
    name,
    typeof spec === "string" ? { type: spec } : spec,
  ]);
  if (entries.length === 0) return {};
  return { [key]: Object.fromEntries(entries) } as { readonly [key in K]?: WireRecord };
}
