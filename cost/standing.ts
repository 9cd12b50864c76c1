/** What an environment costs a month while nothing runs. */
import type { Graph, ResourceNode } from "../graph/graph";
import { type CostLine, lineOf, toCents, totalOf, type UnpricedLine } from "./bill";
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

/** @param regions - a price of another region is not used */
export function standingCost(graph: Graph, book: PriceBook, regions: Regions): StandingCost {
  const lines: StandingLine[] = [];
  const unpriced: UnpricedResource[] = [];
  for (const resource of graph.resources) {
    for (const line of linesOf(resource, book, regions)) {
      if ("cost" in line) lines.push(line);
      else unpriced.push(line);
    }
  }
  return { lines, unpriced, monthly: toCents(totalOf(lines)) };
}

function linesOf(
  resource: ResourceNode,
  book: PriceBook,
  regions: Regions,
): (StandingLine | UnpricedResource)[] {
  const { urn, name } = resource;
  const uses = usesOf(resource) ?? [
    { part: "other" as const, item: resource.type, reason: "nobody has priced this type yet" },
  ];
  return uses.map((use) => ({ urn, name, ...lineOf(use, book, regions) }));
}
