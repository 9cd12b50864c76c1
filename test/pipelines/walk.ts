// Reads a pipeline's service JSON: its activities, inner ones included, and all of its texts.

import type { ActivityJson, PipelineJson } from "../../adf/wire";

const INNER = ["activities", "ifTrueActivities", "ifFalseActivities", "defaultActivities"] as const;

/** A case of a Switch. */
interface Case {
  readonly value: string;
  readonly activities: ActivityJson[];
}

/** Every activity, a container before what it holds. */
export function everyActivity({ properties }: PipelineJson): readonly ActivityJson[] {
  return properties.activities.flatMap(withInner);
}

/** The activity of a name, wherever it stands; fails when there is none. */
export function activityOf(pipeline: PipelineJson, name: string): ActivityJson {
  const found = everyActivity(pipeline).find((activity) => activity.name === name);
  if (found === undefined) throw new Error(`expected an activity ${name}`);
  return found;
}

/** The activities that a container holds in one of its lists. */
export function innerOf(activity: ActivityJson, list: (typeof INNER)[number]): ActivityJson[] {
  const inner: unknown = activity.typeProperties[list];
  return Array.isArray(inner) ? inner : [];
}

/** The activities that a Switch holds in a case. */
export function caseOf({ typeProperties }: ActivityJson, value: string): ActivityJson[] {
  return casesOf(typeProperties).find((each) => each.value === value)?.activities ?? [];
}

function casesOf({ cases }: ActivityJson["typeProperties"]): readonly Case[] {
  return Array.isArray(cases) ? cases : [];
}

/** Every text of a value, keys included. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsOf(item)]);
}

/** Every object of a value that has the given type, such as `DatasetReference`. */
export function objectsOfType(value: unknown, type: string): readonly Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "type" in value && value.type === type ? [{ ...value }] : [];
  return [...own, ...Object.values(value).flatMap((item) => objectsOfType(item, type))];
}

/** Minutes of a timespan `d.hh:mm:ss`; fails for any other form. */
export function minutesOf(timespan: unknown): number {
  const [, days, hours, minutes, seconds] =
    /^(\d+)\.(\d\d):(\d\d):(\d\d)$/.exec(String(timespan)) ?? [];
  if (seconds !== "00") throw new Error(`expected d.hh:mm:00, got ${String(timespan)}`);
  return Number(days) * 1440 + Number(hours) * 60 + Number(minutes);
}

function withInner(activity: ActivityJson): readonly ActivityJson[] {
  const inner = [
    ...INNER.flatMap((list) => innerOf(activity, list)),
    ...casesOf(activity.typeProperties).flatMap(({ activities }) => activities),
  ];
  return [activity, ...inner.flatMap(withInner)];
}
