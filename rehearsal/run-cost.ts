/** What a rehearsed run costs, by the same meters and prices as `npm run cost`. */
import type { EngineEvent } from "../adf/engine";
import { billOf, type CostLine, type UnpricedLine } from "../cost/bill";
import { computeUses, type JobUse, SERVERLESS } from "../cost/meters/clusters";
import { FactoryMeter } from "../cost/meters/factory";
import { computeOf, jobNamed } from "../cost/meters/jobs";
import { runtimesIn } from "../cost/meters/runtimes";
import type { PriceBook, Regions } from "../cost/prices/price-book";
import type { Graph } from "../graph/graph";
import type { JobRun } from "./activities";

/** The cost of a run, without what the forecasting service itself bills. */
export interface RunCost {
  readonly currency: string;
  /** VM and DBU, from the request of each cluster. */
  readonly compute: number;
  readonly dataFactory: number;
  readonly total: number;
  readonly lines: readonly CostLine[];
  /** What is in no total. */
  readonly unpriced: readonly UnpricedLine[];
}

/** What prices it. */
export interface Pricing {
  readonly graph: Graph;
  readonly book: PriceBook;
  readonly regions: Regions;
}

/**
 * @param events - of the run's pipelines alone
 * @param jobs - that it started
 */
export function costOf(
  { book, graph, regions }: Pricing,
  events: readonly EngineEvent[],
  jobs: readonly JobRun[],
): RunCost {
  const meter = new FactoryMeter(runtimesIn(graph));
  for (const event of events) meter.listen(event);
  const names = [...new Set(jobs.map(({ job }) => job.name))];
  const compute = names.flatMap((name) => {
    const node = jobNamed(graph, name);
    const plan = node === undefined ? SERVERLESS : computeOf(node, SERVERLESS);
    return computeUses(plan, jobs.filter(({ job }) => job.name === name).map(useOf));
  });
  const { lines, unpriced } = billOf([...meter.charges(), ...compute], book, regions);
  const sum = (part: string) =>
    lines.filter((line) => line.part === part).reduce((total, { cost }) => total + cost, 0);
  return {
    currency: book.currency,
    compute: sum("compute"),
    dataFactory: sum("data-factory"),
    total: lines.reduce((total, { cost }) => total + cost, 0),
    lines,
    unpriced,
  };
}

function useOf({ at, startMinutes, workMinutes }: JobRun): JobUse {
  const requestedAt = Date.parse(at) / 1000;
  const readyAt = requestedAt + startMinutes * 60;
  return { requestedAt, readyAt, endedAt: readyAt + workMinutes * 60 };
}
