/** Recordings that the suites of one run share: whoever needs one first makes it. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Graph } from "../../graph/graph";

/** A graph from the folder of this run, or else by `make`. */
export async function sharedGraph(key: string, make: () => Promise<Graph>): Promise<Graph> {
  const folder = process.env["FORECAST_TEST_GRAPHS"];
  if (folder === undefined) return make();
  const file = join(folder, `${createHash("sha256").update(key).digest("hex")}.json`);
  if (existsSync(file)) return frozen(readFileSync(file, "utf8"));
  const graph = await make();
  // Written beside and moved, so that another suite never reads half a graph.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(graph));
  renameSync(`${file}.${process.pid}`, file);
  return graph;
}

function frozen(text: string): Graph {
  return JSON.parse(text, (_, value: unknown) => Object.freeze(value));
}
