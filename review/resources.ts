/** What happens to the resources of an environment: added, changed, replaced, removed. */
import type { PreviewedResource } from "./previewed";
import { type Replacement, replacementOf } from "./replacement";
import { type ValueChange, valueChanges } from "./value-changes";

/** What a deployment does with one resource. */
export interface ResourceChange {
  readonly action: "added" | "changed" | "replaced" | "removed";
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Whether the engine refuses to delete it, before the change or after. */
  readonly protect: boolean;
  /** The inputs that differ; empty for what is added or removed. */
  readonly changes: readonly ValueChange[];
  /** Absent: as far as is known the resource is updated. */
  readonly replacement?: Replacement;
}

/** Its definition is shown as a pipeline. */
const PIPELINE = "azure-native:datafactory:Pipeline";

/** @returns one entry a resource that differs, in the order of `after`, removed ones last. */
export function resourceChanges(
  before: readonly PreviewedResource[],
  after: readonly PreviewedResource[],
): readonly ResourceChange[] {
  const [old, current] = [byUrn(before), byUrn(after)];
  const there = [...current.values()].flatMap((resource) => {
    const was = old.get(resource.urn);
    return was === undefined ? [without(resource, "added")] : changeOf(was, resource);
  });
  const gone = [...old.values()].filter(({ urn }) => !current.has(urn));
  return [...there, ...gone.map((resource) => without(resource, "removed"))];
}

/** Components stand for their children, and are nothing by themselves. */
function byUrn(resources: readonly PreviewedResource[]): ReadonlyMap<string, PreviewedResource> {
  return new Map(resources.filter(({ custom }) => custom).map((each) => [each.urn, each]));
}

function without(resource: PreviewedResource, action: "added" | "removed"): ResourceChange {
  const { urn, type, name, protect } = resource;
  return { action, urn, type, name, protect, changes: [] };
}

function changeOf(was: PreviewedResource, is: PreviewedResource): readonly ResourceChange[] {
  const changes = [
    ...valueChanges(was.inputs, is.inputs),
    ...valueChanges(was.protect, is.protect, "protect"),
  ];
  if (changes.length === 0) return [];
  const { urn, type, name } = is;
  const inputs = Object.keys({ ...was.inputs, ...is.inputs }).filter(
    (key) => valueChanges(was.inputs[key], is.inputs[key]).length > 0,
  );
  const replacement = replacementOf(type, inputs);
  return [
    {
      action: replacement?.certainty === "certain" ? "replaced" : "changed",
      urn,
      type,
      name,
      protect: was.protect || is.protect,
      changes: type === PIPELINE && replacement === undefined ? [] : changes,
      ...(replacement && { replacement }),
    },
  ];
}
