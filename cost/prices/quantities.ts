/** Quantities that prices are multiplied by: the DBU of a node, the multiplier of Photon. */
import { closest } from "fastest-levenshtein";
import list from "../quantity-list.json";

const VALUES: ReadonlyMap<string, number> = new Map(
  list.quantities.map(({ id, value }): [string, number] => [id, value]),
);

const NODE = "dbx.node_dbu.";

/** DBU an hour of one node without Photon, by node type. */
export const NODE_DBUS: ReadonlyMap<string, number> = new Map(
  [...VALUES].flatMap(([id, value]) =>
    id.startsWith(NODE) ? [[id.slice(NODE.length), value] as const] : [],
  ),
);

/** How many times the DBU a cluster with Photon uses, by what it is for. */
export const PHOTON_MULTIPLIER: Readonly<Record<"jobs" | "all_purpose", number>> = Object.freeze({
  jobs: VALUES.get("dbx.photon_multiplier.jobs") ?? 1,
  all_purpose: VALUES.get("dbx.photon_multiplier.all_purpose") ?? 1,
});

/** @returns the node type with the nearest name, and its DBU an hour, in words. */
export function nearestNode(nodeType: string): string {
  const nearest = closest(nodeType, [...NODE_DBUS.keys()]);
  return `${nearest}, ${String(NODE_DBUS.get(nearest))} DBU an hour`;
}
