/** What an environment costs a month while nothing runs. */
import type { Graph, ResourceNode } from "../graph/graph";
import {
  type CostLine,
  counted,
  lineOf,
  toCents,
  totalOf,
  type UnpricedLine,
  type UsageAmounts,
} from "./bill";
import { usesOf } from "./meters/resources";
import type { PriceBook, Regions } from "./prices/price-book";

/** The resource that a line is of. */
interface OfResource {
  readonly urn: string;
  readonly name: string;
}

/** A charge that stands, a month. */
export type StandingLine = CostLine & OfResource;

/** A charge that is not guessed. */
export type UnpricedResource = UnpricedLine & OfResource;

/** The standing cost of an environment. */
export interface StandingCost {
  readonly lines: readonly StandingLine[];
  readonly unpriced: readonly UnpricedResource[];
  /** The sum of `lines` a month, to the cent. */
  readonly monthly: number;
}

/** What costs are priced with. */
export interface Pricing {
  readonly book: PriceBook;
  /** A price of another region is not used. */
  readonly regions: Regions;
  /** @default - nobody knows how much is stored, logged and imported */
  readonly usage?: UsageAmounts;
}

/** What the resources of a graph cost. */
export function standingCost(graph: Graph, pricing: Pricing): StandingCost {
  const lines: StandingLine[] = [];
  const unpriced: UnpricedResource[] = [];
  for (const resource of graph.resources) {
    for (const line of linesOf(resource, pricing)) {
      if ("cost" in line) lines.push(line);
      else unpriced.push(line);
    }
  }
  return { lines, unpriced, monthly: toCents(totalOf(lines)) };
}

function linesOf(
  resource: ResourceNode,
  { book, regions, usage }: Pricing,
): (StandingLine | UnpricedResource)[] {
  const { urn, name } = resource;
  const uses = usesOf(resource) ?? [
    { part: "other" as const, item: resource.type, reason: "nobody has priced this type yet" },
  ];
  return counted(uses, usage).map((use) => ({ urn, name, ...lineOf(use, book, regions) }));
}
