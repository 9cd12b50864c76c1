/** Which pipelines of a factory take part in a run of one of them. */

/** Worked out once for each factory: a simulation of many nights asks again and again. */
const known = new WeakMap<readonly unknown[], Map<string, readonly unknown[]>>();

/** The pipeline of a name and every one that it calls, directly or through others. */
export function reachable(pipelines: readonly unknown[], name: string): readonly unknown[] {
  const ofFactory = known.get(pipelines) ?? new Map<string, readonly unknown[]>();
  known.set(pipelines, ofFactory);
  const found = ofFactory.get(name) ?? pipelinesFrom(pipelines, name);
  ofFactory.set(name, found);
  return found;
}

function pipelinesFrom(pipelines: readonly unknown[], name: string): readonly unknown[] {
  const byName = new Map(pipelines.map((pipeline) => [nameOf(pipeline), pipeline]));
  const names = new Set([name]);
  for (const each of names) {
    for (const called of calledBy(byName.get(each))) names.add(called);
  }
  return pipelines.filter((pipeline) => names.has(nameOf(pipeline)));
}

function nameOf(pipeline: unknown): string {
  return String((pipeline as { readonly name?: unknown }).name);
}

/** Names in references of the type PipelineReference, wherever they stand in a definition. */
function calledBy(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const { referenceName, type } = value as Readonly<Record<string, unknown>>;
  if (type === "PipelineReference" && typeof referenceName === "string") return [referenceName];
  return Object.values(value).flatMap(calledBy);
}
