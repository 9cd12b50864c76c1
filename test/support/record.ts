/**
 * Graphs for tests: of a whole environment, of one component, of a small program.
 *
 * The runtime of Pulumi is one for the process, so recordings wait for each other, however they are
 * called; those of environments are kept and shared among suites, since a graph never changes. Pulumi is
 * loaded by the first recording, so that a suite that finds all of its graphs needs no time for it.
 */

import type { EnvironmentName } from "../../config/environments";
import { parseSettings } from "../../config/parse";
import { loadSettings } from "../../config/read";
import type { Graph } from "../../graph/graph";
import type { RecordOptions } from "../../graph/recorder";
import { PROJECT_DIRECTORY, PROJECT_NAME } from "../../tools/root";
import { sharedGraph } from "./shared-graphs";
import type { StandIns } from "./stand-ins";

/** Settings by full key that differ from the stack's file; undefined leaves one out. */
export type Change = Readonly<Record<string, unknown>>;

/** Whether ids and computed outputs are known, as after an update, or not, as in a preview. */
export type Mode = "preview" | "update";

const kept = new Map<string, Promise<Graph>>();
let last: Promise<unknown> = Promise.resolve();

/** Records the whole platform as `Pulumi.<stack>.yaml` describes it, with changed settings. */
export function recordEnvironment(
  stack: EnvironmentName,
  change: Change = {},
  mode: Mode = "update",
): Promise<Graph> {
  const key = JSON.stringify([stack, change, mode]);
  const graph = kept.get(key) ?? sharedGraph(key, () => recordAnew(stack, change, mode));
  kept.set(key, graph);
  return graph;
}

async function recordAnew(stack: EnvironmentName, change: Change, mode: Mode): Promise<Graph> {
  const config = configOf(stack, change);
  const { platform }: typeof import("../../stacks/platform") = require("../../stacks/platform");
  const program = () => platform(parseSettings(stack, config));
  return record(program, { stack, config, preview: mode === "preview" });
}

/** The configuration that Pulumi's runtime would hold for a stack with changed settings. */
export function configOf(stack: EnvironmentName, change: Change = {}): Record<string, string> {
  const { config } = loadSettings(PROJECT_DIRECTORY, stack);
  const values = Object.entries({ ...config, ...change });
  return Object.fromEntries(
    values.flatMap(([key, value]) =>
      value === undefined
        ? []
        : [[key, typeof value === "string" ? value : JSON.stringify(value)] as const],
    ),
  );
}

/** Records what one component declares when it is given stand-ins for everything else. */
export async function recordComponent(
  build: (given: StandIns) => unknown,
  { environment = "dev", mode = "update" }: { environment?: EnvironmentName; mode?: Mode } = {},
): Promise<Graph> {
  const { standIns }: typeof import("./stand-ins") = require("./stand-ins");
  return record(() => build(standIns(environment)), {
    stack: environment,
    preview: mode === "preview",
  });
}

/** Records any program, after every recording that was asked for earlier. */
export function record(
  program: () => unknown,
  options: Partial<RecordOptions> = {},
): Promise<Graph> {
  const complete = { project: PROJECT_NAME, stack: "dev", config: {}, ...options };
  const graph = last.then(async () => {
    const { recordGraph }: typeof import("../../graph/recorder") = require("../../graph/recorder");
    return recordGraph(program, complete);
  });
  last = graph.catch(() => undefined);
  return graph;
}
