/** The preview of an environment as data. */
import { fromAzureNative, type PipelineJson } from "../adf/wire";
import type { Settings } from "../config/settings";
import { CURRENCY } from "../cost/prices";
import { type StandingCost, standingCost, type UnpricedLine } from "../cost/standing";
import { type Graph, ofType, type ResourceNode } from "../graph/graph";
import { evaluate } from "../policy/evaluate";
import type { Finding } from "../policy/rule";
import type { Waiver } from "../policy/waiver";

/** One resource, as `--json` shows it. */
export type PreviewedResource = Omit<ResourceNode, "options" | "registeredOutputs">;

/** What `npm run preview -- --json` prints. */
export interface PreviewJson {
  readonly stack: string;
  readonly resources: readonly PreviewedResource[];
  readonly pipelines: readonly { readonly name: string; readonly definition: PipelineJson }[];
  readonly cost: {
    readonly currency: string;
    readonly monthly: {
      /** A month in which nothing runs. */
      readonly standing: number;
      /** Null: runs are not priced by this version. */
      readonly runs: number | null;
      readonly total: number | null;
    };
    readonly perRun: readonly never[];
    readonly unpriced: readonly UnpricedLine[];
  };
  /** What the rule book finds, the gravest first; waived findings are among them. */
  readonly findings: readonly Finding[];
}

/** A preview: the document for machines, and what the text for people needs beside it. */
export interface Preview {
  readonly graph: Graph;
  readonly json: PreviewJson;
  readonly settings: Settings;
  readonly standing: StandingCost;
}

/** What the findings depend on beside the environment. */
export interface RuleInputs {
  /** The day on which waivers are looked at, `yyyy-MM-dd`. */
  readonly today: string;
  readonly waivers: readonly Waiver[];
}

/** @returns the preview of a recorded environment. */
export function previewOf(graph: Graph, settings: Settings, rules: RuleInputs): Preview {
  const standing = standingCost(graph, settings.location);
  const json: PreviewJson = {
    stack: graph.stack,
    resources: graph.resources.map(({ registeredOutputs: _, options: __, ...shown }) => shown),
    pipelines: pipelinesOf(graph),
    cost: {
      currency: CURRENCY,
      monthly: { standing: standing.monthly, runs: null, total: null },
      perRun: [],
      unpriced: standing.unpriced,
    },
    findings: evaluate(graph, {
      ...rules,
      budgetConfigured: settings.budget !== undefined,
      protectedStack: settings.environment.protect,
      startsTriggers: settings.environment.startTriggers,
    }),
  };
  return { graph, json, settings, standing };
}

/** The pipelines as the service would receive them, read back from the resources' inputs. */
function pipelinesOf(graph: Graph): PreviewJson["pipelines"] {
  return ofType(graph, "azure-native:datafactory:Pipeline").flatMap(({ inputs }) => {
    const name = inputs["pipelineName"];
    return typeof name === "string" ? [{ name, definition: fromAzureNative(name, inputs) }] : [];
  });
}
