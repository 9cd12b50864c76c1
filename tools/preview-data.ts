/** The preview of an environment as data. */
import type { PipelineJson } from "../adf/wire";
import type { Settings } from "../config/settings";
import { monthParts } from "../cost/budget";
import type { ForecastNight } from "../cost/forecast-night";
import { type MonthlyCost, monthlyCost } from "../cost/month";
import { PRICES } from "../cost/prices/price-book";
import { NODE_DBUS } from "../cost/prices/quantities";
import type { Graph, ResourceNode } from "../graph/graph";
import { evaluate } from "../policy/evaluate";
import type { ExpectedMonth, Finding } from "../policy/rule";
import type { Waiver } from "../policy/waiver";
import { pipelinesOf } from "../rehearsal/deployed-pipelines";
import { costEnvironment, regionsOf } from "./cost-environment";

/** One resource, as `--json` shows it. */
export type PreviewedResource = Omit<ResourceNode, "options" | "registeredOutputs">;

/** What `npm run preview -- --json` prints. */
export interface PreviewJson {
  readonly stack: string;
  readonly resources: readonly PreviewedResource[];
  readonly pipelines: readonly { readonly name: string; readonly definition: PipelineJson }[];
  readonly cost: {
    readonly currency: string;
    /** As is to be expected; what is in `unpriced` is in none of the three. */
    readonly monthly: {
      /** A month in which nothing runs. */
      readonly standing: number;
      /** Every run that a trigger brings about, as if the triggers were started. */
      readonly runs: number;
      readonly total: number;
    };
    /** One run of each forecast, on average over those that train and those that do not. */
    readonly perRun: readonly {
      readonly forecast: string;
      readonly total: number;
      readonly lines: MonthlyCost["runs"][number]["lines"];
    }[];
    readonly unpriced: readonly Readonly<Record<"urn" | "name" | "item" | "reason", string>>[];
  };
  /** The night of each forecast in which its model is trained, simulated on the definitions above. */
  readonly nights: readonly ({ readonly forecast: string } & ForecastNight)[];
  /** What the rule book finds, the gravest first; waived findings are among them. */
  readonly findings: readonly Finding[];
}

/** A preview: the document for machines, and what the text for people needs beside it. */
export interface Preview {
  readonly graph: Graph;
  readonly json: PreviewJson;
  readonly month: MonthlyCost;
  readonly settings: Settings;
}

/** What the findings depend on beside the environment. */
export interface RuleInputs {
  /** The day on which waivers are looked at, `yyyy-MM-dd`. */
  readonly today: string;
  readonly waivers: readonly Waiver[];
}

/** @returns the preview of a recorded environment. */
export async function previewOf(
  graph: Graph,
  settings: Settings,
  rules: RuleInputs,
): Promise<Preview> {
  const environment = costEnvironment(graph, settings);
  const pricing = { book: PRICES, regions: regionsOf(settings) };
  const month = await monthlyCost(environment, pricing);
  const json: PreviewJson = {
    stack: graph.stack,
    resources: graph.resources.map(({ registeredOutputs: _, options: __, ...shown }) => shown),
    pipelines: pipelinesOf(graph),
    cost: costJson(month),
    nights: nightsOf(month),
    findings: evaluate(graph, {
      ...rules,
      budgetConfigured: settings.budget !== undefined,
      nodeDbus: NODE_DBUS,
      protectedStack: settings.environment.protect,
      startsTriggers: settings.environment.startTriggers,
      ...expectedMonth(settings, month),
    }),
  };
  return { graph, json, month, settings };
}

function costJson({ currency, monthly, runs, unpriced }: MonthlyCost): PreviewJson["cost"] {
  return {
    currency,
    monthly,
    perRun: runs.flatMap(({ forecast, total, lines }) =>
      forecast === undefined ? [] : [{ forecast, total, lines }],
    ),
    unpriced: unpriced.map(({ urn, name, item, reason }) => ({ urn, name, item, reason })),
  };
}

/** Each forecast once, however many triggers start it. */
function nightsOf({ runs }: MonthlyCost): PreviewJson["nights"] {
  const nights = new Map(
    runs.flatMap(({ forecast, night }) =>
      forecast === undefined || night === undefined ? [] : [[forecast, night] as const],
    ),
  );
  return [...nights].map(([forecast, night]) => ({ forecast, ...night }));
}

function expectedMonth(
  { budget }: Settings,
  month: MonthlyCost,
): { readonly month?: ExpectedMonth } {
  if (budget === undefined) return {};
  const { currency, monthly, nearest } = month;
  const expected = monthly.total + nearest;
  return { month: { budget, currency, expected, parts: monthParts(month) } };
}
