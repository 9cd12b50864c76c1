/** What a provider says of a change: which arguments differ, and which of them make a new resource. */
import { isDeepStrictEqual } from "node:util";
import { resourceArguments } from "../arguments/read-shape";
import type { Properties } from "../clouds/cloud-type";
import { cloudType } from "../clouds/clouds";

/** The arguments that differ. */
export interface Differences {
  readonly changed: readonly string[];
  readonly replacing: readonly string[];
}

/** @param from - the inputs of the state; an unknown value of `to` differs from every known one */
export function differencesOf(type: string, from: Properties, to: Properties): Differences {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  const changed = keys.filter((key) => !isDeepStrictEqual(from[key], to[key]));
  const documented = resourceArguments(type);
  const fixed = cloudType(type).replaceOn ?? [];
  const replacing = changed.filter(
    (key) => fixed.includes(key) || documented.get(key)?.replaces === true,
  );
  return { changed, replacing };
}
