// Short ways to write definitions in the service's JSON.

/** An object of the service's JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** A pipeline `p` of activities. */
export function pipeline(activities: readonly unknown[], beside: Json = {}): Json {
  return { name: "p", properties: { activities, ...beside } };
}

/** An activity. */
export function act(name: string, type: string, typeProperties: Json, beside: Json = {}): Json {
  return { name, type, typeProperties, ...beside };
}

/** A pause of one second: an activity of which nothing can be told. */
export function wait(name: string, ...dependsOn: readonly Json[]): Json {
  return act(name, "Wait", { waitTimeInSeconds: 1 }, { dependsOn });
}

/** A dependency. */
export function on(activity: string, ...dependencyConditions: readonly string[]): Json {
  return { activity, dependencyConditions };
}

/** An expression object. */
export function ex(value: string): Json {
  return { type: "Expression", value };
}

/** A full policy of ten minutes. */
export const POLICY: Json = { timeout: "0.00:10:00" };

/** A web call with a timeout. */
export function web(name: string, ...dependsOn: readonly Json[]): Json {
  return act(
    name,
    "WebActivity",
    { method: "GET", url: "https://example.invalid" },
    { policy: POLICY, dependsOn },
  );
}

/** A Fail with a message, which may be an expression. */
export function fail(message: unknown, beside: Json = {}): Json {
  return act("Stop", "Fail", { message, errorCode: "X" }, beside);
}

/** A condition. */
export function ifs(name: string, yes: readonly unknown[], no: readonly unknown[] = []): Json {
  return act(name, "IfCondition", {
    expression: ex("@equals(1, 1)"),
    ifTrueActivities: yes,
    ifFalseActivities: no,
  });
}

/** A choice with one case. */
export function switches(name: string, activities: readonly unknown[]): Json {
  return act(name, "Switch", { on: ex("@string(1)"), cases: [{ value: "1", activities }] });
}

/** A loop over items, side by side where nothing else is said. */
export function forEach(name: string, activities: readonly unknown[], beside: Json = {}): Json {
  return act(name, "ForEach", { items: ex("@createArray(1)"), activities, ...beside });
}

/** A loop until a condition holds. */
export function until(name: string, activities: readonly unknown[], beside: Json = {}): Json {
  return act(name, "Until", {
    expression: ex("@equals(1, 1)"),
    timeout: "0.01:00:00",
    activities,
    ...beside,
  });
}

/** A Lookup of the first row. */
export function lookup(name: string, beside: Json = {}): Json {
  return act(
    name,
    "Lookup",
    { source: { type: "AzureSqlSource" }, dataset: dataset("d"), ...beside },
    { policy: POLICY },
  );
}

/** A reference to a dataset. */
function dataset(referenceName: string): Json {
  return { referenceName, type: "DatasetReference" };
}

/** A SetVariable. */
export function set(variableName: string, value: unknown, beside: Json = {}): Json {
  return act(`Set ${variableName}`, "SetVariable", { variableName, value }, beside);
}

/** As many of something as are asked for. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
