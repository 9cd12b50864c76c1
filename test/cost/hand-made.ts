// Graphs made by hand, for what reads a graph and needs no program that declares one.

import type { Graph, ResourceNode } from "../../graph/graph";
import type { ForecastRow } from "../../run-log/statements";

/** A resource with nothing but a type and name; what is not given is empty or false. */
export function nodeOf(
  type: string,
  name: string,
  given: Partial<Pick<ResourceNode, "inputs" | "parent" | "protect">> = {},
): ResourceNode {
  return {
    urn: `urn:pulumi:dev::forecast-platform::${type}::${name}`,
    type,
    name,
    parent: null,
    custom: !type.startsWith("forecast-platform:"),
    protect: false,
    dependencies: [],
    inputs: {},
    options: {
      ignoreChanges: [],
      replaceOnChanges: [],
      additionalSecretOutputs: [],
      deleteBeforeReplace: false,
      retainOnDelete: false,
    },
    registeredOutputs: null,
    ...given,
  };
}

/** A graph of the environment `dev`. */
export function graphOf(...resources: readonly ResourceNode[]): Graph {
  return { project: "forecast-platform", stack: "dev", resources };
}

/** A forecast as the run log keeps it: weekly, on Amazon Forecast, with a long deadline. */
export const FORECAST_ROW: ForecastRow = {
  forecast: "yardstick",
  backend: "amazon-forecast",
  frequency: "D",
  deadline_minutes: 24 * 60,
  retrain_after_minutes: 10_080,
  max_gap_minutes: 10_200,
  job_timeout_minutes: 150,
  approval: "none",
  advance_job_id: "11",
};
