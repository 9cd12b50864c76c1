// How the flat and the nested form of an activity differ: the one table that both directions read.

/** The keys of an activity that stand beside `typeProperties`, whatever its type. */
const ENVELOPE: ReadonlySet<string> = new Set([
  "name",
  "type",
  "description",
  "state",
  "onInactiveMarkAs",
  "userProperties",
  "dependsOn",
  "policy",
  "linkedServiceName",
]);

/** The keys that stand beside `typeProperties` in one type only. */
const ENVELOPE_BY_TYPE: Readonly<Record<string, ReadonlySet<string>>> = {
  Copy: new Set(["inputs", "outputs"]),
};

/** The properties of a container that hold activities. */
const ACTIVITY_LISTS: ReadonlySet<string> = new Set([
  "activities",
  "ifTrueActivities",
  "ifFalseActivities",
  "defaultActivities",
]);

/** Tells a key that stands beside `typeProperties` in the service's JSON. */
export function isEnvelopeKey(type: unknown, key: string): boolean {
  return (
    ENVELOPE.has(key) || (typeof type === "string" && ENVELOPE_BY_TYPE[type]?.has(key) === true)
  );
}

/**
 * The properties of a type with every list of inner activities replaced by what `each` makes of its
 * members; the cases of a Switch hold such lists too.
 */
export function mapInnerActivities(
  properties: Readonly<Record<string, unknown>>,
  each: (activity: unknown) => unknown,
): Record<string, unknown> {
  const entries = Object.entries(properties).map(([key, value]) => {
    if (!Array.isArray(value)) return [key, value];
    if (ACTIVITY_LISTS.has(key)) return [key, value.map(each)];
    return key === "cases" ? [key, value.map((item) => mapCase(item, each))] : [key, value];
  });
  return Object.fromEntries(entries);
}

function mapCase(item: unknown, each: (activity: unknown) => unknown): unknown {
  return isRecord(item) ? mapInnerActivities(item, each) : item;
}

/** Tells an object with string keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
