/**
 * The providers that Pulumi stores as text and runs from it.
 *
 * Not proven here: that an engine calls them in the right order, and what the factory answers.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

interface Difference {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

interface Provider {
  create(inputs: object): Promise<unknown>;
  diff(id: string, olds: object, news: object): Promise<Difference>;
}

const FOLDER = join(__dirname, "..", "..", "components", "data-factory");

/** The provider of a file, loaded as Node loads it. */
function required(file: string): Provider {
  return jest.requireActual<{ handler(): Provider }>(join(FOLDER, file)).handler();
}

/** The provider of a file's text, in a world where there is nothing but `exports`. */
function evaluated(file: string): Provider {
  const exports: { handler?: () => Provider } = {};
  runInNewContext(readFileSync(join(FOLDER, file), "utf8"), { exports });
  if (exports.handler === undefined) {
    throw new Error(`${file} exports no handler`);
  }
  return exports.handler();
}

const WAYS = [
  ["required", required],
  ["evaluated from its text alone", evaluated],
] as const;

describe.each(WAYS)("a provider %s", (_, load) => {
  it.each([
    [
      "pipeline-run-provider.js",
      "[PIPELINE_RUN_NOT_BUILT] PipelineRun: this version does not run pipelines from a " +
        "deployment; run apply-schema in Data Factory Studio",
    ],
    [
      "started-trigger-provider.js",
      "[TRIGGER_START_NOT_BUILT] StartedTrigger: this version deploys triggers stopped and does " +
        "not start them; start them in Data Factory Studio, or set no startTriggers for the " +
        "environment",
    ],
  ])("rejects to create, %s", async (file, message) => {
    await expect(load(file).create({})).rejects.toMatchObject({ message });
  });

  it.each<readonly [string, object, object, readonly string[]]>([
    ["nothing", { pipelineId: "p", content: "c" }, { pipelineId: "p", content: "c" }, []],
    [
      "the content",
      { pipelineId: "p", content: "c" },
      { pipelineId: "p", content: "d" },
      ["content"],
    ],
    [
      "the pipeline",
      { pipelineId: "p", content: "c" },
      { pipelineId: "q", content: "c" },
      ["pipelineId"],
    ],
    [
      "both",
      { pipelineId: "p", content: "c" },
      { pipelineId: "q", content: "d" },
      ["pipelineId", "content"],
    ],
  ])("runs a pipeline once more when %s changed", async (_what, olds, news, replaces) => {
    const difference = await load("pipeline-run-provider.js").diff("id", olds, news);

    expect(plain(difference)).toEqual({ changes: replaces.length > 0, replaces });
  });

  it.each<readonly [string, object, object, readonly string[]]>([
    ["stays as it is for the same trigger", { triggerId: "t" }, { triggerId: "t" }, []],
    ["stops and starts for another trigger", { triggerId: "t" }, { triggerId: "u" }, ["triggerId"]],
  ])("of a started trigger %s", async (_what, olds, news, replaces) => {
    const difference = await load("started-trigger-provider.js").diff("id", olds, news);

    expect(plain(difference)).toEqual({
      changes: replaces.length > 0,
      replaces,
      deleteBeforeReplace: true,
    });
  });
});

/** A value of another context as one of this. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
