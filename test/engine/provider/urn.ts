/** What a URN says of a resource. */
export interface UrnParts {
  readonly name: string;
  readonly stack: string;
  /** The resource's own type, without its parents'. */
  readonly type: string;
}

/** @param urn - `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>` */
export function parseUrn(urn: string): UrnParts {
  const [stack = "", , types = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { name: name.join("::"), stack, type: types.split("$").at(-1) ?? "" };
}
