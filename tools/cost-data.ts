/** The cost of an environment as data: a month, every run, the designs compared, many nights. */
import type { Settings } from "../config/settings";
import type { UsageAmounts } from "../cost/bill";
import { type Ceiling, ceilingsOf } from "../cost/ceiling";
import {
  compareDesigns,
  type DesignResult,
  FIXED_DESIGN,
  neededCompute,
  OWN_DESIGN,
} from "../cost/designs/designs";
import { pollChart } from "../cost/designs/poll-chart";
import { type PollPoint, pollIntervals } from "../cost/designs/polling";
import { type MonthlyCost, monthlyCost } from "../cost/month";
import { manyNights, type NightsResult } from "../cost/nights";
import type { PriceBook } from "../cost/prices/price-book";
import type { Environment } from "../cost/runs";
import type { Pricing } from "../cost/standing";
import { regionsOf } from "./cost-environment";
import { costNotes } from "./cost-notes";

/** What is asked for beside the environment. */
export interface CostOptions {
  readonly book: PriceBook;
  /** How many nights are drawn. */
  readonly nights: number;
  readonly seed: number;
  /** How much is stored, logged and imported, as far as somebody knows. */
  readonly usage: UsageAmounts;
}

/** What `npm run cost -- --json` prints. */
export interface CostJson {
  readonly stack: string;
  readonly currency: string;
  /** Every way to wait for the service, on the yardstick night in East US. */
  readonly designs: readonly DesignResult[];
  /** What the jobs' own work would cost alone, and how many times cheaper than others a design is. */
  readonly need: {
    readonly compute: number;
    readonly ownOverNeed: number;
    readonly fixedOverOwn: number;
  };
  readonly monthly: MonthlyCost["monthly"] & {
    /** Whether something is in no total, for want of a price or of a number. */
    readonly partial: boolean;
    /** The total with what has no price in the region at the nearest known one. */
    readonly withNearest: number;
    readonly best: number;
    readonly worst: number;
    readonly shares: readonly {
      readonly part: string;
      readonly cost: number;
      /** Of the total, 0 to 1. */
      readonly share: number;
    }[];
  };
  readonly perRun: readonly {
    readonly pipeline: string;
    readonly forecast?: string;
    readonly perMonth: number;
    readonly total: number;
    readonly lines: MonthlyCost["runs"][number]["lines"];
  }[];
  readonly ceiling: readonly Ceiling[];
  readonly budget?: {
    readonly monthly: number;
    readonly currency: string;
    readonly within: boolean;
  };
  readonly nights: readonly NightsResult[];
  readonly polling: readonly PollPoint[];
  readonly unpriced: MonthlyCost["unpriced"];
  readonly notes: readonly string[];
}

/** The document, and the chart of poll intervals as an SVG. */
export interface CostReport {
  readonly json: CostJson;
  readonly chart: string;
}

/** Nights that each poll interval is looked at on. */
const POLL_NIGHTS = 20;

/** Computes everything. */
export async function costReport(
  environment: Environment,
  settings: Settings,
  { book, nights, seed, usage }: CostOptions,
): Promise<CostReport> {
  const pricing: Pricing = { book, regions: regionsOf(settings), usage };
  const month = await monthlyCost(environment, pricing);
  const best = await monthlyCost(environment, pricing, "best");
  const worst = await monthlyCost(environment, pricing, "worst");
  const platform = environment.platform();
  const designs = await compareDesigns(platform, book);
  const drawn = nights === 0 ? [] : await manyNights(platform, book, { count: nights, seed });
  const polling = await pollIntervals(book, { nights: POLL_NIGHTS, seed });
  const ceiling = ceilingsOf(environment, pricing);
  const { currency, monthly, nearest, unpriced } = month;
  const json: CostJson = {
    stack: environment.graph.stack,
    currency,
    designs,
    need: needOf(designs, neededCompute(book)),
    monthly: {
      ...monthly,
      partial: unpriced.length > 0,
      withNearest: round(monthly.total + nearest),
      best: best.monthly.total,
      worst: worst.monthly.total,
      shares: month.shares.map(({ part, cost }) => ({
        part,
        cost: round(cost),
        share: round(cost / monthly.total),
      })),
    },
    perRun: month.runs.map(({ pipeline, forecast, perMonth, total, lines }) => ({
      pipeline,
      ...(forecast === undefined ? {} : { forecast }),
      perMonth: round(perMonth),
      total,
      lines,
    })),
    ceiling,
    ...budgetOf(settings, month),
    nights: drawn,
    polling,
    unpriced,
    notes: costNotes({ book, designs, month, settings }),
  };
  const own = designs.find(({ name }) => name === OWN_DESIGN);
  return { json, chart: pollChart(polling, { cost: own?.total ?? 0 }) };
}

function needOf(designs: readonly DesignResult[], compute: number): CostJson["need"] {
  const costOf = (name: string) =>
    designs.find((design) => design.name === name)?.compute ?? Number.NaN;
  return {
    compute,
    ownOverNeed: round(costOf(OWN_DESIGN) / compute),
    fixedOverOwn: round(costOf(FIXED_DESIGN) / costOf(OWN_DESIGN)),
  };
}

function budgetOf(
  { budget }: Settings,
  { currency, monthly, nearest }: MonthlyCost,
): Pick<CostJson, "budget"> {
  if (budget === undefined) return {};
  const { monthly: most, currency: own } = budget;
  const within = own !== currency || monthly.total + nearest <= most;
  return { budget: { monthly: most, currency: own, within } };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
