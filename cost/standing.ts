/** What an environment costs a month while nothing runs. */
import type { Graph, ResourceNode } from "../graph/graph";
import { type Meter, metersOf } from "./meters";
import { holdsIn, priceOf } from "./prices";

/** A charge that stands. */
export interface StandingLine {
  readonly urn: string;
  readonly name: string;
  readonly item: string;
  /** US dollars a month. */
  readonly monthly: number;
  readonly priceId: string;
}

/** A charge that is not guessed. */
export interface UnpricedLine {
  readonly urn: string;
  readonly name: string;
  readonly item: string;
  readonly reason: string;
}

/** The standing cost of an environment. */
export interface StandingCost {
  readonly lines: readonly StandingLine[];
  readonly unpriced: readonly UnpricedLine[];
  /** The sum of `lines`, US dollars a month, to the cent. */
  readonly monthly: number;
}

/**
 * @param region - the Azure region; a price of another region is not used
 */
export function standingCost(graph: Graph, region: string): StandingCost {
  const lines: StandingLine[] = [];
  const unpriced: UnpricedLine[] = [];
  for (const resource of graph.resources) {
    for (const line of linesOf(resource, region)) {
      if ("monthly" in line) {
        lines.push(line);
      } else {
        unpriced.push(line);
      }
    }
  }
  const sum = lines.reduce((total, { monthly }) => total + monthly, 0);
  return { lines, unpriced, monthly: Math.round(sum * 100) / 100 };
}

function linesOf(resource: ResourceNode, region: string): (StandingLine | UnpricedLine)[] {
  const { urn, name } = resource;
  const meters = metersOf(resource);
  if (meters === undefined) {
    return [{ urn, name, item: resource.type, reason: "nobody has priced this type yet" }];
  }
  return meters.map((meter) => ({ urn, name, ...lineOf(meter, region) }));
}

type Line = Omit<StandingLine, "urn" | "name"> | Omit<UnpricedLine, "urn" | "name">;

function lineOf(meter: Meter, region: string): Line {
  const { item } = meter;
  if (meter.kind === "by-use") {
    return { item, reason: meter.reason };
  }
  const price = priceOf(meter.priceId);
  if (!holdsIn(price, region)) {
    const known = `${price.region} has ${price.price_usd} ${price.unit}`;
    return { item, reason: `no price for ${region} (${known})` };
  }
  return { item, monthly: price.price_usd * meter.unitsPerMonth, priceId: price.id };
}
